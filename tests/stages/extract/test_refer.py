"""Pronouns, offices and descriptions, and whom they mean."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stages.extract.expected import assert_claims, cases, grow_all
from twosource.data import Name, Span, Voice
from twosource.stages.extract.offices import fits, head_words, office_key, offices_of, role_words
from twosource.stages.extract.refer import (
    find_references,
    follow_speakers,
    name_at,
)

CASTELL = Name(Span(0, 12), "person", "Mira Castell", "harbour spokeswoman")
HASK = Name(Span(20, 29), "person", "Paul Hask", "prime minister")


@cases("refer.toml")
@pytest.mark.weights
def test_who_speaks(case: dict[str, Any], parser: Any) -> None:
    assert_claims(case, parser)


@pytest.mark.parametrize(
    ("lemma", "key"),
    [
        ("spokesman", "spokesperson"),
        ("spokeswoman", "spokesperson"),
        ("mayor", "mayor"),
        ("dam", None),
        ("", None),
    ],
)
def test_offices_in_one_form(lemma: str, key: str | None) -> None:
    assert office_key(lemma) == key


def test_words_of_an_office() -> None:
    assert list(role_words("Vice-President (acting), Ports")) == ["vice", "president", "acting", "ports"]


@pytest.mark.parametrize(
    ("role", "offices"),
    [
        ("Mayor", {"mayor"}),
        ("Norvald Gov.", {"governor"}),
        ("prime minister", {"premier"}),
        ("President Hask’s first security adviser", {"adviser"}),
        ("a spokeswoman for the president", {"spokesperson"}),
        ("chairman and chief executive", {"chair"}),
        ("the club", set()),
        ("", set()),
    ],
)
def test_offices_of_a_role(role: str, offices: set[str]) -> None:
    assert offices_of(role) == offices


@pytest.mark.parametrize(
    ("office", "modifiers", "role", "is_fit"),
    [
        ("mayor", [], "Mayor", True),
        ("mayor", ["embattled"], "Mayor", True),
        ("president", [], "Vice President", False),
        ("president", ["vice"], "Vice President", True),
        ("minister", ["foreign"], "Communications Minister", False),
        ("minister", [], "Foreign Minister", True),
        ("judge", [], "mayor", False),
    ],
)
def test_what_a_description_fits(office: str, modifiers: list[str], role: str, is_fit: bool) -> None:
    assert fits(frozenset({office}), modifiers, role) is is_fit


def test_the_words_of_the_office_itself() -> None:
    assert head_words("the ministry’s chief spokesman in Norvald") == ("chief", "spokesman")


def test_the_longest_name_at_a_place() -> None:
    surname = Name(Span(5, 12), "person", "Castell")
    assert name_at([CASTELL, surname], Span(6, 8)) == CASTELL
    assert name_at([CASTELL, surname], Span(12, 14)) is None


def test_a_pronoun_follows_who_its_saying_was_traced_to() -> None:
    he = Name(Span(40, 42), "person", "Paul Hask", "prime minister", "pronoun")
    ivo = Voice("Ivo Brandt", "person", "captain", "", Span(40, 42))
    body = Voice("the council", "body", span=Span(20, 29))
    followed = follow_speakers([HASK, he], [(Voice("The Tern", "outlet"), ivo), (body,)])
    assert followed == (HASK, Name(Span(40, 42), "person", "Ivo Brandt", "captain", "pronoun"))


@pytest.mark.weights
def test_a_pronoun_far_from_every_name_means_nobody(parser: Any) -> None:
    filler = "The wall was old and wet. " * 50
    text = f"Mira Castell left. {filler}She came back."
    assert find_references(text, grow_all(text, parser), [CASTELL]) == ()


@pytest.mark.weights
def test_an_office_of_somewhere_else_may_be_somebody_new(parser: Any) -> None:
    text = "Paul Hask met the minister of Norvald."
    name = Name(Span(0, 9), "person", "Paul Hask", "prime minister")
    assert find_references(text, grow_all(text, parser), [name]) == ()
