"""A sentence cut into propositions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import assert_claims, cases, grow_all
from twosource.data import Span
from twosource.stages.extract.clauses import Clause, find_clauses
from twosource.stages.extract.grammar import grow


@cases("clauses.toml")
@pytest.mark.weights
def test_propositions(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)


@pytest.mark.weights
@pytest.mark.parametrize(
    ("text", "predicate", "agent", "patient", "negated"),
    [
        ("The storm destroyed the harbour.", "destroy", "The storm", "the harbour", False),
        ("The harbour was destroyed by the storm.", "destroy", "the storm", "The harbour", False),
        ("The harbour was destroyed.", "destroy", None, "The harbour", False),
        ("The storm did not destroy the harbour.", "destroy", "The storm", "the harbour", True),
        ("The court turned down the plea.", "turn_down", "The court", "the plea", False),
        ("The mayor made a decision.", "decision", "The mayor", "a decision", False),
        ("No ship reached the harbour.", "reach", "No ship", "the harbour", True),
    ],
)
def test_who_does_what(
    text: str, predicate: str, *, agent: str | None, patient: str | None, negated: bool, parser: Any
) -> None:
    frame = clauses_of(text, parser)[0].frame
    assert frame.predicate == predicate
    assert (frame.agent and frame.agent.of(text)) == agent
    assert (frame.patient and frame.patient.of(text)) == patient
    assert frame.negated == negated


@pytest.mark.weights
@pytest.mark.parametrize("text", ["Yes.", "The end.", "…", "“”", "Quite so!"])
def test_too_few_words_are_no_proposition(text: str, parser: Any) -> None:
    assert clauses_of(text, parser) == []


def clauses_of(text: str, parser: Any) -> list[Clause]:
    """The propositions of a text in which nobody speaks."""
    return [clause for tree in grow_all(text, parser) for clause in find_clauses(tree, frozenset())]


@pytest.mark.weights
def test_a_thousand_joined_clauses_are_read(parser: Any) -> None:
    text = "The dam burst " + "and the road broke " * 1_000 + "."
    (sentences,) = parser.parse([(text, [Span(0, len(text))])])
    assert sum(len(find_clauses(grow(sentence), frozenset())) for sentence in sentences) > 500
