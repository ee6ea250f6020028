"""Which figures of two claims answer one question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from twosource.data import Quantity
from twosource.stages.match.rounding import bounds, holds, is_rounded
from twosource.stages.match.said import Side
from twosource.words.load import load_set

PEOPLE = frozenset({"person", "people", "other", "victim", "man", "woman", "child", "student", "body", ""})
SHARES = frozenset({"percent", "share"})
FAR = 10
# So far after an age the noun stands of which it is told.
BEARER = 30


def paired(a: tuple[Quantity, ...], b: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, Quantity]]:
    """Figures that answer one question, each used once: same unit, same role, nouns that fit.

    Equal ones first; of several unequal ones of one kind it cannot be told which answers which.
    """
    mine, free = list(a), list(b)
    for one in a:
        equal = next((q for q in free if answers_same(one, q) and bounds(q) == bounds(one)), None)
        if equal is not None:
            mine.remove(one)
            free.remove(equal)
            yield one, equal
    for one in mine:
        fitting = [q for q in free if answers_same(one, q) and not _has_own_measure(one, q, a, b)]
        fitting = [q for q in fitting if not (_is_one_of_many(one, a) or _is_one_of_many(q, b))]
        if fitting:
            best = min(fitting, key=lambda q: (q.noun != one.noun, q.span))
            free.remove(best)
            yield one, best


def _is_one_of_many(q: Quantity, others: tuple[Quantity, ...]) -> bool:
    """Whether a claim has another figure of the same kind: ``67 in one district and four in another``."""
    return any(o is not q and (o.unit, o.noun, o.role) == (q.unit, q.noun, q.role) for o in others)


def _has_own_measure(
    mine: Quantity, theirs: Quantity, a: tuple[Quantity, ...], b: tuple[Quantity, ...]
) -> bool:
    """Whether one of two amounts in two currencies is given in the other's currency too."""
    units = {q.unit for q in a}, {q.unit for q in b}
    return mine.unit != theirs.unit and (mine.unit in units[1] or theirs.unit in units[0])


def currencies() -> frozenset[str]:
    """The units that are money."""
    return load_set("twosource.stages.match", "amounts.toml", "currencies")


def answers_same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures can be answers to one question."""
    a, b = in_celsius(a), in_celsius(b)
    if "ordinal" in {a.unit, b.unit}:
        return False
    if {a.unit, b.unit} == SHARES:
        one, two = _as_percent(a), _as_percent(b)
        return one.low == two.low == one.high == two.high or is_rounded(one, two) or is_rounded(two, one)
    if a.unit != b.unit and {a.unit, b.unit} <= currencies():
        return a.noun == b.noun or not a.noun or not b.noun
    if a.unit != b.unit or (a.role and b.role and a.role != b.role):
        return False
    if a.unit:
        return a.noun == b.noun or not a.noun or not b.noun
    if bool(a.role) != bool(b.role) and _are_far(a, b):
        return False
    if not (a.role or b.role) and not (a.noun and b.noun):
        return a.noun == b.noun or holds(a, b) or holds(b, a)
    return a.noun == b.noun or (a.role == b.role != "" and (a.noun in PEOPLE or b.noun in PEOPLE))


def _are_far(a: Quantity, b: Quantity) -> bool:
    """Whether one figure is more than ten times the other: a town's people are not its dead."""
    one, two = (q.stated or q.low or q.high or 0.0 for q in (a, b))
    return max(one, two) > FAR * min(one, two)


def in_celsius(q: Quantity) -> Quantity:
    """A temperature in degrees Celsius; everything else as it is."""
    if q.unit != "fahrenheit":
        return q
    low, high = (v if v is None else (v - 32) / 1.8 for v in (q.low, q.high))
    return replace(q, unit="celsius", low=low, high=high)


def _as_percent(q: Quantity) -> Quantity:
    """A share as percent: one-fifth is 20; everything else as it is."""
    if q.unit != "share":
        return q
    low, high, stated = (v if v is None else 100 * v for v in (q.low, q.high, q.stated))
    return replace(q, unit="percent", low=low, high=high, stated=stated)


def is_one_bearer(a: Side, b: Side) -> bool:
    """Whether two ages may be of one person or group: the nouns after them, where both have one, are one."""
    nouns = [noun_after(side) for side in (a, b)]
    return None in nouns or nouns[0] == nouns[1]


def noun_after(side: Side) -> str | None:
    """The noun of whom an age is told: the *man* in ``a 19-year-old man``."""
    rest = side.article.text[side.span.end : side.span.end + len("-year-old") + BEARER]
    for term in sorted(side.claim.terms, key=lambda t: t.span):
        if side.span.end <= term.span.start < side.span.end + BEARER and term.pos == "NOUN":
            is_next = re.fullmatch(r"[\s-]*(?:\w+[\s-]+){0,2}", rest[: term.span.start - side.span.end])
            if term.lemma not in {"year", "old"}:
                return term.lemma if is_next else None
    return None
