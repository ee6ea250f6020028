"""What kind of error an answer to a marked time expression is."""

from __future__ import annotations

import re
from datetime import date

from bench.scoring.times import Marked, Pair, error_of

KINDS = {
    "missed": "marked, not read",
    "spurious": "read, not marked",
    "extent": "the value right, the place another",
    "notation": "the same value, written otherwise",
    "direction": "the weekday, month or season of another week or year",
    "part of day": "the day right, its part or hour not",
    "grain": "one coarser than the other, or of another kind of unit",
    "unanchored": "one leaves open what the other tells (X)",
    "vague": "one a reference (PAST_REF), the other a date or length",
    "duration or point": "one a length, the other a date",
    "length": "two lengths",
    "set": "one of them comes again and again",
    "another point": "the same grain, another date",
}
_LENGTH = re.compile(r"P[T\dX]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def kind_of(pair: Pair) -> str:
    """A key of `KINDS`; "" where place and value are right."""
    label, answer = pair
    if label is None or answer is None:
        return error_of(pair)
    if label.value == answer.value:
        return "" if label.place == answer.place else "extent"
    return next(kind for kind, holds in _TESTS if holds(label, answer))


def _plain(value: str) -> str:
    """A value without what only notation adds: ``196X``, ``2000-W7``, ``1949-XX``, ``T24:00``."""
    value = re.sub(r"-W(\d)(?!\d)", r"-W0\1", value)
    value = re.sub(r"(T\d\d):00\Z", r"\1", value)
    return re.sub(r"(?:-XX)+\Z|(?<=\d)X+\Z", "", value)


def _is_set(one: Marked, other: Marked) -> bool:
    return "SET" in (one.type, other.type)


def _is_notation(one: Marked, other: Marked) -> bool:
    return _plain(one.value) == _plain(other.value)


def _is_vague(one: Marked, other: Marked) -> bool:
    return one.value.endswith("_REF") or other.value.endswith("_REF")


def _lengths(one: Marked, other: Marked) -> int:
    return sum(_LENGTH.match(mark.value) is not None for mark in (one, other))


def _is_open(one: Marked, other: Marked) -> bool:
    """Whether X stands in one where the other has a digit."""
    first, second = one.value, other.value
    return any("X" in pair and pair[0] != pair[1] for pair in zip(first, second, strict=False))


def _is_part_of_day(one: Marked, other: Marked) -> bool:
    days = {match[0] for mark in (one, other) if (match := _DAY.match(mark.value))}
    return len(days) == 1 and one.value[:10] == other.value[:10]


def _is_direction(one: Marked, other: Marked) -> bool:
    """Weeks apart on the same weekday, or the same month, season or day of another year."""
    first, second = one.value, other.value
    if _DAY.match(first) and _DAY.match(second):
        weeks, rest = divmod(abs(_day(first) - _day(second)), 7)
        return first[10:] == second[10:] and (first[4:] == second[4:] or (rest == 0 and weeks <= 2))
    return len(first) > 4 and first[:4].isdigit() and first[4:] == second[4:]


def _day(value: str) -> int:
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return 0


def _is_grain(one: Marked, other: Marked) -> bool:
    return re.sub(r"\d", "0", one.value) != re.sub(r"\d", "0", other.value)


_TESTS = (
    ("set", _is_set),
    ("notation", _is_notation),
    ("vague", _is_vague),
    ("length", lambda one, other: _lengths(one, other) == 2),
    ("duration or point", lambda one, other: _lengths(one, other) == 1),
    ("unanchored", _is_open),
    ("part of day", _is_part_of_day),
    ("direction", _is_direction),
    ("grain", _is_grain),
    ("another point", lambda one, other: True),
)
