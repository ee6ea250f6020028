"""No two names on one place, no line through a name, few crossings, and the same picture every time."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from tests.stages.write.lineages import story
from twosource.stages.write.chains_fit import fit, width_of
from twosource.stages.write.chains_graph import graph_of
from twosource.stages.write.chains_layout import Rooms, count_crossings, lay_out, order_columns
from twosource.stages.write.chains_svg import HELD, HIGH, TOP, chains_to_svg, draw
from twosource.stages.write.index import build_index

ROOMS = Rooms(30, 12)
NAMES = [
    "Ada",
    "The Harbour and Coast Commission of Upper Vellmar and its Islands",
    "港湾局の報道官",
    "WWWWWWWWWWWWWWWWWWWW",
    "iiii",
]


def drawing(reports: int, *, loop: bool = False):  # type: ignore[no-untyped-def]
    comparison = story(reports, loop=loop)
    found = draw(graph_of(build_index(comparison), comparison), {})
    assert found
    return found


@pytest.mark.parametrize("reports", [3, 12, 30])
def test_no_name_lies_on_another(reports: int) -> None:
    made = drawing(reports, loop=reports > 3)
    boxes = [made.place(node.key) for node in made.graph.nodes]
    for n, (left, middle, _) in enumerate(boxes):
        assert middle - HIGH / 2 >= TOP
        assert middle + HIGH / 2 <= made.height
        assert all(left != x or abs(middle - y) >= HIGH + 1 for x, y, _ in boxes[n + 1 :])
    assert all(a + wide < b for (a, wide), (b, _) in pairwise(zip(made.lefts, made.widths, strict=True)))
    assert made.width <= 784


@pytest.mark.parametrize("reports", [3, 12, 30])
def test_no_line_runs_through_a_name(reports: int) -> None:
    made = drawing(reports)
    boxes = [(made.layout.columns[n.key], made.layout.heights[n.key]) for n in made.graph.nodes]
    passed = [place for places in made.layout.passed.values() for place in places]
    assert passed
    assert [
        (c, y) for c, y in passed for d, h in boxes if c == d and abs(y - h) < (HIGH + HELD) / 2 - 0.01
    ] == []


def test_outlets_stand_left_and_origins_right() -> None:
    pairs = [("a", "w"), ("b", "w"), ("w", "x"), ("b", "x"), ("c", "a")]
    layout = lay_out(list("abcwx"), pairs, ROOMS, outlets={"a", "b", "c"})
    assert dict(layout.columns) == {"a": 1, "b": 0, "c": 0, "w": 2, "x": 3}


def test_who_names_nobody_stands_between_and_is_no_origin() -> None:
    layout = lay_out(list("abwx"), [("a", "w"), ("b", "x")], ROOMS, outlets={"a", "b"}, origins={"x"})
    assert dict(layout.columns) == {"a": 0, "b": 0, "w": 1, "x": 2}


def test_who_retell_each_other_stand_side_by_side() -> None:
    layout = lay_out(list("abx"), [("a", "b"), ("b", "a"), ("a", "x")], ROOMS, outlets={"a", "b"})
    assert dict(layout.columns) == {"a": 0, "b": 0, "x": 1}
    assert layout.back == {("a", "b"), ("b", "a")}


def test_crossings_that_need_not_be_are_none() -> None:
    links = [(f"l{n}", f"r{(n * 7 + 3) % 20}") for n in range(20)]
    columns = {**{f"l{n}": 0 for n in range(20)}, **{f"r{n}": 1 for n in range(20)}}
    unsorted = [[f"l{n}" for n in range(20)], [f"r{n}" for n in range(20)]]
    assert count_crossings(unsorted, links) > 50
    assert count_crossings(order_columns(columns, links, 2), links) == 0


@pytest.mark.parametrize("seed", range(20))
def test_any_graph_is_laid_out(seed: int) -> None:
    dice = random.Random(seed)
    keys = [f"k{n}" for n in range(dice.randint(2, 25))]
    pairs = list(dict.fromkeys((dice.choice(keys), dice.choice(keys)) for _ in range(40)))
    pairs = [(a, b) for a, b in pairs if a != b]
    outlets = set(dice.sample(keys, len(keys) // 2))
    layout = lay_out(keys, pairs, ROOMS, outlets=outlets)
    assert layout.count <= 4
    assert set(layout.passed) | layout.back == set(pairs)
    assert layout == lay_out(keys, pairs, ROOMS, outlets=outlets)
    for column in range(layout.count):
        stood = sorted(layout.heights[k] for k in keys if layout.columns[k] == column)
        assert all(b - a >= ROOMS.name - 0.001 for a, b in pairwise(stood))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [60.0, 140.0, 260.0])
def test_a_name_fits_or_is_cut(name: str, width: float) -> None:
    shown = fit(name, width, 12.5)
    assert width_of(shown, 12.5) <= width
    assert shown == name or (shown.endswith("…") and name.startswith(shown[:-1]))


def test_a_picture_of_nothing_says_so() -> None:
    lonely = story(3)
    silent = chains_to_svg(type(lonely)(lonely.story, *((),) * 11))
    assert "names anybody" in silent
