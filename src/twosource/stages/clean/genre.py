"""Tells what kind of text a report is said to be: news, opinion, analysis, sponsored, press release …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import unquote

from twosource.data import Block, Stated
from twosource.stages.clean.head import Head
from twosource.stages.clean.linked_data import LinkedData, kinds_of
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_YES = frozenset({"true", "yes", "1"})
_GAPS = re.compile(r"[\s_-]+")
_MARKED = re.compile(r"\s*(?:[:|–—•·]|\s-\s)")
_LONGEST = 40  # characters of a word for a kind
_MOST_PARTS = 8


def page_genres(head: Head, data: LinkedData, address: str) -> Iterator[Stated]:
    """The kinds that a page's data, meta elements, sections and address state, best first."""
    table = load_words(HERE, "genre.toml")
    kinds = set(kinds_of(data.report))
    yield from (
        Stated("genre", genre, "json-ld") for genre, own in table["types"].items() if kinds & set(own)
    )
    for genre, names in table["marks"].items():
        if any(head.first(name).lower() in _YES for name in names):
            yield Stated("genre", genre, "meta")
    sections = head.each(load_words(HERE, "meta.toml")["section"])
    parts = unquote(address.partition("://")[2].partition("?")[0]).split("/")[1:-1]
    for where, told in (
        ("json-ld", data.texts(data.report.get("genre"))),
        ("json-ld", data.texts(data.report.get("articleSection"))),
        ("meta", sections),
        ("address", parts[:_MOST_PARTS]),
    ):
        yield from (Stated("genre", genre, where) for value in told if (genre := genre_of(value)))


def line_genres(text: str, blocks: Sequence[Block]) -> Iterator[Stated]:
    """The kinds that the kicker states, and what stands before a mark in the headline."""
    for block in blocks:
        if block.kind not in ("kicker", "headline"):
            continue
        words = block.span.of(text).lstrip("# ")[: 2 * _LONGEST]
        marked = _MARKED.search(words)
        if block.kind == "kicker" or marked:
            first = words[: marked.start()] if marked else words
            if genre := genre_of(first):
                yield Stated("genre", genre, block.kind)


def genre_of(written: str) -> str:
    """The kind that a section, a rubric or a part of an address is a word for, or ""."""
    return _words().get(_GAPS.sub(" ", written[:_LONGEST].casefold()).strip(" .:|#"), "")


@cache
def _words() -> Mapping[str, str]:
    table = load_words(HERE, "genre.toml")["words"]
    return {word: genre for genre, words in reversed(table.items()) for word in words}
