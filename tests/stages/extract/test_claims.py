"""Claims: exact words, once each, with all that stands in them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.extract.expected import read
from twosource.data import Article, Reading, Span
from twosource.stages.extract.claims import MARKS, tidy

TEXT = """
Mira Castell, the governor of Ardovia, said on Tuesday that ten people had drowned in Norvald.

She denied that the dam had cracked. “We will rebuild the wall for two million crowns,” she told Reuters.

According to the police, a boat was found on Monday. Who will pay?"""


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        (" , the dam burst, ", "the dam burst"),
        ("“the dam burst.”", "the dam burst"),
        ("“the dam” burst", "“the dam” burst"),
        ("the dam (in the north)", "the dam (in the north)"),
        ("the dam burst)", "the dam burst"),
        ("the dam of the U.S.", "the dam of the U.S."),
        ("– the dam burst –", "the dam burst"),
        ("the workers’ dam", "the workers’ dam"),
    ],
)
def test_tidy_ends(text: str, tidied: str) -> None:
    assert tidy(text, Span(0, len(text))).of(text) == tidied


@given(st.text(alphabet='ab .,”“‘’"()–', min_size=1, max_size=40), st.data())
def test_tidying_only_takes_signs_from_the_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    tidied = tidy(text, span)
    assert tidied.start < tidied.end
    assert 0 <= tidied.start <= tidied.end <= span.end
    if span.start <= tidied.start:
        cut = text[span.start : tidied.start] + text[tidied.end : span.end]
        assert set(cut) <= {*MARKS, ".", ")"}


@pytest.fixture(scope="module")
def found(parser: Any) -> tuple[Article, Reading]:
    """A report with something of everything."""
    return read({"text": TEXT}, parser)


@pytest.mark.weights
def test_claims_stand_in_the_order_of_the_text(found: tuple[Article, Reading]) -> None:
    _, reading = found
    assert list(reading.claims) == sorted(reading.claims, key=lambda c: (c.span, c.id))
    assert len(reading.claims) >= 6


@pytest.mark.weights
def test_an_id_is_one_claims(found: tuple[Article, Reading]) -> None:
    article, reading = found
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    assert {claim.report for claim in reading.claims} == {article.id} == {reading.report}


@pytest.mark.weights
def test_a_claim_holds_what_stands_in_its_words(found: tuple[Article, Reading]) -> None:
    _, reading = found
    for claim in reading.claims:
        assert claim.names == tuple(n for n in reading.names if claim.span.covers(n.span))
        assert claim.times == tuple(t for t in reading.times if claim.span.covers(t.span))
        assert claim.quantities == tuple(q for q in reading.quantities if claim.span.covers(q.span))
        assert all(claim.span.covers(term.span) for term in claim.terms)


@pytest.mark.weights
def test_a_claim_stands_in_a_sentence_that_was_read(found: tuple[Article, Reading]) -> None:
    _, reading = found
    for claim in reading.claims:
        assert claim.sentence in reading.sentences
        assert claim.sentence.covers(claim.span)


@pytest.mark.weights
def test_terms_are_the_words_that_carry_meaning(found: tuple[Article, Reading]) -> None:
    article, reading = found
    claim = next(c for c in reading.claims if c.span.of(article.text).startswith("ten people"))
    assert [term.lemma for term in claim.terms] == ["ten", "people", "drown", "norvald"]
    assert [q.stated for q in claim.quantities] == [10]


@pytest.mark.weights
def test_the_cue_is_where_the_saying_is_told(found: tuple[Article, Reading]) -> None:
    article, reading = found
    cues = {c.span.of(article.text): c.cue.of(article.text) for c in reading.claims if c.cue is not None}
    assert cues["a boat was found on Monday"] == "According to"
    assert {"said", "denied", "told"} <= set(cues.values())
    assert all(c.cue is None for c in reading.claims if c.by == "own-voice")
