"""What a language model marks counts where the rules find nothing, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from twosource.data import Article, Attribution, Claim, Span
from twosource.models.load import load
from twosource.stages.extract.extract import extract
from twosource.testing import make_article

pytestmark = pytest.mark.weights
TEXT = (
    "The Ostra ferry will sail again in June, said Harbour Master Ilse Vantongeren. "
    "For the pilots' union, led by Pavel Brack, the quay is still too weak. "
    "The union's members met twice. The lamp on the pier was broken."
)
WEAK = ("the quay is still too weak", "the pilots' union", "For", "doubts")


class Marker:
    """Marks what it is told to, as an adapter would."""

    name = "model:marker"

    def __init__(self, text: str, *marks: tuple[str, str, str, str]) -> None:
        self._marked = tuple(
            Attribution(*(place(text, words) for words in mark[:3]), mark[3], self.name) for mark in marks
        )

    def attribute(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[tuple[Attribution, ...]]:
        return [self._marked for _ in texts]


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="module")
def parser() -> Any:
    return load("parser")


def claims(article: Article, parser: Any, *marks: tuple[str, str, str, str]) -> tuple[Claim, ...]:
    (reading,) = extract([article], parser, Marker(article.text, *marks) if marks else None)
    return reading.claims


def by_model(found: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in found if claim.by == "model:marker"]


def test_what_is_marked_counts_where_the_rules_find_nothing(parser: Any) -> None:
    article = make_article(TEXT)
    (claim,) = by_model(claims(article, parser, WEAK))
    assert claim.span.of(TEXT) == "the quay is still too weak"
    assert claim.root.span is not None
    assert claim.root.span.of(TEXT) == "the pilots' union"
    assert (claim.root.kind, claim.stance) == ("body", "doubts")
    assert claim.cue == place(TEXT, "For")
    assert len(claim.chain) == 2


def test_it_never_overrules_a_rule(parser: Any) -> None:
    article = make_article(TEXT)
    alone = claims(article, parser)
    first = ("The Ostra ferry will sail again in June", "The lamp", "met", "denies")
    assert claims(article, parser, first) == alone
    other = ("again in June", "Ilse Vantongeren", "said", "denies")
    assert claims(article, parser, other) == alone


def test_of_two_marks_at_one_place_the_first_counts(parser: Any) -> None:
    article = make_article(TEXT)
    second = ("quay is still too weak", "Pavel Brack", "For", "asserts")
    assert claims(article, parser, WEAK, second) == claims(article, parser, WEAK)
    apart = ("The lamp on the pier was broken", "The union's members", "met", "asserts")
    assert len(by_model(claims(article, parser, WEAK, apart))) == 2


@pytest.mark.parametrize("source", [". ", "was"])
def test_words_that_name_nobody_are_no_source(parser: Any, source: str) -> None:
    article = make_article(TEXT)
    mark = ("The lamp on the pier", source, "broken", "asserts")
    assert by_model(claims(article, parser, mark)) == []


def test_nothing_else_of_the_reading_changes(parser: Any) -> None:
    text = f"{TEXT} Pavel Brack led them in. For him, it is a ruin."
    article = make_article(text)
    (alone,) = extract([article], parser)
    (asked,) = extract([article], parser, Marker(text, WEAK, ("it is a ruin", "him", "For him", "asserts")))
    assert len(by_model(asked.claims)) == 2
    assert (asked.names, asked.times, asked.quantities) == (alone.names, alone.times, alone.quantities)
    assert asked.sentences == alone.sentences
    others = [claim for claim in asked.claims if claim.by != "model:marker"]
    assert {claim.span for claim in others} <= {claim.span for claim in alone.claims}
