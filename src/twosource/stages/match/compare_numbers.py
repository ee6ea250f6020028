"""Figures of two claims: the same, nested, rounded, later, or at odds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from twosource.data import Difference, Quantity, Span, Time
from twosource.stages.match.pairing import SHARES, currencies, in_celsius, is_one_bearer, paired
from twosource.stages.match.rounding import (
    ABOUT,
    are_one_amount,
    are_two_measures,
    bounds,
    holds,
    is_rounded,
    overlap,
)
from twosource.stages.match.said import Decision, Side, between, differ
from twosource.stages.match.updates import find_update, is_corrected

# Counts that change while an event goes on.
GROWING = frozenset(
    {"killed", "injured", "missing", "arrested", "displaced", "rescued", "evacuated"}
    | {"hospitalised", "stranded", "abducted", "damaged", "destroyed"}
)
SHORT, LONG = frozenset({"hour", "daypart", "day", "week", "month"}), frozenset({"year", "decade"})
PART = re.compile(r"\s+of\s+(?:those|them|these|whom|the|its|his|her|their|our)\b", re.I)
SMALL = 2
# Counts of two things more powers of ten apart are not laid side by side.
FAR = 1.0
# Days after which a count is one of another event.
PAST = 7
# How surely two claims tell one thing.
ONE, NEAR, FAR_OFF = "one", "near", "far"
# What is decided so rests on both claims telling one thing.
UNSURE = frozenset({"number-clash", "number-clash-unsure"})


def compare_numbers(a: Side, b: Side, *, bond: str = ONE) -> Iterator[Difference]:
    """The differences between the figures of two claims that count the same thing.

    `bond` is how surely both tell one thing: `ONE` act, so that two exact
    figures clash; `NEAR`, so that it cannot be told; or `FAR_OFF`, where
    unequal counts say nothing of each other.
    """
    for mine, theirs in paired(a.claim.quantities, b.claim.quantities):
        if mine.unit == theirs.unit == "year-of-age" and not is_one_bearer(_at(a, mine), _at(b, theirs)):
            continue
        decision = decide_number(mine, theirs, a, b)
        is_said_aside = _is_aside(_at(a, mine)) or _is_aside(_at(b, theirs))
        if decision is not None and decision.rule in UNSURE and (bond != ONE or is_said_aside):
            is_measured = bool(mine.unit) and mine.unit != "year-of-age"
            decision = Decision("cannot-tell", "number-apart") if bond != FAR_OFF or is_measured else None
        if decision is not None:
            at = counted if decision.rule == "number-other-noun" else _at
            yield differ("number", decision, at(a, mine), at(b, theirs), between(a.claim, b.claim))


def _is_aside(side: Side) -> bool:
    """Whether a figure stands in words before the doer: ``with 64% counted, the town chose``."""
    frame = side.claim.frame
    if frame is None or frame.agent is None:
        return False
    return "," in side.article.text[side.span.end : max(side.span.end, frame.agent.start)]


def other_counts(a: Side, b: Side) -> Iterator[Difference]:
    """A count of one thing on one side and of another on the other, where nothing is counted by both."""
    if next(paired(a.claim.quantities, b.claim.quantities), None) is not None:
        return
    told = [[q for q in _counts(side) if _is_told(q)] for side in (a, b)]
    pairs = [(p, q) for p in told[0] for q in told[1] if p.noun != q.noun]
    pairs = [(p, q) for p, q in pairs if p.stated != q.stated or not overlap(p, q)]
    near = min(pairs, key=lambda pair: _apart_by(*pair), default=None)
    if near is not None and _apart_by(*near) < FAR:
        is_one_figure = near[0].stated == near[1].stated
        decision = (
            Decision("cannot-tell", "number-near-noun")
            if is_one_figure
            else Decision("other-scope", "number-other-noun")
        )
        yield differ("number", decision, counted(a, near[0]), counted(b, near[1]))


def _counts(side: Side) -> list[Quantity]:
    """The counts in a claim above two."""
    return [q for q in side.claim.quantities if not q.unit and (q.stated or q.low or 0) > SMALL]


def _is_told(q: Quantity) -> bool:
    """Whether it is told what a figure counts; ``thousands`` alone are people."""
    return bool(q.noun) or q.approx == "vague"


def _apart_by(a: Quantity, b: Quantity) -> float:
    """How many powers of ten lie between two counts."""
    return abs(math.log10(a.stated or a.low or 1) - math.log10(b.stated or b.low or 1))


def counted(side: Side, quantity: Quantity) -> Side:
    """A figure with the noun that it counts, where the noun stands right after it: ``12 wooden boats``."""
    end, last, text = quantity.span.end, quantity.span.end, side.article.text
    for term in sorted(side.claim.terms, key=lambda t: t.span):
        if term.span.start < quantity.span.end or quantity.unit:
            continue
        is_next = re.fullmatch(r"[\s-]+", text[end : term.span.start]) is not None
        is_past_noun = last == end > quantity.span.end and term.pos != "NOUN"
        if not is_next or is_past_noun or term.pos not in {"NOUN", "ADJ", "PROPN", "VERB"}:
            break
        end = term.span.end
        last = end if term.pos == "NOUN" else last
        if term.lemma == quantity.noun:
            break
    return side.at(Span(quantity.span.start, last))


def _at(side: Side, quantity: Quantity) -> Side:
    return Side(side.article, side.claim, quantity.span)


def decide_number(a: Quantity, b: Quantity, side_a: Side, side_b: Side) -> Decision | None:
    """The verdict on two figures for one question; None when they are the same.

    Bounds come from the wording (``at least 15`` is 15 and more).  Exact
    figures clash unless the count is one that grows, where the later report
    may have the higher figure and without times nothing can be told.
    """
    if {a.unit, b.unit} == SHARES:
        return Decision("rounding", "number-unit")
    if {a.unit, b.unit} <= currencies() and a.unit != b.unit:
        return Decision("cannot-tell", "number-currency")
    a, b = in_celsius(a), in_celsius(b)
    if bounds(a) == bounds(b):
        return None
    role = a.role or b.role
    if _other_period(side_a, side_b):
        return Decision("other-scope", "number-period")
    if role in GROWING and (past := _of_the_past(side_a, side_b)) is not None:
        return past
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
        update = find_update(a, b, side_a, side_b)
        if update is not None:
            return update
    if _is_about_it(a, b):
        is_one_exact = "exact" in (a.approx, b.approx)
        if not is_one_exact:
            return Decision("rounding", "number-about", is_turned=(a.stated or 0) > (b.stated or 0))
        return Decision("rounding", "number-rounded", is_turned=a.approx == "exact")
    if holds(a, b) or holds(b, a):
        return _nested(a, b)
    return _not_nested(a, b, side_a, side_b)


def _not_nested(a: Quantity, b: Quantity, side_a: Side, side_b: Side) -> Decision:
    """The verdict on two figures of which neither lies within the other."""
    if are_two_measures(a, b):
        if are_one_amount(side_a, side_b, a, b):
            return Decision("rounding", "number-unit")
        return Decision("cannot-tell", "number-measures")
    words = [q.span.of(s.article.text) for q, s in ((a, side_a), (b, side_b))]
    is_first = is_rounded(a, b, words[0])
    if is_first or is_rounded(b, a, words[1]):
        return Decision("rounding", "number-rounded", is_turned=not is_first)
    if overlap(a, b):
        return Decision("coarser", "number-overlap")
    if a.noun != b.noun and a.noun and b.noun:
        return Decision("other-scope", "number-other-noun")
    return _apart(a, b, side_a, side_b)


def _of_the_past(a: Side, b: Side) -> Decision | None:
    """Whether one count is told of a time more than a week gone, and the other is not."""
    old = [_past_time(s) for s in (a, b)]
    if (old[0] is None) == (old[1] is None):
        return None
    words = next(s.at(t.span).words for s, t in zip((a, b), old, strict=True) if t is not None)
    more = {"x": f"“{words}”"}
    return Decision("other-scope", "number-past", is_turned=old[1] is not None, more=more)


def _past_time(side: Side) -> Time | None:
    """A time in the claim that ends more than a week before its report."""
    found = (t for t in side.claim.times if t.grain not in {"duration", "vague"} and t.anchor is None)
    return next((t for t in found if t.days is not None and t.days[1] < -PAST), None)


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
    inner, outer = (b, a) if holds(a, b) else (a, b)
    floor, value = outer.low, inner.low
    is_far = outer.high is None and inner.high and floor and value and value > 1.25 * floor
    is_far = is_far and (a.role or b.role) in GROWING
    if is_far:
        return Decision("cannot-tell", "number-growing")
    return Decision("coarser", "number-nested", is_turned=outer is b)


def _apart(a: Quantity, b: Quantity, side_a: Side, side_b: Side) -> Decision:
    if (a.role or b.role) not in GROWING:
        if is_corrected(a, side_a) or is_corrected(b, side_b):
            return Decision("later-update", "number-words-later", is_turned=is_corrected(a, side_a))
        if "exact" == a.approx == b.approx and a.noun == b.noun:
            return Decision("contradiction", "number-clash")
        return (
            Decision("cannot-tell", "number-growing")
            if a.role or b.role
            else Decision("cannot-tell", "number-clash-unsure")
        )
    return find_update(a, b, side_a, side_b) or Decision("cannot-tell", "number-growing")
