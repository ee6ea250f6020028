"""The figures of points, their differences, contradictions, and what only one report has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.figures import Figure
from bench.scoring.baselines import paired_sentences, sentences_by_vector
from bench.scoring.contradictions import clashes_of, contradictory, due, met, right_between
from bench.scoring.counting import Pair, accuracy, always, macro_f1, mean, share
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
from bench.scoring.shown import is_one, is_pure, judged_points, judgement_of, unlabelled
from bench.scoring.story import Json, View
from twosource.models.ports import Embedder


def point_figures(
    views: Sequence[View], judged: Sequence[JudgedPoint], embedder: Embedder | None
) -> list[Figure]:
    """Recall of points, and what stands in its way; with an embedder sentence vectors stand beside it."""
    n = len(judged)
    told = sentences_by_vector(views, embedder) if embedder else []
    sizes = [len(claims_of(view, point)) for view in views for point in view.comparison["points"]]
    largest = max(sizes, default=0)
    return [
        Figure(
            "points: found",
            share(sum(each.point is not None for each in judged), n),
            n,
            ">= .80",
            (
                ("sentences that share words", found_in(map(paired_sentences, views))),
                ("sentence vectors, one threshold, as many points", found_in(told)),
            ),
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


def found_in(views: Iterable[View]) -> float | None:
    """The share of labelled points found in these answers."""
    judged = [each for view in views for each in judge_points(view)]
    return share(sum(each.point is not None for each in judged), len(judged))


def difference_figures(judged: Sequence[JudgedPoint]) -> list[Figure]:
    """Kind and verdict of the difference, over the points found whose label has one."""
    kinds, verdicts = difference_pairs(judged, "kind"), difference_pairs(judged, "verdict")
    scope, coarser = always("scope", kinds), always("coarser", verdicts)
    near, near_coarser = neighbours_accepted(verdicts), neighbours_accepted(coarser)
    accepting = ", cannot-tell accepting its neighbours"
    return [
        *class_figures("kind", kinds, ("always scope", scope), ">= .60"),
        *class_figures("verdict", verdicts, ("always coarser", coarser)),
        *class_figures(f"verdict{accepting}", near, ("always coarser", near_coarser), ">= .70"),
    ]


def class_figures(
    name: str, pairs: Sequence[Pair], constant: tuple[str, Sequence[Pair]], goal: str = ""
) -> list[Figure]:
    """Accuracy and macro F1 of the pairs, beside a constant answer; the goal is for macro F1."""
    said, same = constant
    n = len(pairs)
    return [
        Figure(f"differences: {name}: accuracy", accuracy(pairs), n, beside=((said, accuracy(same)),)),
        Figure(f"differences: {name}: macro F1", macro_f1(pairs), n, goal, ((said, macro_f1(same)),)),
    ]


def shown_figures(views: Sequence[View]) -> list[Figure]:
    """Precision of shown points that no label speaks of, on a sample that a reader judged."""
    read = judged_points()
    shown = [(view, point) for view in views for point in unlabelled(view)]
    known = [one for view, point in shown if (one := judgement_of(view, point, read)) is not None]
    n = len(known)
    of_all = f"of {len(shown)} shown on nothing labelled"
    return [
        Figure(
            "points: shown beside the labels, two reports say one thing",
            share(sum(map(is_one, known)), n),
            n,
            note=of_all,
        ),
        Figure(
            "points: shown beside the labels, and nothing else in it", share(sum(map(is_pure, known)), n), n
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
        *(contradiction_line(each) for each in due(judged)),
        Figure(
            "contradictions: on nothing labelled",
            len(other),
            len(views),
            unit="points",
            note="; ".join(f"{clash.slug} ({', '.join(clash.rules)})" for clash in other),
        ),
    ]


def contradiction_line(judged: JudgedPoint) -> Figure:
    """One labelled contradiction and what is shown for it."""
    label = judged.label["difference"]
    if judged.point is None:
        shown = f"no point of two reports; read as claims in {judged.read}"
    else:
        said = [
            f"{d['kind']} {d['verdict']} ({d['between']}; {d['rule']})" for d in judged.point["differences"]
        ]
        shown = "; ".join(said) or "a point without a difference"
    return Figure(
        "contradictions: one by one",
        float(bool(judged.point and contradictory(judged.point))),
        1,
        of=f"{judged.slug} {judged.label['id']}",
        note=f"{label['kind']} between {label.get('between', 'reports')}: {shown}",
    )


def difference_line(difference: Json) -> str:
    """A difference of ours in a few words."""
    return "{kind} {verdict} ({between}; {rule})".format(**difference)


def only_in_figures(views: Sequence[View]) -> list[Figure]:
    """Recall of what only one report has."""
    judged = [each for view in views for each in judge_only_in(view)]
    n = len(judged)
    return [
        Figure(
            "only in one: found",
            share(sum(each.claim is not None for each in judged), n),
            n,
            ">= .80",
            (("every claim of ours", share(sum(each.read is not None for each in judged), n)),),
            note=f"told as shared instead: {sum(each.is_shared for each in judged)}",
        )
    ]
