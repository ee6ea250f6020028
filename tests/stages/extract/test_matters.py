"""What somebody is said to want, hold or speak about, as smaller claims."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import cases, read
from twosource.pipeline import without_matters
from twosource.stages.extract.matters import RULES
from twosource.stages.extract.sayings import ROOM
from twosource.words.load import load_words


@cases("matters.toml")
@pytest.mark.weights
def test_what_is_wanted_or_spoken_about(case: dict[str, Any], parser: Any) -> None:
    article, reading = read(case, parser)
    words = {claim.id: claim.span.of(article.text) for claim in reading.claims}
    found = [
        {
            "words": words[claim.id],
            "voice": claim.root.name,
            "stance": claim.stance,
            "of": words[claim.parent],
        }
        for claim in reading.claims
        if claim.facet == "matter"
    ]
    assert found == [{"stance": "asserts"} | matter for matter in case["matters"]]


@pytest.mark.weights
def test_a_comparison_leaves_matters_out_and_nothing_else(parser: Any) -> None:
    _, reading = read({"text": "The mayor wants to sell the mill. The mill is old."}, parser)
    kept = without_matters(reading)
    assert [claim for claim in reading.claims if claim not in kept.claims] == [
        claim for claim in reading.claims if claim.by in RULES
    ]
    assert len(kept.claims) == 2


def test_no_word_stands_twice_in_a_list() -> None:
    lists = load_words(ROOM, "matters.toml")
    for table in lists.values():
        for words in table.values():
            assert len(words) == len(set(words))
