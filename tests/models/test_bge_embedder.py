"""The embedder: unit vectors, near where the meaning is near, the same in any company."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.testing import FakeEmbedder

BURST = "The dam burst before dawn."
BROKE = "The dam broke early in the morning."
BAKED = "Her sister bakes bread with olives."


@pytest.fixture(params=[pytest.param("bge", marks=pytest.mark.weights), "fake"])
def teller(request: pytest.FixtureRequest) -> Any:
    """The embedder and its fake: both answer the port's question alike."""
    return request.getfixturevalue("embedder") if request.param == "bge" else FakeEmbedder()


def likeness(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """The dot product of two vectors."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_a_vector_has_length_one(teller: Any) -> None:
    for vector in teller.embed([BURST, BROKE, BAKED]):
        assert math.isclose(likeness(vector, vector), 1.0, abs_tol=1e-6)


def test_nearer_in_meaning_is_nearer(teller: Any) -> None:
    burst, broke, baked = teller.embed([BURST, BROKE, BAKED])
    assert likeness(burst, broke) > likeness(burst, baked)
    assert likeness(burst, broke) > likeness(broke, baked)


def test_neighbours_in_a_batch_change_nothing(teller: Any) -> None:
    together = teller.embed([BURST, BROKE, BAKED, BURST])
    assert together == [teller.embed([sentence])[0] for sentence in (BURST, BROKE, BAKED, BURST)]


def test_no_sentences_no_vectors(teller: Any) -> None:
    assert teller.embed([]) == []


@pytest.mark.weights
@given(st.text(max_size=60))
@settings(max_examples=15)
def test_any_text_has_a_sound_vector(embedder: Any, text: str) -> None:
    (vector,) = embedder.embed([text.encode("utf-8", "ignore").decode("utf-8")])
    assert len(vector) == 384
    assert all(math.isfinite(x) for x in vector)
    assert math.isclose(likeness(vector, vector), 1.0, abs_tol=1e-6)


@pytest.mark.weights
def test_a_long_text_is_cut_not_refused(embedder: Any) -> None:
    long, longer = embedder.embed([BURST * 40, BURST * 400])
    assert long == longer
