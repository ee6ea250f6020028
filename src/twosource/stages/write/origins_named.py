"""Finds the point that somebody names in words of their own."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from twosource.data import Claim, Comparison
from twosource.text.tokens import words

# Words agree by their first letters, as copies do: organised and organisation; numbers agree whole.
LETTERS = 6
# A point fits that has half of what the text weighs; two fit alike that are nearer than one in twenty.
FITS, ALIKE = 0.5, 0.95
# Of the fit, how much is what the text has of the claim's words, and not the claim of the text's.
OTHER_WAY = 0.25


@dataclass(frozen=True, slots=True)
class Named:
    """A point, or a claim of no point, and how well its best claim fits.

    `shared` are the words of the text that the claim has; `there` is how much of
    the text they are and `here` how much of the claim, from 0 to 1.
    """

    about: str
    claim: str
    fit: float
    shared: tuple[str, ...]
    there: float
    here: float


def rank_named(comparison: Comparison, text: str) -> tuple[Named, ...]:
    """The points and lone claims of a comparison by how well they fit `text`, the best first.

    A word weighs the more the fewer claims have it.  The fit runs from 0 to 1.
    """
    texts = {a.id: a.text for a in comparison.reports}
    keys = {c.id: _keys(c.span.of(texts[c.report])) for c in comparison.claims}
    spread = Counter(key for found in keys.values() for key in found)
    asked = _keys(text)
    weights = {k: _weight(spread[k], len(keys)) for k in (*spread, *asked)}
    points = {c: p.id for p in reversed(comparison.points) for c in p.claims}
    best: dict[str, Named] = {}
    for claim in comparison.claims:
        about = points.get(claim.id) or ("" if claim.facet else claim.id)
        named = _fit(claim, keys[claim.id], asked, weights)
        if about and (about not in best or named.fit > best[about].fit):
            best[about] = replace(named, about=about)
    return tuple(sorted(best.values(), key=lambda n: -n.fit))


def is_clear(ranked: tuple[Named, ...]) -> bool:
    """Whether the first fits, and fits better than the second."""
    if not ranked or ranked[0].fit < FITS:
        return False
    if len(ranked) == 1:
        return True
    first, second = ranked[:2]
    # A word or two that stand in two long claims name neither, however long the one and the other are.
    fits_both = second.there >= first.there and first.here < FITS
    return second.fit < first.fit * ALIKE and not fits_both


def _keys(text: str) -> dict[str, str]:
    """The words of a text as they are compared, each with how it stands there."""
    found = words(text, fold_accents=True)
    return {w.norm if w.norm[0].isdigit() else w.norm[:LETTERS]: w.span.of(text) for w in found}


def _weight(claims: int, of_all: int) -> float:
    """What a word weighs that so many claims have; one that none has may be the asker's word for another."""
    return math.log1p(of_all / (claims + 0.5)) if claims else math.log1p(2 * of_all) / 2


def _fit(
    claim: Claim, own: Mapping[str, str], asked: Mapping[str, str], weights: Mapping[str, float]
) -> Named:
    common = [key for key in asked if key in own]
    shared = sum(weights[k] for k in common)
    there = shared / (sum(weights[k] for k in asked) or 1.0)
    here = shared / (sum(weights[k] for k in own) or 1.0)
    fit = (1 - OTHER_WAY) * there + OTHER_WAY * here
    return Named("", claim.id, fit, tuple(asked[k] for k in common), there, here)
