"""Reads a comparison back from the JSON that `to_json` wrote."""

from __future__ import annotations

from typing import Any

from twosource.data import (
    Article,
    Block,
    Comparison,
    Copy,
    Difference,
    Entity,
    Failure,
    Flag,
    Ledger,
    Link,
    Member,
    Mention,
    Moment,
    Omission,
    OnlyIn,
    Origin,
    Point,
    Run,
    SharedRun,
    Span,
    Stated,
    Story,
)
from twosource.stages.write.claim_from_json import claim_from_dict, span_of, span_or_none, time_from_dict
from twosource.stages.write.origins_json import (
    calls_from,
    edges_from,
    firsthand_from,
    firsts_from,
    loops_from,
    rests_from,
    told_from,
)
from twosource.stages.write.wording_json import wordings_from

Json = dict[str, Any]


def from_dict(data: Json) -> Comparison:
    """The comparison that `to_dict` wrote as `data`; only the claims' terms are not in it.

    Raises KeyError where a key of the contract is missing.
    """
    return Comparison(
        story=Story(
            data["story"]["id"],
            tuple(Member(m["report"], m["why"]) for m in data["story"]["members"]),
        ),
        reports=tuple(report_from_dict(r) for r in data["reports"]),
        claims=tuple(claim_from_dict(c) for c in data["claims"]),
        entities=tuple(_entity(e) for e in data["entities"]),
        links=_links(data["links"]),
        points=tuple(_point(p) for p in data["points"]),
        only_in=tuple(OnlyIn(o["report"], o["claim"], o["weight"]) for o in data["only_in"]),
        omissions=tuple(Omission(o["report"], o["point"]) for o in data["omissions"]),
        copies=tuple(_copy(c) for c in data["copies"]),
        origins=tuple(_origin(o) for o in data["origins"]),
        ledgers=tuple(_ledger(entry) for entry in data["ledgers"]),
        timeline=tuple(Moment(time_from_dict(m), m["report"], tuple(m["claims"])) for m in data["timeline"]),
        failures=tuple(
            Failure(f["step"], f["item"], f["reason"], f.get("digest", ""), f.get("code", ""))
            for f in data["failures"]
        ),
        made_by=tuple(data["made_by"].items()),
        wordings=wordings_from(data),
        told=told_from(data),
        loops=loops_from(data),
        rests=rests_from(data),
        calls=calls_from(data),
        firsts=firsts_from(data),
        firsthand=firsthand_from(data),
    )


def report_from_dict(data: Json) -> Article:
    """The report of a dictionary as `report_to_dict` makes it."""
    return Article(
        id=data["id"],
        path=data["path"],
        sha256=data["sha256"],
        media_type=data["media_type"],
        text=data["text"],
        blocks=tuple(Block(span_of(b), b["kind"], b["why"]) for b in data["blocks"]),
        stated=tuple(
            Stated(s["field"], s["value"], s["where"], span_or_none(s), tuple(s["contradicted_by"]))
            for s in data["stated"]
        ),
        map=tuple(run_from_json(entry) for entry in data["map"]),
        flags=tuple(Flag(f["kind"], f["why"], span_or_none(f)) for f in data.get("flags", ())),
        item=data.get("item", ""),
    )


def run_from_json(entry: list[Any]) -> Run:
    """A run of a map: start, end, byte_start, byte_end, then line, part and box where they tell something."""
    start, end, byte_start, byte_end, *told = entry
    whole: list[Any] = [*told, *(0, "", None)[len(told) :]]
    line, part, box = whole
    return Run(Span(start, end), byte_start, byte_end, part, line, tuple(box) if box else None)


def _entity(data: Json) -> Entity:
    return Entity(
        id=data["id"],
        name=data["name"],
        kind=data["kind"],
        mentions=_mentions(data["mentions"]),
        spellings=tuple(data["spellings"]),
        roles=tuple(data["roles"]),
        links=_links(data["links"]),
    )


def _mentions(entries: list[Json]) -> tuple[Mention, ...]:
    return tuple(Mention(m["report"], span_of(m)) for m in entries)


def _links(entries: list[Json]) -> tuple[Link, ...]:
    return tuple(Link(k["a"], k["b"], k["relation"], k["score"], k["why"], k["by"]) for k in entries)


def _point(data: Json) -> Point:
    return Point(
        id=data["id"],
        claims=tuple(data["claims"]),
        lead=data["lead"],
        relation=data["relation"],
        differences=tuple(_difference(d) for d in data["differences"]),
        score=data["score"],
        why=data["why"],
        is_sure=data.get("sure", True),
    )


def _difference(data: Json) -> Difference:
    return Difference(
        kind=data["kind"],
        verdict=data["verdict"],
        between=data["between"],
        rule=data["rule"],
        why=data["why"],
        values=_mentions(data["values"]),
    )


def _copy(data: Json) -> Copy:
    runs, slips = (
        tuple(SharedRun(Span(a, b), Span(c, d)) for a, b, c, d in data.get(key, ()))
        for key in ("runs", "slips")
    )
    return Copy(data["a"], data["b"], data["kind"], runs, data["why"], slips)


def _origin(data: Json) -> Origin:
    return Origin(
        id=data["id"],
        name=data["name"],
        kind=data["kind"],
        is_stated=data["stated"],
        claims=tuple(data["claims"]),
        edges=edges_from(data["edges"]),
        anonymity=data["anonymity"],
    )


def _ledger(data: Json) -> Ledger:
    return Ledger(
        about=data["about"],
        origins=tuple(data["origins"]),
        min=data["min"],
        max=data["max"],
        unknown=tuple(data["unknown"]),
        why=tuple(data["why"]),
    )
