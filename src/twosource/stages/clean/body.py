"""Chooses the paragraphs of a page that are the report's body.

Three witnesses may be heard: where prose lies thickest, the text that the
page states of itself for machines, and the extractor, which is slow and only
asked where the first leaves a doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from twosource.stages.clean.align import Squeezed, coverage, place_lines, squeeze
from twosource.stages.clean.elements import Element, above
from twosource.stages.clean.fill import fill
from twosource.stages.clean.page_text import PageText, Paragraph, built
from twosource.stages.clean.prose import thickest_prose
from twosource.stages.clean.trim import trim

_HALF = 0.5
_WHOLE = 0.6
_MISSED = 0.3
_BUILT_ALIKE = 3
_NEAR = 4  # elements
# Without a doubt are: so many characters, this share of all prose, and this much left out in between.
# Measured on two sets of pages, see docs/decisions/extractor.md.
_ENOUGH = 1000
_SHARE = 0.7
_LEFT_OUT = 0.4


def choose_body(
    page: PageText,
    kinds: Sequence[str],
    stated_body: str,
    extract: Callable[[], str] | None,
    *,
    says_article: bool,
) -> frozenset[int]:
    """The indexes of the paragraphs that are the body.

    `kinds` is what the elements around each paragraph call it, `extract` asks
    the extractor; None if it must not be asked.  `says_article` is whether
    the page says of itself that it is one article.
    """
    thickest = thickest_prose(page, kinds)
    chosen = finish_body(page, kinds, thickest)
    squeezed = squeeze(paragraph.text for paragraph in page.paragraphs)
    stated = _covered(squeezed, stated_body) if stated_body else frozenset()
    is_doubtful = not says_article or _is_doubtful(page, kinds, thickest, chosen)
    extracted = _covered(squeezed, extract()) if extract and is_doubtful else frozenset()
    size, most = _size(page, extracted), _size(page, thickest)
    if stated and _size(page, stated) >= _WHOLE * max(size, most):
        return finish_body(page, kinds, stated)
    return chosen if size < _MISSED * most else finish_body(page, kinds, extracted)


def _is_doubtful(
    page: PageText, kinds: Sequence[str], thickest: frozenset[int], chosen: frozenset[int]
) -> bool:
    """Whether the thickest prose is little, not most of what there is, or full of other things."""
    size = _size(page, thickest)
    prose = [i for i, paragraph in enumerate(page.paragraphs) if paragraph.is_long and not kinds[i]]
    left_out = [i for i in range(min(thickest, default=0), max(thickest, default=-1) + 1) if i not in chosen]
    return (
        size < _ENOUGH
        or _size(page, thickest.intersection(prose)) < _SHARE * _size(page, prose)
        or _size(page, left_out) > _LEFT_OUT * _size(page, chosen)
    )


def _covered(squeezed: Squeezed, text: str) -> frozenset[int]:
    shares = coverage(place_lines(text.splitlines(), squeezed), squeezed)
    return frozenset(index for index, share in enumerate(shares) if share >= _HALF)


def _size(page: PageText, chosen: Iterable[int]) -> int:
    return sum(page.paragraphs[i].size for i in chosen)


def finish_body(page: PageText, kinds: Sequence[str], chosen: frozenset[int]) -> frozenset[int]:
    """The chosen paragraphs without what is strange, with what belongs to them."""
    kept = frozenset(i for i in chosen if not kinds[i] and not page.paragraphs[i].is_list_of_links)
    return trim(page, fill(page, kinds, _extended(page, kinds, kept)))


def _extended(page: PageText, kinds: Sequence[str], chosen: frozenset[int]) -> frozenset[int]:
    """The chosen with long paragraphs before and behind them that are built alike and stand near."""
    makes = Counter(built(page.paragraphs[i]) for i in chosen)
    around = Counter(element for i in chosen for element in _near(page.paragraphs[i]))
    first, last = min(chosen, default=0), max(chosen, default=-1)
    return chosen | {
        index
        for index, paragraph in enumerate(page.paragraphs)
        if not first <= index <= last
        and paragraph.is_long
        and not kinds[index]
        and makes[built(paragraph)] >= _BUILT_ALIKE
        and any(around[element] >= _BUILT_ALIKE for element in _near(paragraph))
    }


def _near(paragraph: Paragraph) -> Iterator[Element]:
    return islice(above(paragraph.element), 1, _NEAR)
