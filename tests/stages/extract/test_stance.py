"""How the innermost voice stands to its words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import assert_claims, cases, grow_all, read
from twosource.stages.extract.stance import Manner, ends_in_question, stance_of

CUES = ("asserts", "denies", "doubts", "asks")


@cases("stance.toml")
@pytest.mark.weights
def test_stances(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)


@pytest.mark.weights
@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Did the dam burst?", True),
        ("“Did the dam burst?”", True),
        ("“Did the dam burst?’ ", True),
        ("The dam burst.", False),
        ("The dam burst!", False),
    ],
)
def test_questions(text: str, is_one: bool, parser: Any) -> None:
    assert ends_in_question(grow_all(text, parser)[-1], text) == is_one


@pytest.mark.weights
@pytest.mark.parametrize("cue", CUES)
def test_a_question_turns_an_assertion_and_a_statement_a_demand(cue: str, parser: Any) -> None:
    tree = grow_all("The dam burst before dawn.", parser)[0]
    head = next(i for i, token in enumerate(tree.tokens) if token.head == i)
    asked = stance_of(tree, head, Manner(cue, "state", is_question=True))
    assert asked == ("asks" if cue == "asserts" else cue)
    assert stance_of(tree, head, Manner(cue, "state")) == ("asserts" if cue == "asks" else cue)


@pytest.mark.weights
@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("Mira Castell said she had no part in the sale.", "asserts"),
        ("Mira Castell denied that she had a part in the sale.", "denies"),
    ],
)
def test_only_a_denial_by_its_cue_turns_the_words(text: str, turn: str, parser: Any) -> None:
    _, reading = read({"text": text}, parser)
    assert [(c.stance, c.turn) for c in reading.claims] == [("denies", turn)]
