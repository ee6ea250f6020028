"""Traces every claim to its origins and puts the comparison together."""

from __future__ import annotations

from twosource.data import Case, Comparison, Matched, Span
from twosource.stages.trace.copies import find_copies
from twosource.stages.trace.ledgers import Ground, claim_ledger, point_ledger
from twosource.stages.trace.origins import find_roots, gather


def trace(case: Case, matched: Matched) -> Comparison:
    """The whole comparison of a story: copies, origins, and a ledger for every point and claim."""
    claims = tuple(c for reading in case.readings for c in reading.claims)
    copies = find_copies(case.articles, _quoted(case))
    roots = find_roots(case, matched.entities)
    ground = Ground(roots, {a.id: a for a in case.articles}, copies)
    return Comparison(
        story=case.story,
        reports=case.articles,
        claims=claims,
        entities=matched.entities,
        links=matched.links,
        points=matched.points,
        only_in=matched.only_in,
        omissions=matched.omissions,
        copies=copies,
        origins=gather(roots),
        ledgers=(
            *(point_ledger(p, ground) for p in matched.points),
            *(claim_ledger(c, ground) for c in claims),
        ),
        timeline=matched.timeline,
        wordings=matched.wordings,
    )


def _quoted(case: Case) -> dict[str, list[Span]]:
    """The stretches of each report that are quoted."""
    return {r.report: [c.span for c in r.claims if c.quoted] for r in case.readings}
