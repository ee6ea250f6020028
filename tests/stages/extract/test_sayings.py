"""Cues, whose word they are, and the words they govern."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import assert_claims, cases, grow_all
from twosource.stages.extract.cues import find_sayings
from twosource.stages.extract.sayings import CUES, ROOM, STANCES, noun_stance, verb_stance
from twosource.words.load import load_words


@cases("sayings.toml")
@pytest.mark.weights
def test_who_says_what(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)


@pytest.mark.parametrize(
    ("lemma", "stance"),
    [
        ("say", "asserts"),
        ("deny", "denies"),
        ("doubt", "doubts"),
        ("urge", "asks"),
        ("burst", None),
        ("", None),
    ],
)
def test_stance_of_a_verb(lemma: str, stance: str | None) -> None:
    assert verb_stance(lemma) == stance


@pytest.mark.parametrize(
    ("lemma", "stance"),
    [("claim", "asserts"), ("denial", "denies"), ("rumour", "doubts"), ("plea", "asks"), ("dam", None)],
)
def test_stance_of_a_noun(lemma: str, stance: str | None) -> None:
    assert noun_stance(lemma) == stance


@pytest.mark.parametrize("table", ["verbs", "nouns"])
def test_a_word_has_one_stance(table: str) -> None:
    words = [word for stance in STANCES for word in load_words(ROOM, CUES)[table][stance]]
    assert sorted(words) == sorted(set(words))


@pytest.mark.weights
@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Mira Castell said that the dam had burst.", "said", "the dam had burst"),
        ("The dam had burst, Mira Castell said.", "said", "The dam had burst"),
        ("According to Mira Castell, the dam had burst.", "According to", "the dam had burst"),
        ("Allegations that the mayor had lied were dropped.", "Allegations", "the mayor had lied"),
        ("The company denied any role in the fire.", "denied", "any role in the fire"),
        ("Mira Castell hoped that the dam held.", "hoped", "the dam held"),
    ],
)
def test_a_cue_governs_its_content_and_not_itself(text: str, cue: str, content: str, parser: Any) -> None:
    (saying,) = [s for tree in grow_all(text, parser) for s in find_sayings(tree, [])]
    assert saying.cue.of(text) == cue
    assert saying.content.of(text) == content


@pytest.mark.weights
@pytest.mark.parametrize(
    "text", ["The dam burst.", "They found the boat.", "The word was long.", "A call for help came."]
)
def test_where_nobody_speaks_there_is_no_saying(text: str, parser: Any) -> None:
    assert [s for tree in grow_all(text, parser) for s in find_sayings(tree, [])] == []
