"""The same person speaking in several reports: when and on what occasion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.data import Article, Difference, Entity, Point, Span
from twosource.stages.match.compare_times import compare_times
from twosource.stages.match.compare_words import compare_names
from twosource.stages.match.differences import merge
from twosource.stages.match.features import Feature
from twosource.stages.match.points import representatives
from twosource.stages.match.said import Decision, Side, differ
from twosource.text.tokens import words
from twosource.words.load import load_set

# A preposition and up to four words before the noun: ``in reaction to a long``, ``at a press``.
GOVERNED = re.compile(
    r"\b(?:in \w+ to|in|at|to|by|on|through|via|during|after)\s+(?:[^\s,.;]+\s+){0,4}$", re.IGNORECASE
)
Index = Mapping[tuple[str, Span], Entity]


def find_occasions(
    features: Sequence[Feature], articles: Mapping[str, Article], index: Index
) -> tuple[Point, ...]:
    """A point for every speaker of whom two reports tell when, where or how he spoke."""
    by_speaker: dict[str, list[Feature]] = {}
    for feature in features:
        if feature.claim.facet == "saying":
            for speaker in sorted(feature.agent)[:1]:
                by_speaker.setdefault(speaker, []).append(feature)
    found = (_point(speaker, said, articles, index) for speaker, said in sorted(by_speaker.items()))
    return tuple(p for p in found if p is not None)


def _point(
    speaker: str, said: Sequence[Feature], articles: Mapping[str, Article], index: Index
) -> Point | None:
    if len({f.claim.report for f in said}) < 2:
        return None
    found: list[Difference] = []
    for one, two in _pairs(representatives(said)):
        a, b = (Side(articles[f.claim.report], f.claim, f.claim.span) for f in (one, two))
        found += [*compare_times(a, b), *compare_names(a, b, index), *_occasions(a, b)]
    lead = max(said, key=lambda f: (bool(f.claim.times), -f.claim.span.start, f.claim.id)).claim
    return Point(
        id=f"p-said-{speaker}",
        claims=tuple(f.claim.id for f in said),
        lead=lead.id,
        relation="differs" if found else "same",
        differences=tuple(merge(_first_of_kind(found))),
        score=0.3,
        why="The same speaker: each report's words on when, where or how it was said.",
    )


def _pairs(said: Sequence[Feature]) -> Iterator[tuple[Feature, Feature]]:
    for place, one in enumerate(said):
        for two in said[place + 1 :]:
            if one.claim.report != two.claim.report:
                yield one, two


def _first_of_kind(found: Sequence[Difference]) -> list[Difference]:
    """One difference of a kind between two reports: tellings of one day are not several differences."""
    seen: dict[tuple[str, frozenset[str]], Difference] = {}
    for difference in found:
        seen.setdefault((difference.kind, frozenset(v.report for v in difference.values)), difference)
    return list(seen.values())


def _occasions(a: Side, b: Side) -> Iterator[Difference]:
    one, two = occasion_words(a), occasion_words(b)
    if one is None or two is None:
        return
    if {w.norm for w in words(one.words)} & {w.norm for w in words(two.words)} & _known():
        return
    yield differ("attribution", Decision("cannot-tell", "attribution-occasion"), one, two)


def _known() -> frozenset[str]:
    return load_set("twosource.words", "people.toml", "document") | load_set(
        "twosource.words", "people.toml", "occasion"
    )


def occasion_words(side: Side) -> Side | None:
    """The noun of document or occasion in a claim with the words since its preposition."""
    start = side.claim.span.start
    for word in words(side.whole):
        before = GOVERNED.search(side.article.text[start : start + word.span.start])
        if word.norm in _known() and before is not None:
            return Side(side.article, side.claim, Span(start + before.start(), start + word.span.end))
    return None
