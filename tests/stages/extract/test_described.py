"""Definite descriptions and pronouns, and whom they mean."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import cases, read
from twosource.stages.extract.described import land_of


@cases("described.toml")
@pytest.mark.weights
def test_whom_a_description_means(case: dict[str, Any], parser: Any) -> None:
    article, reading = read(case, parser)
    found = [[n.span.of(article.text), n.full] for n in reading.names]
    for meant in case["meant"]:
        assert meant in found
    assert not {words for words, _ in found} & set(case.get("nobody", ()))


@pytest.mark.parametrize(
    ("word", "land"),
    [("French", "france"), ("France’s", "france"), ("France", "france"), ("Norvald", ""), ("harbour", "")],
)
def test_lands_by_their_words(word: str, land: str) -> None:
    assert land_of(word) == land
