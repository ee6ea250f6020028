"""Points: which labelled ones are found, and whether their difference is told right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.scoring.counting import Pair
from bench.scoring.spans import best_f1
from bench.scoring.story import Json, Ours, View, found

NONE = "none"
"""Our answer where a point of ours shows no difference."""


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """A labelled point and what of ours answers it.

    `point` is None where none of ours shares mentions of two articles;
    `held` maps the labelled mentions it shares to our claims; `near` is the
    most mentions any point of ours shares, `read` for how many articles a
    mention was read as a claim at all.
    """

    slug: str
    label: Json
    point: Json | None
    held: Mapping[int, Ours]
    difference: Json | None
    near: int
    read: int


def claims_of(view: View, point: Json) -> list[Ours]:
    """The claims of one of our points that stand in labelled articles."""
    return [view.claims[claim] for claim in point["claims"] if claim in view.claims]


def shared(view: View, label: Json, claims: Sequence[Ours]) -> dict[int, Ours]:
    """The labelled mentions that some of the claims make: index → claim."""
    held = {}
    for index, mention in enumerate(label["mentions"]):
        places = view.places(mention["article"], mention["quote"])
        claim = found(claims, mention["article"], places)
        if claim:
            held[index] = claim
    return held


def articles_of(label: Json, held: Iterable[int]) -> int:
    """In how many articles the mentions stand."""
    return len({label["mentions"][index]["article"] for index in held})


def fit(view: View, label: Json, held: Mapping[int, Ours]) -> tuple[int, int, float]:
    """How well one of our points answers a label: articles, mentions, summed agreement."""
    mentions = label["mentions"]
    agreement = sum(
        best_f1(claim.place, view.places(mentions[index]["article"], mentions[index]["quote"]))
        for index, claim in held.items()
    )
    return articles_of(label, held), len(held), agreement


def judge_point(view: View, label: Json) -> JudgedPoint:
    """The point of ours that shares most with a labelled one, and the difference it shows there."""
    read = shared(view, label, list(view.claims.values()))
    answers = [(point, shared(view, label, claims_of(view, point))) for point in view.comparison["points"]]
    ranked = sorted(answers, key=lambda answer: fit(view, label, answer[1]), reverse=True)
    point, held = ranked[0] if ranked else (None, {})
    near = max((len(each) for _, each in answers), default=0)
    if articles_of(label, held) < 2:
        return JudgedPoint(view.slug, label, None, {}, None, near, articles_of(label, read))
    assert point is not None
    chosen = chosen_difference(view, label, point)
    return JudgedPoint(view.slug, label, point, held, chosen, near, articles_of(label, read))


def judge_points(view: View) -> list[JudgedPoint]:
    """Every labelled point of a story, judged."""
    return [judge_point(view, label) for label in view.labels["points"]]


def chosen_difference(view: View, label: Json, point: Json) -> Json | None:
    """Of a point's differences the one whose values stand best on the labelled values, else the first.

    Chosen by place alone: neither kind nor verdict of the label is looked at.
    """
    differences: Sequence[Json] = point["differences"]
    if not differences:
        return None
    values = (label["difference"] or {}).get("values", {})

    def agreement(difference: Json) -> float:
        total = 0.0
        for value in difference["values"]:
            article = view.articles.get(value["report"], "")
            if article in values:
                total += best_f1((value["start"], value["end"]), view.places(article, values[article]))
        return total

    return max(differences, key=agreement)


def difference_pairs(judged: Iterable[JudgedPoint], key: str) -> list[Pair]:
    """Label and answer of `kind` or `verdict`, over the points found whose label has a difference."""
    return [
        (each.label["difference"][key], each.difference[key] if each.difference else NONE)
        for each in judged
        if each.point is not None and each.label["difference"]
    ]


def neighbours_accepted(pairs: Iterable[Pair]) -> list[Pair]:
    """The same with any verdict accepted where the label is cannot-tell; *no difference* stays wrong."""
    return [
        (label, label if label == "cannot-tell" and answer != NONE else answer) for label, answer in pairs
    ]


def relation_pairs(judged: Iterable[JudgedPoint]) -> list[Pair]:
    """Label and answer of the relation, over the points found."""
    return [(each.label["relation"], each.point["relation"]) for each in judged if each.point is not None]


def own_points(judged: Iterable[JudgedPoint]) -> int:
    """How many labels are answered if each point of ours may answer one only."""
    return len({(each.slug, each.point["id"]) for each in judged if each.point is not None})
