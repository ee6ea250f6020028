"""Points, differences and contradictions on an invented story."""

import pytest

from bench.scoring.contradictions import clashes_of, due, met, right_between
from bench.scoring.points import (
    NONE,
    difference_pairs,
    judge_points,
    neighbours_accepted,
    own_points,
    relation_pairs,
)
from tests.bench.invented import at, claim, difference, labels, point, view

HURT = {
    "id": "p1",
    "summary": "How many were hurt",
    "mentions": [
        {"article": "a", "quote": "Nine people were hurt"},
        {"article": "b", "quote": "At least nine were hurt"},
        {"article": "c", "quote": "Ten people were hurt"},
    ],
    "relation": "contradicts",
    "difference": {
        "kind": "number",
        "verdict": "contradiction",
        "between": "reports",
        "values": {"a": "Nine people", "b": "At least nine", "c": "Ten people"},
    },
}
AGROUND = {
    "id": "p2",
    "summary": "The ship hit rocks",
    "mentions": [
        {"article": "a", "quote": "The ferry Alder ran aground"},
        {"article": "b", "quote": "A ferry hit rocks off Port Minnow"},
    ],
    "relation": "same",
    "difference": None,
}
CLAIMS = [
    claim("a1", "a", "The ferry Alder ran aground on Monday."),
    claim("a2", "a", "Nine people were hurt", "Ida Brook"),
    claim("b1", "b", "A ferry hit rocks off Port Minnow on Monday morning."),
    claim("b2", "b", "At least nine were hurt", "police"),
    claim("c1", "c", "Ten people were hurt when the Alder hit rocks."),
]
NUMBER = difference("number", "contradiction", at("a", "Nine"), at("c", "Ten people"))
TIME = difference("time", "coarser", at("a", "on Monday"), at("b", "on Monday morning"))


def judged(*points, labelled=(HURT, AGROUND), claims=CLAIMS):
    return judge_points(view(labels(points=list(labelled)), claims, points=list(points)))


def test_a_point_is_found_by_mentions_of_two_articles():
    hurt, aground = judged(point("x", "a2", "b2"), point("y", "a1", "b1"))
    assert (hurt.point["id"], aground.point["id"]) == ("x", "y")
    assert sorted(hurt.held) == [0, 1]
    assert (hurt.near, hurt.read) == (2, 3)


def test_one_mention_does_not_make_a_point():
    hurt, _ = judged(point("x", "a2", "b1"))
    assert hurt.point is None
    assert (hurt.near, hurt.read) == (1, 3)


def test_two_mentions_of_one_article_do_not_make_a_point():
    twice = {
        **HURT,
        "mentions": [HURT["mentions"][0], {"article": "a", "quote": "Nine people were"}, HURT["mentions"][2]],
    }
    (hurt,) = judged(point("x", "a2", "b2"), labelled=[twice])
    assert hurt.near == 2
    assert hurt.point is None


def test_a_claim_that_agrees_by_less_than_half_is_another():
    # 21 of 97 characters: F1 .36
    wide = [
        *CLAIMS[:1],
        claim(
            "a2",
            "a",
            "Nine people were hurt, said Ida Brook, the harbour master. She denied that fog was to blame.",
        ),
        *CLAIMS[2:],
    ]
    hurt, _ = judged(point("x", "a2", "b2"), claims=wide)
    assert hurt.point is None


def test_the_point_that_shares_most_answers():
    hurt, _ = judged(point("x", "a2", "b2"), point("y", "a2", "b2", "c1"))
    assert hurt.point["id"] == "y"


def test_one_big_point_answers_each_label_but_counts_once_on_its_own():
    all_in_one = judged(point("x", "a1", "a2", "b1", "b2", "c1"))
    assert all(each.point for each in all_in_one)
    assert own_points(all_in_one) == 1


def test_no_points_at_all():
    assert [each.point for each in judged()] == [None, None]
    assert difference_pairs(judged(), "verdict") == []


def test_the_difference_is_chosen_by_place_alone():
    (hurt, _) = judged(point("x", "a2", "c1", relation="contradicts", differences=[TIME, NUMBER]))
    assert hurt.difference["kind"] == "number"


def test_without_a_value_on_the_label_the_first_difference_counts():
    (hurt, _) = judged(point("x", "a2", "b2", differences=[TIME]))
    assert difference_pairs([hurt], "kind") == [("number", "time")]


def test_a_point_without_difference_answers_none():
    pairs = difference_pairs(judged(point("x", "a2", "b2"), point("y", "a1", "b1")), "verdict")
    assert pairs == [("contradiction", NONE)]


def test_relations_are_of_the_points_found():
    assert relation_pairs(judged(point("x", "a2", "b2"))) == [("contradicts", "same")]


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("cannot-tell", "coarser"), ("cannot-tell", "cannot-tell")),
        (("cannot-tell", NONE), ("cannot-tell", NONE)),
        (("coarser", "cannot-tell"), ("coarser", "cannot-tell")),
    ],
)
def test_only_the_label_cannot_tell_accepts_its_neighbours(pair, expected):
    assert neighbours_accepted([pair]) == [expected]


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        (("a2", "c1"), "true"),
        (("a1", "b1"), "false"),
        (("a1", "c1"), "unlabelled"),
        (("a1", "a2", "b1", "b2"), "true"),
    ],
)
def test_a_contradiction_is_true_false_or_on_nothing_labelled(claims, kind):
    shown = point("x", *claims, relation="contradicts", differences=[NUMBER])
    seen = view(labels(points=[HURT, AGROUND]), CLAIMS, points=[shown, point("y", "a2", "b2")])
    assert [clash.kind for clash in clashes_of(seen)] == [kind]


def test_contradictions_due_met_and_between_whom():
    shown = judged(point("x", "a2", "c1", differences=[NUMBER]))
    assert (len(due(shown)), len(met(shown)), right_between(shown)) == (1, 1, 1)
    quiet = judged(point("x", "a2", "c1", differences=[TIME]))
    assert (len(due(quiet)), len(met(quiet))) == (1, 0)
    parties = difference("number", "contradiction", at("a", "Nine"), between="parties")
    assert right_between(judged(point("x", "a2", "c1", differences=[parties]))) == 0
