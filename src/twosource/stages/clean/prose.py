"""Finds where the prose of a page lies thickest: a stretch of paragraphs, read from first to last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from twosource.stages.clean.elements import Element, above, steps_between
from twosource.stages.clean.page_text import PageText, Paragraph, built
from twosource.stages.clean.units import is_closed

# What a paragraph that is no prose takes from a stretch, in characters of prose; chosen on two sets of
# pages (docs/decisions/extractor.md), where half or twice as much changed little.
_COST = {"furniture": 60.0, "links": 60.0, "label": 30.0, "item": 10.0, "heading": 5.0, "caption": 5.0}
_COST_OF_A_STEP = 20.0  # an element left or entered between two paragraphs
_COST_OF_AN_ARTICLE = 150.0  # an <article> left or entered
_COST_OF_A_TITLE = 250.0  # a heading that leads elsewhere: what follows is the teaser of another report
_MOST_BETWEEN_ALIKE = 60.0
_MOST_BETWEEN_BROTHERS = 250.0
_SENTENCE = 40  # characters
_LONGEST_HEADING = 200
# Of several articles with headings of their own the first is the page's, unless it is this much lighter.
_LEAST_OF_THE_FIRST = 0.35


@dataclass(slots=True)
class _Stretch:
    """Paragraphs of prose, what they weigh, and how they are built."""

    weight: float = 0.0
    members: list[int] = field(default_factory=list)
    makes: Counter[tuple[str, ...]] = field(default_factory=Counter)


@dataclass(slots=True)
class _Between:
    """What stands between two paragraphs of prose."""

    last: Paragraph | None = None
    cost: float = 0.0
    title: Element | None = None  # of the last heading that leads elsewhere
    headed: set[Element | None] = field(default_factory=set)


def thickest_prose(page: PageText, kinds: Sequence[str]) -> frozenset[int]:
    """The paragraphs of prose in the stretch of the page that weighs most.

    A paragraph of prose adds its length without its links; what stands
    between two takes from it, less where the two are built alike.
    """
    heaviest: list[tuple[float, list[int], int]] = [(0.0, [], 0)]  # of each article: weight, members, up to
    stretch, between = _Stretch(), _Between()
    for index, paragraph in enumerate(page.paragraphs):
        if cost := _cost(paragraph, kinds[index]):
            _pass(between, paragraph, cost)
            continue
        if _starts_another(between, paragraph):
            stretch = _Stretch()
            heaviest.append((0.0, [], 0))
        else:
            stretch.weight -= _parting(between, paragraph, stretch)
        if stretch.weight <= 0:
            stretch = _Stretch()
        stretch.weight += paragraph.size - min(paragraph.linked, paragraph.size)
        stretch.members.append(index)
        stretch.makes[built(paragraph)] += 1
        between = _Between(paragraph)
        if stretch.weight > heaviest[-1][0]:
            heaviest[-1] = (stretch.weight, stretch.members, len(stretch.members))
    most = max(weight for weight, _, _ in heaviest)
    first = next(found for found in heaviest if found[0] >= _LEAST_OF_THE_FIRST * most)
    return frozenset(first[1][: first[2]])


def is_prose(paragraph: Paragraph, kind: str) -> bool:
    """Whether a paragraph is prose; `kind` is what the elements around it call it."""
    return not _cost(paragraph, kind)


def _pass(between: _Between, paragraph: Paragraph, cost: float) -> None:
    between.cost += cost
    if paragraph.is_heading:
        between.title = paragraph.element if paragraph.is_list_of_links else between.title
        between.headed.add(_article(paragraph))


def _cost(paragraph: Paragraph, kind: str) -> float:
    """What a paragraph takes from the stretch it interrupts; 0 if it is prose."""
    if kind:
        return _COST["caption" if kind == "caption" else "furniture"]
    if paragraph.is_list_of_links:
        return _COST["links"]
    if paragraph.is_heading and paragraph.size < _LONGEST_HEADING:
        return _COST["heading"]
    if paragraph.is_long or (paragraph.size >= _SENTENCE and is_closed(paragraph.text)):
        return 0.0
    return _COST["item" if paragraph.tag == "li" else "label"]


def _starts_another(between: _Between, following: Paragraph) -> bool:
    """Whether an <article> with a heading of its own starts, outside of the one before."""
    if between.last is None:
        return False
    article = _article(following)
    return (
        article is not None
        and article in between.headed
        and article not in above(between.last.element)
        and _article(between.last) not in (None, *above(article))
    )


def _parting(between: _Between, following: Paragraph, stretch: _Stretch) -> float:
    """What parts two paragraphs of prose."""
    last = between.last
    if last is None:
        return 0.0
    if last.element.parent is following.element.parent:
        return min(
            between.cost, _MOST_BETWEEN_ALIKE if stretch.makes[built(following)] else _MOST_BETWEEN_BROTHERS
        )
    is_teaser = between.title is not None and steps_between(between.title, following.element) < steps_between(
        last.element, following.element
    )
    title = _COST_OF_A_TITLE if is_teaser else 0.0
    is_one_article = _article(last) is _article(following)
    if stretch.makes[built(following)] and is_one_article:
        return min(between.cost, _MOST_BETWEEN_ALIKE) + title
    steps = max(0, steps_between(last.element, following.element) - 2)
    return between.cost + title + _COST_OF_A_STEP * steps + (0.0 if is_one_article else _COST_OF_AN_ARTICLE)


def _article(paragraph: Paragraph) -> Element | None:
    return next((element for element in above(paragraph.element) if element.name == "article"), None)
