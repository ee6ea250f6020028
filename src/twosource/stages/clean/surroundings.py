"""Reads what the elements around a paragraph say of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from twosource.stages.clean.page_text import Paragraph, trail
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_HUMP = re.compile(r"[^a-z0-9]+")
_NEAR = 3  # elements
_PLAIN_TAGS = {"figcaption": "caption", "nav": "navigation", "footer": "other", "aside": "other"}


def furniture_around(paragraph: Paragraph, depth: int = _NEAR) -> str:
    """The kind of furniture that the elements around a paragraph name, or ""."""
    return next((kind for step in trail(paragraph, depth) if (kind := _kind(step, "furniture"))), "")


def report_part_around(paragraph: Paragraph) -> str:
    """The part of a report (caption, byline, date, kicker, subhead) that the elements name, or ""."""
    return next((kind for step in trail(paragraph, _NEAR) if (kind := _kind(step, "report"))), "")


@lru_cache(8192)
def _kind(step: str, group: str) -> str:
    tag, _, told = step.partition(" ")
    for name in _parts(told):
        if kind := _names(group).get(name):
            return kind
    plain = _PLAIN_TAGS.get(tag, "")
    return plain if (plain == "caption") == (group == "report") else ""


@lru_cache(4096)
def _parts(told: str) -> tuple[str, ...]:
    """Every class whole, then its single words and pairs of words."""
    parts: dict[str, None] = {}
    for name in told.split():
        words = [word for word in _HUMP.split(name) if word]
        parts["-".join(words)] = None
        parts.update(dict.fromkeys(f"{a}-{b}" for a, b in pairwise(words)))
        parts.update(dict.fromkeys(words))
    return tuple(parts)


@cache
def _names(group: str) -> dict[str, str]:
    table = load_words(HERE, "surroundings.toml")[group]
    return {name: kind for kind, listed in table.items() for name in listed}
