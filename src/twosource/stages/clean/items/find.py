"""Tells a page that holds several reports from one that holds one, and where each of the several stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.stages.clean.items.flat import flat_stretches
from twosource.stages.clean.items.item import Item, Said, Several
from twosource.stages.clean.items.judge import (
    FEWEST_ARTICLES,
    SHARE,
    are_articles,
    are_reports,
    are_strange,
    is_full_article,
    is_teaser,
    kind_of,
    least_share,
)
from twosource.stages.clean.items.marks import Mark, find_marks, is_time
from twosource.stages.clean.items.stretches import Shape, Stretch, alike, find_shape
from twosource.stages.clean.items.updates import Updates, update_of, updated_paragraphs
from twosource.stages.clean.page_text import PageText

_FEWEST = 3  # stretches with a time of their own that make a page one of several reports
_FEWEST_SAID = 2  # the same where the page lists its updates
_TIMED = 0.8  # of the stretches
_AS_MUCH = 0.9
_LEAST = 40  # characters of prose of an item
_LONGEST_HEADING = 300
_SHARED = Mark("", is_clock=True)  # of an item whose time the page's data tell


def find_items(page: PageText, kinds: Sequence[str], said: Said) -> Several | None:
    """The reports of a page that holds several; None if it holds one, or they cannot be told apart.

    There are several where three or more elements that are alike, or headings,
    have each a time and prose of their own; where the page's data list the
    updates of a live blog and its paragraphs show them; or where there is more
    than one <article> with a heading and paragraphs of its own.
    """
    shape = find_shape(page, kinds)
    if not shape.prose:
        return None
    return _timed(shape, said) or _articles(shape, said)


def _timed(shape: Shape, said: Said) -> Several | None:
    """The items that have a time each, or that the page's data list."""
    fewest = _FEWEST_SAID if said.updates else _FEWEST
    groups = list(alike(shape, fewest, least_share(said)))
    is_flat = said.is_live or not said.is_report
    if not groups and not is_flat:
        return None
    marks = find_marks(shape.page)
    for index in updated_paragraphs(shape.page, said.updates) if said.updates else ():
        marks.setdefault(index, _SHARED)
    found = _best(shape, [_items(shape, group, marks, said.updates) for group in groups], said, fewest)
    if not found and is_flat:
        stretches = flat_stretches(shape.page, marks, fewest, takes_lines=said.is_live)
        found = _best(shape, [_items(shape, stretches, marks, said.updates)], said, fewest)
    if not are_reports(shape, found, said):
        return None
    return Several(kind_of(shape.page, found, said), found)


def _items(
    shape: Shape, stretches: Sequence[Stretch], marks: Mapping[int, Mark], updates: Updates
) -> tuple[Item, ...]:
    return tuple(_item(shape, stretch, marks, updates) for stretch in stretches)


def _item(shape: Shape, stretch: Stretch, marks: Mapping[int, Mark], updates: Updates) -> Item:
    prose = shape.prose_of(stretch)
    update = update_of(shape.page, stretch, updates) if updates else {}
    mark = next((marks[i] for i in stretch.places if i in marks), _SHARED if update else None)
    heading = _heading(shape.page, stretch, min(prose, default=stretch.end))
    return Item(stretch, heading, shape.size(prose), len(prose), mark, update)


def _heading(page: PageText, stretch: Stretch, upto: int) -> int:
    """The highest heading of a stretch before its prose that is more than a time; -1 if it has none."""
    found = [
        index
        for index in range(stretch.start, min(upto, stretch.end))
        if page.paragraphs[index].is_heading
        and page.paragraphs[index].size <= _LONGEST_HEADING
        and not is_time(page.paragraphs[index])
    ]
    return min(found, key=lambda index: page.paragraphs[index].tag, default=-1)


def _best(shape: Shape, groups: Sequence[tuple[Item, ...]], said: Said, fewest: int) -> tuple[Item, ...]:
    """Of several ways to part a page the one that parts most prose into most items; those with a time.

    Of two that do so alike the first, which is the outer one.
    """
    fit: list[tuple[int, int, tuple[Item, ...]]] = []
    for group in groups:
        telling = (item for item in group if shape.says_something(item.stretch))
        own = [item for item in telling if not is_teaser(shape.page, item, said)]
        real = [item for item in own if item.size >= _LEAST]
        timed = [item for item in real if item.mark]
        if len(timed) >= fewest and len(timed) >= _TIMED * len(real):
            size = sum(item.size for item in timed)
            fit.append((size, len(timed), tuple(item for item in own if item.mark)))
    most = max((size for size, _, _ in fit), default=0)
    whole = [(count, group) for size, count, group in fit if size >= _AS_MUCH * most]
    return max(whole, key=lambda entry: entry[0], default=(0, ()))[1]


def _articles(shape: Shape, said: Said) -> Several | None:
    """The <article>s of a page that have a heading and paragraphs of their own each.

    A page that says that it is one report is one, unless its data describe the others too.
    """
    if said.is_report and len(said.reports.by_words) < FEWEST_ARTICLES:
        return None
    for group in alike(shape, FEWEST_ARTICLES, SHARE, only="article"):
        own = tuple(i for i in _items(shape, group, {}, said.reports) if is_full_article(shape, i))
        size = sum(item.size for item in own)
        if len(own) < FEWEST_ARTICLES or size < SHARE * shape.size(shape.prose):
            continue
        if are_articles(shape.page, own, said) and not are_strange(shape, own):
            return Several(kind_of(shape.page, own, said), own)
    return None
