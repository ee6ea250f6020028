"""Quotation marks of every style, balanced or not, in linear time."""

from __future__ import annotations

import re
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clocks import in_time
from tests.stages.extract.expected import cases
from twosource.data import Span
from twosource.stages.extract.quotes import Quote, find_quotes

MARKED = st.text(alphabet="ab s.,\n“”„‘’«»‹›\"'`(–", max_size=120)


def quotes_of(text: str) -> tuple[Quote, ...]:
    """The quotations of a text whose lines are its paragraphs."""
    return find_quotes(text, paragraphs_of(text))


def paragraphs_of(text: str) -> list[Span]:
    """The lines of a text that hold more than white space."""
    return [Span(*found.span()) for found in re.finditer(r"\S.*", text)]


@cases("quotes.toml")
def test_quotations_are_told_from_other_marks(case: dict[str, Any]) -> None:
    found = quotes_of(case["text"])
    assert [quote.inner.of(case["text"]) for quote in found] == case["inner"]
    assert [q.inner.of(case["text"]) for q in found if q.is_open] == case.get("open", [])


@given(MARKED)
def test_quotations_lie_in_order_each_in_one_paragraph(text: str) -> None:
    paragraphs = paragraphs_of(text)
    at = 0
    for quote in find_quotes(text, paragraphs):
        assert at <= quote.span.start < quote.span.end
        assert any(paragraph.covers(quote.span) for paragraph in paragraphs)
        assert quote.span.covers(quote.inner)
        at = quote.span.end


@given(MARKED)
def test_a_quotation_is_its_words_and_its_marks(text: str) -> None:
    for quote in quotes_of(text):
        opening, closing = quote.inner.start - quote.span.start, quote.span.end - quote.inner.end
        assert opening in {1, 2}
        assert closing == 0 if quote.is_open else closing in {1, 2}


@given(st.text(alphabet="abc .,\n-()", max_size=80))
def test_without_marks_nothing_is_quoted(text: str) -> None:
    assert quotes_of(text) == ()


@pytest.mark.parametrize("piece", ["“word ", '"word" ', "‘word ", "'word ", "“ ” ", "s’ word ’ ", '"', "«‹„"])
def test_many_marks_take_bounded_time(piece: str) -> None:
    start = process_time()
    quotes_of(piece * 5_000)
    assert in_time(start, 2)
