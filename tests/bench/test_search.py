"""What counts as found in the bench of searches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.gold_groups import Grouped
from bench.rows.search import FIRST, Asked, figure, questions_of
from twosource.data import Stated
from twosource.testing import make_article


def reported(title: str, story: str) -> Grouped:
    article = make_article(f"{title}\n\nIt was so.", path=title)
    return Grouped(replace(article, stated=(Stated("title", title, "flag"),)), story)


def test_titles_are_asked_for_the_others_of_their_story() -> None:
    reports = [
        reported("The ferry runs aground", "1"),
        reported("Ferry lost", "1"),
        reported("Boat on the rocks", "1"),
        reported("Vote", "2"),
    ]
    questions = {q.title: q for q in questions_of(reports)}
    assert "Vote" not in questions
    asked = questions["The ferry runs aground"]
    assert (len(asked.others), len(asked.unlike)) == (2, 1)
    assert asked.own not in asked.others


def test_the_report_itself_is_no_answer_and_ten_are_looked_at() -> None:
    asked = [
        Asked("a", "own", frozenset({"x", "y"}), frozenset({"y"})),
        Asked("b", "z", frozenset("k"), frozenset()),
    ]
    found = {"ours": [["own", *"123456789", "x", "y"], ["k"]], "other": [["y", "x"], []]}
    made = figure("others", [q.others for q in asked], asked, found)
    assert FIRST == 10
    assert (made.value, made.n) == (pytest.approx(0.75), 2)
    assert dict(made.beside) == {"other": 0.5}
    made = figure("unlike", [q.unlike for q in asked], asked, found)
    assert (made.value, made.n) == (0.0, 1)
