"""The day of a time told by its distance from an event, where the report says on which day that was."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from twosource.data import Parsed, Span, Time, Token
from twosource.stages.extract import times_calendar as calendar
from twosource.stages.extract.times_tense import sentence_of, top_of
from twosource.words.load import load_set, load_words

_DAYS = re.compile(r"P(\d{1,4})D")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BESIDE = re.compile(r"\s*(?:,|on|of|,\s*on)\s*")
_CLIMB = 6
_BEFORE = 12  # words before a verb in which its subject is looked for
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class _Page:
    """A text's times, the known days of them by index, and the days of its kinds of events."""

    text: str
    times: Sequence[Time]
    parsed: Sequence[Parsed]
    known: Mapping[int, date]
    of_events: Mapping[str, set[date]]


def with_days(
    text: str, times: Sequence[Time], parsed: Sequence[Parsed], published: date | None
) -> list[Time]:
    """The same times; ``two days before the vote`` on its day where the text tells the vote's.

    That is so where the event holds a date or one follows it, where the time
    itself stands beside a date (``Nov. 3, the day before the vote``), or where
    all dates of what the text calls so are one day.
    """
    if not any(time.anchor for time in times):
        return list(times)
    known = {index: day for index, time in enumerate(times) if (day := _day_of(time)) is not None}
    page = _Page(text, times, parsed, known, _days_of_events(times, known, parsed))
    found = []
    for index, time in enumerate(times):
        day = _resolved(page, index) if time.anchor else None
        found.append(_placed(time, day, published) if day else time)
    return found


def _day_of(time: Time) -> date | None:
    """The day of a time that is one and is sure."""
    is_day = time.start is not None and time.anchor is None and _DAY.match(time.value)
    if not is_day or time.grain not in ("day", "daypart", "hour", "minute"):
        return None
    return date.fromisoformat(time.value[:10])


def _resolved(page: _Page, index: int) -> date | None:
    """The day of an expression that has an event."""
    text, times, known = page.text, page.times, page.known
    time = times[index]
    told = _DAYS.fullmatch(time.value)
    if time.anchor is None or told is None:
        return None
    before = text[times[index - 1].span.end : time.span.start].strip() if index else ""
    if before == "," and index - 1 in known:
        return known[index - 1]
    event = time.anchor.event
    distance = timedelta(days=int(told[1]) * (1 if time.anchor.high > 0 else -1))
    for beside in (index + 1, index + 2):
        if beside in known and _is_of(text, event, times[beside].span):
            return known[beside] + distance
    name = _name_of(event, page.parsed)
    days = page.of_events.get(name, set()) if name else set()
    return next(iter(days)) + distance if len(days) == 1 else None


def _is_of(text: str, event: Span, day: Span) -> bool:
    """Whether a date stands in an event's words or right after them."""
    return event.covers(day) or (
        event.end <= day.start and _BESIDE.fullmatch(text[event.end : day.start]) is not None
    )


def _placed(time: Time, day: date, published: date | None) -> Time:
    stretch = calendar.days(day)
    return replace(
        time,
        value=day.isoformat(),
        grain="day",
        start=stretch.start.isoformat(),
        end=stretch.end.isoformat(),
        days=stretch.relative_to(published) if published else None,
    )


def _days_of_events(
    times: Sequence[Time], known: Mapping[int, date], parsed: Sequence[Parsed]
) -> dict[str, set[date]]:
    """The days on which what is called so took place, by the name of its kind."""
    found: dict[str, set[date]] = {}
    for index, day in known.items():
        for name in _events_at(times[index].span, parsed):
            found.setdefault(name, set()).add(day)
    return found


def _events_at(span: Span, parsed: Sequence[Parsed]) -> Iterator[str]:
    """The kinds of the noun and the verb that a date hangs on."""
    sentence = sentence_of(parsed, span.start)
    if sentence is None:
        return
    tokens = sentence.tokens
    index = _top(tokens, span)
    for _ in range(_CLIMB):
        head = tokens[index].head
        if head == index:
            return
        index = head
        if tokens[index].pos in ("NOUN", *_VERBS):
            yield _kind(tokens[index])
        if tokens[index].pos in _VERBS:
            yield from _held(tokens, index)
            return


def _held(tokens: Sequence[Token], verb: int) -> Iterator[str]:
    """The kind of what took place, was held, began."""
    if tokens[verb].lemma.lower() in load_set("twosource.stages.extract", "times.toml", "event.held"):
        near = range(max(0, verb - _BEFORE), verb)
        yield from (_kind(tokens[i]) for i in near if tokens[i].head == verb and tokens[i].dep in _SUBJECTS)


def _name_of(event: Span, parsed: Sequence[Parsed]) -> str:
    """The kind of an event by its head; "" where none is known."""
    sentence = sentence_of(parsed, event.start)
    return _kind(sentence.tokens[_top(sentence.tokens, event)]) if sentence else ""


def _top(tokens: Sequence[Token], span: Span) -> int:
    first = max(0, bisect_right(tokens, span.start, key=lambda token: token.span.start) - 1)
    return top_of(tokens, first, span.end)


def _kind(token: Token) -> str:
    """A word's kind of event: the table's, else of a noun the noun itself."""
    lemma = token.lemma.lower()
    return _kinds().get(lemma, lemma if token.pos == "NOUN" else "")


@cache
def _kinds() -> dict[str, str]:
    table = load_words("twosource.stages.extract", "times.toml")["kind"]
    return {word: f"[{name}]" for name, words in table.items() for word in words}
