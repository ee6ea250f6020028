"""The parser: sentences of tokens whose spans are the text's own."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clocks import in_time
from twosource.data import Parsed, Span
from twosource.models.spacy_parser import CHARACTERS, LONGEST_WORD, MAX_CHARACTERS, PIECES, batches, cut
from twosource.testing import FakeParser

TEXT = "The dam burst. Mira Castell was there.\n\nFoxes bark; nobody  knows why."
MESSY = st.text(alphabet='ab D.,!?“”’"\n\t é\u0301\u200b東😀', max_size=80)


@pytest.fixture(params=[pytest.param("spacy", marks=pytest.mark.weights), "fake"])
def reader(request: pytest.FixtureRequest) -> Any:
    """The parser and its fake: both answer the port's question alike."""
    return request.getfixturevalue("parser") if request.param == "spacy" else FakeParser()


def lines(text: str) -> list[Span]:
    """The lines of a text that hold more than white space."""
    return [Span(*found.span()) for found in re.finditer(r"\S.*", text)]


def assert_trees(text: str, spans: list[Span], sentences: tuple[Parsed, ...]) -> None:
    """Tokens are words of the text in order, sentences lie in their spans, heads lead to a root."""
    at = 0
    for sentence in sentences:
        assert any(span.covers(sentence.span) for span in spans)
        assert sentence.span == Span(sentence.tokens[0].span.start, sentence.tokens[-1].span.end)
        for token in sentence.tokens:
            assert at <= token.span.start < token.span.end
            assert token.text == token.span.of(text)
            at = token.span.end
        assert_rooted([token.head for token in sentence.tokens])


def assert_rooted(heads: list[int]) -> None:
    """From every token the heads lead to one that is its own."""
    for here in range(len(heads)):
        for _ in heads:
            here = heads[here]
        assert heads[here] == here


def test_a_text(reader: Any) -> None:
    spans = lines(TEXT)
    (sentences,) = reader.parse([(TEXT, spans)])
    assert_trees(TEXT, spans, sentences)
    assert [s.span.of(TEXT) for s in sentences][:2] == ["The dam burst.", "Mira Castell was there."]


@pytest.mark.weights
@given(MESSY)
@settings(max_examples=40)
def test_any_text(parser: Any, text: str) -> None:
    spans = lines(text)
    (sentences,) = parser.parse([(text, spans)])
    assert_trees(text, spans, sentences)
    words = "".join(token.text for sentence in sentences for token in sentence.tokens)
    assert "".join(words.split()) == "".join(text.split())


def test_only_the_spans_are_read(reader: Any) -> None:
    text = "The dam burst. The wall held. The road broke."
    span = Span(15, 29)
    (sentences,) = reader.parse([(text, [span])])
    assert [sentence.span for sentence in sentences] == [span]


def test_no_sentence_crosses_a_border(reader: Any) -> None:
    text = "The old dam burst"
    (sentences,) = reader.parse([(text, [Span(0, 7), Span(8, 17)])])
    assert [sentence.span.of(text) for sentence in sentences] == ["The old", "dam burst"]


@pytest.mark.parametrize("texts", [[], [("", [])], [("   ", [Span(0, 3)])], [("", []), ("\n", [Span(0, 1)])]])
def test_nothing_gives_nothing(texts: list[tuple[str, list[Span]]], reader: Any) -> None:
    assert reader.parse(texts) == [() for _ in texts]


def test_neighbours_in_a_batch_change_nothing(reader: Any) -> None:
    texts = [(TEXT, lines(TEXT)), ("", []), ("The road broke.", [Span(0, 15)])]
    assert reader.parse(texts) == [reader.parse([text])[0] for text in texts]


@pytest.mark.weights
def test_what_a_tagger_tells(parser: Any) -> None:
    text = "Mira Castell denied the claims."
    ((sentence,),) = parser.parse([(text, [Span(0, len(text))])])
    by_word = {token.text: token for token in sentence.tokens}
    assert (by_word["denied"].lemma, by_word["denied"].pos, by_word["denied"].dep) == ("deny", "VERB", "ROOT")
    assert sentence.tokens[by_word["Castell"].head].text == "denied"
    assert (by_word["Mira"].ent, by_word["Castell"].ent) == ("B-PERSON", "I-PERSON")
    assert by_word["claims"].ent == ""


@given(st.integers(0, 50), st.integers(1, 3 * MAX_CHARACTERS))
def test_a_tagger_is_never_handed_too_much(start: int, length: int) -> None:
    pieces = list(cut("The quay is shut. " * 2000, [Span(start, start + length)]))
    assert pieces[0].start == start
    assert pieces[-1].end == start + length
    assert all(a.end == b.start for a, b in pairwise(pieces))
    assert all(0 < piece.end - piece.start <= MAX_CHARACTERS for piece in pieces)


def test_what_has_no_blank_is_handed_over_in_short_pieces(parser: Any) -> None:
    text = "It began. " + "(" * 5_000 + " It ended."
    pieces = list(cut(text, [Span(0, len(text))]))
    assert max(piece.end - piece.start for piece in pieces) <= LONGEST_WORD
    assert "".join(piece.of(text) for piece in pieces) == text
    began = time.process_time()
    parser.parse([(text, [Span(0, len(text))])])
    assert in_time(began, 2)


@pytest.mark.parametrize("size", [1, 300, 6_000, 50_000])
def test_no_more_is_handed_over_at_once_than_fits_into_memory(size: int) -> None:
    pieces = [(0, Span(number * size, (number + 1) * size)) for number in range(70)]
    found = list(batches(pieces))
    assert [piece for batch in found for piece in batch] == pieces
    for batch in found:
        assert len(batch) == 1 or len(batch) * size <= CHARACTERS
        assert len(batch) <= PIECES
