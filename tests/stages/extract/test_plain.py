"""Reading without a parser."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.stages.extract.expected import assert_claims, cases, read
from twosource.data import Span
from twosource.stages.extract.plain import cut_sentences
from twosource.testing import make_article


@cases("plain.toml")
def test_without_a_parser(case: dict[str, Any]) -> None:
    assert_claims(case, None)


def test_a_plain_reading_says_so() -> None:
    _, reading = read({"text": "The dam burst before dawn."}, None)
    assert reading.by == "rules"
    assert (reading.names, reading.times, reading.quantities) == ((), (), ())


def test_sentences_that_are_too_short_are_left_out() -> None:
    text = "Yes. The dam burst. No! Did it burst again?"
    found = [sentence.of(text) for sentence in cut_sentences(text, Span(0, len(text)))]
    assert found == ["The dam burst.", "Did it burst again?"]


@given(st.text(alphabet='ab C.!?“”"\n', max_size=80))
def test_sentences_lie_in_their_span_in_order(text: str) -> None:
    span = Span(0, len(text))
    at = 0
    for sentence in cut_sentences(text, span):
        assert at <= sentence.start < sentence.end <= len(text)
        assert sentence.of(text) == sentence.of(text).strip()
        at = sentence.end


@given(st.text(alphabet="ab Mr.,!“”\"'said \n", max_size=120))
def test_no_word_is_told_twice(text: str) -> None:
    article = make_article(text)
    _, reading = read({"text": text or "x"}, None)
    assert len({claim.span for claim in reading.claims}) == len(reading.claims)
    assert article.text == text
