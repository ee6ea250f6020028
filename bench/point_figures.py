"""The figures of points, their differences, contradictions, and what only one report has."""

from __future__ import annotations

from collections.abc import Sequence

from bench.figures import Figure
from bench.scoring.baselines import paired_sentences
from bench.scoring.contradictions import clashes_of, due, met, right_between
from bench.scoring.counting import accuracy, always, macro_f1, mean, share
from bench.scoring.only_in import judge_only_in
from bench.scoring.points import (
    JudgedPoint,
    claims_of,
    difference_pairs,
    judge_points,
    neighbours_accepted,
    own_points,
    relation_pairs,
)
from bench.scoring.story import View


def point_figures(views: Sequence[View], judged: Sequence[JudgedPoint]) -> list[Figure]:
    """Recall of points, and what stands in its way."""
    n = len(judged)
    simple = [each for view in views for each in judge_points(paired_sentences(view))]
    sizes = [len(claims_of(view, point)) for view in views for point in view.comparison["points"]]
    largest = max(sizes, default=0)
    return [
        Figure(
            "points: found",
            share(sum(each.point is not None for each in judged), n),
            n,
            ">= .80",
            (("sentences that share words", share(sum(each.point is not None for each in simple), n)),),
        ),
        Figure("points: found, each of ours answering one label only", share(own_points(judged), n), n),
        Figure("points: one mention at least in a point", share(sum(each.near > 0 for each in judged), n), n),
        Figure("points: read as claims in two reports", share(sum(each.read >= 2 for each in judged), n), n),
        Figure(
            "points: claims in a point of ours",
            mean(sizes),
            len(sizes),
            unit="claims",
            note=f"largest {largest}",
        ),
        Figure(
            "points: relation, macro F1",
            macro_f1(relation_pairs(judged)),
            len(relation_pairs(judged)),
            beside=(("always differs", macro_f1(always("differs", relation_pairs(judged)))),),
        ),
    ]


def difference_figures(judged: Sequence[JudgedPoint]) -> list[Figure]:
    """Kind and verdict of the difference, over the points found whose label has one."""
    kinds, verdicts = difference_pairs(judged, "kind"), difference_pairs(judged, "verdict")
    coarser = always("coarser", verdicts)
    near, near_coarser = neighbours_accepted(verdicts), neighbours_accepted(coarser)
    scope = always("scope", kinds)
    n = len(verdicts)
    return [
        Figure(
            "differences: kind, accuracy", accuracy(kinds), n, beside=(("always scope", accuracy(scope)),)
        ),
        Figure(
            "differences: kind, macro F1", macro_f1(kinds), n, beside=(("always scope", macro_f1(scope)),)
        ),
        Figure(
            "differences: verdict, accuracy",
            accuracy(verdicts),
            n,
            beside=(("always coarser", accuracy(coarser)),),
        ),
        Figure(
            "differences: verdict, macro F1",
            macro_f1(verdicts),
            n,
            ">= .70",
            (("always coarser", macro_f1(coarser)),),
        ),
        Figure(
            "differences: verdict, accuracy, cannot-tell accepting its neighbours",
            accuracy(near),
            n,
            beside=(("always coarser", accuracy(near_coarser)),),
        ),
        Figure(
            "differences: verdict, macro F1, cannot-tell accepting its neighbours",
            macro_f1(near),
            n,
            beside=(("always coarser", macro_f1(near_coarser)),),
        ),
    ]


def contradiction_figures(views: Sequence[View], judged: Sequence[JudgedPoint]) -> list[Figure]:
    """Contradictions false, true, and on nothing labelled; the false ones named one by one."""
    clashes = [clash for view in views for clash in clashes_of(view)]
    false = [clash for clash in clashes if clash.kind == "false"]
    other = [clash for clash in clashes if clash.kind == "unlabelled"]
    shown = met(judged)
    listed = "; ".join(
        f"{clash.slug} {', '.join(clash.labels)} ({', '.join(clash.rules)})" for clash in false
    )
    missed = [f"{each.slug} {each.label['id']}" for each in due(judged) if each not in shown]
    return [
        Figure(
            "contradictions: false",
            len(false),
            len(views),
            f"<= {len(views) / 10:g}",
            unit="points",
            note=listed,
        ),
        Figure(
            "contradictions: true ones met",
            share(len(shown), len(due(judged))),
            len(due(judged)),
            note=f"between the right sides: {right_between(judged)}; missed: {', '.join(missed)}",
        ),
        Figure(
            "contradictions: on nothing labelled",
            len(other),
            len(views),
            unit="points",
            note="; ".join(f"{clash.slug} ({', '.join(clash.rules)})" for clash in other),
        ),
    ]


def only_in_figures(views: Sequence[View]) -> list[Figure]:
    """Recall of what only one report has."""
    judged = [each for view in views for each in judge_only_in(view)]
    n = len(judged)
    return [
        Figure(
            "only in one: found",
            share(sum(each.claim is not None for each in judged), n),
            n,
            beside=(("every claim of ours", share(sum(each.read is not None for each in judged), n)),),
            note=f"told as shared instead: {sum(each.is_shared for each in judged)}",
        )
    ]
