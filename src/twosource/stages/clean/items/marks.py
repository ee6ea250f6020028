"""Finds where a page tells times: in elements made for them, and in lines that are or begin with one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from twosource.stages.clean.dates import find_date
from twosource.stages.clean.page_text import PageText, Paragraph
from twosource.stages.clean.times import time_places, time_stated

_LONGEST_LINE = 60  # characters of a line that is a time and little else
_MOST = 20_000
_HALF = 0.5
_LONGEST_COVERAGE = timedelta(days=4)
_HOUR = r"(?<![\d.,:])(?:[01]?\d|2[0-3])"
_AFTER = r"(?![\d%€$£]|[.,:]\d)"
_LABEL = r"(?:\s?(?:[ap]\.?m\b\.?|uhr\b|hrs?\b|h\b))"
# With a colon it is a time; with a full stop only beside a word that says so, before a dash, or alone.
_CLOCK = rf"{_HOUR}(?::|\s?h\s?)[0-5]\d(?::[0-5]\d)?{_AFTER}{_LABEL}?|{_HOUR}\.[0-5]\d{_AFTER}{_LABEL}"
# Alone, or beside a word or two: the name of a day, a zone, who wrote then.
_ALONE = re.compile(
    rf"(?:[^\d\s]{{1,12}}\s+){{0,3}}(?:{_CLOCK}|{_HOUR}\.[0-5]\d{_AFTER})(?:\s+[^\d\s]{{1,12}}){{0,2}}",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"(?:{_CLOCK}|{_HOUR}\.[0-5]\d(?=\s?[–—|:-]))(?:\s+[A-Z]{{2,4}}\b)?\s*[–—|:·•,.-]?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A time that a page tells: ISO 8601, or "" where no day is told; `is_clock` if it tells the minute."""

    value: str
    is_clock: bool


def find_marks(page: PageText) -> dict[int, Mark]:
    """The first time told in each paragraph that tells one, or in an element before its words."""
    found = dict(_in_lines(page))
    found.update(_in_elements(page))
    return found


def clock_length(words: str) -> int:
    """How many characters of a heading are the time it begins with; 0 if it is nothing but a time."""
    found = _FIRST.match(words)
    return found.end() if found and found.end() < len(words) else 0


def is_time(paragraph: Paragraph) -> bool:
    """Whether a line is a time, or a day, and little else."""
    words = paragraph.text
    if len(words) > _LONGEST_LINE or words.isalpha():
        return False
    return _ALONE.fullmatch(words.strip(" ()[]|")) is not None or find_date(words, whole=True) is not None


def is_coverage(marks: Sequence[Mark]) -> bool:
    """Whether times are those of reports made one after the other within a few days."""
    if sum(mark.is_clock for mark in marks) < _HALF * len(marks):
        return False
    moments = [datetime.fromisoformat(mark.value[:16]) for mark in marks if mark.value]
    if moments and max(moments) - min(moments) > _LONGEST_COVERAGE:
        return False
    return moments in (sorted(moments), sorted(moments, reverse=True))


def _in_lines(page: PageText) -> Iterator[tuple[int, Mark]]:
    for index, paragraph in enumerate(page.paragraphs):
        if paragraph.size > _LONGEST_LINE and not paragraph.is_heading:
            continue
        if paragraph.is_heading and clock_length(paragraph.text):
            yield index, Mark("", is_clock=True)
        elif is_time(paragraph):
            yield index, _mark(find_date(paragraph.text) or "", is_clock=":" in paragraph.text)


def _in_elements(page: PageText) -> Mapping[int, Mark]:
    """The times in elements, each with the paragraph that it stands in or before."""
    ends = [paragraph.pieces[-1][2] for paragraph in page.paragraphs]
    found: dict[int, Mark] = {}
    for at in time_places(page.source, 0, len(page.source), _MOST):
        index = bisect_right(ends, at)
        if index < len(ends) and index not in found:
            stated = next(time_stated(page.source, at), None)
            found[index] = _mark(stated.value if stated else "", is_clock=not stated)
    return found


def _mark(value: str, *, is_clock: bool) -> Mark:
    return Mark(value, is_clock or len(value) > len("2000-01-01"))
