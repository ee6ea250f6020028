"""The room as a whole: whatever the text, its spans hold, and the same text reads the same."""

from __future__ import annotations

import pickle
import random
from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clocks import in_time
from tests.stages.extract.expected import report
from tests.stages.extract.wild import WildParser
from twosource.data import CLAIM_KINDS, Article, Block, Reading, Span
from twosource.stages.extract.extract import extract, spans_to_read
from twosource.testing import FakeParser, make_article

STEMS = [
    "the", "harbour", "council", "said", "that", "a", "ferry", "had", "left", "without", "lights", "and",
    "witnesses", "denied", "it", "because", "of", "fog",
]  # fmt: skip
WORDS = [
    *STEMS, "“", "”", "‘", "’", '"', ",", ".", "?", "(", ")", "\n\n", "Mira Castell", "Norvald", "He", "who",
    "according to", "on Monday", "ten", "U.S.", "e\u0301", "\u202e", "東京", "😀", "Ελλάδα", "quoted",
    "as saying", "may", "if", "NUB",
]  # fmt: skip
PROSE = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
KINDS = st.lists(
    st.sampled_from(["body", "headline", "related", "author-bio", "caption", "quote", "byline"]), max_size=40
)
READ = ["headline", "subhead", "body", "quote", "correction"]
NOT_READ = ["kicker", "byline", "dateline", "caption", "related", "author-bio", "navigation"]
SAMPLE = {
    "headline": "Dam Bursts Near Norvald",
    "text": "Mira Castell, a farmer, said that the dam had burst on Monday. “It may be old,” she said.",
    "furniture": "Mira Castell said that this story is read by many.",
}


def with_kinds(text: str, kinds: list[str]) -> Article:
    """A report whose paragraphs are of the given kinds, body after those run out."""
    article = make_article(text, outlet="The Tern")
    padded = [*kinds, *("body" for _ in article.blocks)]
    blocks = tuple(Block(b.span, kind) for b, kind in zip(article.blocks, padded, strict=False))
    return replace(article, blocks=blocks)


def assert_sound(article: Article, reading: Reading) -> None:
    """Every span lies in one block that is read, none in furniture."""
    blocks = [b.span for b in article.blocks if b.kind in CLAIM_KINDS]
    voices = [v.span for c in reading.claims for v in c.chain if v.span is not None]
    cues = [c.cue for c in reading.claims if c.cue is not None]
    inner = [s.span for c in reading.claims for s in (*c.terms, *c.names, *c.times, *c.quantities)]
    own = [s.span for s in (*reading.claims, *reading.names, *reading.times, *reading.quantities)]
    for span in (*own, *voices, *cues, *inner, *reading.sentences):
        assert 0 <= span.start < span.end <= len(article.text)
        assert any(block.covers(span) for block in blocks), span.of(article.text)
    assert all(claim.chain and claim.chain[0].kind == "outlet" for claim in reading.claims)


def assert_same_again(article: Article, reading: Reading, parser: Any) -> None:
    """The same text reads the same, and a reading survives a journey."""
    assert extract([article], parser)[0] == reading
    assert pickle.loads(pickle.dumps(reading)) == reading


@given(PROSE, KINDS)
@pytest.mark.parametrize("fake", [FakeParser(), WildParser(), None], ids=["flat", "wild", "none"])
def test_spans_hold_without_weights(fake: Any, text: str, kinds: list[str]) -> None:
    article = with_kinds(text, kinds)
    (reading,) = extract([article], fake)
    assert_sound(article, reading)
    assert_same_again(article, reading, fake)


@given(PROSE, KINDS)
@settings(max_examples=40)
@pytest.mark.weights
def test_spans_hold(parser: Any, text: str, kinds: list[str]) -> None:
    article = with_kinds(text, kinds)
    (reading,) = extract([article], parser)
    assert_sound(article, reading)
    assert_same_again(article, reading, parser)


@given(st.text(max_size=150))
@settings(max_examples=40)
@pytest.mark.weights
def test_any_text_is_read(parser: Any, text: str) -> None:
    article = make_article(text.encode("utf-8", "ignore").decode("utf-8"))
    (reading,) = extract([article], parser)
    assert_sound(article, reading)


@pytest.mark.weights
def test_a_sample_is_sound_and_holds_all_kinds_of_finds(parser: Any) -> None:
    article = report(SAMPLE)
    (reading,) = extract([article], parser)
    assert_sound(article, reading)
    assert_same_again(article, reading, parser)
    assert reading.claims
    assert reading.names
    assert reading.times
    assert reading.by == parser.name


@pytest.mark.weights
def test_neighbours_in_a_batch_change_nothing(parser: Any) -> None:
    articles = [report(SAMPLE), make_article("The storm destroyed the harbour."), make_article("")]
    together = extract(articles, parser)
    assert together == [extract([article], parser)[0] for article in articles]
    assert together == extract(articles[::-1], parser)[::-1]
    assert [reading.report for reading in together] == [article.id for article in articles]


@pytest.mark.parametrize("fake", [FakeParser(), None], ids=["flat", "none"])
@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "“", "”", "\u200b", "a"])
def test_next_to_nothing_says_nothing(text: str, fake: Any) -> None:
    (reading,) = extract([make_article(text)], fake)
    assert all(claim.span.of(text).strip() for claim in reading.claims)
    assert reading.quantities == ()


def test_no_reports_no_readings() -> None:
    assert extract([], FakeParser()) == extract([], None) == []


def test_only_blocks_that_hold_sentences_are_read() -> None:
    kinds = [*READ, *NOT_READ]
    article = with_kinds("\n\n".join(kinds), kinds)
    assert [span.of(article.text) for span in spans_to_read(article)] == READ


def hostile() -> dict[str, str]:
    """Texts that no editor would print."""
    dice = random.Random(7)
    marks = ("“a ", "” ", "‘b ", "’ ", '"c ', "'d ", "« ", "said ")
    return {
        "marks alone": '" ' * 5_000,
        "marks that nothing closes": "“word " * 5_000,
        "marks of every style": "".join(dice.choice(marks) for _ in range(5_000)),
        "capitals": "THE COUNCIL SAID THE FERRY LEFT WITHOUT LIGHTS. MIRA CASTELL DENIED IT. " * 80,
        "no punctuation": " ".join(dice.choice(STEMS) for _ in range(3_000)),
        "mixed scripts": "Мира said 東京 “の” ترك الميناء said that Ελλάδα e\u0301 😀 \u202e abc. " * 80,
        "said said": "said " * 3_000,
        "open paragraphs": "\n\n".join(["“We saw the ferry leave without any lights at all."] * 150),
        "he said that she said": "He said that she said that it said that they said so. " * 100,
    }


@pytest.mark.weights
@pytest.mark.parametrize("name", hostile())
def test_hostile_text_takes_bounded_time(name: str, parser: Any) -> None:
    article = make_article(hostile()[name].strip(), outlet="The Tern")
    start = process_time()
    (reading,) = extract([article], parser)
    assert in_time(start, 5)
    assert_sound(article, reading)


@pytest.mark.parametrize("fake", [FakeParser(), None], ids=["flat", "none"])
def test_a_sentence_of_20000_words_takes_bounded_time(fake: Any) -> None:
    dice = random.Random(7)
    article = make_article(" ".join(dice.choice(STEMS) for _ in range(20_000)))
    start = process_time()
    (reading,) = extract([article], fake)
    assert in_time(start, 5)
    assert reading.sentences == (Span(0, len(article.text)),)
