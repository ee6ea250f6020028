"""Writes points with their differences and what they rest on as plain dictionaries."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twosource.data import Comparison, Difference, Ledger, Origin, Point
from twosource.stages.write.claim_json import place

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What points rest on, by id: ledgers by what they are about, and origins."""

    ledgers: Mapping[str, Ledger]
    origins: Mapping[str, Origin]


def grounds_of(comparison: Comparison) -> Grounds:
    """The ledgers and origins of a comparison by id."""
    return Grounds({k.about: k for k in comparison.ledgers}, {o.id: o for o in comparison.origins})


def point_to_dict(point: Point, grounds: Grounds) -> Json:
    """A point with its differences and what it rests on."""
    ledger = grounds.ledgers.get(point.id)
    return {
        "id": point.id,
        "claims": list(point.claims),
        "lead": point.lead,
        "relation": point.relation,
        "score": point.score if math.isfinite(point.score) else 0.0,
        "why": point.why,
        "sure": point.is_sure,
        "differences": [_difference(d) for d in point.differences],
        "origins": _origins(point, ledger, grounds),
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


def _origins(point: Point, ledger: Ledger | None, grounds: Grounds) -> Json:
    """What a point rests on; without a ledger all of it is unknown and nothing is counted."""
    if ledger is None:
        return {"roots": [], "min": 0, "max": 0, "unknown": list(point.claims), "why": []}
    roots = [
        _root(point, origin)
        for origin in (grounds.origins[o] for o in ledger.origins if o in grounds.origins)
    ]
    return {
        "roots": roots,
        "min": ledger.min,
        "max": ledger.max,
        "unknown": list(ledger.unknown),
        "why": list(ledger.why),
    }


def _root(point: Point, origin: Origin) -> Json:
    resting = set(origin.claims)
    return {
        "id": origin.id,
        "name": origin.name,
        "stated": origin.is_stated,
        "claims": [c for c in point.claims if c in resting],
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
