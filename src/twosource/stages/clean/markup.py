"""Cuts the source of a page into tags and text, as tolerant as a browser, places kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_set, load_words

# A tag (1 "/" of an end tag, 2 name, 3 attributes as written), or a comment, declaration or instruction.
# Possessive, and what is open at the end of the page ends there: no page is read twice.
TAG = re.compile(
    r"""<(?:(/?)([a-zA-Z][^\s/>]*+)([^>"'=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|)[^>"'=]*+|["'])*+)(?:>|\Z)"""
    r"""|!--(?:-?>|.*?(?:--!?>|\Z))|[!?/][^>]*+(?:>|\Z))""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?<![^\s"'/])([^\s=/"'>]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_LONGEST_TAG = 20_000


def past_content(source: str, name: str, start: int) -> int:
    """The place behind the end tag of an element whose content is not shown, from `start` on."""
    closing = _closing(name).search(source, start)
    return closing.end() if closing else len(source)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(f"</(?i:{re.escape(name)})(?:[\\s/][^>]*+)?+(?:>|\\Z)")


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag as written, by name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written[:_LONGEST_TAG]):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return found


def names(key: str) -> frozenset[str]:
    """The elements of one group of markup.toml."""
    return load_set(HERE, "markup.toml", key)


@cache
def ended_by() -> Mapping[str, frozenset[str]]:
    """By the name of a start tag: the open elements that it ends."""
    table = load_words(HERE, "markup.toml")["ended_by"]
    return {name: frozenset(row["ends"]) for row in table for name in row["start"]}
