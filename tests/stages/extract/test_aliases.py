"""Short forms and the full form that the same report uses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.extract.expected import cases
from twosource.stages.extract.aliases import full_forms, is_initialism, spelled_out

WORDS = st.lists(
    st.sampled_from(["Mira", "Jon", "Castell", "Voss", "J.", "NUB", "Union", "of"]), min_size=1, max_size=4
)
MENTIONS = st.lists(st.tuples(WORDS.map(" ".join), st.sampled_from(["person", "body", "place"])), max_size=8)


@cases("aliases.toml")
def test_full_forms(case: dict[str, Any]) -> None:
    forms = full_forms(case.get("text", ""), [(words, kind) for words, kind in case["mentions"]])
    assert {words: forms[words] for words in case["forms"]} == case["forms"]


@given(MENTIONS)
def test_a_full_form_is_a_form_of_the_report(mentions: list[tuple[str, str]]) -> None:
    wordings = {words for words, _ in mentions}
    for words, full in full_forms("", mentions).items():
        assert words in wordings
        assert full in wordings


@given(MENTIONS)
def test_the_order_of_mentions_decides_no_persons_form(mentions: list[tuple[str, str]]) -> None:
    people = sorted({words for words, kind in mentions if kind == "person"})
    there = full_forms("", [(words, "person") for words in people])
    back = full_forms("", [(words, "person") for words in reversed(people)])
    assert {w: len(f) for w, f in there.items()} == {w: len(f) for w, f in back.items()}


@pytest.mark.parametrize(
    ("short", "full"), [("NUB", "Northern Union Bank"), ("HFU", "Harbour and Ferry Union")]
)
def test_initialisms(short: str, full: str) -> None:
    assert is_initialism(short, full)


@pytest.mark.parametrize(
    ("short", "full"), [("Nub", "Northern Union Bank"), ("NU", "Northern Union Bank"), ("NUB", "NUB")]
)
def test_what_is_no_initialism(short: str, full: str) -> None:
    assert not is_initialism(short, full)


@pytest.mark.parametrize(
    ("short", "words", "full"),
    [
        ("NUB", "Yesterday Old Northern Union Bank", "Northern Union Bank"),
        ("Nofa", "the Norvald Office of Ferry Affairs", "Norvald Office of Ferry Affairs"),
        ("CHW", "Co-operative of Harbour Workers", "Co-operative of Harbour Workers"),
        ("CPB", "Castell Co-operative Bank", ""),
        ("NCPB", "Norvald Co-Piers Board", "Norvald Co-Piers Board"),
        ("DOF", "the Department of Ferries", "Department of Ferries"),
        ("NUB", "Northern Bank", ""),
        ("N", "Northern", ""),
    ],
)
def test_the_words_that_letters_stand_for(short: str, words: str, full: str) -> None:
    assert spelled_out(short, words.split()) == full
