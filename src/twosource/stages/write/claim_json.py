"""Writes claims, and the names, times and quantities in them, as plain dictionaries."""

from __future__ import annotations

import math
from typing import Any

from twosource.data import Claim, Frame, Name, Quantity, Span, Time, Voice

Json = dict[str, Any]


def claim_to_dict(claim: Claim, text: str) -> Json:
    """A claim with its words, chain, and what stands in it; `text` is its report's."""
    return {
        "id": claim.id,
        "report": claim.report,
        **place(claim.span),
        "words": claim.span.of(text),
        "sentence": place(claim.sentence),
        "stance": claim.stance,
        "quoted": claim.quoted,
        "chain": [_voice(v) for v in claim.chain],
        "cue": place(claim.cue) if claim.cue else None,
        "facet": claim.facet,
        "parent": claim.parent,
        "by": claim.by,
        "frame": _frame(claim.frame) if claim.frame else None,
        "names": [name_to_dict(n) for n in claim.names],
        "times": [time_to_dict(t) for t in claim.times],
        "quantities": [quantity_to_dict(q) for q in claim.quantities],
    }


def place(span: Span) -> dict[str, int]:
    """A span as ``start`` and ``end``."""
    return {"start": span.start, "end": span.end}


def place_or_null(span: Span | None) -> dict[str, int | None]:
    """A span as ``start`` and ``end``, both null where there is none."""
    return {"start": span.start if span else None, "end": span.end if span else None}


def time_to_dict(time: Time) -> Json:
    """A time: ``start``/``end`` are code points, ``from``/``to`` the interval it means."""
    anchor = time.anchor
    return {
        **place(time.span),
        "value": time.value,
        "grain": time.grain,
        "from": time.start,
        "to": time.end,
        "days": list(time.days) if time.days else None,
        "anchor": {"low": anchor.low, "high": anchor.high, **place(anchor.event)} if anchor else None,
        "by": time.by,
    }


def _voice(voice: Voice) -> Json:
    return {
        "name": voice.name,
        "kind": voice.kind,
        "anonymous": voice.is_anonymous,
        **place_or_null(voice.span),
        "role": voice.role,
        "anonymity": voice.anonymity,
    }


def _frame(frame: Frame) -> Json:
    return {
        "predicate": frame.predicate,
        **place(frame.span),
        "negated": frame.negated,
        "agent": place(frame.agent) if frame.agent else None,
        "patient": place(frame.patient) if frame.patient else None,
    }


def name_to_dict(name: Name) -> Json:
    """A mention with its fullest form."""
    return {**place(name.span), "kind": name.kind, "full": name.full, "role": name.role, "by": name.by}


def quantity_to_dict(quantity: Quantity) -> Json:
    """A quantity as the range it allows; null where it sets no bound."""
    return {
        **place(quantity.span),
        "low": _finite_or_null(quantity.low),
        "high": _finite_or_null(quantity.high),
        "stated": _finite_or_null(quantity.stated),
        "approx": quantity.approx,
        "unit": quantity.unit,
        "noun": quantity.noun,
        "role": quantity.role,
        "by": quantity.by,
    }


def _finite_or_null(number: float | None) -> float | None:
    return number if number is not None and math.isfinite(number) else None
