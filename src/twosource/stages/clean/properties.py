"""Tells what a file's own properties say of a report from what a program wrote there."""

from __future__ import annotations

import re
from functools import cache

from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_LONGEST = 500


def useful(value: str, without: str) -> str:
    """A value with white space made single; "" where a pattern of that name says that it tells nothing."""
    words = _plain(value)
    return "" if _takes(without, words) else words


def is_printed(*programs: str) -> bool:
    """Whether one of the programs that made a file prints what is shown elsewhere."""
    return any(_takes("printing", _plain(program)) for program in programs)


def _plain(value: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in value[: 2 * _LONGEST])
    return " ".join(printable.split())[:_LONGEST]


def _takes(key: str, words: str) -> bool:
    return any(pattern.fullmatch(words) for pattern in _patterns(key))


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(written, re.IGNORECASE) for written in load_words(HERE, "properties.toml")[key])
