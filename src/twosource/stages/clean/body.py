"""Chooses the paragraphs of a page that are the report's body.

Three witnesses are heard: the extractor, the text that the page states of
itself for machines, and where prose lies densest.  The second wins where it
is whole, the third where the first has missed most of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from twosource.stages.clean.align import Squeezed, coverage, place_lines
from twosource.stages.clean.page_text import Element, PageText, Paragraph, above, built
from twosource.stages.clean.surroundings import furniture_around, report_part_around

_HALF = 0.5
_WHOLE = 0.6
_MISSED = 0.3
_PROSE = 80  # characters: shorter paragraphs do not tell where the report lies
_DENSE = 0.6
_SHARE_THAT_CLEARS = 0.3
_BUILT_ALIKE = 3
_AHEAD = 3  # paragraphs in which a heading's text begins
_NEAR = 4  # elements
_SENTENCE = 40  # characters


def choose_body(page: PageText, squeezed: Squeezed, extracted: str, stated_body: str) -> frozenset[int]:
    """The indexes of the paragraphs that are the body."""
    near_extracted = _covered(page, squeezed, extracted)
    near_stated = _covered(page, squeezed, stated_body) if stated_body else frozenset()
    dense = _densest(page)
    size, dense_size = _size(page, near_extracted), _size(page, dense)
    if near_stated and _size(page, near_stated) >= _WHOLE * max(size, dense_size):
        chosen = near_stated
    elif size < _MISSED * dense_size:
        chosen = dense
    else:
        chosen = near_extracted
    chosen = _without_furniture(page, chosen)
    return frozenset(_filled(page, _extended(page, chosen)))


def _covered(page: PageText, squeezed: Squeezed, text: str) -> frozenset[int]:
    found = place_lines(text.splitlines(), squeezed)
    shares = coverage(found, squeezed)
    return frozenset(index for index, share in enumerate(shares) if share >= _HALF)


def _size(page: PageText, chosen: Iterable[int]) -> int:
    return sum(page.paragraphs[i].size for i in chosen)


def _is_long(paragraph: Paragraph) -> bool:
    size = paragraph.size
    return size >= _PROSE and paragraph.linked < 0.3 * size


def _is_prose(paragraph: Paragraph) -> bool:
    return _is_long(paragraph) and not furniture_around(paragraph, 6)


def _densest(page: PageText) -> frozenset[int]:
    """The paragraphs in the innermost element that holds most of the page's prose."""
    weight: Counter[Element] = Counter()
    total = 0
    for paragraph in page.paragraphs:
        if _is_prose(paragraph):
            total += paragraph.size
            for element in above(paragraph.element):
                weight[element] += paragraph.size
    heavy = [element for element, size in weight.items() if size >= _DENSE * total]
    if not heavy:
        return frozenset()
    best = max(heavy, key=lambda element: (element.depth, -element.number))
    return frozenset(
        i
        for i, p in enumerate(page.paragraphs)
        if best in above(p.element)
        and (_is_prose(p) or (not p.is_list_of_links and p.element.parent is best))
    )


def _without_furniture(page: PageText, chosen: frozenset[int]) -> frozenset[int]:
    """The chosen without link lists and without what its surroundings call furniture or caption.

    A name around a good part of the text tells nothing: some pages call the whole report a teaser.
    """
    total = _size(page, chosen)
    kinds = {i: _strange(page.paragraphs[i]) for i in chosen}
    heavy = {
        kind
        for kind in set(kinds.values())
        if _size(page, [i for i in chosen if kinds[i] == kind]) >= _SHARE_THAT_CLEARS * total
    }
    return frozenset(
        i for i in chosen if (not kinds[i] or kinds[i] in heavy) and not page.paragraphs[i].is_list_of_links
    )


def _strange(paragraph: Paragraph) -> str:
    around = report_part_around(paragraph)
    return around if around == "caption" else furniture_around(paragraph)


def _extended(page: PageText, chosen: frozenset[int]) -> frozenset[int]:
    """The chosen with long paragraphs before and behind them that are built alike and stand near."""
    alike = Counter(built(page.paragraphs[i]) for i in chosen)
    around = Counter(element for i in chosen for element in _near(page.paragraphs[i]))
    first, last = min(chosen, default=0), max(chosen, default=-1)
    return chosen | {
        index
        for index, paragraph in enumerate(page.paragraphs)
        if not first <= index <= last
        and alike[built(paragraph)] >= _BUILT_ALIKE
        and any(around[element] >= _BUILT_ALIKE for element in _near(paragraph))
        and _is_long(paragraph)
        and not _strange(paragraph)
    }


def _near(paragraph: Paragraph) -> Iterator[Element]:
    return islice(above(paragraph.element), 1, _NEAR)


def _filled(page: PageText, chosen: frozenset[int]) -> Iterable[int]:
    """The chosen with what stands among them and is built alike, and the headings that lead on."""
    alike = Counter(built(page.paragraphs[i]) for i in chosen)
    texts = {i for i in chosen if not page.paragraphs[i].is_heading}
    for index in range(min(chosen, default=0), max(chosen, default=-1) + 1):
        paragraph = page.paragraphs[index]
        if paragraph.is_heading:
            leads_on = any(ahead in texts for ahead in range(index + 1, index + 1 + _AHEAD))
            is_own = leads_on and not paragraph.is_list_of_links and not _strange(paragraph)
            if paragraph.tag != "h1" and (index in chosen or is_own):
                yield index
        elif index in chosen or (
            alike[built(paragraph)] >= _BUILT_ALIKE
            and paragraph.size >= _SENTENCE
            and not paragraph.is_list_of_links
            and not _strange(paragraph)
        ):
            yield index
