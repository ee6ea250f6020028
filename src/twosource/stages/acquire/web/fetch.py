"""Fetches one link: politely, safely, within bounds, and gives the page as it was sent."""

from __future__ import annotations

import hashlib

from twosource.data import Page, Source, Stated
from twosource.errors import SourceError
from twosource.stages.acquire.opening import printable, shown_path
from twosource.stages.acquire.web.exchange import Answer, Bounds, Headers, ask
from twosource.stages.acquire.web.kept import KeptPage, conditions, load_page, mark_of, save_page
from twosource.stages.acquire.web.links import Target, parse_link, shown_link
from twosource.stages.acquire.web.pace import when
from twosource.stages.acquire.web.redirects import Arrival, follow
from twosource.stages.acquire.web.retry import ask_again
from twosource.stages.acquire.web.robots import check_robots
from twosource.stages.acquire.web.sniff import page_type
from twosource.stages.acquire.web.transport import Deadline
from twosource.stages.acquire.web.web import Web

# Under this name the page's headers say what we did; a server's own header of that name is dropped.
NOTE = "twosource-note"
_MOST_HEADERS = 100
_LONGEST_HEADER = 2000
# Whoever has these may act as somebody else; they tell nothing of a page.
_SECRET = frozenset({NOTE, "set-cookie", "set-cookie2", "www-authenticate", "proxy-authenticate"})
# These say how to read a page and when it was made, and stay where there are too many.
_TELLING = frozenset({"content-type", "content-language", "last-modified", "date", "etag"})


def fetch(source: Source, web: Web) -> Page:
    """The page behind a link, its bytes as the server sent them, unpacked.

    `path` is the link as it was named, `captured` when the bytes came (UTC),
    `headers` those of the answer and notes of ours.  Where redirects led
    elsewhere, `given` states ``fetched-from``.  SourceError with a code:
    ``bad-link``, ``refused-address``, ``robots``, ``redirects``, ``network``,
    ``damaged``, ``too-large``, ``http-status``, ``gone``, ``empty``, ``binary``,
    ``unknown-kind``, or ``stopped`` where the web was closed meanwhile.
    """
    start = parse_link(source.path)
    deadline = Deadline(web.settings.seconds, shown_link(start.url))
    kept: dict[Target, KeptPage | None] = {}

    def hop(target: Target) -> Answer:
        check_robots(web, target, deadline)
        kept[target] = load_page(web.kept, target.url) if web.kept else None
        return _ask(web, target, deadline, conditions(kept[target]))

    arrival = follow(start, hop, web.settings.redirects)
    return page_of(source, web, arrival, kept[arrival.answer.target])


def _ask(web: Web, target: Target, deadline: Deadline, extra: Headers) -> Answer:
    bounds = Bounds(web.settings.max_bytes)
    return ask_again(web, target, deadline, lambda: ask(web, target, deadline, bounds, extra))


def page_of(source: Source, web: Web, arrival: Arrival, kept: KeptPage | None = None) -> Page:
    """The page that an answer holds, or that was kept where the server says that it has not changed."""
    answer = arrival.answer
    now = when(web.now())
    notes = _moved(arrival)
    if answer.status == 304 and kept:
        body, captured, headers = kept.body, kept.captured, kept.headers
        notes = (*notes, (NOTE, f"not sent again: the server said at {now} that it had not changed"))
    else:
        _check_status(answer)
        body, captured, headers = answer.body, now, _headers(answer)
    if not body.strip():
        empty = f"{shown_link(answer.target.url)} is empty"
        raise SourceError(f"{empty}: a report's text was expected; open it in a browser.", "empty")
    declared = next((value for key, value in headers if key == "content-type"), "")
    media_type = page_type(body, declared, answer.target.host)
    if web.kept and answer.status == 200:
        save_page(web.kept, _to_keep(answer, headers, captured))
    return Page(
        body,
        hashlib.sha256(body).hexdigest(),
        shown_path(source.path),
        media_type,
        captured,
        headers + notes,
        source.given + _fetched_from(arrival),
    )


def _check_status(answer: Answer) -> None:
    name, status = shown_link(answer.target.url), answer.status
    if status == 410:
        raise SourceError(f"{name} is gone: the site says that it was taken away for good.", "gone")
    if status in (401, 402, 403, 407, 451):
        closed = f"{name} is not open to everybody (status {status})"
        raise SourceError(f"{closed}: save the page in a browser and give the file.", "http-status")
    if status != 200:
        raise SourceError(f"{name} answered with status {status}, not a page: check the link.", "http-status")


def _headers(answer: Answer) -> Headers:
    rows = [(name[:_LONGEST_HEADER], value) for name, value in answer.headers if name not in _SECRET]
    if len(rows) > _MOST_HEADERS:
        rows.sort(key=lambda row: row[0] not in _TELLING)
    return tuple((name, printable(value)[:_LONGEST_HEADER]) for name, value in rows[:_MOST_HEADERS])


def _moved(arrival: Arrival) -> Headers:
    if not arrival.is_permanent:
        return ()
    return ((NOTE, f"moved for good to {arrival.answer.target.url}"),)


def _fetched_from(arrival: Arrival) -> tuple[Stated, ...]:
    return (Stated("fetched-from", arrival.answer.target.url, "redirect"),) if arrival.hops else ()


def _to_keep(answer: Answer, headers: Headers, captured: str) -> KeptPage:
    etag, modified = mark_of(answer.header("etag")), mark_of(answer.header("last-modified"))
    if "no-store" in answer.header("cache-control").lower():
        etag = modified = ""
    return KeptPage(answer.target.url, etag, modified, captured, headers, answer.body)
