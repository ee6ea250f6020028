"""Copied text: the kind of sharing told for each pair of reports."""

from __future__ import annotations

from collections.abc import Iterable

from bench.scoring.counting import Pair
from bench.scoring.story import View

NONE = "none"


def copy_pairs(view: View) -> list[Pair]:
    """Label and answer for every labelled pair of articles; a pair we say nothing of is ``none``."""
    said = {
        frozenset((view.articles.get(copy["a"], ""), view.articles.get(copy["b"], ""))): copy["kind"]
        for copy in view.comparison["copies"]
    }
    return [
        (label["kind"], said.get(frozenset((label["a"], label["b"])), NONE))
        for label in view.labels["copies"]
    ]


def copied_or_not(pairs: Iterable[Pair]) -> list[Pair]:
    """The same with all kinds of copied text as one class."""

    def plain(kind: str) -> str:
        return NONE if kind == NONE else "copied"

    return [(plain(label), plain(answer)) for label, answer in pairs]
