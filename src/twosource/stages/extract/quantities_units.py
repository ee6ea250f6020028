"""What a figure measures: money, a unit, an age, a share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from twosource.stages.extract.quantities_amounts import Amount, currency_start
from twosource.stages.extract.quantities_words import phrase, table, words_of
from twosource.stages.extract.times_lexer import Line
from twosource.words.load import load_words

_LONGEST = 4
_HYPHENS = frozenset("-‐‑–")
_POUND = 0.45359237
_MILLION = {"m": 1e6, "mn": 1e6, "k": 1e3, "b": 1e9}
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit with its factors to the normal unit, and the tokens it reaches over."""

    unit: str
    low: float
    high: float
    first: int
    end: int


def measure(line: Line, amount: Amount) -> Measure:
    """The unit of a figure; ``""`` for a plain count."""
    none = Measure("", 1.0, 1.0, amount.first, amount.end)
    return _money(line, amount) or _age(line, amount) or _unit(line, amount) or _share(line, amount) or none


@cache
def _units() -> Mapping[str, tuple[str, float, float]]:
    """Every spelling of a unit with its normal unit and its smallest and largest factor."""
    units = {}
    for entry in load_words("twosource.stages.extract", "units.toml")["unit"]:
        factor = entry["factor"]
        low, high = factor if isinstance(factor, list) else (factor, factor)
        units.update(dict.fromkeys(entry["words"], (entry["unit"], float(low), float(high))))
    return units


def _money(line: Line, amount: Amount) -> Measure | None:
    """A currency before the figure."""
    first = currency_start(line, amount.start)
    if first == amount.start:
        return None
    unit = load_words("twosource.stages.extract", "units.toml")["currency"][phrase(line, first, amount.start)]
    end, scale = _money_scale(line, amount.end)
    return Measure(str(unit), scale, scale, min(first, amount.first), end)


def _money_scale(line: Line, end: int) -> tuple[int, float]:
    """``$5m``: the magnitude written against the digits."""
    if end < len(line.words) and line.words[end] in _MILLION and line.starts[end] - line.ends[end - 1] <= 1:
        return end + 1, _MILLION[line.words[end]]
    return end, 1.0


def _age(line: Line, amount: Amount) -> Measure | None:
    """``aged 10``, ``23-year-old``, ``Pema, 23,``."""
    after = _age_after(line, amount.stop)
    if after:
        end, factor = after
        return Measure("year-of-age", factor, factor, amount.first, end)
    first = _age_before(line, amount.first)
    if first is not None or (_is_beside_name(line, amount) and amount.kind == "cardinal"):
        return Measure("year-of-age", 1.0, 1.0, amount.first if first is None else first, amount.end)
    return None


def _age_after(line: Line, place: int) -> tuple[int, float] | None:
    """The end and the length in years of ``-year-old`` or ``years of age``."""
    words = line.words
    place += place < len(words) and words[place] in _HYPHENS
    factor = table("age")["units"].get(words[place]) if place < len(words) else None
    if factor is None:
        return None
    place += 1
    if phrase(line, place, place + 2) == "of age":
        return place + 2, float(factor)
    place += place < len(words) and words[place] in _HYPHENS
    return (
        (place + 1, float(factor)) if place < len(words) and words[place] in words_of("age", "old") else None
    )


def _age_before(line: Line, first: int) -> int | None:
    for length in range(_LONGEST, 0, -1):
        if first >= length and phrase(line, first - length, first) in words_of("age", "before"):
            return first - length
    return None


def _is_beside_name(line: Line, amount: Amount) -> bool:
    """Whether a bare number stands in commas or brackets after a name."""
    at, words = amount.start, line.words
    value = amount.stated
    if value is None or not 0 < value <= _OLDEST or value != int(value) or at < 2 or amount.stop != at + 1:
        return False
    after = words[amount.stop] if amount.stop < len(words) else "."
    fits = (words[at - 1] == "," and after in ",.;)") or (words[at - 1] == "(" and after == ")")
    return fits and line.codes[at - 2] == "X" and amount.first == at and not _is_listed(line, at)


def _is_listed(line: Line, at: int) -> bool:
    """Whether the name before the comma stands before a number itself (``Group B, 4, …``)."""
    return at >= 4 and line.words[at - 3] == "," and at - 4 in line.numbers


def _unit(line: Line, amount: Amount) -> Measure | None:
    """A unit after the figure."""
    place = amount.end
    is_hyphened = place < len(line.words) and line.words[place] in _HYPHENS
    place += is_hyphened
    if amount.kind in ("fraction", "vague") and phrase(line, place, place + 1) in ("a", "an", "of"):
        place += 1
    for length in range(_LONGEST, 0, -1):
        words = phrase(line, place, place + length)
        found = _units().get(words) if place + length <= len(line.words) else None
        if found and not (words == "m" and _is_million(line, place)):
            return _checked(line, amount, found, place, place + length)
    if (
        place < len(line.words)
        and line.words[place] in ("m", "k")
        and line.ends[place - 1] == line.starts[place]
    ):
        scale = _MILLION[line.words[place]]
        return Measure("", scale, scale, amount.first, place + 1)
    return None


def _checked(line: Line, amount: Amount, found: tuple[str, float, float], first: int, end: int) -> Measure:
    unit, low, high = found
    before = line.words[max(0, amount.first - 1)]
    if unit == "pound" and (
        phrase(line, end, end + 1) == "of" or before.startswith("weigh") or first > amount.end
    ):
        unit, low, high = "kg", _POUND, _POUND
    return Measure(unit, low, high, amount.first, end)


def _is_million(line: Line, place: int) -> bool:
    """Whether ``5m`` are millions: a counted noun follows."""
    after = line.words[place + 1] if place + 1 < len(line.words) else ""
    return (
        after.isalpha()
        and after not in words_of("count", "stops")
        and (after.endswith("s") or after in ("people", "children"))
    )


def _share(line: Line, amount: Amount) -> Measure | None:
    """``two thirds``, ``half of``, ``one in five``."""
    if amount.kind == "fraction":
        return Measure("share", 1.0, 1.0, amount.first, amount.end)
    return None
