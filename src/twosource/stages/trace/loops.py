"""Loops: reports that have one thing from each other."""

from __future__ import annotations

from twosource.data import Edge, Loop
from twosource.stages.trace.joined import Ground
from twosource.stages.trace.outlets import outlet_of


def loops_of(ground: Ground) -> tuple[Loop, ...]:
    """The rings met while chains were joined, each set of reports once."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for ring in ground.rings:
        reports = frozenset(ground.claims[c].report for c in ring)
        if len(reports) > 1:
            found.setdefault(reports, _turned(ring))
    return tuple(_loop(ring, ground) for _, ring in sorted(found.items(), key=lambda item: sorted(item[0])))


def _turned(ring: tuple[str, ...]) -> tuple[str, ...]:
    """The ring from its smallest claim on, so that it is the same wherever it was entered."""
    at = ring.index(min(ring))
    return ring[at:] + ring[:at]


def _loop(ring: tuple[str, ...], ground: Ground) -> Loop:
    claims = [ground.claims[c] for c in ring]
    edges = []
    for claim, following in zip(claims, (*claims[1:], claims[0]), strict=True):
        link = _link(claim.id, ground)
        span = claim.chain[link].span if link else None
        edges.append(Edge(claim.report, claim.id, claim.chain[0].name, following.chain[0].name, span))
    return Loop(tuple(dict.fromkeys(c.report for c in claims)), ring, tuple(edges))


def _link(claim: str, ground: Ground) -> int:
    """Where in a claim's chain the outlet stands that it has it from."""
    said = ground.claims[claim]
    places = range(len(said.chain) - 1, 0, -1)
    return next((at for at in places if outlet_of(said, said.chain[at], ground.outlets)), 0)
