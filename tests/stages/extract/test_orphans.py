"""Quotations that go on without a cue of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import assert_claims, cases
from twosource.stages.extract.grammar import grow
from twosource.stages.extract.orphans import find_orphans
from twosource.stages.extract.quotes import find_quotes
from twosource.testing import FakeParser, make_article


@cases("orphans.toml")
@pytest.mark.weights
def test_who_goes_on(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)


def quoted(text: str) -> list[Any]:
    """What is told of the quotations of a text in which nobody speaks."""
    article = make_article(text)
    spans = [block.span for block in article.blocks]
    trees = [grow(sentence) for sentence in FakeParser().parse([(text, spans)])[0]]
    return list(find_orphans(text, spans, trees, find_quotes(text, spans), []))


def test_a_speech_by_nobody_known_is_of_a_source_not_stated() -> None:
    (saying,) = quoted("“The council never paid for the wall of the old harbour.”")
    assert saying.by == "unknown"
    assert [source.implied for source in saying.sources] == ["source not stated"]


@pytest.mark.parametrize(
    "text",
    [
        "“The ruin.”",
        "The film “The Wall of the Old Harbour” opened on Monday in all the larger towns of the country.",
        "They call it “a ruin” in town.",
        "Critics named it “the worst wall of all the walls in the old harbour of the town” last year.",
    ],
)
def test_a_borrowed_word_or_a_title_is_no_speech(text: str) -> None:
    assert quoted(text) == []
