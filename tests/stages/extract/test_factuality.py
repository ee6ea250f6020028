"""How sure a report's voices are of what happened."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.stages.extract.expected import grow_all
from twosource.data import Article, Block, Parsed, Reading, Span, Token
from twosource.stages.extract.extract import extract
from twosource.stages.extract.factuality import find_events, is_denied
from twosource.stages.extract.factuality_signs import CERTAIN, POSSIBLE, Held, governed, signatures, turned
from twosource.stages.extract.grammar import grow

TABLE = tomllib.loads((Path(__file__).parent / "factuality.toml").read_text(encoding="utf-8"))
SENTENCES = sorted({row[0] for key in ("rows", "claims", "stances") for row in TABLE[key]})


@pytest.fixture(scope="module")
def readings(parser: Any) -> dict[str, Reading]:
    """What is read in every sentence of the table."""
    articles = [
        Article(str(n), "", "", "", text, (Block(Span(0, len(text)), "body"),))
        for n, text in enumerate(SENTENCES)
    ]
    return dict(zip(SENTENCES, extract(articles, parser), strict=True))


@pytest.mark.weights
@pytest.mark.parametrize(("text", "word", "held"), TABLE["rows"])
def test_events(text: str, word: str, held: str, readings: dict[str, Reading]) -> None:
    found = [f"{e.polarity} {e.certainty}" for e in readings[text].events if e.span.of(text) == word]
    assert found == [held]


@pytest.mark.weights
@pytest.mark.parametrize(("text", "predicate", "negated"), TABLE["claims"])
def test_a_claim_is_negated_where_its_act_is(
    text: str, predicate: str, *, negated: bool, readings: dict[str, Reading]
) -> None:
    frame = readings[text].claims[0].frame
    assert frame is not None
    assert (frame.predicate, frame.negated) == (predicate, negated)


@pytest.mark.weights
@pytest.mark.parametrize(("text", "words", "stance"), TABLE["stances"])
def test_a_sentence_denies_a_claim_in_it(
    text: str, words: str, stance: str, readings: dict[str, Reading]
) -> None:
    assert {c.span.of(text): c.stance for c in readings[text].claims}.get(words) == stance


@pytest.mark.weights
def test_the_words_that_decided_are_kept(readings: dict[str, Reading]) -> None:
    text = "Mara Voss did not deny that she had met the smugglers."
    events = {e.span.of(text): e for e in readings[text].events}
    assert events["met"].by == ("negation:not", "deny:deny")
    assert events["met"].predicate == "meet"
    assert all(e.by == () for e in readings["The ferry sank before dawn."].events)


@pytest.mark.parametrize(
    ("word", "frame", "held", "made"),
    [
        ("manage", "to", Held(1, CERTAIN), Held(1, CERTAIN, ("manage:managed",))),
        ("manage", "to", Held(-1, CERTAIN), Held(-1, CERTAIN, ("manage:managed",))),
        ("fail", "to", Held(-1, POSSIBLE), Held(1, POSSIBLE, ("fail:managed",))),
        ("refuse", "to", Held(-1, CERTAIN), Held(1, POSSIBLE, ("refuse:managed",))),
        ("regret", "that", Held(-1, POSSIBLE), Held(1, CERTAIN, ("know:managed",))),
        ("say", "that", Held(1, POSSIBLE), Held(1, CERTAIN, ("say:managed",))),
    ],
)
def test_signatures(word: str, frame: str, held: Held, made: Held) -> None:
    assert governed(held, signatures()[word, frame], "managed") == made


def test_what_is_turned_twice_is_as_it_was() -> None:
    assert turned(turned(Held(1, POSSIBLE), "a"), "b") == Held(1, POSSIBLE, ("a", "b"))


@pytest.mark.weights
@pytest.mark.parametrize("text", ["", "…", "“”", "No.", "Not, not, not!", "If if if.", "to to to"])
def test_odd_words_are_no_fault(text: str, parser: Any) -> None:
    for event in find_events(grow_all(text, parser), text):
        assert event.span.of(text)


def chain_of(length: int, dep: str) -> Parsed:
    """A sentence in which each verb governs the next."""
    tokens = [
        Token(Span(3 * n, 3 * n + 2), "go", "go", "VERB", "VB", dep if n else "ROOT", max(0, n - 1), "")
        for n in range(length)
    ]
    return Parsed(Span(0, 3 * length), tuple(tokens))


@pytest.mark.parametrize("dep", ["conj", "xcomp", "advcl", "acl"])
def test_a_sentence_without_end_takes_time_in_proportion(dep: str) -> None:
    tree = grow(chain_of(20_000, dep))
    start = time.process_time()
    assert len(find_events([tree], "go " * 20_000)) == 20_000
    assert not any(is_denied(tree, n, n) for n in range(0, 20_000, 50))
    assert time.process_time() - start < 8
