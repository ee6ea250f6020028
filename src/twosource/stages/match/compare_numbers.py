"""Figures of two claims: the same, nested, rounded, later, or at odds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from twosource.data import Difference, Quantity
from twosource.stages.match.said import Decision, Side, between, differ

# Counts that change while an event goes on.
GROWING = frozenset(
    {"killed", "injured", "missing", "arrested", "displaced", "rescued", "evacuated"}
    | {"hospitalised", "stranded", "abducted", "damaged", "destroyed"}
)
PEOPLE = frozenset({"person", "people", "other", "victim", "man", "woman", "child", "student", "body", ""})
CHANGED = re.compile(
    r"\b(?:rose|risen|rises|climbed|increased|up from|earlier|initially|previously|revised|now)\b", re.I
)
SHORT, LONG = frozenset({"hour", "daypart", "day", "week", "month"}), frozenset({"year", "decade"})
PART = re.compile(r"\s+of\s+(?:those|them|these|whom|the|its|his|her|their|our)\b", re.I)
UNBOUNDED = 1e18
SMALL = 2
# Counts of two things more powers of ten apart are not laid side by side.
FAR = 1.0
# As near as *about* is taken to be.
ABOUT = 0.1
SHARES = frozenset({"percent", "share"})


def compare_numbers(a: Side, b: Side) -> Iterator[Difference]:
    """The differences between the figures of two claims that count the same thing."""
    for mine, theirs in paired(a.claim.quantities, b.claim.quantities):
        decision = decide_number(mine, theirs, a, b)
        if decision is not None:
            yield differ("number", decision, _at(a, mine), _at(b, theirs), between(a.claim, b.claim))


def other_counts(a: Side, b: Side) -> Iterator[Difference]:
    """A count of one thing on one side and of another on the other, where nothing is counted by both."""
    if next(paired(a.claim.quantities, b.claim.quantities), None) is not None:
        return
    pairs = [(p, q) for p in _counts(a) for q in _counts(b) if p.noun != q.noun and p.stated != q.stated]
    near = min(pairs, key=lambda pair: _apart_by(*pair), default=None)
    if near is not None and _apart_by(*near) < FAR:
        yield differ("number", Decision("other-scope", "number-other-noun"), _at(a, near[0]), _at(b, near[1]))


def _counts(side: Side) -> list[Quantity]:
    """The counts in a claim above two."""
    return [q for q in side.claim.quantities if not q.unit and (q.stated or q.low or 0) > SMALL]


def _apart_by(a: Quantity, b: Quantity) -> float:
    """How many powers of ten lie between two counts."""
    return abs(math.log10(a.stated or a.low or 1) - math.log10(b.stated or b.low or 1))


def _at(side: Side, quantity: Quantity) -> Side:
    return Side(side.article, side.claim, quantity.span)


def paired(a: tuple[Quantity, ...], b: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, Quantity]]:
    """Figures that answer one question, each used once: same unit, same role, nouns that fit."""
    free = list(b)
    for mine in a:
        fitting = [q for q in free if answers_same(mine, q)]
        if fitting:
            best = min(fitting, key=lambda q: (q.noun != mine.noun, q.span))
            free.remove(best)
            yield mine, best


def answers_same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures can be answers to one question."""
    if {a.unit, b.unit} == SHARES:
        return is_rounded(_as_percent(a), _as_percent(b)) or is_rounded(_as_percent(b), _as_percent(a))
    if a.unit != b.unit or (a.role and b.role and a.role != b.role):
        return False
    if a.unit:
        return a.noun == b.noun or not a.noun or not b.noun
    if not (a.role or b.role) and not (a.noun and b.noun):
        return a.noun == b.noun or _holds(a, b) or _holds(b, a)
    return a.noun == b.noun or (a.role == b.role != "" and (a.noun in PEOPLE or b.noun in PEOPLE))


def _as_percent(q: Quantity) -> Quantity:
    """A share as percent: one-fifth is 20; everything else as it is."""
    if q.unit != "share":
        return q
    low, high, stated = (v if v is None else 100 * v for v in (q.low, q.high, q.stated))
    return replace(q, unit="percent", low=low, high=high, stated=stated)


def decide_number(a: Quantity, b: Quantity, side_a: Side, side_b: Side) -> Decision | None:
    """The verdict on two figures for one question; None when they are the same.

    Bounds come from the wording (``at least 15`` is 15 and more).  Exact
    figures clash unless the count is one that grows, where the later report
    may have the higher figure and without times nothing can be told.
    """
    if {a.unit, b.unit} == SHARES:
        return Decision("rounding", "number-unit")
    if _bounds(a) == _bounds(b):
        return None
    role = a.role or b.role
    if _other_period(side_a, side_b):
        return Decision("other-scope", "number-period")
    if is_part(a, side_a) != is_part(b, side_b):
        return Decision("other-scope", "number-part", is_turned=is_part(b, side_b))
    if a.unit == b.unit == "year-of-age" and _is_range(a) and _is_range(b):
        is_exact = "about" not in (a.approx, b.approx)
        return (
            Decision("contradiction", "number-ends")
            if is_exact
            else Decision("cannot-tell", "number-ends-about")
        )
    if role in GROWING and a.low != b.low:
        update = _update(a, b, side_a, side_b)
        if update is not None:
            return update
    if _is_about_it(a, b):
        is_one_exact = "exact" in (a.approx, b.approx)
        if not is_one_exact:
            return Decision("rounding", "number-about", is_turned=(a.stated or 0) > (b.stated or 0))
        return Decision("rounding", "number-rounded", is_turned=a.approx == "exact")
    if _holds(a, b) or _holds(b, a):
        return _nested(a, b)
    return _not_nested(a, b, side_a, side_b)


def _not_nested(a: Quantity, b: Quantity, side_a: Side, side_b: Side) -> Decision:
    """The verdict on two figures of which neither lies within the other."""
    if is_rounded(a, b) or is_rounded(b, a):
        return Decision("rounding", "number-rounded", is_turned=is_rounded(b, a))
    if _overlap(a, b):
        return Decision("coarser", "number-overlap")
    if a.noun != b.noun and a.noun and b.noun:
        return Decision("other-scope", "number-other-noun")
    return _apart(a, b, side_a, side_b)


def _other_period(a: Side, b: Side) -> bool:
    """Whether one claim counts over a year and the other over a month or less."""
    grains = [{t.grain for t in side.claim.times} & (SHORT | LONG) for side in (a, b)]
    return any(one and two and one <= SHORT and two <= LONG for one, two in (grains, grains[::-1]))


def is_part(quantity: Quantity, side: Side) -> bool:
    """Whether the figure counts some *of* a group: ``twenty of those hurt``."""
    return quantity.unit not in SHARES and PART.match(side.article.text, quantity.span.end) is not None


def _is_about_it(a: Quantity, b: Quantity) -> bool:
    """Whether one is worded *about* (or *nearly*), both give one value, and the two lie within a tenth."""
    if "about" not in (a.approx, b.approx) or "year-of-age" in (a.unit, b.unit):
        return False
    values = [_one_value(q) for q in (a, b)]
    return bool(all(values)) and abs(values[0] - values[1]) <= ABOUT * max(values)


def _one_value(q: Quantity) -> float:
    """The middle of what the words for one value allow; 0 for a range, a bound or *dozens*."""
    if q.approx not in {"about", "exact"} or q.low is None or q.high is None:
        return 0.0
    is_one = q.low == q.high or (q.approx == "about" and q.stated is not None and q.low != q.stated)
    return (q.low + q.high) / 2 if is_one else 0.0


def _is_range(q: Quantity) -> bool:
    return q.low is not None and q.high is not None and q.low < q.high


def _nested(a: Quantity, b: Quantity) -> Decision:
    """A count far above an *at least* looks like another count, not a nearer one."""
    inner, outer = (b, a) if _holds(a, b) else (a, b)
    floor, value = outer.low, inner.low
    is_far = outer.high is None and inner.high and floor and value and value > 1.25 * floor
    is_far = is_far and (a.role or b.role) in GROWING
    if is_far:
        return Decision("cannot-tell", "number-growing")
    return Decision("coarser", "number-nested", is_turned=outer is b)


def _bounds(q: Quantity) -> tuple[float, float]:
    return (-UNBOUNDED if q.low is None else q.low, UNBOUNDED if q.high is None else q.high)


def _holds(outer: Quantity, inner: Quantity) -> bool:
    (a, b), (c, d) = _bounds(outer), _bounds(inner)
    return a <= c and d <= b


def _overlap(a: Quantity, b: Quantity) -> bool:
    (p, q), (r, s) = _bounds(a), _bounds(b)
    return p <= s and r <= q


def is_rounded(a: Quantity, b: Quantity) -> bool:
    """Whether `a` is `b` rounded to the digits that `a` gives, or within a tenth of it if worded *about*."""
    if a.stated is None or b.stated is None or not a.stated or not b.stated:
        return False
    if a.approx in {"about", "vague"}:
        return abs(a.stated - b.stated) <= 0.1 * abs(b.stated)
    if float(a.stated) != math.floor(a.stated) or abs(a.stated) < 100:
        return False
    digits = len(str(int(abs(a.stated)))) - len(str(int(abs(a.stated))).rstrip("0"))
    return digits >= 2 and round(b.stated, -digits) == a.stated and b.stated != a.stated


def _apart(a: Quantity, b: Quantity, side_a: Side, side_b: Side) -> Decision:
    if (a.role or b.role) not in GROWING:
        if "exact" == a.approx == b.approx and a.noun == b.noun:
            return Decision("contradiction", "number-clash")
        return (
            Decision("cannot-tell", "number-growing")
            if a.role or b.role
            else Decision("cannot-tell", "number-clash-unsure")
        )
    return _update(a, b, side_a, side_b) or Decision("cannot-tell", "number-growing")


def _update(a: Quantity, b: Quantity, side_a: Side, side_b: Side) -> Decision | None:
    """A later state of a count, where the reports' times or the words beside the figure show the order."""
    first, second = side_a.article.value("published") or "", side_b.article.value("published") or ""
    higher_is_b = _bounds(b)[0] > _bounds(a)[0]
    is_dated = bool(first and second) and first[:10] != second[:10]
    if is_dated and (a.role or b.role) == "missing":
        return Decision("later-update", "number-changed", is_turned=second < first)
    if is_dated and (second > first) == higher_is_b:
        return Decision("later-update", "number-later", is_turned=not higher_is_b)
    higher = side_b if higher_is_b else side_a
    if CHANGED.search(higher.claim.sentence.of(higher.article.text)):
        return Decision("later-update", "number-words-later", is_turned=not higher_is_b)
    return None
