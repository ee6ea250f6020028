"""Shares and F1 on cases worked by hand."""

import pytest

from bench.scoring.counting import accuracy, always, class_f1, f1, macro_f1, mean, median, share

PAIRS = [("x", "x"), ("x", "x"), ("x", "y"), ("y", "y"), ("z", "x")]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((2, 1, 1), 2 / 3), ((0, 3, 0), 0.0), ((0, 0, 3), 0.0), ((4, 0, 0), 1.0), ((0, 0, 0), None)],
)
def test_f1(counts, expected):
    assert f1(*counts) == (pytest.approx(expected) if expected is not None else None)


def test_share_and_means_of_nothing_are_none():
    assert (share(0, 0), mean([]), median([]), accuracy([]), macro_f1([])) == (None,) * 5


@pytest.mark.parametrize(("numbers", "expected"), [([3.0, 1.0, 2.0], 2.0), ([4.0, 1.0, 2.0, 3.0], 2.5)])
def test_median(numbers, expected):
    assert median(numbers) == expected


def test_accuracy_counts_equal_pairs():
    assert accuracy(PAIRS) == 3 / 5


@pytest.mark.parametrize(("wanted", "expected"), [("x", 2 / 3), ("y", 2 / 3), ("z", 0.0), ("w", None)])
def test_class_f1(wanted, expected):
    # x: 2 right, 1 said wrongly, 1 missed; y: 1 right, 1 said wrongly; z: missed.
    assert class_f1(PAIRS, wanted) == (pytest.approx(expected) if expected is not None else None)


def test_macro_f1_is_over_the_classes_of_the_labels():
    assert macro_f1(PAIRS) == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    # A class that is only answered lowers the others, and is no class of its own.
    assert macro_f1([("x", "x"), ("x", "other")]) == pytest.approx(2 / 3)


def test_a_constant_answer_keeps_the_labels():
    assert accuracy(always("x", PAIRS)) == 3 / 5
    assert macro_f1(always("x", PAIRS)) == pytest.approx(0.75 / 3)
