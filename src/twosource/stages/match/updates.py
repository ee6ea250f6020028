"""Which of two figures is the later: by the reports' dates, or by the words beside it."""

from __future__ import annotations

import re

from twosource.data import Quantity
from twosource.stages.match.rounding import bounds
from twosource.stages.match.said import Decision, Side

CHANGED = re.compile(
    r"\b(?:rose|risen|rises|climbed|increased|up from|earlier|initially|previously|revised|now)\b", re.I
)
# Words by which a figure is put in the place of another.
CORRECTED = re.compile(
    r"\b(?:revised|corrected|amended|restated|downgraded|upgraded)\b[^.;]{0,60}?\b(?:to|from|down|up)\b"
    r"|\b(?:raised|lowered|updated|cut) (?:its|their|the|an?) (?:\w+ ){0,3}"
    r"(?:toll|estimate|forecast|count|figure)\b",
    re.I,
)
# Words after which the figure that is no longer held stands.
EARLIER = re.compile(
    r"\b(?:up|down|corrected|revised) from\b|\b(?:earlier|initial|first|previous) "
    r"(?:reports?|figures?|counts?|tolls?|estimates?|statements?)\b",
    re.I,
)


def is_corrected(q: Quantity, side: Side) -> bool:
    """Whether the words around a figure put it in the place of an earlier one."""
    sentence = side.claim.sentence
    before = side.article.text[sentence.start : q.span.start]
    return CORRECTED.search(sentence.of(side.article.text)) is not None and not EARLIER.search(before)


def find_update(a: Quantity, b: Quantity, side_a: Side, side_b: Side) -> Decision | None:
    """A later state of a count, where the reports' times or the words beside the figure show the order."""
    first, second = side_a.article.value("published") or "", side_b.article.value("published") or ""
    higher_is_b = bounds(b)[0] > bounds(a)[0]
    corrected = is_corrected(a, side_a), is_corrected(b, side_b)
    if corrected[0] != corrected[1]:
        return Decision("later-update", "number-words-later", is_turned=corrected[0])
    is_dated = bool(first and second) and first[:10] != second[:10]
    if is_dated and (a.role or b.role) == "missing":
        return Decision("later-update", "number-changed", is_turned=second < first)
    if is_dated and (second > first) == higher_is_b:
        return Decision("later-update", "number-later", is_turned=not higher_is_b)
    higher = side_b if higher_is_b else side_a
    if CHANGED.search(higher.claim.sentence.of(higher.article.text)):
        return Decision("later-update", "number-words-later", is_turned=not higher_is_b)
    return None
