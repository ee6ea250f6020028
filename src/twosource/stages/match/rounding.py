"""To which digit a figure is given: whether one is another rounded, or one amount in two measures."""

from __future__ import annotations

import re

from twosource.data import Quantity
from twosource.stages.match.said import Side

FIGURE = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
# Written with so many noughts at the end, a figure may be given in hundreds or more.
NOUGHTS = 2
# As near as *about* is taken to be.
ABOUT = 0.1
# No rounding moves a figure by more than this share of it.
MOVED = 0.25
# A figure put into another measure is rounded once more: to within a twentieth.
CONVERTED = 0.05
UNBOUNDED = 1e18


def is_rounded(a: Quantity, b: Quantity, words: str = "") -> bool:
    """Whether `a`, written as `words`, is `b` rounded to the digits `a` gives, or near it if *about*.

    Both must be given in one measure.
    """
    if not a.stated or not b.stated or are_two_measures(a, b):
        return False
    apart = abs(a.stated - b.stated)
    if a.approx in {"about", "vague"}:
        return apart <= ABOUT * abs(b.stated)
    step = digit_of(a.stated, words)
    is_step = abs(round(b.stated / step) * step - a.stated) < step / 1000
    return 0 < apart <= min(step / 2 + step / 1000, MOVED * abs(b.stated)) and is_step


def digit_of(stated: float, words: str = "") -> float:
    """The worth of the last digit that is given: 1,000 for ``12,000``, 0.1 million for ``4.7 million``."""
    found = FIGURE.search(words)
    if found is None:
        return _noughts(stated)
    number = float(found[0].replace(",", ""))
    scale = abs(stated) / number if number else 1.0
    decimals = found["decimals"]
    return scale * (10.0 ** -len(decimals) if decimals else _noughts(number))


def _noughts(number: float) -> float:
    """The worth of the last digit of a number without decimals that is no nought."""
    digits = str(int(abs(number)))
    noughts = len(digits) - len(digits.rstrip("0"))
    return 10.0**noughts if noughts >= NOUGHTS else 1.0


def are_two_measures(a: Quantity, b: Quantity) -> bool:
    """Whether two exact amounts of one unit are written in two measures: kilometres and miles."""
    one, two = _factor(a), _factor(b)
    return bool(one and two) and abs(one - two) > max(one, two) / 1000


def _factor(q: Quantity) -> float:
    """What one of the written measure is in the normal unit; 0 where the words leave it open."""
    is_exact = q.unit and q.approx == "exact" and q.low is not None and q.low == q.high
    return q.low / q.stated if is_exact and q.low and q.stated else 0.0


def are_one_amount(a: Side, b: Side, mine: Quantity, theirs: Quantity) -> bool:
    """Whether two amounts in two measures meet, each taken to the last digit that it gives."""
    (p, q), (r, s) = _as_given(a, mine), _as_given(b, theirs)
    return p <= s and r <= q


def _as_given(side: Side, q: Quantity) -> tuple[float, float]:
    """The range that an amount stands for by its digits, in its normal unit."""
    value, stated = q.low or 0.0, q.stated or 0.0
    half = digit_of(stated, q.span.of(side.article.text)) / 2 * abs(value / stated) if stated else 0.0
    half = min(half, CONVERTED * abs(value))
    return value - half, value + half


def bounds(q: Quantity) -> tuple[float, float]:
    """The least and the most that the words of a figure allow."""
    return (-UNBOUNDED if q.low is None else q.low, UNBOUNDED if q.high is None else q.high)


def holds(outer: Quantity, inner: Quantity) -> bool:
    """Whether all that the words of one figure allow lies in what those of the other allow."""
    (a, b), (c, d) = bounds(outer), bounds(inner)
    return a <= c and d <= b


def overlap(a: Quantity, b: Quantity) -> bool:
    """Whether the words of two figures allow one value."""
    (p, q), (r, s) = bounds(a), bounds(b)
    return p <= s and r <= q
