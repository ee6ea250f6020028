"""Puts the different words for one actor or act in the form that is shown."""

from __future__ import annotations

from twosource.data import Comparison, Phrasing, Wording
from twosource.stages.write.index import Index
from twosource.stages.write.said import show_claim
from twosource.stages.write.shapes import Worded, Words


def show_wordings(index: Index, comparison: Comparison) -> tuple[Worded, ...]:
    """The wordings, those that the most reports take part in first."""
    names = {entity.id: entity.name for entity in comparison.entities}
    shown = [_show(index, names, wording) for wording in comparison.wordings]
    return tuple(sorted(shown, key=lambda worded: -len(worded.letters)))


def _show(index: Index, names: dict[str, str], wording: Wording) -> Worded:
    point = next((p for p in index.points if p.id == wording.about), None)
    mentions = [mention for phrasing in wording.phrasings for mention in phrasing.mentions]
    return Worded(
        kind=wording.kind,
        name=names.get(wording.about, ""),
        about=show_claim(index, index.claims[point.lead]) if point else None,
        number=index.numbers[point.id] if point else None,
        phrasings=tuple((p.words, _places(index, p)) for p in wording.phrasings),
        letters=index.badges(m.report for m in mentions),
        why=wording.why,
    )


def _places(index: Index, phrasing: Phrasing) -> tuple[Words, ...]:
    order = list(index.letters)
    places = sorted(phrasing.mentions, key=lambda m: (order.index(m.report), m.span))
    return tuple(index.words(m.report, m.span) for m in places)
