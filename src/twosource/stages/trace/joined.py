"""What the chains of a story are joined from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.data import Case, Claim, Edge, Point
from twosource.stages.trace.agencies import Credit, credits_of, houses_of
from twosource.stages.trace.groups import Above, together
from twosource.stages.trace.outlets import Outlets, find_outlets
from twosource.stages.trace.roots import Root


@dataclass(frozen=True, slots=True)
class Telling:
    """The chain of a claim as the story shows it: its edges and the root they lead to.

    `by` is "" where the claim's own words say it all; `names` are for its sentence.
    """

    edges: tuple[Edge, ...]
    root: Root
    by: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What chains are joined from; `points` are the claims that share a point with a claim."""

    texts: Mapping[str, str]
    claims: Mapping[str, Claim]
    roots: Mapping[str, Root]
    by_report: Mapping[str, Sequence[Claim]]
    points: Mapping[str, Sequence[str]]
    outlets: Outlets
    twins: Mapping[str, Sequence[str]]
    credits: Mapping[str, Credit]
    houses: Mapping[str, Credit]
    firsthand: frozenset[str]
    headlines: frozenset[str]
    found: dict[str, Telling] = field(default_factory=dict)
    rings: list[tuple[str, ...]] = field(default_factory=list)


def ground_of(
    case: Case,
    points: Iterable[Point],
    roots: Mapping[str, Root],
    twins: Above,
    firsthand: Iterable[str] = (),
) -> Ground:
    """Everything that chains are joined from."""
    claims = {c.id: c for reading in case.readings for c in reading.claims}
    credited = credits_of(case)
    sharing: dict[str, list[str]] = {}
    for point in points:
        for claim in point.claims:
            sharing.setdefault(claim, []).extend(point.claims)
    return Ground(
        {a.id: a.text for a in case.articles},
        claims,
        roots,
        {reading.report: reading.claims for reading in case.readings},
        sharing,
        find_outlets(case),
        _twins(claims, twins),
        credited,
        houses_of(case, credited),
        frozenset(firsthand),
        frozenset(_headlines(case)),
    )


def _headlines(case: Case) -> Iterator[str]:
    """The claims that stand in a headline."""
    for article, reading in zip(case.articles, case.readings, strict=True):
        titles = [b.span for b in article.blocks if b.kind == "headline"]
        yield from (c.id for c in reading.claims if any(title.covers(c.span) for title in titles))


def _twins(claims: Iterable[str], groups: Above) -> dict[str, Sequence[str]]:
    return {claim: group for group in together(groups, claims) if len(group) > 1 for claim in group}
