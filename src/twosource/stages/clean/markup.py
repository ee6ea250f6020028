"""Cuts the source of a page into tags and text, as tolerant as a browser, places kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_set

# Possessive, so that no page makes it slow: a tag is read once from left to right.
_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)"""
    r"""(?P<rest>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?)*+)>"""
)
_ATTRIBUTE = re.compile(r"""(?<![^\s"'/])([^\s=/"'>]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_LONGEST_TAG = 20_000


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its place in the source; `rest` are its attributes as written."""

    name: str
    is_end: bool
    start: int
    end: int
    rest: str

    def attributes(self) -> dict[str, str]:
        """The attributes by name in small letters."""
        return attributes_of(self.rest)


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text between tags."""

    start: int
    end: int


def cut_markup(source: str) -> Iterator[Tag | Words]:
    """Tags and text in order; comments, declarations and what is never shown are left out.

    An element whose content is not shown (script, style …) is given as its
    start tag alone.
    """
    unseen = names("unseen")
    at = text_from = 0
    while (at := source.find("<", at)) >= 0:
        upto, tag = _one(source, at)
        if upto == at:  # a lone "<" is text
            at += 1
            continue
        if text_from < at:
            yield Words(text_from, at)
        if tag is not None:
            yield tag
            if tag.name in unseen and not tag.is_end:
                upto = _past_content(source, tag)
        at = text_from = upto
    if text_from < len(source):
        yield Words(text_from, len(source))


def _one(source: str, at: int) -> tuple[int, Tag | None]:
    """The end of what starts with the ``<`` at `at`, and the tag if it is one; `at` if it is text."""
    if source.startswith("<!--", at):
        end = source.find("-->", at + 4)
        return (end + 3 if end >= 0 else len(source)), None
    following = source[at + 1 : at + 2]
    if following in ("!", "?"):
        end = source.find(">", at)
        return (end + 1 if end >= 0 else len(source)), None
    found = _TAG.match(source, at)
    if found is None:
        return at, None
    return found.end(), Tag(
        found["name"].lower(), bool(found["close"]), found.start(), found.end(), found["rest"]
    )


def _past_content(source: str, tag: Tag) -> int:
    """The place behind the end tag of an element whose content is not shown."""
    if tag.rest.endswith("/") and tag.name in ("svg", "math"):
        return tag.end
    closing = _closing(tag.name).search(source, tag.end)
    return closing.end() if closing else len(source)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(f"</{re.escape(name)}(?:[^>]*>|$)", re.IGNORECASE)


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag as written, by name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written[:_LONGEST_TAG]):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return found


def names(key: str) -> frozenset[str]:
    """The elements of one group of markup.toml."""
    return load_set(HERE, "markup.toml", key)
