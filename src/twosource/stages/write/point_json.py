"""Writes points with their differences and what they rest on as plain dictionaries."""

from __future__ import annotations

import math
from collections.abc import Set
from typing import Any

from twosource.data import Comparison, Difference, Ledger, Point
from twosource.stages.write.claim_json import place

Json = dict[str, Any]


def point_to_dict(point: Point, comparison: Comparison, known: Set[str]) -> Json:
    """A point; `known` are the ids of all claims of the comparison."""
    ledger = next((ledger for ledger in comparison.ledgers if ledger.about == point.id), None)
    return {
        "id": point.id,
        "claims": [c for c in point.claims if c in known],
        "lead": point.lead,
        "relation": point.relation,
        "score": point.score if math.isfinite(point.score) else 0.0,
        "why": point.why,
        "differences": [_difference(d) for d in point.differences],
        "origins": _origins(point, ledger, comparison),
    }


def ledger_to_dict(ledger: Ledger) -> Json:
    """A ledger, of a point or of one claim."""
    return {
        "about": ledger.about,
        "origins": list(ledger.origins),
        "min": ledger.min,
        "max": ledger.max,
        "unknown": list(ledger.unknown),
        "why": list(ledger.why),
    }


def _origins(point: Point, ledger: Ledger | None, comparison: Comparison) -> Json:
    """What a point rests on; without a ledger all of it is unknown and nothing is counted."""
    if ledger is None:
        return {"roots": [], "min": 0, "max": 0, "unknown": list(point.claims), "why": []}
    by_id = {o.id: o for o in comparison.origins}
    roots = [
        {
            "id": origin.id,
            "name": origin.name,
            "stated": origin.is_stated,
            "claims": [c for c in point.claims if c in origin.claims],
        }
        for origin in (by_id[o] for o in ledger.origins if o in by_id)
    ]
    return {
        "roots": roots,
        "min": ledger.min,
        "max": ledger.max,
        "unknown": list(ledger.unknown),
        "why": list(ledger.why),
    }


def _difference(difference: Difference) -> Json:
    return {
        "kind": difference.kind,
        "verdict": difference.verdict,
        "between": difference.between,
        "rule": difference.rule,
        "why": difference.why,
        "values": [{"report": v.report, **place(v.span)} for v in difference.values],
    }
