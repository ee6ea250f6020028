"""Points of ours that no label speaks of, and what a reader said of a sample of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.scoring.points import articles_of, claims_of, shared
from bench.scoring.spans import char_f1
from bench.scoring.story import Json, Ours, View

LABELS = Path(__file__).parent.parent / "labels" / "points.json"
# From this agreement of places a claim of today is the one that was read (spans move by a word at most).
SAME_PLACE = 0.8


def judged_points() -> list[Json]:
    """The judgements kept in ``bench/labels/points.json``; none where there is no such file."""
    found: list[Json] = json.loads(LABELS.read_text(encoding="utf-8")) if LABELS.is_file() else []
    return found


def unlabelled(view: View) -> list[Json]:
    """The points shown that share two articles of no labelled point."""
    return [point for point in view.comparison["points"] if not _is_labelled(view, point)]


def _is_labelled(view: View, point: Json) -> bool:
    claims = claims_of(view, point)
    return any(articles_of(label, shared(view, label, claims)) >= 2 for label in view.labels["points"])


def as_read(view: View, point: Json) -> dict[str, Any]:
    """A point as a reader gets it: the claim that stands for it, then the others; places only."""
    claims = claims_of(view, point)
    lead = next((c for c in claims if c.id == point["lead"]), claims[0])
    others = sorted((c for c in claims if c.id != lead.id), key=lambda c: (c.article, c.place))
    return {"story": view.slug, "lead": _place(lead), "others": [_place(c) for c in others]}


def _place(claim: Ours) -> dict[str, Any]:
    return {"article": claim.article, "start": claim.place[0], "end": claim.place[1]}


def judgement_of(view: View, point: Json, read: Iterable[Json]) -> Json | None:
    """What was said of this point: the judged one most of whose places are in it, in two articles."""
    claims = claims_of(view, point)
    scored = [(_shared_places(one, claims), one) for one in read if one["story"] == view.slug]
    held = [(places, one) for places, one in scored if len({place["article"] for place in places}) >= 2]
    return max(held, key=lambda pair: len(pair[0]) / (1 + len(pair[1]["others"])))[1] if held else None


def _shared_places(judged: Json, claims: Sequence[Ours]) -> list[Json]:
    """The places of a judged point where a claim of this one stands."""
    return [
        place
        for place in (judged["lead"], *judged["others"])
        if any(
            claim.article == place["article"]
            and char_f1(claim.place, (place["start"], place["end"])) >= SAME_PLACE
            for claim in claims
        )
    ]


def is_one(judged: Mapping[str, Any]) -> bool:
    """Whether two reports at least say one thing in it."""
    return any(o["same"] and o["article"] != judged["lead"]["article"] for o in judged["others"])


def is_pure(judged: Mapping[str, Any]) -> bool:
    """Whether nothing else stands in it."""
    return is_one(judged) and all(o["same"] for o in judged["others"])
