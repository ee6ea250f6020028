"""Figures of which one is the whole and others its parts: what adds up is no disagreement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from twosource.data import Difference, Quantity, Span
from twosource.stages.match.compare_numbers import GROWING, SMALL, counted
from twosource.stages.match.pairing import PEOPLE
from twosource.stages.match.said import Decision, Side, differ

# Smaller sums come about by chance.
LEAST = 5
# A total, its part and what is left of it count three things.
THREE = 3
# So many parts are added up, and no more.
PARTS = 3
# Nouns for the dead and the hurt together.
BOTH = frozenset({"casualty", "victim", "people", "person", "other"})
DEAD_OR_HURT = re.compile(
    r"\b(?:dead|killed|dying)\s+(?:or|and)\s+(?:injured|wounded|hurt)\b"
    r"|\b(?:injured|wounded|hurt)\s+(?:or|and)\s+(?:dead|killed)\b",
    re.I,
)
AFTER = 40


def compare_totals(a: Side, b: Side) -> Iterator[Difference]:
    """``24 people, 9 of them guards`` against ``15 clerks``; ``42 dead or hurt`` against 12 and 30."""
    for whole, other, is_turned in ((a, b, False), (b, a, True)):
        for total in _counts(whole):
            found = _sum(whole, other, total, is_turned) or _rest(whole, other, total, is_turned)
            if found is not None:
                yield found
                return


def _counts(side: Side) -> list[Quantity]:
    """The exact counts of a claim."""
    return [
        q
        for q in side.claim.quantities
        if not q.unit and q.approx == "exact" and q.low == q.high == q.stated and q.stated is not None
    ]


def _sum(whole: Side, other: Side, total: Quantity, is_turned: bool) -> Difference | None:
    """The parts of one claim that make the figure of the other, where it gives no such total itself."""
    figures = _counts(other)
    if _figure(total) < LEAST or any(q.stated == total.stated for q in figures):
        return None
    for size in range(2, PARTS + 1):
        for parts in combinations(figures, size):
            if sum(map(_figure, parts)) == total.stated and _are_parts(parts, total, whole):
                span = Span(parts[0].span.start, counted(other, parts[-1]).span.end)
                decision = Decision("coarser", "number-sum", is_turned=is_turned)
                return _told(decision, counted(whole, total), other.at(span), is_turned)
    return None


def _rest(whole: Side, other: Side, total: Quantity, is_turned: bool) -> Difference | None:
    """What is left of a total when the part beside it is taken off is the other's figure."""
    for part in _counts(whole):
        left = _figure(total) - _figure(part)
        for figure in _counts(other):
            nouns = {figure.noun, part.noun, total.noun}
            is_left = figure.stated == left and left > SMALL and len(nouns - {""}) == THREE
            if is_left and total.noun in PEOPLE and _may_add(figure, total):
                more = {"x": f"“{counted(whole, part).words}”"}
                decision = Decision("other-scope", "number-rest", is_turned=is_turned, more=more)
                return _told(decision, counted(whole, total), counted(other, figure), is_turned)
    return None


def _told(decision: Decision, whole: Side, parts: Side, is_turned: bool) -> Difference:
    sides = (parts, whole) if is_turned else (whole, parts)
    return differ("number", decision, *sides)


def _figure(q: Quantity) -> float:
    return q.stated or 0.0


def _are_parts(parts: tuple[Quantity, ...], total: Quantity, whole: Side) -> bool:
    """Whether figures may be parts of one total: of other things each, all people, and none the total."""
    kinds = {(q.role, q.noun) for q in parts}
    if len(kinds) < len(parts) or not all(q.role in GROWING for q in parts):
        return False
    after = whole.article.text[total.span.end : total.span.end + AFTER]
    if len({q.role for q in parts}) > 1:
        return total.noun in BOTH and (total.noun == "casualty" or DEAD_OR_HURT.search(after) is not None)
    is_new_noun = total.noun not in {q.noun for q in parts}
    return total.noun in PEOPLE and is_new_noun and all(_may_add(q, total) for q in parts)


def _may_add(part: Quantity, total: Quantity) -> bool:
    return part.role == total.role or not (part.role and total.role)
