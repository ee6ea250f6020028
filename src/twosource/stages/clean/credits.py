"""Reads which agency a text is credited to: in a statement, a credit line, a dateline, behind a paragraph."""

from __future__ import annotations

import re
from functools import cache

from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words


def agencies_in(words: str) -> list[str]:
    """The agencies that a short statement names, as written, each once."""
    return list(dict.fromkeys(found.group() for found in agency_pattern().finditer(words[:300])))


@cache
def agency_pattern() -> re.Pattern[str]:
    """One of the agencies by any of its names, as whole words."""
    names = sorted(load_words(HERE, "people.toml")["agencies"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")
