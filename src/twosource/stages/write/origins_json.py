"""Writes who told whom, and what follows from it, as plain dictionaries, and reads it back."""

from __future__ import annotations

import math
from typing import Any

from twosource.data import Call, Comparison, Edge, First, Firsthand, Loop, Rest, Told
from twosource.stages.write.claim_from_json import span_of, span_or_none
from twosource.stages.write.claim_json import place, place_or_null

Json = dict[str, Any]


def origins_to_dict(comparison: Comparison) -> Json:
    """The keys told, loops, rests, calls, firsts and firsthand of a comparison, in its order."""
    return {
        "told": [
            {"claim": t.claim, "edges": [edge_to_dict(e) for e in t.edges], "by": t.by, "why": t.why}
            for t in comparison.told
        ],
        "loops": [
            {
                "reports": list(loop.reports),
                "claims": list(loop.claims),
                "edges": [edge_to_dict(e) for e in loop.edges],
            }
            for loop in comparison.loops
        ],
        "rests": [
            {"origin": r.origin, "points": list(r.points), "reports": list(r.reports)}
            for r in comparison.rests
        ],
        "calls": [
            {"point": c.point, "reasons": list(c.reasons), "why": c.why, "weight": _finite(c.weight)}
            for c in comparison.calls
        ],
        "firsts": [
            {"point": f.point, "report": f.report, "claim": f.claim, "why": f.why} for f in comparison.firsts
        ],
        "firsthand": [
            {"report": f.report, "claim": f.claim, **place(f.span), "by": f.by} for f in comparison.firsthand
        ],
    }


def edge_to_dict(edge: Edge) -> Json:
    """An edge of who told whom; both ends null where no words say it."""
    return {
        "report": edge.report,
        "claim": edge.claim,
        "teller": edge.teller,
        "source": edge.source,
        **place_or_null(edge.span),
    }


def edges_from(entries: list[Json]) -> tuple[Edge, ...]:
    """The edges that `edge_to_dict` wrote."""
    return tuple(Edge(e["report"], e["claim"], e["teller"], e["source"], span_or_none(e)) for e in entries)


def told_from(data: Json) -> tuple[Told, ...]:
    """The chains joined over the story; none in a file from before there were any."""
    return tuple(Told(t["claim"], edges_from(t["edges"]), t["by"], t["why"]) for t in data.get("told", ()))


def loops_from(data: Json) -> tuple[Loop, ...]:
    """The loops."""
    return tuple(
        Loop(tuple(k["reports"]), tuple(k["claims"]), edges_from(k["edges"])) for k in data.get("loops", ())
    )


def rests_from(data: Json) -> tuple[Rest, ...]:
    """What falls with each origin."""
    return tuple(Rest(r["origin"], tuple(r["points"]), tuple(r["reports"])) for r in data.get("rests", ()))


def calls_from(data: Json) -> tuple[Call, ...]:
    """The next calls."""
    return tuple(Call(c["point"], tuple(c["reasons"]), c["why"], c["weight"]) for c in data.get("calls", ()))


def firsts_from(data: Json) -> tuple[First, ...]:
    """Who had what first."""
    return tuple(First(f["point"], f["report"], f["claim"], f["why"]) for f in data.get("firsts", ()))


def firsthand_from(data: Json) -> tuple[Firsthand, ...]:
    """Own reporting."""
    return tuple(Firsthand(f["report"], f["claim"], span_of(f), f["by"]) for f in data.get("firsthand", ()))


def _finite(number: float) -> float:
    return number if math.isfinite(number) else 0.0
