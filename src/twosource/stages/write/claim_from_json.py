"""Reads claims, names, times and quantities back from plain dictionaries."""

from __future__ import annotations

from typing import Any

from twosource.data import Anchor, Claim, Frame, Name, Quantity, Span, Time, Voice

Json = dict[str, Any]


def claim_from_dict(data: Json) -> Claim:
    """The claim that `claim_to_dict` wrote as `data`, without its terms."""
    return Claim(
        id=data["id"],
        report=data["report"],
        span=span_of(data),
        sentence=span_of(data["sentence"]),
        chain=tuple(_voice(v) for v in data["chain"]),
        stance=data["stance"],
        quoted=data["quoted"],
        cue=span_of(data["cue"]) if data["cue"] else None,
        frame=_frame(data["frame"]) if data["frame"] else None,
        names=tuple(Name(span_of(n), n["kind"], n["full"], n["role"], n["by"]) for n in data["names"]),
        times=tuple(time_from_dict(t) for t in data["times"]),
        quantities=tuple(_quantity(q) for q in data["quantities"]),
        facet=data["facet"],
        parent=data["parent"],
        by=data["by"],
    )


def span_of(data: Json) -> Span:
    """The span in ``start`` and ``end``."""
    return Span(data["start"], data["end"])


def span_or_none(data: Json) -> Span | None:
    """The span in ``start`` and ``end``, or None where they are null."""
    return None if data["start"] is None else span_of(data)


def time_from_dict(data: Json) -> Time:
    """The time that `time_to_dict` wrote as `data`."""
    anchor = data["anchor"]
    return Time(
        span=span_of(data),
        value=data["value"],
        grain=data["grain"],
        start=data["from"],
        end=data["to"],
        days=(data["days"][0], data["days"][1]) if data["days"] else None,
        anchor=Anchor(anchor["low"], anchor["high"], span_of(anchor)) if anchor else None,
        by=data["by"],
    )


def _voice(data: Json) -> Voice:
    return Voice(data["name"], data["kind"], data["role"], data["anonymity"], span_or_none(data))


def _frame(data: Json) -> Frame:
    return Frame(
        predicate=data["predicate"],
        span=span_of(data),
        negated=data["negated"],
        agent=span_of(data["agent"]) if data["agent"] else None,
        patient=span_of(data["patient"]) if data["patient"] else None,
    )


def _quantity(data: Json) -> Quantity:
    return Quantity(
        span=span_of(data),
        low=data["low"],
        high=data["high"],
        stated=data["stated"],
        approx=data["approx"],
        unit=data["unit"],
        noun=data["noun"],
        role=data["role"],
        by=data["by"],
    )
