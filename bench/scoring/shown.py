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
    """What was said of this point: the judged one that shares most places, in two articles at least."""
    claims = claims_of(view, point)
    scored = [(len(held), one) for one in read if len(held := _held(one, view.slug, claims)) >= 2]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def _held(judged: Json, slug: str, claims: Sequence[Ours]) -> set[str]:
    """The articles in which claims of a point stand where a judged one's did."""
    if judged["story"] != slug:
        return set()
    return {
        place["article"]
        for place in (judged["lead"], *judged["others"])
        for claim in claims
        if claim.article == place["article"]
        and char_f1(claim.place, (place["start"], place["end"])) >= SAME_PLACE
    }


def is_one(judged: Mapping[str, Any]) -> bool:
    """Whether two reports at least say one thing in it."""
    return any(o["same"] and o["article"] != judged["lead"]["article"] for o in judged["others"])


def is_pure(judged: Mapping[str, Any]) -> bool:
    """Whether nothing else stands in it."""
    return is_one(judged) and all(o["same"] for o in judged["others"])
