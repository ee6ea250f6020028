"""Matches the claims of one story: who is who, shared points, differences, and the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from twosource.data import Case, Claim, Difference, Entity, Link, Matched, Point, Span
from twosource.models.ports import Embedder
from twosource.stages.match.differences import Index, find_differences
from twosource.stages.match.entities import entity_index, join_entities
from twosource.stages.match.features import Feature, find_features
from twosource.stages.match.likenesses import compare_all
from twosource.stages.match.occasions import find_occasions
from twosource.stages.match.points import SURE, Grouped, find_points, representatives
from twosource.stages.match.rest import find_omissions, find_only, find_timeline
from twosource.stages.match.wordings import find_wordings

HEADINGS = frozenset({"headline", "subhead", "kicker"})
Places = dict[str, list[Span]]


def match(case: Case, embedder: Embedder | None) -> Matched:
    """What the reports of a story share, how they differ, and what only one has.

    Without an embedder, hashed words stand in for sentence vectors; then
    only claims in nearly the same words are found to be one.
    """
    entities = join_entities(case)
    features = find_features(case, entities, embedder)
    spoken = [f for f in features if f.claim.facet]
    # In one order whatever the order of the reports: so is every choice between equals.
    content = sorted((f for f in features if not f.claim.facet), key=lambda f: f.claim.id)
    likenesses = compare_all(content)
    headings = _within(content, _headings(case))
    groups = find_points(content, likenesses, headings)
    index = entity_index(entities)
    shared = _points(groups, content, case, index)
    points = (*shared, *find_occasions(spoken, {a.id: a for a in case.articles}, index))
    claims = {f.claim.id: f.claim for f in features}
    return Matched(
        entities=entities,
        links=_links(groups, content),
        points=points,
        only_in=find_only(content, points, likenesses, _aside(case, features)),
        omissions=find_omissions(case, points, claims),
        timeline=find_timeline(case),
        wordings=find_wordings(case, entities, points),
    )


def _aside(case: Case, features: Sequence[Feature]) -> frozenset[str]:
    """Claims that are never anybody's alone: headlines, and what lies in the words around a saying."""
    around = _headings(case)
    for feature in features:
        if feature.claim.facet:
            around[feature.claim.report].append(feature.claim.span)
    return _within(features, around)


def _headings(case: Case) -> Places:
    """Where the headlines of each report stand."""
    return {a.id: [b.span for b in a.blocks if b.kind in HEADINGS] for a in case.articles}


def _within(features: Sequence[Feature], places: Places) -> frozenset[str]:
    """The ids of the claims that lie in one of their report's places."""
    return frozenset(
        f.claim.id for f in features if any(span.covers(f.claim.span) for span in places[f.claim.report])
    )


def _points(
    groups: Sequence[Grouped], features: Sequence[Feature], case: Case, index: Index
) -> Iterator[Point]:
    """The points with their differences, claims in the order of the reports."""
    articles = {a.id: a for a in case.articles}
    order = {c.id: n for n, c in enumerate(c for reading in case.readings for c in reading.claims)}
    named: defaultdict[str, dict[int, tuple[Span, Entity]]] = defaultdict(dict)
    for n, ((report, span), entity) in enumerate(index.items()):
        named[report][n] = (span, entity)
    for group in groups:
        members = sorted((features[i] for i in group.members), key=lambda f: order[f.claim.id])
        laid = representatives(members)
        # Only the names of these reports: else a point would cost more the more reports there are beside it.
        local = {n: (r, *found) for r in {f.claim.report for f in laid} for n, found in named[r].items()}
        known = {(r, span): entity for _, (r, span, entity) in sorted(local.items())}
        differences = find_differences(laid, articles, known)
        yield _point(group, members, features[group.lead].claim, differences)


def _point(
    group: Grouped, members: Sequence[Feature], lead: Claim, differences: tuple[Difference, ...]
) -> Point:
    verdicts = {d.verdict for d in differences}
    relation = "contradicts" if "contradiction" in verdicts else "differs" if differences else "same"
    return Point(
        id=f"p-{lead.id}",
        claims=tuple(f.claim.id for f in members),
        lead=lead.id,
        relation=relation,
        differences=differences,
        score=round(group.score, 4),
        why="The claims are alike in words, names and act.",
        is_sure=group.score >= SURE,
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
