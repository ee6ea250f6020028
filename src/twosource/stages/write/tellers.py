"""Puts origins in the form that is shown: each with every way by which its words reached an outlet."""

from __future__ import annotations

from twosource.data import Claim, Comparison, Copy, Origin
from twosource.stages.write.index import Index
from twosource.stages.write.said import show_chain, show_claim
from twosource.stages.write.shapes import Hop, Path, Shared, Teller


def show_origins(index: Index, comparison: Comparison) -> tuple[tuple[Teller, ...], tuple[Teller, ...]]:
    """The origins that are stated, the most used first, and those that are not."""
    shown = [(origin.is_stated, show_origin(index, origin)) for origin in comparison.origins]
    ranked = sorted(shown, key=lambda pair: (-len(pair[1].letters), bool(pair[1].anonymity), -pair[1].count))
    stated = tuple(teller for is_stated, teller in ranked if is_stated)
    return stated, tuple(teller for is_stated, teller in shown if not is_stated)


def show_origin(index: Index, origin: Origin) -> Teller:
    """`origin` with its claims gathered under the chains they came by."""
    claims = [index.claims[c] for c in origin.claims if c in index.claims]
    return Teller(
        id=origin.id,
        name=origin.name,
        kind=origin.kind,
        anonymity=origin.anonymity,
        letters=index.badges(c.report for c in claims),
        paths=_gather_paths(index, claims),
        hops=_find_hops(index, origin, claims),
        count=len(claims),
    )


def _gather_paths(index: Index, claims: list[Claim]) -> tuple[Path, ...]:
    """One path for each report and chain of names; the first claim's words stand for its links."""
    order = {report: n for n, report in enumerate(index.articles)}
    paths: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (order[c.report], c.span.start, c.span.end)):
        paths.setdefault((claim.report, tuple(v.name for v in claim.chain)), []).append(claim)
    return tuple(
        Path(
            index.letters[report],
            show_chain(index, max(members, key=_count_worded)),
            tuple(show_claim(index, c) for c in members),
        )
        for (report, _), members in paths.items()
    )


def _count_worded(claim: Claim) -> int:
    return sum(voice.span is not None for voice in claim.chain)


def _find_hops(index: Index, origin: Origin, claims: list[Claim]) -> tuple[Hop, ...]:
    """Edges that no chain of the origin's own claims shows (a copied text, a shared origin)."""
    told = {(c.report, a.name, b.name) for c in claims for a, b in zip(c.chain, c.chain[1:], strict=False)}
    hops: dict[tuple[str, str, str], Hop] = {}
    for edge in origin.edges:
        key = (edge.report, edge.teller, edge.source)
        if key in told or key in hops or edge.teller == edge.source:
            continue
        words = index.words(edge.report, edge.span) if edge.span else None
        hops[key] = Hop(index.letters[edge.report], edge.teller, edge.source, words)
    return tuple(hops.values())


# What says most of who took from whom comes first.
_COPIES = ("wire-copy", "shared-agency-paragraphs", "shared-quote-only")


def show_copies(index: Index, comparison: Comparison) -> tuple[Shared, ...]:
    """The pairs of reports that share text, those that share the most of the plainest kind first."""
    found = [show_copy(index, copy) for copy in comparison.copies if copy.kind in _COPIES]
    return tuple(sorted(found, key=lambda s: (_COPIES.index(s.kind), -sum(len(a.text) for a, _ in s.runs))))


def show_copy(index: Index, copy: Copy) -> Shared:
    """Running text that two reports share, at its place in each."""
    runs = tuple((index.words(copy.a, run.a), index.words(copy.b, run.b)) for run in copy.runs)
    return Shared(index.letters[copy.a], index.letters[copy.b], copy.kind, copy.why, runs)
