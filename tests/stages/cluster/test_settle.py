"""Average link, then reports left alone; a person's word first; and which story a group goes on as."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.data import Sketch
from twosource.stages.cluster.likeness import (
    NEAR,
    OTHER,
    PARTS,
    SURELY,
    WINDOW,
    alike,
    alike_to,
    near_in_time,
    parts_of,
    seen_among,
    weights_among,
)
from twosource.stages.cluster.likeness import likenesses as by_themselves
from twosource.stages.cluster.names import best_title, keep_ids, story_id, why_with
from twosource.stages.cluster.settle import ATTACH, JOIN, settle
from twosource.stages.cluster.sketch import packed_terms


def table(size, pairs):
    made = np.zeros((size, size), np.float32)
    for (a, b), score in pairs.items():
        made[a, b] = made[b, a] = score
    return made


ONE = packed_terms({1: 1000})
HIGH, MIDDLE = JOIN * 3, (JOIN + ATTACH) / 2
CASES = {
    "nothing": (table(0, {}), [], [], []),
    "one": (table(1, {}), [], [], [[0]]),
    "two alike": (table(2, {(0, 1): HIGH}), [], [], [[0, 1]]),
    "two unlike": (table(2, {(0, 1): MIDDLE}), [], [], [[0], [1]]),
    "a chain is no story": (table(3, {(0, 1): JOIN * 1.5, (1, 2): JOIN * 1.1}), [], [], [[0, 1], [2]]),
    "one alone joins many": (
        table(3, {(0, 1): HIGH, (0, 2): MIDDLE, (1, 2): MIDDLE}), [], [], [[0, 1, 2]],
    ),
    "held together": (table(3, {(0, 2): HIGH}), [[0, 1]], [], [[0, 1, 2]]),
    "kept apart": (table(3, {(0, 1): HIGH, (1, 2): HIGH, (0, 2): HIGH}), [], [(0, 2)], [[0, 1], [2]]),
    "no numbers": (table(2, {(0, 1): math.nan}), [], [], [[0], [1]]),
    "endless numbers": (table(2, {(0, 1): math.inf}), [], [], [[0], [1]]),
}  # fmt: skip


@pytest.mark.parametrize(("matrix", "held", "apart", "groups"), CASES.values(), ids=CASES)
def test_groups(matrix, held, apart, groups):
    assert settle(matrix, held, apart) == groups


@given(st.lists(st.floats(0, 0.4), min_size=36, max_size=36), st.permutations(range(6)))
def test_the_order_changes_no_group(scores, order):
    made = np.array(scores).reshape(6, 6)
    made = made + made.T + np.eye(6)
    shuffled = settle(made[np.ix_(order, order)])
    assert sorted(sorted(order[n] for n in group) for group in shuffled) == settle(made)


def weighed(reports, near=()):
    """The weights of the terms of reports where all have the same neighbours."""
    others = [
        [(other, parts_of(by_themselves(report, [other])[0])) for other in near if other is not report]
        for report in reports
    ]
    return [
        weights_among(report, seen_among(report, each), sum(parts for _, parts in each))
        for report, each in zip(reports, others, strict=True)
    ]


def likenesses(reports, near=()):
    """How alike reports are where all have the same neighbours."""
    return alike(reports, weighed(reports, near))


def test_what_all_neighbours_say_tells_no_two_apart():
    reports = [Sketch(f"r{n}", *packed_terms({1: 400, 2: 300, n // 2 + 10: 866})) for n in range(20)]
    plain, among = likenesses(reports), likenesses(reports, reports)
    assert plain[0, 2] == pytest.approx(0.25, abs=0.01)
    assert among[0, 2] < 0.05 < JOIN < among[0, 1]


@pytest.mark.parametrize(
    ("hours", "least", "most"), [(0, 1, 1), (36, 1, 1), (7 * 24, 0.3, 0.5), (WINDOW + 1, 0, 0)]
)
def test_likeness_fades_over_time(hours, least, most):
    one, two = Sketch("a", *ONE, hour=0), Sketch("b", *ONE, hour=hours)
    assert least <= near_in_time(one, two) <= most
    assert likenesses([one, two])[0, 1] == pytest.approx(near_in_time(one, two))
    assert likenesses([one, Sketch("b", *ONE)])[0, 1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("groups", "kept"),
    [
        ([{"s1": 2, "": 1}], ["s1"]),
        ([{"": 3}], [""]),
        ([{"s1": 1, "s2": 2}], ["s2"]),
        ([{"s1": 2, "s2": 2}], ["s1"]),
        ([{"s1": 1}, {"s1": 3}], ["", "s1"]),
        ([{"s1": 2, "s2": 1}, {"s1": 3}], ["s2", "s1"]),
    ],
)
def test_a_group_keeps_the_id_of_most_of_its_reports(groups, kept):
    assert keep_ids(groups, {"s1": "2031-01-01", "s2": "2031-01-02"}) == kept


def test_ids_differ():
    assert len({story_id("r1"), story_id("r1", 1), story_id("r2")}) == 3


@pytest.mark.parametrize(
    ("words", "others", "why"),
    [
        (["Alder"], [], "Began this story."),
        (["Alder"], [["alder's"]], "Shares Alder with 1 report."),
        (["rudder", "Ida Brook"], [["Ida Brook"], ["rudder"]], "Shares rudder and Ida Brook with 2 reports."),
        (["Alder"], [["tram"], ["rail"]], "Like 2 reports in many words, none of them rare."),
    ],
)  # fmt: skip
def test_why(words, others, why):
    assert why_with(words, others) == why


def test_what_a_large_story_says_in_all_its_reports_holds_it_together():
    reports = [Sketch(f"r{n}", *packed_terms({1: 600, 2: 500, n + 10: 620})) for n in range(20)]
    assert likenesses(reports, reports)[0, 1] == pytest.approx(0.61, abs=0.01)


@pytest.mark.parametrize(
    ("score", "parts"),
    [(0.0, PARTS), (OTHER, PARTS), ((OTHER + SURELY) / 2, PARTS / 2), (SURELY, 0), (1.0, 0)],
)
def test_a_neighbour_counts_the_less_the_surer_it_is_of_the_same_event(score, parts):
    assert parts_of(score) == parts


def test_neighbours_are_counted_in_and_out():
    one, near, far = (
        Sketch(name, *packed_terms({1: 600, other: 800})) for name, other in (("a", 5), ("b", 5), ("c", 6))
    )
    both = seen_among(one, [(near, 3), (far, PARTS)])
    assert list(both) == [3 + PARTS, 3]
    assert seen_among(one, [], [(far, PARTS)], both) == seen_among(one, [(near, 3)])
    assert max(seen_among(one, [(near, PARTS)] * (NEAR - 1))) == PARTS * (NEAR - 1)


def test_one_is_alike_to_others_as_all_are_among_each_other():
    reports = [
        Sketch(f"r{n}", *packed_terms({1: 500, n % 3 + 10: 700, n + 20: 500}), hour=n) for n in range(6)
    ]
    weights = weighed(reports, reports)
    found = alike_to(reports[0], weights[0], reports[1:], weights[1:])
    assert found == pytest.approx(alike(reports, weights)[0, 1:], abs=1e-6)


FERRY = "Ferry Alder runs aground off Norhavn"
WORDS = [
    ("Alder", "Norhavn", "ferry", "aground"),
    ("Norhavn", "ferry", "harbour"),
    ("Alder", "aground", "Tern"),
]


@pytest.mark.parametrize(
    ("titles", "now", "best"),
    [
        (["The Tern of Norhavn", FERRY, "News"], "", FERRY),
        (["The Tern of Norhavn", FERRY, "News"], "The Tern of Norhavn", FERRY),
        (["Ferry Alder aground", FERRY, "News"], "Ferry Alder aground", "Ferry Alder aground"),
        (["", " "], "", ""),
        (["News", "Today"], "", "News"),
    ],
)
def test_a_story_is_titled_by_what_its_reports_share(titles, now, best):
    assert best_title(titles, WORDS, now) == best
