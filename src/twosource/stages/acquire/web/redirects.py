"""Follows redirects, each one checked like the first link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from twosource.errors import SourceError
from twosource.stages.acquire.web.exchange import Answer
from twosource.stages.acquire.web.links import Target, join_link, shown_link

_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_EVER = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Arrival:
    """The answer at the end of the redirects, how many there were, and whether all are for ever."""

    answer: Answer
    hops: int
    is_permanent: bool


def follow(start: Target, ask: Callable[[Target], Answer], most: int) -> Arrival:
    """Ask, and go where the answer sends us, at most `most` times; SourceError past that or in a ring."""
    seen = {start}
    answer = ask(start)
    is_permanent = True
    while answer.status in _MOVED:
        location = answer.header("location")
        if not location:
            raise _lost(start, "is redirected to nowhere")
        if len(seen) > most:
            raise _lost(start, f"is redirected more than {most} times")
        target = _next(start, answer, location)
        if target in seen:
            raise _lost(start, "is redirected in a ring")
        seen.add(target)
        is_permanent = is_permanent and answer.status in _FOR_EVER
        answer = ask(target)
    hops = len(seen) - 1
    return Arrival(answer, hops, bool(hops) and is_permanent)


def _next(start: Target, answer: Answer, location: str) -> Target:
    try:
        return join_link(answer.target, _as_utf8(location))
    except SourceError as refusal:
        raise SourceError(f"{shown_link(start.url)} is redirected, but {refusal}", refusal.code) from None


def _as_utf8(location: str) -> str:
    """The header as most servers mean it."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _lost(start: Target, what: str) -> SourceError:
    return SourceError(
        f"{shown_link(start.url)} {what}: open it in a browser and copy the link it ends at.", "redirects"
    )
