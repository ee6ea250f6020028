"""Words under a speaker's name."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest

from tests.clocks import in_time
from tests.stages.extract.expected import assert_claims, cases
from twosource.stages.extract.grammar import grow
from twosource.stages.extract.labels import find_labelled
from twosource.stages.extract.placed import place
from twosource.stages.extract.quotes import find_quotes
from twosource.testing import FakeParser, make_article


@cases("labels.toml")
@pytest.mark.weights
def test_who_is_named_beside_the_words(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)


@pytest.mark.parametrize("piece", ["A: b c d\n\n", "“a b c d” — Anna Brown\n\n", "a-", "NAME: ", "— ", "’"])
def test_many_labels_take_bounded_time(piece: str) -> None:
    text = piece * 3_000
    article = make_article(text)
    spans = [block.span for block in article.blocks]
    trees = [grow(sentence) for sentence in FakeParser().parse([(text, spans)])[0]]
    quotes = place(find_quotes(text, spans), lambda quote: quote.span)
    start = process_time()
    list(find_labelled(article, place(trees, lambda tree: tree.parsed.span), quotes, article.blocks))
    assert in_time(start, 2)
