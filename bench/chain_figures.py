"""The figures of attribution chains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.figures import Figure
from bench.scoring.baselines import nearest_name
from bench.scoring.chains import JudgedChain, edges, judge_chains, shared_edges, stance_pairs
from bench.scoring.counting import Pair, accuracy, always, class_f1, f1, macro_f1, share
from bench.scoring.story import View
from bench.scoring.voices import variants_of


def chain_figures(views: Sequence[View]) -> list[Figure]:
    """Edges, whole chains, stance, anonymity and speakers named elsewhere."""
    judged = [each for view in views for each in judge_chains(view)]
    held = [each for each in judged if each.claim]
    precision, recall, both = edges(judged)
    n = len(judged)
    return [
        Figure("attributions: found", share(len(held), n), n),
        Figure(
            "attributions: edges F1",
            both,
            sum(each.due for each in judged),
            ">= .80",
            (("nearest name in the sentence", nearest_names(views)), ("outlet alone", 0.0)),
            note=f"precision {precision or 0:.3f}, recall {recall or 0:.3f}",
        ),
        Figure(
            "attributions: whole chain exact",
            share(sum(each.exact for each in judged), n),
            n,
            beside=(("over the found", share(sum(each.exact for each in held), len(held))),),
        ),
        *stance_figures(held),
        *anonymous_figures(judged),
        speaker_figure(judged),
    ]


def nearest_names(views: Sequence[View]) -> float | None:
    """Edges F1 of naming the nearest capitalised run for every label."""
    right = said = due = 0
    for view in views:
        variants = variants_of(view.labels["entities"])
        for label in view.labels["attributions"]:
            places = view.places(label["article"], label["quote"])
            name = nearest_name(view.texts[label["article"]], places[0]) if places else ""
            chain: list[dict[str, Any]] = [
                {"name": "", "start": None},
                *([{"name": name, "start": 0}] if name else []),
            ]
            right += shared_edges(chain, label["chain"], variants)
            said += len(chain) - 1
            due += len(label["chain"]) - 1
    return f1(right, said - right, due - right)


def stance_figures(held: Sequence[JudgedChain]) -> list[Figure]:
    """Stance over the labels found."""
    pairs = stance_pairs(held)
    asserts = always("asserts", pairs)
    n = len(pairs)
    return [
        Figure(
            "attributions: stance, macro F1",
            macro_f1(pairs),
            n,
            ">= .70",
            (("always asserts", macro_f1(asserts)),),
        ),
        Figure(
            "attributions: stance, accuracy",
            accuracy(pairs),
            n,
            beside=(("always asserts", accuracy(asserts)),),
        ),
    ]


def anonymous_figures(judged: Sequence[JudgedChain]) -> list[Figure]:
    """Anonymity of the innermost source, over the labels found and over all."""

    def pairs(of: Sequence[JudgedChain]) -> list[Pair]:
        return [each.anonymous for each in of if each.anonymous]

    held = pairs([each for each in judged if each.claim])
    return [
        Figure(
            "attributions: anonymous, F1",
            class_f1(held, "True"),
            len(held),
            ">= .75",
            (("always anonymous", class_f1(always("True", held), "True")), ("never anonymous", 0.0)),
            note=f"{sum(label == 'True' for label, _ in held)} are",
        ),
        Figure(
            "attributions: anonymous, F1, of all labels", class_f1(pairs(judged), "True"), len(pairs(judged))
        ),
    ]


def speaker_figure(judged: Sequence[JudgedChain]) -> Figure:
    """How often the innermost source is right where no sentence of the quote names it."""
    away = [each for each in judged if each.is_out_of_sentence]
    inside = [each for each in judged if not each.is_out_of_sentence]
    return Figure(
        "attributions: speaker named outside the sentence, right",
        share(sum(each.root for each in away), len(away)),
        len(away),
        beside=(("speaker named inside", share(sum(each.root for each in inside), len(inside))),),
    )
