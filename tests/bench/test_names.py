"""Whom a short mention means, judged by hand."""

from __future__ import annotations

import pytest

from bench.scoring.names import (
    RIGHT,
    SILENT,
    WRONG,
    Label,
    at_head,
    commonest,
    is_named,
    nearest_earlier,
    verdict,
)
from bench.scoring.spans import Place

TEXT = (
    "Governor Mira Castell met Tomas Reed. "
    "The governor said Castell and Reed would meet Brown’s aide. She left."
)


def place(words: str, after: int = 0) -> Place:
    at = TEXT.index(words, after)
    return at, at + len(words)


FULL = place("Mira Castell")
SURNAME = Label(place("Castell", 40), "surname", FULL)
OFFICE = Label(place("The governor"), "office", FULL)
UNKNOWN = Label(place("Brown"), "surname", None)
SHE = Label(place("She"), "pronoun", FULL)


@pytest.mark.parametrize(
    ("label", "answer", "due"),
    [
        (SURNAME, "Mira Castell", RIGHT),
        (SURNAME, "Governor Mira Castell", RIGHT),
        (SURNAME, "Jon Mira Castell", WRONG),
        (SURNAME, "Tomas Reed", WRONG),
        (SURNAME, "Castell", SILENT),
        (SURNAME, None, SILENT),
        (OFFICE, "the governor", SILENT),
        (UNKNOWN, None, RIGHT),
        (UNKNOWN, "Brown’s", RIGHT),
        (UNKNOWN, "Tomas Reed", WRONG),
    ],
)
def test_an_answer_is_right_silent_or_wrong(label: Label, answer: str | None, due: str) -> None:
    assert verdict(TEXT, label, answer) == due


def test_a_title_is_kept_only_as_the_text_has_it() -> None:
    assert is_named(TEXT, "The Governor Mira Castell", "Mira Castell")
    assert not is_named(TEXT, "Mayor Mira Castell", "Mira Castell")


def test_the_name_over_the_last_word_answers() -> None:
    named = [(place("governor", 39), "short"), (OFFICE.place, "long"), (place("The", 38), "no")]
    assert at_head(named, OFFICE) == "long"
    assert at_head(named, SHE) is None


def test_the_nearest_earlier_name_holds_the_word() -> None:
    assert nearest_earlier(TEXT, SURNAME) == "governor mira castell"
    assert nearest_earlier(TEXT, OFFICE) == "governor mira castell"
    assert nearest_earlier(TEXT, UNKNOWN) is None
    assert nearest_earlier(TEXT, SHE) == "tomas reed"


def test_the_commonest_is_what_most_labels_mean() -> None:
    reed = Label(place("Reed", 40), "surname", place("Tomas Reed"))
    assert commonest(TEXT, [reed, SURNAME, UNKNOWN, OFFICE]) == "Mira Castell"
    assert commonest(TEXT, [UNKNOWN]) is None
