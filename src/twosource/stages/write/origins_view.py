"""Puts who told whom in the form that is shown: ledgers, loops, what falls, whom to call, who was first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from twosource.data import Call, Claim, Comparison, Edge, First, Firsthand, Ledger, Loop, Rest, Span
from twosource.stages.write.index import Index
from twosource.stages.write.origins_hands import Hands, chain_of, gather_hands, outlet_key
from twosource.stages.write.origins_shapes import (
    Chain,
    Earliest,
    Fall,
    Lineage,
    NextCall,
    OwnWork,
    Ring,
    Rooted,
    Standing,
)
from twosource.stages.write.said import show_claim
from twosource.stages.write.shapes import Said, Words


def lineage(index: Index, comparison: Comparison) -> Lineage:
    """What a comparison shows of who told whom."""
    hands = gather_hands(index, comparison)
    standings = {p.id: stand(hands, p.id, p.claims, p.lead) for p in index.points}
    return Lineage(
        standings=tuple(standings.values()),
        rings=tuple(_ring(index, loop) for loop in comparison.loops),
        falls=tuple(_falls(index, comparison.rests, standings)),
        calls=tuple(_calls(comparison.calls, standings)),
        firsts=tuple(_firsts(index, comparison.firsts, standings)),
        own=tuple(_own_work(index, comparison.firsthand)),
    )


def stand_alone(index: Index, comparison: Comparison, claim: str) -> Standing:
    """What a claim of one report alone rests on."""
    return stand(gather_hands(index, comparison), claim, (claim,), claim)


def stand(hands: Hands, about: str, claims: Iterable[str], lead: str) -> Standing:
    """What the point or claim `about` rests on; without a ledger nothing is known, and nothing is counted."""
    index = hands.index
    ledger = index.ledgers.get(about) or Ledger(about, (), 0, 0, tuple(claims))
    order = {report: n for n, report in enumerate(index.articles)}
    made = [index.claims[c] for c in claims if c in index.claims]
    made.sort(key=lambda c: (order[c.report], c.span.start, c.span.end))
    reports = dict.fromkeys(c.report for c in made)
    silent = frozenset(ledger.unknown)
    named = {outlet_key(hands, r) for r in reports if index.articles[r].value("outlet")}
    return Standing(
        id=about,
        number=index.numbers.get(about, 0),
        lead=show_claim(index, index.claims[lead]),
        letters=index.badges(reports),
        outlets=len(named),
        unnamed_outlets=sum(not index.articles[r].value("outlet") for r in reports),
        least=ledger.min,
        most=ledger.max,
        roots=tuple(_roots(hands, ledger, made)),
        unknown=tuple(chain_of(hands, c) for c in made if c.id in silent and c.id not in hands.roots),
        joined=tuple(chain_of(hands, c) for c in made if c.id in silent and c.id in hands.roots),
        why=ledger.why,
    )


def _roots(hands: Hands, ledger: Ledger, claims: list[Claim]) -> Iterator[Rooted]:
    """The stated origins of a ledger, each with the chains of these claims that lead to it."""
    for origin in (hands.index.origins[o] for o in ledger.origins if o in hands.index.origins):
        of_origin = frozenset(origin.claims)
        resting = [c for c in claims if c.id in of_origin]
        worded = [c for c in resting if c.id not in ledger.unknown]
        if origin.is_stated and resting:
            yield Rooted(
                origin.id,
                origin.name,
                origin.kind,
                origin.anonymity,
                hands.index.badges(c.report for c in resting),
                tuple(_shortest(chain_of(hands, c) for c in worded)),
            )


def _shortest(chains: Iterable[Chain]) -> list[Chain]:
    """One chain for each way into each report: of claims told alike the first stands for the others."""
    found: dict[tuple[str, tuple[str, ...]], Chain] = {}
    for chain in chains:
        found.setdefault((chain.letter, tuple(h.key for h in chain.hands)), chain)
    return list(found.values())


def _ring(index: Index, loop: Loop) -> Ring:
    claims = [index.claims[c] for c in loop.claims if c in index.claims]
    return Ring(
        index.badges(loop.reports),
        tuple(_step(index, edge) for edge in loop.edges),
        tuple(show_claim(index, c) for c in claims),
    )


def _step(index: Index, edge: Edge) -> tuple[str, str, Words | None]:
    return edge.teller, edge.source, index.words(edge.report, edge.span) if edge.span else None


def _falls(index: Index, rests: Iterable[Rest], standings: dict[str, Standing]) -> Iterator[Fall]:
    for rest in rests:
        points = tuple(standings[p] for p in rest.points if p in standings)
        origin = index.origins.get(rest.origin)
        if points and origin:
            in_order = tuple(sorted(points, key=lambda point: point.number))
            yield Fall(origin.id, origin.name, origin.anonymity, in_order, index.badges(rest.reports))


def _calls(calls: Iterable[Call], standings: dict[str, Standing]) -> Iterator[NextCall]:
    for call in sorted(calls, key=lambda call: -call.weight):
        if call.point in standings:
            yield NextCall(standings[call.point], call.reasons, call.why)


def _firsts(index: Index, firsts: Iterable[First], standings: dict[str, Standing]) -> Iterator[Earliest]:
    """Who had what first, the points that one report had before the same others together."""
    found: dict[tuple[str, str], list[tuple[Standing, Said]]] = {}
    for first in firsts:
        if first.point in standings and first.claim in index.claims:
            said = show_claim(index, index.claims[first.claim])
            found.setdefault((first.report, first.why), []).append((standings[first.point], said))
    for (report, why), points in sorted(found.items(), key=lambda pair: -len(pair[1])):
        in_order = tuple(sorted(points, key=lambda pair: pair[0].number))
        yield Earliest(index.letters[report], index.outlet(report), why, in_order)


def _own_work(index: Index, found: Iterable[Firsthand]) -> Iterator[OwnWork]:
    """Own reporting by the words that tell of it, each with the longest claims that stand with them."""
    places: dict[tuple[str, Span], list[Claim]] = {}
    for one in found:
        claim = index.claims.get(one.claim)
        places.setdefault((one.report, one.span), []).extend([claim] if claim else [])
    for (report, span), claims in places.items():
        whole = [c for c in claims if not any(o.span != c.span and o.span.covers(c.span) for o in claims)]
        sayings = tuple(show_claim(index, c) for c in whole)
        yield OwnWork(index.outlet(report), index.words(report, span), sayings)
