"""Kinds of voices, their offices, and how they are hidden."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import cases, read
from twosource.data import Span, Token
from twosource.stages.extract.grammar import grow
from twosource.stages.extract.sayings import Source
from twosource.stages.extract.voices import NOT_STATED, Sight, is_outlet_name, voice_of
from twosource.testing import FakeParser


@cases("voices.toml")
@pytest.mark.weights
def test_the_innermost_voice(case: dict[str, Any], parser: Any) -> None:
    _, reading = read(case, parser)
    voices = [c.root for c in reading.claims if len(c.chain) > 1]
    assert {field: getattr(voices[0], field) for field in case["voice"]} == case["voice"]


@cases("voices.toml")
@pytest.mark.weights
def test_a_voice_stands_where_its_words_do(case: dict[str, Any], parser: Any) -> None:
    article, reading = read(case, parser)
    voice = next(c.root for c in reading.claims if len(c.chain) > 1)
    words = voice.span.of(article.text) if voice.span else NOT_STATED
    assert voice.name in words or voice.anonymity == words


def test_an_implied_source_has_no_place_and_is_hidden() -> None:
    voice = voice_of(a_source("x", implied="(report not named)"), Sight("x", ()))
    assert voice is not None
    assert (voice.name, voice.kind, voice.span) == ("(report not named)", "unnamed", None)
    assert voice.is_anonymous


@pytest.mark.parametrize("word", ["I", "we", "our"])
def test_the_first_person_is_no_new_voice(word: str) -> None:
    assert voice_of(a_source(word), Sight(word, ())) is None


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("Norvald Gazette", True), ("Coast Radio.", True), ("Norvald Council", False), ("", False)],
)
def test_names_of_outlets(name: str, is_one: bool) -> None:
    assert is_outlet_name(name) == is_one


def a_source(word: str, implied: str = "") -> Source:
    """A speaker of one word, or one that no word tells."""
    (parsed,) = FakeParser().parse([(word, [Span(0, len(word))])])[0]
    assert isinstance(parsed.tokens[0], Token)
    return Source(grow(parsed), None if implied else 0, "speaker", implied)
