"""Quantities of a report: the range a number allows, its unit, what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from twosource.data import Parsed, Quantity, Span, Time
from twosource.stages.extract.quantities_amounts import Amount, amounts
from twosource.stages.extract.quantities_counted import (
    counted_noun,
    is_plural,
    role_after,
    role_before,
    singular,
    tokens_by_start,
)
from twosource.stages.extract.quantities_units import Measure, measure
from twosource.stages.extract.quantities_words import words_of
from twosource.stages.extract.times import time_spans
from twosource.stages.extract.times_lexer import Line, lex
from twosource.text.numbers import has_decimal_comma

_HYPHENS = frozenset("-‐‑–")
_NAME_ENTITIES = frozenset({"ORG", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"})
_MOST = 2000  # in one paragraph; more are no report, and the time they take has to stay bounded
_LONGEST_LIST = 14
_LONGEST_NAME = 4
_HEADLINE = 20  # words looked at
_Tokens = Mapping[int, tuple[Parsed, int]]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A figure with its unit and noun; `role_at` says where its role was told."""

    amount: Amount
    measure: Measure
    noun: str
    last: int
    role: str = ""
    role_at: str = ""


def find_quantities(
    text: str, spans: Sequence[Span], parsed: Sequence[Parsed] = (), *, times: Sequence[Time] | None = None
) -> tuple[Quantity, ...]:
    """The quantities within the spans, in order, not overlapping.

    A number inside a time expression is none; `times` are those already found
    (by default they are looked for here).  Parsed sentences, where there are
    any, tell nouns and names better than the look of the words does.
    """
    lines = lex(text, spans, has_decimal_comma(text))
    places = time_spans(lines) if times is None else tuple(time.span for time in times)
    tokens = tokens_by_start(parsed)
    found: list[Quantity] = []
    for line in lines:
        found.extend(_quantities(line, _taken(line, places), tokens))
    return tuple(found)


def _taken(line: Line, places: Sequence[Span]) -> frozenset[int]:
    """The tokens of a line that lie in time expressions."""
    taken, place = set(), 0
    for index, start in enumerate(line.starts):
        while place < len(places) and places[place].end <= start:
            place += 1
        if place < len(places) and places[place].start <= start:
            taken.add(index)
    return frozenset(taken)


def _quantities(line: Line, taken: Set[int], tokens: _Tokens) -> list[Quantity]:
    counted = [
        c
        for amount in islice(amounts(line, taken), _MOST)
        if (c := _counted(line, amount, tokens, taken)) is not None
    ]
    return [_quantity(line, item) for item in _with_roles(line, counted, tokens)]


def _counted(line: Line, amount: Amount, tokens: _Tokens, taken: Set[int]) -> _Counted | None:
    """The figure with what it counts; None where it turns out to be no quantity."""
    held = measure(line, amount)
    noun, last = counted_noun(line, held.end, tokens, taken)
    if amount.kind == "ordinal":
        noun = line.words[amount.stop] if _is_counting(line, amount.stop) else ""
        return _Counted(amount, replace(held, unit="ordinal"), singular(noun), last) if noun else None
    if not held.unit and held.end == amount.end and not _is_quantity(line, amount, noun, tokens):
        return None
    return _Counted(amount, held, "" if held.unit == "year-of-age" else noun, last)


def _is_counting(line: Line, place: int) -> bool:
    """Whether the word after an ordinal is one of those that are counted."""
    return place < len(line.words) and line.words[place] in words_of("count", "ordinals")


def _is_quantity(line: Line, amount: Amount, noun: str, tokens: _Tokens) -> bool:
    """Whether a figure without a unit is a count and not a label, a pronoun or part of a word."""
    after = line.words[amount.stop] if amount.stop < len(line.words) else ""
    if amount.kind == "vague":
        return True
    is_tight = amount.stop < len(line.words) and line.ends[amount.stop - 1] == line.starts[amount.stop]
    if is_tight and after in _HYPHENS:
        if amount.end > amount.stop:
            return True
        joined = line.words[amount.stop + 1] if amount.stop + 1 < len(line.words) else ""
        return joined in words_of("name", "compounds")
    if is_tight and after.isalpha():
        return amount.end > amount.stop
    if line.words[amount.start] == "one" and amount.stop - amount.start == 1:
        return noun in words_of("count", "ordinals") and after != "of" and amount.first == amount.start
    return not _is_name_part(line, amount, noun, tokens)


def _is_name_part(line: Line, amount: Amount, noun: str, tokens: _Tokens) -> bool:
    """Whether digits belong to the name before them (``Rescue 1122``)."""
    at = amount.start
    known = tokens.get(line.starts[at])
    if known and known[0].tokens[known[1]].ent[2:] in _NAME_ENTITIES and not noun:
        return True
    if at == 0 or amount.first < at or not line.numbers[at].in_digits or line.codes[at - 1] != "X":
        return False
    if role_after(line, amount.stop, {}, {}) or role_before(line, at, {})[0] or _is_headline(line):
        return False
    after = line.words[amount.stop] if amount.stop < len(line.words) else "."
    return not ((noun or is_plural(after)) and _follows_place(line, at))


def _follows_place(line: Line, at: int) -> bool:
    """Whether the capitalised words before a number are where something is told of (``In Northby 15 …``)."""
    first = at - 1
    while first and at - first < _LONGEST_NAME and line.codes[first - 1] == "X":
        first -= 1
    return first > 0 and line.words[first - 1] in words_of("name", "places")


def _is_headline(line: Line) -> bool:
    """Whether most words of a line have capitals, so that they tell nothing."""
    words = [index for index, word in enumerate(line.words[:_HEADLINE]) if word[0].isalpha()]
    return sum(line.is_capital(index) for index in words) > len(words) * 0.6


def _with_roles(line: Line, counted: Sequence[_Counted], tokens: _Tokens) -> list[_Counted]:
    """The figures with what happened to those they count."""
    busy = {index: 0 for item in counted for index in range(item.amount.start, item.amount.stop)}
    told: list[_Counted] = []
    counts: list[_Counted] = []
    for item in counted:
        role, at = _own_role(line, item, busy, tokens)
        if not role and counts and not item.measure.unit:
            role, at = _inherited(line, counts[-1], item)
        told.append(replace(item, role=role, role_at=at))
        if not item.measure.unit:
            counts.append(told[-1])
    for index in range(len(told) - 2, -1, -1):
        here, after = told[index], told[index + 1]
        if (
            not here.role
            and not here.measure.unit
            and after.role_at == "after"
            and _gap(line, here, after) == ("and",)
        ):
            told[index] = replace(here, role=after.role, role_at="after")
    return told


def _own_role(line: Line, item: _Counted, busy: Mapping[int, int], tokens: _Tokens) -> tuple[str, str]:
    if item.measure.unit and item.measure.unit != "share":
        return "", ""
    before, distance = role_before(line, item.measure.first, busy)
    if before and distance == 0:
        return before, "before"
    after = role_after(line, item.measure.end, busy, tokens)
    return (after, "after") if after else (before, "before")


def _gap(line: Line, one: _Counted, two: _Counted) -> tuple[str, ...]:
    """The words between the noun of a figure and the next figure."""
    return line.words[max(one.last, one.measure.end) : two.measure.first]


def _inherited(line: Line, before: _Counted, item: _Counted) -> tuple[str, str]:
    """The role of the figure before, of which this one is a part or with which it is joined."""
    gap = _gap(line, before, item)
    is_joined = (
        bool(gap)
        and ("and" in gap[-1:] or set(gap) <= words_of("roleguards", "joins"))
        and len(gap) < _LONGEST_LIST
    )
    is_part = not words_of("roleguards", "parts").isdisjoint(gap[:3])
    if before.role and (is_part or (is_joined and before.role_at != "after")):
        return before.role, "part"
    return "", ""


def _quantity(line: Line, item: _Counted) -> Quantity:
    amount, held = item.amount, item.measure
    scale = held.low if held.unit == "" or _is_money(held) else 1.0
    noun = item.noun or (
        "person" if item.role and item.role not in words_of("roleguards", "things") and not held.unit else ""
    )
    return Quantity(
        line.span(held.first, max(held.end, amount.end)),
        _times(amount.low, held.low),
        _times(amount.high, held.high),
        _times(amount.stated, scale),
        amount.approx,
        unit=held.unit,
        noun=noun,
        role=item.role,
        by=amount.by,
    )


def _is_money(held: Measure) -> bool:
    """Whether the factor is a magnitude (``$5m``) and no change of unit."""
    return held.low == held.high and held.low >= 1000 and len(held.unit) == 3 and held.unit.isalpha()


def _times(value: float | None, factor: float) -> float | None:
    """Rounded so that equal figures in one unit compare equal."""
    return None if value is None else round(value * factor, 9)
