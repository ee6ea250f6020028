"""Times whose meaning hangs on the parse: which way a verb points, what is a noun."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from twosource.data import Parsed, Span, Token
from twosource.stages.extract.times import find_times
from twosource.stages.extract.times_tense import sentence_of, tense, top_of

DAY = "2021-06-16"
CASES = tomllib.loads((Path(__file__).parent / "cases" / "times_parsed.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.weights
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(parser: Any, case: dict[str, Any]) -> None:
    text = case["text"]
    whole = (Span(0, len(text)),)
    (parsed,) = parser.parse([(text, whole)])
    found = find_times(text, whole, DAY, parsed)
    assert [[time.span.of(text), time.value] for time in found] == case["times"]


def row(*words: tuple[str, str, str, str, int]) -> Parsed:
    """A sentence from (word, part of speech, tag, label, head)."""
    tokens, place = [], 0
    for word, pos, tag, dep, head in words:
        tokens.append(Token(Span(place, place + len(word)), word, word.lower(), pos, tag, dep, head, ""))
        place += len(word) + 1
    return Parsed(Span(0, place - 1), tuple(tokens))


def test_a_circle_of_heads_ends() -> None:
    ring = row(
        ("to", "PART", "TO", "aux", 1), ("go", "VERB", "VB", "xcomp", 2), ("go", "VERB", "VB", "xcomp", 1)
    )
    assert tense(Span(6, 8), [ring]) is None


def test_a_chain_of_infinitives_ends() -> None:
    length = 3000
    words = [("sink", "VERB", "VBD", "advcl", max(0, i - 1)) for i in range(length)]
    assert tense(Span(5 * (length - 1), 5 * length - 1), [row(*words)]) == -1


def test_outside_every_sentence_nothing_is_told() -> None:
    said = row(("It", "PRON", "PRP", "nsubj", 1), ("sank", "VERB", "VBD", "ROOT", 1))
    assert sentence_of([said], 40) is None
    assert tense(Span(40, 46), [said]) is None
    assert tense(Span(0, 2), []) is None


def test_the_top_of_a_phrase_is_the_token_that_hangs_outside() -> None:
    phrase = row(
        ("fled", "VERB", "VBD", "ROOT", 0),
        ("last", "ADJ", "JJ", "amod", 2),
        ("May", "PROPN", "NNP", "npadvmod", 0),
    )
    assert top_of(phrase.tokens, 1, phrase.span.end) == 2


@pytest.mark.weights
@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("It came hours after the long speech that angered Varga.", "the long speech"),
        ("Days after Dr. Ilse Varga left the town, it rained.", "Dr. Ilse Varga left the town"),
        (
            "It was found a day before the old U.S. ferry sank off Norvald.",
            "the old U.S. ferry sank off Norvald",
        ),
        ("They met two days after leaving Norvald.", "leaving Norvald"),
    ],
)
def test_events_are_noun_phrases_or_clauses(parser: Any, words: str, event: str) -> None:
    whole = (Span(0, len(words)),)
    (parsed,) = parser.parse([(words, whole)])
    (found,) = (time for time in find_times(words, whole, DAY, parsed) if time.by == "anchor")
    assert found.anchor is not None
    assert found.anchor.event.of(words) == event


@pytest.mark.weights
def test_a_day_found_by_its_event_keeps_the_relation(parser: Any) -> None:
    text = "The vote was held on May 4, 2019. Two days before the vote it rained."
    whole = (Span(0, len(text)),)
    (parsed,) = parser.parse([(text, whole)])
    for published in (DAY, None):
        _, before = find_times(text, whole, published, parsed)
        assert (before.value, before.grain, before.start) == ("2019-05-02", "day", "2019-05-02T00:00:00")
        assert before.anchor is not None
        assert before.days == ((-776, -775) if published else None)
