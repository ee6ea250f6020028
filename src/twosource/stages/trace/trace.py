"""Traces every claim to its origins and puts the comparison together."""

from __future__ import annotations

from twosource.data import Case, Comparison, Matched, Span
from twosource.stages.trace.calls import Desk, find_calls
from twosource.stages.trace.copies import find_copies
from twosource.stages.trace.firsthand import find_firsthand
from twosource.stages.trace.firsts import find_firsts
from twosource.stages.trace.joined import ground_of
from twosource.stages.trace.ledgers import claim_ledger, point_ledger
from twosource.stages.trace.ledgers import ground_of as ledger_ground
from twosource.stages.trace.loops import loops_of
from twosource.stages.trace.origins import find_roots, gather
from twosource.stages.trace.rests import find_rests
from twosource.stages.trace.told import join_chains, told_of
from twosource.stages.trace.twins import find_twins


def trace(case: Case, matched: Matched) -> Comparison:
    """The whole comparison of a story: copies, origins, and a ledger for every point and claim."""
    claims = tuple(c for reading in case.readings for c in reading.claims)
    copies = find_copies(case.articles, _quoted(case))
    firsthand = find_firsthand(case)
    worded = find_roots(case, matched.entities)
    twins = find_twins(claims, copies)
    joining = ground_of(case, matched.points, worded, twins, firsthand)
    tellings = join_chains(joining)
    roots = {claim: telling.root for claim, telling in tellings.items()}
    silent = [c for c, root in worded.items() if not root.is_stated]
    ground = ledger_ground(roots, case.articles, twins, silent, firsthand)
    by_id = {c.id: c for c in claims}
    ledgers = {p.id: point_ledger(p, ground) for p in matched.points}
    desk = Desk(len(case.articles), ledgers, by_id, tellings)
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
        origins=gather(roots, {claim: telling.edges for claim, telling in tellings.items()}),
        ledgers=(
            *ledgers.values(),
            *(claim_ledger(c, ground) for c in claims),
        ),
        timeline=matched.timeline,
        wordings=matched.wordings,
        told=told_of(tellings),
        loops=loops_of(joining),
        rests=find_rests(matched.points, ledgers, by_id),
        calls=find_calls(matched.points, desk),
        firsts=find_firsts(matched.points, case.articles, by_id),
        firsthand=tuple(firsthand.values()),
    )


def _quoted(case: Case) -> dict[str, list[Span]]:
    """The stretches of each report that are quoted."""
    return {r.report: [c.span for c in r.claims if c.quoted] for r in case.readings}
