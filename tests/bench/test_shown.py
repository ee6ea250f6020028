"""A reader's judgements of shown points, found again by their places."""

from typing import Any

import pytest

from bench.scoring.shown import as_read, is_one, is_pure, judgement_of, unlabelled
from bench.scoring.story import View
from tests.bench.invented import claim, labels, point, view

LABEL = {
    "id": "p1",
    "summary": "How many were hurt",
    "mentions": [
        {"article": "a", "quote": "Nine people were hurt"},
        {"article": "b", "quote": "At least nine were hurt"},
    ],
    "relation": "same",
    "difference": None,
}
CLAIMS = [
    claim("c1", "a", "Nine people were hurt"),
    claim("c2", "b", "At least nine were hurt"),
    claim("c3", "a", "fog was to blame"),
    claim("c4", "b", "fog was to blame"),
    claim("c5", "c", "the Alder hit rocks"),
]


def told() -> View:
    points = [point("q1", "c1", "c2", lead="c1"), point("q2", "c3", "c4", "c5", lead="c4")]
    return view(labels(points=[LABEL]), CLAIMS, points=points)


def read(**given: bool) -> dict[str, Any]:
    """The second point as read; whether the claim of each article says the same as the one of b."""
    place = as_read(told(), unlabelled(told())[0])
    return {**place, "others": [{**o, "same": given[o["article"]]} for o in place["others"]]}


def test_only_points_beside_the_labels_are_drawn() -> None:
    assert [p["id"] for p in unlabelled(told())] == ["q2"]


def test_a_reader_gets_places_and_no_score() -> None:
    assert [set(o) for o in read(a=True, c=True)["others"]] == [{"article", "start", "end", "same"}] * 2


@pytest.mark.parametrize(
    ("said", "one", "pure"),
    [
        ({"a": True, "c": True}, True, True),
        ({"a": True, "c": False}, True, False),
        ({"a": False, "c": False}, False, False),
    ],
)
def test_what_a_reader_says(said: dict[str, bool], one: bool, pure: bool) -> None:
    judged = read(**said)
    assert (is_one(judged), is_pure(judged)) == (one, pure)


def test_a_judgement_is_found_again_by_its_places() -> None:
    judged = read(a=True, c=True)
    shown = unlabelled(told())[0]
    assert judgement_of(told(), shown, [judged]) == judged
    assert judgement_of(told(), {**shown, "claims": ["c1", "c5"]}, [judged]) is None
    assert judgement_of(told(), shown, [{**judged, "story": "another"}]) is None
