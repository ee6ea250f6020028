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
    pointed = frozenset(c for p in points for c in p.claims)
    claims = {f.claim.id: f.claim for f in features}
    return Matched(
        entities=entities,
        links=_links(groups, content),
        points=points,
        only_in=find_only(content, pointed, likenesses),
        omissions=find_omissions(case, points, claims),
        timeline=find_timeline(case),
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
                found.append(Link(features[i].claim.id, lead.claim.id, "same-claim", round(group.score, 4), why, "alike"))
    return tuple(found)


def _shared(a: Feature, b: Feature) -> str:
    acts = sorted(a.core & b.core)
    terms = sorted((t for t in a.weights if t in b.weights), key=lambda t: (-a.weights[t], t))[:4]
    parts = ([f"the act ({acts[0]})"] if acts else []) + ([f"the words {', '.join(terms)}"] if terms else [])
    return " and ".join(parts) or "its sense by sentence vector"
