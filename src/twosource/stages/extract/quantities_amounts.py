"""Figures and what bounds them: ``at least 15``, ``10 to 14``, ``tens of thousands``."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from functools import cache

from twosource.stages.extract.quantities_labels import is_label, is_score
from twosource.stages.extract.quantities_words import phrase, table, words_of
from twosource.stages.extract.times_lexer import Line
from twosource.text.numbers import Number
from twosource.words.load import load_words

_ABOUT = 0.1  # "about 300" is taken as 270 to 330
_LONGEST_HEDGE = 5
_LONGEST_VAGUE = 4
_LONGEST_SIGN = 5  # tokens: "u . s . $"
_DOZEN = 12
_LARGEST_WHOLE = 100
_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a line: tokens with its hedges, tokens of the number alone, and the range it allows."""

    first: int
    end: int
    start: int
    stop: int
    low: float | None
    high: float | None
    stated: float | None
    approx: str
    kind: str
    by: str


def amounts(line: Line, taken: Set[int]) -> Iterator[Amount]:
    """The figures of a line, in order; `taken` are tokens that are something else."""
    index = 0
    while index < len(line.words):
        amount = None if index in taken else _amount(line, index, taken)
        if amount is None:
            index += 1
            continue
        yield amount
        index = max(amount.end, index + 1)


def _amount(line: Line, index: int, taken: Set[int]) -> Amount | None:
    number = line.numbers.get(index)
    if number is None:
        return _vague(line, index, taken)
    if number.low is None or is_label(line, index):
        return None
    if number.kind == "ordinal":
        return Amount(
            index,
            index + 1,
            index,
            index + 1,
            number.low,
            number.high,
            number.value,
            "exact",
            "ordinal",
            "ordinal",
        )
    other = _range_end(line, index, taken) if number.kind == "cardinal" else None
    stop = index + 1 if other is None else other + 1
    if other is None and is_score(line, index):
        return None
    whole = _whole(line, index)
    if whole is not None:
        return _hedged(line, _part(number, line.numbers[whole], index, whole + 1), taken)
    amount = _plain(number, line.numbers[other] if other is not None else None, index, stop)
    return _hedged(line, amount, taken)


def _whole(line: Line, index: int) -> int | None:
    """The token of the ten in ``one in ten`` and ``three out of ten``, or None."""
    link = phrase(line, index + 1, index + 3)
    place = index + (3 if link == "out of" else 2)
    place += place < len(line.words) and line.words[place] == "every"
    part, whole = line.numbers[index].value, line.numbers.get(place)
    if part is None or whole is None or whole.value is None or whole.value <= part:
        return None
    is_share = link == "out of" or (link.startswith("in ") and part == 1 and whole.value <= _LARGEST_WHOLE)
    return place if is_share else None


def _part(part: Number, whole: Number, start: int, stop: int) -> Amount:
    share = (part.value or 0.0) / (whole.value or 1.0)
    return Amount(start, stop, start, stop, share, share, share, "exact", "fraction", "share")


def _plain(number: Number, upper: Number | None, start: int, stop: int) -> Amount:
    """A figure or range before its hedges."""
    low, high = number.low, number.high
    stated, approx = number.value, "exact" if number.value is not None else "vague"
    by = number.kind if upper is None else "range"
    if upper is not None and upper.value is not None and low is not None:
        if number.scale == 1 and upper.scale > 1 and low < upper.value / upper.scale:
            low *= upper.scale
        high, stated = upper.value, None
    elif number.scale == _DOZEN:
        approx, low, high = "about", *_around(number.value or 0.0)
    return Amount(start, stop, start, stop, low, high, stated, approx, number.kind, by)


def _around(value: float) -> tuple[float, float]:
    """What ``about`` allows on both sides of a value: a tenth, at least one of what is counted in whole."""
    play = max(abs(value) * _ABOUT, 1.0 if value == int(value) and value > 1 else 0.0)
    return value - play, value + play


def _vague(line: Line, index: int, taken: Set[int]) -> Amount | None:
    """``dozens``, ``tens of thousands``, ``several``."""
    known, guards = table("vague"), table("vagueonly")
    if line.words[index] not in _vague_starts():
        return None
    for length in range(_LONGEST_VAGUE, 0, -1):
        words = phrase(line, index, index + length)
        if words in known and not any(i in taken for i in range(index, index + length)):
            break
    else:
        return None
    before = line.words[index - 1] if index else ""
    if before in guards["not_after"] or before in _HYPHENS or (words == "few" and before == "a"):
        return None
    stop = index + length
    after = line.words[stop] if stop < len(line.words) else ""
    if words in guards["needs_noun"] and not (after.isalpha() and after not in ("times", "and")):
        return None
    low, high = known[words]
    amount = Amount(index, stop, index, stop, float(low), float(high), None, "vague", "vague", "vague")
    return _hedged(line, amount, taken)


@cache
def _vague_starts() -> frozenset[str]:
    return frozenset(words.split()[0] for words in table("vague"))


def _range_end(line: Line, index: int, taken: Set[int]) -> int | None:
    """The token of a range's upper number, or None."""
    link, place = index + 1, index + 2
    if place < len(line.words) and line.words[place] in ("$", "€", "£"):
        place += 1
    upper = line.numbers.get(place)
    if upper is None or place in taken or upper.kind != "cardinal" or upper.value is None:
        return None
    word, number = line.words[link], line.numbers[index]
    is_between = "between" in line.words[max(0, index - 4) : index]
    if word not in (words_of("range", "between") if is_between else words_of("range", "links")):
        return None
    low = number.value if number.value is not None else upper.value
    scaled = low * upper.scale if number.scale == 1 and low < upper.value / upper.scale else low
    if not (low < upper.value or scaled < upper.value) or (word in _HYPHENS and is_score(line, index)):
        return None
    return None if word == "to" and _is_change(line, index) else place


def _is_change(line: Line, index: int) -> bool:
    """Whether the numbers are those before and after a change (``rose from 10 to 15``)."""
    return not words_of("range", "changes").isdisjoint(line.words[max(0, index - 4) : index])


def _hedged(line: Line, amount: Amount, taken: Set[int]) -> Amount:
    """The figure with the words before and after that bound it."""
    first, name = currency_start(line, amount.start), ""
    if first and line.words[first - 1] == "between":
        first -= 1
    for _ in range(2):
        found = _hedge_before(line, first, taken)
        if found is None or (name and name not in ("about", "exact")):
            break
        first, name = found
    end = amount.stop
    for words, kind in table("after").items():
        length = len(words.split())
        if phrase(line, end, end + length) == words and not (words in ("plus", "+") and name):
            end, name = end + length, name or kind
            break
    if name == "exact":
        return replace(amount, end=end)
    return (
        replace(_bounded(amount, name), first=first, end=end)
        if name
        else replace(amount, first=first, end=end)
    )


def currency_start(line: Line, start: int) -> int:
    """The first token of the currency that stands before a figure, or the figure's own."""
    signs = load_words("twosource.stages.extract", "units.toml")["currency"]
    lengths = range(min(_LONGEST_SIGN, start), 0, -1)
    found = (n for n in lengths if phrase(line, start - n, start) in signs)
    return next((start - n for n in found if _is_tight(line, start - n, start)), start)


def _is_tight(line: Line, first: int, end: int) -> bool:
    """Whether no space stands between tokens (``A$`` and not ``a $``)."""
    return all(line.ends[i] == line.starts[i + 1] for i in range(first, end - 1))


def _hedge_before(line: Line, first: int, taken: Set[int]) -> tuple[int, str] | None:
    for length in range(_LONGEST_HEDGE, 0, -1):
        start = first - length
        kind = table("before").get(phrase(line, start, first)) if start >= 0 and start not in taken else None
        if kind:
            return start, str(kind)
    return None


def _bounded(amount: Amount, name: str) -> Amount:
    """What a hedge makes of a figure or range."""
    low, high = amount.low, amount.high
    if low is None or high is None:
        return amount
    if name in ("at-least", "more-than"):
        return replace(amount, high=None, approx=name)
    if name in ("at-most", "less-than"):
        return replace(amount, low=None, approx=name)
    if amount.kind == "vague":
        return amount
    if name == "nearly":
        return replace(amount, low=low * (1 - _ABOUT), approx="about")
    if name == "barely":
        return replace(amount, high=high * (1 + _ABOUT), approx="about")
    return replace(amount, low=_around(low)[0], high=_around(high)[1], approx="about")
