"""Given names that are nearly always a woman's or a man's."""

from __future__ import annotations

from twosource.words.load import load_set

GIVEN = "given_names.toml"
WOMAN, MAN = "woman", "man"


def gender_of_given(name: str) -> str:
    """What a given name tells, "" where it tells nothing."""
    word = name.casefold()
    if word in load_set("twosource.words", GIVEN, "female"):
        return WOMAN
    return MAN if word in load_set("twosource.words", GIVEN, "male") else ""
