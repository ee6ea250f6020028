"""The elements that stand as blocks around the paragraphs of a page, and what their names tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from twosource.stages.clean.markup import attributes_of

_TELLING = ("class", "id", "itemprop", "role", "data-testid", "rel", "aria-label")
_LONGEST_TOLD = 300
_HUMP = re.compile("(?<=[a-z0-9])(?=[A-Z][a-z]{3})")


@dataclass(slots=True, eq=False)
class Element:
    """An element that stands as a block; `rest` are its attributes as written.

    Not frozen, as making it would then cost more than reading its tag.
    """

    name: str
    rest: str
    parent: Element | None
    number: int
    depth: int
    is_hidden: bool
    has_picture: bool = False


def above(element: Element) -> Iterator[Element]:
    """The element and those around it, inner ones first."""
    at: Element | None = element
    while at is not None:
        yield at
        at = at.parent


def steps_between(one: Element, other: Element) -> int:
    """How many elements are left or entered on the way from one to the other."""
    count = 0
    while one is not other:
        if one.depth >= other.depth and one.parent is not None:
            one = one.parent
        elif other.parent is not None:
            other = other.parent
        count += 1
    return count


@lru_cache(4096)
def told(name: str, rest: str) -> str:
    """What an element's name and attributes tell of its use, in small letters, humps parted by hyphens."""
    if not rest.strip("/ "):
        return name
    given = attributes_of(rest)
    said = " ".join(given[key] for key in _TELLING if key in given)
    return f"{name} {_HUMP.sub('-', said).lower()}".strip()[:_LONGEST_TOLD]


@lru_cache(4096)
def make(name: str, rest: str) -> str:
    """An element's name with its class."""
    return f"{name}.{attributes_of(rest).get('class', '') if 'class' in rest else ''}"[:200]
