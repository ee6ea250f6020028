"""Finds the elements of a page that are alike and hold prose each: what may be its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.stages.clean.elements import Element, above, make
from twosource.stages.clean.page_text import PageText
from twosource.stages.clean.prose import is_prose
from twosource.stages.clean.units import is_closed

_BOXES = frozenset({"article", "section", "div", "li"})
_MOST_KINDS = 8  # kinds of elements that are looked at closely
_FEWEST_WORDS = 3

# What elements that are alike have in common: how deep they lie, their name, what holds them.
Make = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The paragraphs ``[start, end)`` of a page; `around` is what holds them, None if nothing does."""

    start: int
    end: int
    around: Element | None = None

    @property
    def places(self) -> range:
        """The indexes of its paragraphs."""
        return range(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Shape:
    """The paragraphs of a page, what their surroundings call them, and where its prose stands.

    `sizes` are the characters of prose that elements hold.
    """

    page: PageText
    kinds: Sequence[str]
    prose: frozenset[int]
    sizes: Counter[Element]

    def size(self, places: Sequence[int] | frozenset[int]) -> int:
        """How many characters stand at these places."""
        return sum(self.page.paragraphs[i].size for i in places)

    def prose_of(self, stretch: Stretch) -> list[int]:
        """The places of the prose of a stretch."""
        return [i for i in stretch.places if i in self.prose]

    def says_something(self, stretch: Stretch) -> bool:
        """Whether a stretch has prose, or a short sentence at least."""
        return any(i in self.prose or self._is_sentence(i) for i in stretch.places)

    def _is_sentence(self, index: int) -> bool:
        paragraph = self.page.paragraphs[index]
        return (
            not self.kinds[index]
            and is_closed(paragraph.text)
            and len(paragraph.text.split()) >= _FEWEST_WORDS
            and not paragraph.is_heading
            and not paragraph.is_list_of_links
        )


def find_shape(page: PageText, kinds: Sequence[str]) -> Shape:
    """Where the prose of a page stands; `kinds` is what the elements around each paragraph call it."""
    prose = [i for i, paragraph in enumerate(page.paragraphs) if is_prose(paragraph, kinds[i])]
    sizes: Counter[Element] = Counter()
    for index in prose:
        paragraph = page.paragraphs[index]
        for element in above(paragraph.element):
            sizes[element] += paragraph.size
    return Shape(page, kinds, frozenset(prose), sizes)


def alike(shape: Shape, fewest: int, share: float, *, only: str = "") -> Iterator[tuple[Stretch, ...]]:
    """For each kind of elements of which `fewest` hold prose all of that kind, those with most prose first.

    They hold at least that share of the page's prose.  Of two kinds with as
    much the outer one is first.  With `only`, elements of that name alone.
    """
    least = share * shape.size(shape.prose)
    held: dict[Make, list[int]] = {}
    for element, size in shape.sizes.items():
        if element.name == only or (not only and (element.name in _BOXES or "-" in element.name)):
            held.setdefault(make_of(element), []).append(size)
    fit = [(sum(sizes), made) for made, sizes in held.items() if len(sizes) >= fewest]
    found = [(size, made) for size, made in fit if size >= least]
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    for _, made in found[:_MOST_KINDS]:
        yield tuple(_stretches(shape.page, made))


def make_of(element: Element) -> Make:
    """What an element has in common with those that are alike."""
    around = element.parent
    return (element.depth, element.name, make(around.name, around.rest) if around else "")


def _stretches(page: PageText, made: Make) -> Iterator[Stretch]:
    """The paragraphs of every element of one make."""
    start, around = 0, None
    for index, paragraph in enumerate(page.paragraphs):
        element = _inside(paragraph.element, made)
        if element is not around:
            if around is not None:
                yield Stretch(start, index, around)
            start, around = index, element
    if around is not None:
        yield Stretch(start, len(page.paragraphs), around)


def _inside(element: Element, made: Make) -> Element | None:
    """The element of that make in which a paragraph stands, if it does."""
    at: Element | None = element
    while at is not None and at.depth > made[0]:
        at = at.parent
    return at if at is not None and at.depth == made[0] and make_of(at) == made else None
