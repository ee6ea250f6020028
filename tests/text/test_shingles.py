import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.text.shingles import containment, resemblance, shingles


def test_shingles_are_rows_of_neighbours():
    assert list(shingles(["a", "b", "c", "d"], 3)) == [("a", "b", "c"), ("b", "c", "d")]
    assert list(shingles(["a"], 3)) == []


@pytest.mark.parametrize(
    ("a", "b", "alike", "held"),
    [
        ("a b c d", "a b c d", 1.0, 1.0),
        ("a b c", "a b c d", 2 / 3, 1.0),
        ("a b", "c d", 0.0, 0.0),
        ("", "", 0.0, 0.0),
    ],
)
def test_resemblance_and_containment(a, b, alike, held):
    assert resemblance(a.split(), b.split(), 2) == alike
    assert containment(a.split(), b.split(), 2) == held


@given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)), st.integers(1, 4))
def test_resemblance_is_the_same_both_ways(a, b, size):
    assert resemblance(a, b, size) == resemblance(b, a, size) <= 1.0
