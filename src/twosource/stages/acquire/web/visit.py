"""Looks at a link once more: what is sent again only if it changed, and what is gone."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.data import Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.web.exchange import Answer, Bounds, Headers, ask
from twosource.stages.acquire.web.fetch import page_of
from twosource.stages.acquire.web.kept import mark_of
from twosource.stages.acquire.web.links import Target, parse_link, shown_link
from twosource.stages.acquire.web.redirects import follow
from twosource.stages.acquire.web.retry import ask_again
from twosource.stages.acquire.web.robots import check_robots
from twosource.stages.acquire.web.transport import Deadline
from twosource.stages.acquire.web.web import Web

UNCHANGED, MISSING, GONE = 304, 404, 410


@dataclass(frozen=True, slots=True)
class Seen:
    """What a visit found: the page, or without one why: UNCHANGED, MISSING or GONE.

    `moved_to` is where the link says that it stands for good, "" where it stands as it was named.
    """

    page: Page | None
    status: int = 200
    moved_to: str = ""


def visit(source: Source, web: Web, marks: tuple[str, str] = ("", "")) -> Seen:
    """The page behind a link, as `fetch` gives it; none where it is as it was, or is there no more.

    `marks` are the ETag and the Last-Modified of the version that is known, ""
    where there are none.  SourceError as from `fetch` for everything else.
    """
    start = parse_link(source.path)
    deadline = Deadline(web.settings.seconds, shown_link(start.url))
    bounds = Bounds(web.settings.max_bytes)
    names = ("If-None-Match", "If-Modified-Since")
    extra: Headers = tuple((name, mark_of(mark)) for name, mark in zip(names, marks, strict=True) if mark)

    def hop(target: Target) -> Answer:
        check_robots(web, target, deadline)
        return ask_again(web, target, deadline, lambda: ask(web, target, deadline, bounds, extra))

    arrival = follow(start, hop, web.settings.redirects)
    moved_to = arrival.answer.target.url if arrival.is_permanent else ""
    if arrival.answer.status in (UNCHANGED, MISSING, GONE):
        return Seen(None, arrival.answer.status, moved_to)
    return Seen(page_of(source, web, arrival), moved_to=moved_to)


def left_alone_until(link: str, web: Web) -> float:
    """Until when the host of a link asked to be left alone, in Unix seconds; 0 where it did not."""
    try:
        host = web.hosts.get(parse_link(link).host)
    except SourceError:
        return 0.0
    return host.until if host else 0.0
