"""Reads what the elements around a paragraph say of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise

from twosource.stages.clean.elements import Element, above, told
from twosource.stages.clean.page_text import PageText, Paragraph, trail
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_HUMP = re.compile(r"[^a-z0-9]+")
_NEAR = 3  # elements
_FAR = 6
_PLAIN_TAGS = {
    "figcaption": "caption",
    "nav": "navigation",
    "footer": "other",
    "aside": "other",
    "button": "other",
    "form": "other",
}
_WHOLE_PAGE = ("main", "body", "html")
# A name around so much of the page's prose tells nothing: some builders call the whole report a teaser.
_SHARE_THAT_CLEARS = 0.35
_SHARE_THAT_CLEARS_COMMENTS = 0.8
_FRAME = 2  # elements around a caption in which its picture stands
_HELD = 5  # elements around a paragraph to whose text it counts
_SHORTEST_HEADING = 15  # characters
_SHORTEST_CAPTION = 12  # characters
_LONGEST_FRAME = 400  # characters beside a picture: a caption with its credit
_PROSE_TAGS = ("p", "li", "blockquote")
# Pictures inside these are theirs, and so are the words below.
_NO_FRAME = ("related", "promo", "newsletter", "comments", "advertisement", "author-bio", "navigation")

Name = tuple[str, str]
"""A name and the kind it means."""


def find_kinds(page: PageText) -> tuple[str, ...]:
    """For each paragraph what the elements around it call it: a kind of furniture, caption, or ""."""
    around_heading = _around_heading(page)
    known: dict[Element, tuple[Name, ...]] = dict.fromkeys(around_heading, ())
    named = [tuple(_furniture_names(paragraph, known)) for paragraph in page.paragraphs]
    cleared = _cleared(page, named)
    texts = _texts(page)
    return tuple(
        _kind(paragraph, _first([name[1] for name in found if name not in cleared]), texts)
        for paragraph, found in zip(page.paragraphs, named, strict=True)
    )


def _first(kinds: Sequence[str]) -> str:
    """The nearest kind that says something, else ``other``."""
    return next((kind for kind in kinds if kind != "other"), "other" if kinds else "")


def _kind(paragraph: Paragraph, furniture: str, texts: Counter[Element]) -> str:
    if furniture in _NO_FRAME or (furniture == "credit" and _is_credited(paragraph)):
        return furniture
    part = report_part_around(paragraph)
    if part == "caption" or (not part and _is_below_picture(paragraph, texts)):
        return "caption"
    return furniture


def _is_credited(paragraph: Paragraph) -> bool:
    """Whether its own element is named for credits."""
    element = paragraph.element
    return any(kind == "credit" for _, kind in _names_in(told(element.name, element.rest), "furniture"))


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


def _around_heading(page: PageText) -> frozenset[Element]:
    """The elements that hold the page's heading: they hold the report too, whatever they are called."""
    heading = next((p for p in page.paragraphs if p.tag == "h1" and p.size >= _SHORTEST_HEADING), None)
    return frozenset(above(heading.element)) if heading else frozenset()


def _furniture_names(paragraph: Paragraph, known: dict[Element, tuple[Name, ...]]) -> Iterator[Name]:
    """The names around a paragraph that mean furniture, each with its kind, nearest first.

    `known` holds the names of elements met before, and none for those that hold the page's heading.
    """
    element: Element | None = paragraph.element
    for depth in range(_FAR):
        if element is None or element.name in _WHOLE_PAGE:
            return
        names = known.get(element)
        if names is None:
            names = known[element] = _names_in(told(element.name, element.rest), "furniture")
        for name in names:
            if depth or not _is_mark(name, paragraph):
                yield name
        element = element.parent


def _is_mark(name: Name, paragraph: Paragraph) -> bool:
    """Whether a name only marks the place: a table of contents leads there, an advertisement follows."""
    return (name[1] == "navigation" and paragraph.is_heading) or (
        name[1] == "advertisement" and paragraph.tag == "p" and paragraph.is_long
    )


def _texts(page: PageText) -> Counter[Element]:
    """How many characters the elements nearest to the paragraphs hold."""
    texts: Counter[Element] = Counter()
    for paragraph in page.paragraphs:
        for element in islice(above(paragraph.element), _HELD):
            texts[element] += paragraph.size
    return texts


def _is_below_picture(paragraph: Paragraph, texts: Counter[Element]) -> bool:
    """Whether a few words share the nearest elements with a picture and nothing else."""
    if paragraph.tag in _PROSE_TAGS or paragraph.is_heading or paragraph.size < _SHORTEST_CAPTION:
        return False
    return any(
        element.has_picture and texts[element] <= _LONGEST_FRAME
        for element in islice(above(paragraph.element), _FRAME)
    )


def furniture_around(paragraph: Paragraph, depth: int = _NEAR) -> str:
    """The kind of furniture that the elements nearest to a paragraph name, or ""."""
    return _first([kind for step in trail(paragraph, depth) for _, kind in _names_in(step, "furniture")])


def furniture_names(element: Element, depth: int = _NEAR) -> frozenset[str]:
    """The kinds of furniture that an element and those around it name."""
    around = islice(above(element), depth)
    return frozenset(kind for at in around for _, kind in _names_in(told(at.name, at.rest), "furniture"))


def report_part_around(paragraph: Paragraph) -> str:
    """The part of a report (caption, byline, date, kicker, subhead) that the elements name, or ""."""
    return next((found[0][1] for step in trail(paragraph, _NEAR) if (found := _names_in(step, "report"))), "")


@lru_cache(8192)
def _names_in(step: str, group: str) -> tuple[tuple[str, str], ...]:
    tag, _, said = step.partition(" ")
    found = [(name, kind) for name in _parts(said) if (kind := _names(group).get(name))]
    if not found and (inside := _inside(group).search(said)):
        found.append((inside[0], _names(f"{group}-inside")[inside[0]]))
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
def _inside(group: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _names(f"{group}-inside"))))


@cache
def _names(group: str) -> dict[str, str]:
    table = load_words(HERE, "surroundings.toml")[group]
    return {name: kind for kind, listed in table.items() for name in listed}
