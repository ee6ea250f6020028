"""Matches the claims of one story: who is who, shared points, differences, and the rest."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Case, Link, Matched, Point
from twosource.models.ports import Embedder
from twosource.stages.match.differences import Index, find_differences
from twosource.stages.match.entities import entity_index, join_entities
from twosource.stages.match.features import Feature, find_features
from twosource.stages.match.occasions import find_occasions
from twosource.stages.match.points import Grouped, compare_all, find_points
from twosource.stages.match.rest import find_omissions, find_only, find_timeline


def match(case: Case, embedder: Embedder | None) -> Matched:
    """What the reports of a story share, how they differ, and what only one has.

    Without an embedder, hashed words stand in for sentence vectors; then
    only claims in nearly the same words are found to be one.
    """
    entities = join_entities(case)
    features = find_features(case, entities, embedder)
    spoken = [f for f in features if f.claim.facet]
    content = [f for f in features if not f.claim.facet]
    likenesses = compare_all(content)
    groups = find_points(content, likenesses)
    index = entity_index(entities)
    articles = {a.id: a for a in case.articles}
    points = tuple(_point(g, content, case, index) for g in groups) + find_occasions(spoken, articles, index)
    claims = {f.claim.id: f.claim for f in features}
    return Matched(
        entities=entities,
        links=_links(groups, content),
        points=points,
        only_in=find_only(content, points, likenesses, _aside(case, features)),
        omissions=find_omissions(case, points, claims),
        timeline=find_timeline(case),
    )


def _aside(case: Case, features: Sequence[Feature]) -> frozenset[str]:
    """Claims that are never anybody's alone: headlines, and what lies in the words around a saying."""
    headlines = [
        (a.id, b.span) for a in case.articles for b in a.blocks if b.kind in {"headline", "subhead", "kicker"}
    ]
    spoken = [(f.claim.report, f.claim.span) for f in features if f.claim.facet]
    return frozenset(
        f.claim.id
        for f in features
        for report, span in (*headlines, *spoken)
        if report == f.claim.report and span.covers(f.claim.span)
    )


def _point(group: Grouped, features: Sequence[Feature], case: Case, index: Index) -> Point:
    members = [features[i] for i in group.members]
    differences = find_differences(members, {a.id: a for a in case.articles}, index)
    verdicts = {d.verdict for d in differences}
    relation = "contradicts" if "contradiction" in verdicts else "differs" if differences else "same"
    lead = features[group.lead].claim
    return Point(
        id=f"p-{lead.id}",
        claims=tuple(f.claim.id for f in members),
        lead=lead.id,
        relation=relation,
        differences=differences,
        score=round(group.score, 4),
        why="The claims are alike in words, names and act.",
    )


def _links(groups: Sequence[Grouped], features: Sequence[Feature]) -> tuple[Link, ...]:
    """Why each claim of a point is in it: a link to the claim that stands for it."""
    found = []
    for group in groups:
        lead = features[group.lead]
        for i in group.members:
            if i != group.lead:
                why = f"shares {_shared(features[i], lead)}"
                found.append(
                    Link(
                        features[i].claim.id, lead.claim.id, "same-claim", round(group.score, 4), why, "alike"
                    )
                )
    return tuple(found)


def _shared(a: Feature, b: Feature) -> str:
    acts = sorted(a.core & b.core)
    terms = sorted((t for t in a.weights if t in b.weights), key=lambda t: (-a.weights[t], t))[:4]
    parts = ([f"the act ({acts[0]})"] if acts else []) + ([f"the words {', '.join(terms)}"] if terms else [])
    return " and ".join(parts) or "its sense by sentence vector"
