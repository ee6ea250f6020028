"""Writes a comparison as one JSON object, to the schema in ``docs/reference``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from twosource.data import Comparison, Copy, Entity, Link, Mention, Moment, Origin, Span
from twosource.stages.write.claim_json import claim_to_dict, place, time_to_dict
from twosource.stages.write.origins_json import edge_to_dict, origins_to_dict
from twosource.stages.write.point_json import grounds_of, ledger_to_dict, point_to_dict
from twosource.stages.write.report_json import failure_to_dict, report_to_dict
from twosource.stages.write.wording_json import wording_to_dict

SCHEMA = "twosource/comparison/1"

Json = dict[str, Any]


def to_json(comparison: Comparison, kept: Mapping[str, str] | None = None) -> str:
    """The comparison as JSON text that ends with a newline; the same comparison gives the same text.

    `kept` names, by report id, the file in which the report's bytes rest.
    """
    return json.dumps(to_dict(comparison, kept), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def to_dict(comparison: Comparison, kept: Mapping[str, str] | None = None) -> Json:
    """The comparison as plain dictionaries and lists.

    Reports, claims, points and the timeline keep their order; where order has
    no meaning (links, mentions, copies, omissions) the entries are sorted.
    """
    texts = {a.id: a.text for a in comparison.reports}
    why = {m.report: m.why for m in comparison.story.members}
    names = {} if kept is None else kept
    grounds = grounds_of(comparison)
    return {
        "schema": SCHEMA,
        "story": {
            "id": comparison.story.id,
            "members": [{"report": m.report, "why": m.why} for m in comparison.story.members],
        },
        "reports": [report_to_dict(a, names.get(a.id), why.get(a.id, "")) for a in comparison.reports],
        "entities": [_entity(e) for e in comparison.entities],
        "claims": [claim_to_dict(c, texts[c.report]) for c in comparison.claims],
        "points": [point_to_dict(p, grounds) for p in comparison.points],
        "only_in": [{"report": o.report, "claim": o.claim, "weight": o.weight} for o in comparison.only_in],
        "omissions": sorted(
            ({"report": o.report, "point": o.point} for o in comparison.omissions),
            key=lambda o: (o["report"], o["point"]),
        ),
        "copies": [_copy(c) for c in sorted(comparison.copies, key=lambda c: (c.a, c.b, c.kind))],
        "origins": [_origin(o) for o in comparison.origins],
        "ledgers": [ledger_to_dict(ledger) for ledger in comparison.ledgers],
        **origins_to_dict(comparison),
        "wordings": [wording_to_dict(w) for w in comparison.wordings],
        "links": _links(comparison.links),
        "timeline": [_moment(m) for m in comparison.timeline],
        "failures": [failure_to_dict(failure) for failure in comparison.failures],
        "made_by": dict(comparison.made_by),
    }


def _entity(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "mentions": _mentions(entity.mentions),
        "spellings": list(entity.spellings),
        "roles": list(entity.roles),
        "links": _links(entity.links),
    }


def _mentions(mentions: tuple[Mention, ...]) -> list[Json]:
    ordered = sorted(mentions, key=lambda m: (m.report, m.span))
    return [{"report": m.report, **place(m.span)} for m in ordered]


def _links(links: tuple[Link, ...]) -> list[Json]:
    ordered = sorted(links, key=lambda k: (k.relation, k.a, k.b, k.by, k.why, k.score))
    return [
        {"a": k.a, "b": k.b, "relation": k.relation, "score": finite(k.score), "why": k.why, "by": k.by}
        for k in ordered
    ]


def finite(number: float) -> float:
    """`number`, or 0 where JSON has no word for it."""
    return number if math.isfinite(number) else 0.0


def _copy(copy: Copy) -> Json:
    def ends(a: Span, b: Span) -> list[int]:
        return [a.start, a.end, b.start, b.end]

    runs, slips = (sorted(ends(r.a, r.b) for r in shared) for shared in (copy.runs, copy.slips))
    return {"a": copy.a, "b": copy.b, "kind": copy.kind, "why": copy.why, "runs": runs, "slips": slips}


def _origin(origin: Origin) -> Json:
    return {
        "id": origin.id,
        "name": origin.name,
        "kind": origin.kind,
        "stated": origin.is_stated,
        "anonymity": origin.anonymity,
        "claims": list(origin.claims),
        "edges": [edge_to_dict(e) for e in origin.edges],
    }


def _moment(moment: Moment) -> Json:
    return {"report": moment.report, **time_to_dict(moment.time), "claims": list(moment.claims)}
