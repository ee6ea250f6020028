"""How far the words that name a source reach."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import cases, read


@cases("extents.toml")
@pytest.mark.weights
def test_the_words_of_a_source(case: dict[str, Any], parser: Any) -> None:
    article, reading = read(case, parser)
    roots = [c.root for c in reading.claims if len(c.chain) > 1 and c.root.span is not None]
    assert [v.span.of(article.text) for v in roots[:1] if v.span] == [case["words"]]


@cases("extents.toml")
@pytest.mark.weights
def test_the_name_stays_short(case: dict[str, Any], parser: Any) -> None:
    _, reading = read(case, parser)
    assert next(c.root.name for c in reading.claims if len(c.chain) > 1) == case["voice"]
