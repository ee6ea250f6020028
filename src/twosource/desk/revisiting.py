"""Looks again at pages that feeds named: what was edited is kept beside the old, what is gone is noted."""

from __future__ import annotations

import json
from collections.abc import Sequence

from twosource.data import Article, Failure, Page
from twosource.desk.adding import Adding, add_pages
from twosource.desk.polling import FIRST_LOOK, Watching, later
from twosource.errors import SourceError
from twosource.pipeline import of, steps
from twosource.stages.acquire.web.visit import GONE, MISSING, UNCHANGED, left_alone_until, visit
from twosource.store.feeds import Visit, due_visits, put_off, reports_at, visited
from twosource.store.file import writing
from twosource.store.reports import is_as_held, restore, stand_again, withdraw
from twosource.store.sources import DUE, FAILED, ask_for, is_held

# An hour after it was first seen, then twice as long each time up to a day, for about a week.
LONGEST, VISITS = 86_400, 12
# Pages looked at again in one round.
MOST = 200
# A page must be missing twice before its report counts as withdrawn; a site may be at work.
MISSED = 2
# What a page says of itself where a report was (see `docs/reference/failures.md`).
_SAYS = {"not-found": MISSING, "withdrawn": GONE}


def revisit(work: Watching) -> list[Failure]:
    """Look at the pages that are due; those that could not be read are asked for again."""
    at = work.now()
    found: list[Failure] = []
    for each in due_visits(work.connection, at, later(at, 2 * LONGEST), MOST):
        if each.state == DUE:
            continue
        if each.state == FAILED:
            with writing(work.connection):
                ask_for(work.connection, [each.source.path])
                visited(work.connection, each, missed=0, due_at=_next(each, at))
        else:
            found += _look(each, work)
    return found


def _look(each: Visit, work: Watching) -> list[Failure]:
    headers = {str(name).lower(): str(value) for name, value in json.loads(each.headers)}
    try:
        seen = visit(each.source, work.web, (headers.get("etag", ""), headers.get("last-modified", "")))
    except SourceError:
        # Its report was read before and stands: that it cannot be had today is no news, and costs a visit.
        seen = None
        asked = left_alone_until(each.source.path, work.web) - work.web.now()
        if asked > FIRST_LOOK:
            with writing(work.connection):
                put_off(work.connection, each, later(work.now(), min(asked, LONGEST)))
            return []
    articles, status, failures = _read(seen.page, work) if seen and seen.page else ([], 0, [])
    status = status or (seen.status if seen else 0)
    if status in (MISSING, GONE):
        _note_missing(each, work, is_gone=status == GONE)
        return []
    if seen and seen.page:
        failures += _take_up(each, seen.page, articles, work)
    is_there = bool(articles) or status == UNCHANGED
    with writing(work.connection):
        for report in reports_at(work.connection, each.source.path) if is_there else ():
            stand_again(work.connection, report, work.now())
        visited(work.connection, each, missed=0, due_at=_next(each, work.now()))
    return failures


def _read(page: Page, work: Watching) -> tuple[list[Article], int, list[Failure]]:
    """The reports on a page, and MISSING or GONE where it says that there is none any more."""
    cleaned = work.means.engine(steps(work.means)["clean"], [page], work.means.load).values
    articles, failures = of(Article, cleaned), of(Failure, cleaned)
    status = next((_SAYS[f.code] for f in failures if f.code in _SAYS), 0) if not articles else 0
    return articles, status, failures


def _take_up(each: Visit, page: Page, articles: Sequence[Article], work: Watching) -> list[Failure]:
    """Keep the reports of a page that are not as they were."""
    if all(is_as_held(work.connection, article) for article in articles):
        return []
    if is_held(work.connection, page):
        with writing(work.connection):
            for article in articles:
                restore(work.connection, article, work.now())
        return []
    adding = Adding(work.connection, work.means, work.now, work.version, work.place, lambda *_: None)
    return list(add_pages([page], each.source, adding).failures)


def _note_missing(each: Visit, work: Watching, *, is_gone: bool) -> None:
    at = work.now()
    is_withdrawn = is_gone or each.missed + 1 >= MISSED
    with writing(work.connection):
        for report in reports_at(work.connection, each.source.path) if is_withdrawn else ():
            withdraw(work.connection, report, at)
        due_at = _next(each, at) if is_withdrawn else later(at, FIRST_LOOK)
        visited(work.connection, each, missed=each.missed + 1, due_at=due_at)


def _next(each: Visit, at: str) -> str | None:
    """When a page is looked at again: more and more seldom, and then no more."""
    if each.visits + 1 >= VISITS:
        return None
    return later(at, min(FIRST_LOOK * 2 ** (each.visits + 1), LONGEST))
