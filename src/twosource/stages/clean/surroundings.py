"""Reads what the elements around a paragraph say of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise

from twosource.stages.clean.page_text import Element, PageText, Paragraph, above, told, trail
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_HUMP = re.compile(r"[^a-z0-9]+")
_NEAR = 3  # elements
_FAR = 6
_PLAIN_TAGS = {"figcaption": "caption", "nav": "navigation", "footer": "other", "aside": "other"}
_WHOLE_PAGE = ("main", "body", "html")
# A name around so much of the page's prose tells nothing: some builders call the whole report a teaser.
_SHARE_THAT_CLEARS = 0.35
_SHARE_THAT_CLEARS_COMMENTS = 0.8
_FRAME = 3  # elements
_LONGEST_FRAME = 400  # characters beside a picture: a caption with its credit
_PROSE_TAGS = ("p", "li", "blockquote")
# Pictures inside these are theirs, and so are the words below.
_NO_FRAME = ("related", "promo", "newsletter", "comments", "advertisement", "author-bio", "navigation")

Name = tuple[str, str]
"""A name and the kind it means."""


def find_kinds(page: PageText) -> tuple[str, ...]:
    """For each paragraph what the elements around it call it: a kind of furniture, caption, or ""."""
    named = [tuple(_furniture_names(paragraph)) for paragraph in page.paragraphs]
    cleared = _cleared(page, named)
    texts = _texts(page)
    return tuple(
        _kind(paragraph, next((name[1] for name in found if name not in cleared), ""), texts)
        for paragraph, found in zip(page.paragraphs, named, strict=True)
    )


def _kind(paragraph: Paragraph, furniture: str, texts: Counter[Element]) -> str:
    if furniture in _NO_FRAME:
        return furniture
    part = report_part_around(paragraph)
    if part == "caption" or (not part and _is_below_picture(paragraph, texts)):
        return "caption"
    return furniture


def _cleared(page: PageText, named: Sequence[tuple[Name, ...]]) -> frozenset[Name]:
    sizes: Counter[Name] = Counter()
    total = 0
    for paragraph, found in zip(page.paragraphs, named, strict=True):
        if paragraph.is_long:
            total += paragraph.size
            for name in set(found):
                sizes[name] += paragraph.size
    return frozenset(name for name, size in sizes.items() if size >= _bound(name[1]) * total)


def _bound(kind: str) -> float:
    return _SHARE_THAT_CLEARS_COMMENTS if kind == "comments" else _SHARE_THAT_CLEARS


def _furniture_names(paragraph: Paragraph) -> Iterator[Name]:
    """The names around a paragraph that mean furniture, each with its kind, nearest first."""
    for depth, element in enumerate(above(paragraph.element)):
        if depth == _FAR or element.name in _WHOLE_PAGE:
            return
        yield from _names_in(told(element.name, element.rest), "furniture")


def _texts(page: PageText) -> Counter[Element]:
    """How many characters the elements nearest to the paragraphs hold."""
    texts: Counter[Element] = Counter()
    for paragraph in page.paragraphs:
        for element in islice(above(paragraph.element), _FRAME):
            texts[element] += paragraph.size
    return texts


def _is_below_picture(paragraph: Paragraph, texts: Counter[Element]) -> bool:
    """Whether a few words share the nearest elements with a picture and nothing else."""
    if paragraph.tag in _PROSE_TAGS or paragraph.is_heading:
        return False
    return any(
        element.has_picture and texts[element] <= _LONGEST_FRAME
        for element in islice(above(paragraph.element), _FRAME)
    )


def furniture_around(paragraph: Paragraph, depth: int = _NEAR) -> str:
    """The kind of furniture that the elements nearest to a paragraph name, or ""."""
    return next(
        (found[0][1] for step in trail(paragraph, depth) if (found := _names_in(step, "furniture"))), ""
    )


def report_part_around(paragraph: Paragraph) -> str:
    """The part of a report (caption, byline, date, kicker, subhead) that the elements name, or ""."""
    return next((found[0][1] for step in trail(paragraph, _NEAR) if (found := _names_in(step, "report"))), "")


@lru_cache(8192)
def _names_in(step: str, group: str) -> tuple[tuple[str, str], ...]:
    tag, _, said = step.partition(" ")
    found = [(name, kind) for name in _parts(said) if (kind := _names(group).get(name))]
    plain = _PLAIN_TAGS.get(tag, "")
    if plain and (plain == "caption") == (group == "report"):
        found.append((f"<{tag}>", plain))
    return tuple(found)


@lru_cache(4096)
def _parts(said: str) -> tuple[str, ...]:
    """Every class whole, then its single words and pairs of words."""
    parts: dict[str, None] = {}
    for name in said.split():
        words = [word for word in _HUMP.split(name) if word]
        parts["-".join(words)] = None
        parts.update(dict.fromkeys(f"{a}-{b}" for a, b in pairwise(words)))
        parts.update(dict.fromkeys(words))
    return tuple(parts)


@cache
def _names(group: str) -> dict[str, str]:
    table = load_words(HERE, "surroundings.toml")[group]
    return {name: kind for kind, listed in table.items() for name in listed}
