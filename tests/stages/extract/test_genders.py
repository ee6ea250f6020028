"""Women and men by title, office and given name."""

from __future__ import annotations

import pytest

from twosource.data import Name, Span
from twosource.stages.extract.genders import gender_of_words, genders_of
from twosource.stages.extract.given import MAN, WOMAN, gender_of_given


@pytest.mark.parametrize(("name", "gender"), [("Anna", WOMAN), ("PAUL", MAN), ("Norvald", ""), ("", "")])
def test_given_names(name: str, gender: str) -> None:
    assert gender_of_given(name) == gender


@pytest.mark.parametrize(
    ("words", "gender"),
    [(["Mrs."], WOMAN), (["chief", "spokesman"], MAN), (["mayor"], ""), (["sister", "brother"], "")],
)
def test_titles_and_nouns(words: list[str], gender: str) -> None:
    assert gender_of_words(words) == gender


def test_a_title_outweighs_a_given_name() -> None:
    text = "Paul Reed came. Ms. Reed left. Brown, the spokesman for the queen, stayed."
    names = [
        Name(Span(0, 9), "person", "Paul Reed"),
        Name(Span(20, 24), "person", "Paul Reed"),
        Name(Span(31, 36), "person", "Brown", "the spokesman for the queen"),
    ]
    assert genders_of(text, names) == {"Paul Reed": WOMAN, "Brown": MAN}


def test_titles_that_clash_leave_the_given_name() -> None:
    text = "Mr. Castell came. Ms. Castell left."
    names = [Name(Span(4, 11), "person", "Anna Castell"), Name(Span(22, 29), "person", "Anna Castell")]
    assert genders_of(text, names) == {"Anna Castell": WOMAN}
