"""Contradictions, one by one: true, false, missed, and those on nothing labelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.scoring.points import JudgedPoint, articles_of, claims_of, shared
from bench.scoring.story import Json, View

CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Clash:
    """A point of ours that shows a contradiction and the labels it shares.

    `kind` is true, false (all its labels can hold together) or unlabelled
    (it shares two articles of no labelled point, so nothing is known of it).
    """

    slug: str
    point: str
    rules: tuple[str, ...]
    between: tuple[str, ...]
    labels: tuple[str, ...]
    kind: str


def clashes_of(view: View) -> list[Clash]:
    """Every point of ours that shows a contradiction, judged once."""
    return [
        clash_of(view, point)
        for point in view.comparison["points"]
        if any(each["verdict"] == CONTRADICTION for each in point["differences"])
    ]


def clash_of(view: View, point: Json) -> Clash:
    """One point with a contradiction, against every label that it answers."""
    claims = claims_of(view, point)
    labels = [
        label for label in view.labels["points"] if articles_of(label, shared(view, label, claims)) >= 2
    ]
    said = [each for each in point["differences"] if each["verdict"] == CONTRADICTION]
    if not labels:
        kind = "unlabelled"
    else:
        kind = "true" if any(label["relation"] == "contradicts" for label in labels) else "false"
    rules = tuple(f"{each['kind']}/{each['rule']}" for each in said)
    between = tuple(each["between"] for each in said)
    verdicts = tuple(f"{label['id']} {verdict_of(label)}" for label in labels)
    return Clash(view.slug, point["id"], rules, between, verdicts, kind)


def verdict_of(label: Json) -> str:
    """The verdict of a labelled point, ``same`` where it has no difference."""
    return str(label["difference"]["verdict"]) if label["difference"] else "same"


def due(judged: Iterable[JudgedPoint]) -> list[JudgedPoint]:
    """The labelled contradictions."""
    return [each for each in judged if each.label["relation"] == "contradicts"]


def met(judged: Iterable[JudgedPoint]) -> list[JudgedPoint]:
    """The labelled contradictions that a point of ours shows as one."""
    return [each for each in due(judged) if each.point and contradictory(each.point)]


def contradictory(point: Json) -> Sequence[Json]:
    """The contradictions among a point's differences."""
    return [each for each in point["differences"] if each["verdict"] == CONTRADICTION]


def right_between(judged: Iterable[JudgedPoint]) -> int:
    """How many of those met are shown between the right sides (reports, or the parties they quote)."""
    return sum(
        any(
            each["between"] == one.label["difference"].get("between")
            for each in contradictory(one.point or {})
        )
        for one in met(judged)
    )
