"""Finds the point of a comparison that somebody names in their own words, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.data import Claim, Comparison, Ledger
from twosource.errors import SettingError
from twosource.stages.write.display import flatten, quote
from twosource.stages.write.origins_named import FITS, Named, is_clear, rank_named


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """A point, or a claim that no point has, that a text names: its id, its best claim, and its ledger.

    `words` are the claim's own, `shared` those of the text that it has, `fit`
    how well it fits, from 0 to 1.
    """

    about: str
    claim: Claim
    words: str
    shared: tuple[str, ...]
    fit: float
    ledger: Ledger


def point_named(comparison: Comparison, text: str) -> NamedPoint:
    """The point that `text` names; SettingError where none fits, or two fit equally well.

    Points are compared by the words they share with `text`, rare ones most.
    """
    ranked = rank_named(comparison, text)
    if is_clear(ranked):
        return _point(comparison, ranked[0])
    raise SettingError(_unclear(comparison, text, ranked))


def _point(comparison: Comparison, named: Named) -> NamedPoint:
    claim = next(c for c in comparison.claims if c.id == named.claim)
    ledger = next((k for k in comparison.ledgers if k.about == named.about), None)
    unknown = Ledger(named.about, (), 0, 0, (named.claim,))
    return NamedPoint(
        named.about, claim, _words(comparison, named), named.shared, named.fit, ledger or unknown
    )


def _words(comparison: Comparison, named: Named) -> str:
    claim = next(c for c in comparison.claims if c.id == named.claim)
    return next(claim.span.of(a.text) for a in comparison.reports if a.id == claim.report)


def _unclear(comparison: Comparison, text: str, ranked: tuple[Named, ...]) -> str:
    """Why no point was taken, and what to write instead."""
    asked = quote(text)
    if not ranked or not ranked[0].shared:
        return f"No point of these reports has a word of {asked}; name it in the reports’ own words."
    first = quote(_words(comparison, ranked[0]))
    if ranked[0].fit < FITS:
        shared = ", ".join(map(flatten, ranked[0].shared))
        return f"No point fits {asked}. The nearest is {first}, by {shared}; name it by more of its words."
    second = quote(_words(comparison, ranked[1]))
    return f"{asked} fits two points equally well: {first} and {second}. Name one by more of its words."
