"""The word lists around numbers, and the words of a line as they are looked up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from twosource.stages.extract.times_lexer import Line
from twosource.words.load import load_words


@cache
def table(name: str) -> Mapping[str, Any]:
    """A part of the word lists beside this file."""
    part: Mapping[str, Any] = load_words("twosource.stages.extract", "quantities.toml")[name]
    return part


@cache
def words_of(name: str, key: str) -> frozenset[str]:
    """A list of the word lists as a set."""
    return frozenset(table(name)[key])


def phrase(line: Line, first: int, end: int) -> str:
    """The words of some tokens, parted by spaces."""
    return " ".join(line.words[max(0, first) : end])
