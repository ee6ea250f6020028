"""Judges whether stretches of a page are reports, or the comments, teasers or parts of one."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.stages.clean.elements import above, make
from twosource.stages.clean.items.item import LIVE, ROUND_UP, SEVERAL, Item, Said
from twosource.stages.clean.items.links import is_elsewhere, link_of
from twosource.stages.clean.items.marks import Mark, is_coverage
from twosource.stages.clean.items.stretches import Shape
from twosource.stages.clean.page_text import PageText
from twosource.stages.clean.patterns import HERE
from twosource.stages.clean.surroundings import furniture_names
from twosource.words.load import load_set

FEWEST_ARTICLES = 2
SHARE = 0.6  # of the page's prose that its items hold

_SHARE_IF_REPORT = 0.8  # the same where the page says that it is one report
_SHARE_IF_LIVE = 0.3  # the same where it says that it is a live blog
_HALF = 0.5
_HEADED = 0.8  # of the items
_FULL = 300  # characters of prose, or two paragraphs, that no teaser has
_FULL_ARTICLE = 200
_FULL_BEHIND_A_LINK = 400
_LOOKED_AT = 50  # items
_BESIDE = ("aside", "footer", "nav")
# What is no report although it is set as one again and again.
_STRANGE = frozenset({"comments", "related", "promo", "advertisement", "navigation", "newsletter"})


def is_teaser(page: PageText, item: Item, said: Said) -> bool:
    """Whether a heading leads to another page and hardly more than its summary stands below."""
    is_short = item.paragraphs < 2 or item.size < _FULL_BEHIND_A_LINK
    if item.update or item.heading < 0 or not is_short:
        return False
    heading = page.paragraphs[item.heading]
    return heading.is_list_of_links and is_elsewhere(link_of(page, heading), said.address)


def least_share(said: Said) -> float:
    """The share of a page's prose that its items must hold; none where the page lists its updates."""
    if said.is_live:
        return 0.0 if said.updates else _SHARE_IF_LIVE
    return _SHARE_IF_REPORT if said.is_report else SHARE


def are_reports(shape: Shape, found: Sequence[Item], said: Said) -> bool:
    """Whether stretches with a time each are reports."""
    if sum(bool(item.update) for item in found) >= FEWEST_ARTICLES:
        return True
    if not found or sum(item.size for item in found) < least_share(said) * shape.size(shape.prose):
        return False
    if are_strange(shape, found):
        return False
    if said.is_live:
        return True
    if said.is_report or not _are_headed(found):
        return is_coverage(found_marks(found))
    return sum(_is_full(item) for item in found) >= _HALF * len(found)


def are_strange(shape: Shape, found: Sequence[Item]) -> bool:
    """Whether stretches are comments, teasers or what else stands on a page again and again."""
    return any(
        _is_named_strange(shape, item) or _is_thread(shape.page, item) for item in found[:_LOOKED_AT]
    ) or _are_answered(shape.page, found[:_LOOKED_AT])


def are_articles(page: PageText, own: Sequence[Item], said: Said) -> bool:
    """Whether <article>s with a heading each are reports, not the parts of one.

    The page's data describe two of them, or nothing says that the page is one
    report and their headings are set alike.
    """
    if sum(bool(item.update) for item in own) >= FEWEST_ARTICLES:
        return True
    tags = {page.paragraphs[item.heading].tag for item in own}
    return not said.is_report and len(tags) == 1


def is_full_article(shape: Shape, item: Item) -> bool:
    """Whether an article has a heading, and prose that is more than a summary of what stands elsewhere."""
    if item.heading < 0 or item.paragraphs < 2 or item.size < _FULL_ARTICLE:
        return False
    last = shape.page.paragraphs[shape.prose_of(item.stretch)[-1]].text
    return not last.endswith(("…", "..."))


def kind_of(page: PageText, found: Sequence[Item], said: Said) -> str:
    """What a page of these items is called."""
    tags = [page.paragraphs[item.heading].tag for item in found if item.heading >= 0]
    if said.is_live or said.updates:
        return LIVE
    if tags and tags.count("h1") >= _HALF * len(tags):
        return SEVERAL
    marks = found_marks(found)
    if len(marks) == len(found) and is_coverage(marks):
        return LIVE
    above_all = page.paragraphs[: found[0].stretch.start]
    return ROUND_UP if any(paragraph.tag == "h1" for paragraph in above_all) else SEVERAL


def found_marks(found: Sequence[Item]) -> list[Mark]:
    """The times of items."""
    return [item.mark for item in found if item.mark]


def _are_headed(found: Sequence[Item]) -> bool:
    return sum(item.heading >= 0 for item in found) >= _HEADED * len(found)


def _is_full(item: Item) -> bool:
    return item.paragraphs > 1 or item.size >= _FULL


def _is_named_strange(shape: Shape, item: Item) -> bool:
    """Whether the elements around an item name furniture, or stand beside the page's text."""
    element = item.stretch.around or shape.page.paragraphs[item.stretch.start].element
    return any(at.name in _BESIDE for at in above(element)) or bool(furniture_names(element) & _STRANGE)


def _is_thread(page: PageText, item: Item) -> bool:
    """Whether an item holds others like itself, as a comment does its answers."""
    around = item.stretch.around
    if around is None:
        return False
    own = make(around.name, around.rest)
    if own.endswith("."):
        return False
    for index in item.stretch.places:
        for element in above(page.paragraphs[index].element):
            if element is around:
                break
            if make(element.name, element.rest) == own:
                return True
    return False


def _are_answered(page: PageText, found: Sequence[Item]) -> bool:
    """Whether half of the items have a button for an answer."""
    reply = load_set(HERE, "items.toml", "reply")
    answered = sum(
        any(
            page.paragraphs[i].size < 20 and page.paragraphs[i].text.casefold() in reply
            for i in item.stretch.places
        )
        for item in found
    )
    return answered >= _HALF * len(found)
