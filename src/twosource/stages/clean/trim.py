"""Takes out of a chosen body what is set apart in it, or said again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from twosource.stages.clean.elements import Element, above
from twosource.stages.clean.page_text import PageText, Paragraph, built, is_quoted

_BOXES = ("div", "section", "aside", "details", "article", "form", "header", "footer")
_SHARE_OF_THE_COLUMN = 0.5
_LARGEST_BOX = 0.4
_TIMES = 3
_SHORTEST_SAID_AGAIN = 15  # characters


def trim(page: PageText, chosen: frozenset[int]) -> frozenset[int]:
    """The chosen without boxes, pictures and lines that are said again and again."""
    kept = chosen - _boxed(page, chosen) - _said_again(page, chosen)
    return kept - _behind(page, kept)


def _behind(page: PageText, chosen: frozenset[int]) -> frozenset[int]:
    """What stands under a heading behind the report's column, in another element and otherwise built."""
    paragraphs = page.paragraphs
    column, share = _column(paragraphs, chosen)
    if column is None or share < _SHARE_OF_THE_COLUMN:
        return frozenset()
    inside = {i for i in chosen if column in above(paragraphs[i].element)}
    makes = {built(paragraphs[i]) for i in inside}
    last = max(inside)
    rest = frozenset(i for i in chosen if i > last and built(paragraphs[i]) not in makes)
    has_heading = any(paragraphs[i].is_heading for i in rest)
    is_small = _size(paragraphs, rest) < _LARGEST_BOX * _size(paragraphs, chosen)
    return rest if has_heading and is_small else frozenset()


def _column(paragraphs: Sequence[Paragraph], chosen: Collection[int]) -> tuple[Element | None, float]:
    """The element that directly holds most of the chosen, and the share of their text that it holds."""
    sizes: Counter[Element | None] = Counter()
    for index in chosen:
        sizes[paragraphs[index].element.parent] += paragraphs[index].size
    column, size = max(sizes.items(), key=lambda item: item[1], default=(None, 0))
    return column, size / (sizes.total() or 1)


def _size(paragraphs: Sequence[Paragraph], chosen: Collection[int]) -> int:
    return sum(paragraphs[i].size for i in chosen)


def _boxed(page: PageText, chosen: frozenset[int]) -> frozenset[int]:
    """What is set apart in the report's column, in an element with a heading or links of its own.

    The report resumes behind it; what stands before the first paragraph, or
    is a large part of all, is no box.
    """
    paragraphs = page.paragraphs
    column, share = _column(paragraphs, chosen)
    if column is None or share < _SHARE_OF_THE_COLUMN:
        return frozenset()
    total = _size(paragraphs, chosen)
    first = min(
        (i for i in chosen if paragraphs[i].element.parent is column and paragraphs[i].is_long), default=-1
    )
    out: set[int] = set()
    for box, held in _set_apart(paragraphs, chosen, column).items():
        own = [i for i in held if i in chosen]
        titles = [i for i in held if paragraphs[i].is_heading or paragraphs[i].is_list_of_links]
        is_box = 0 < len(titles) < len(held) and not all(paragraphs[i].is_heading for i in own)
        is_small = _size(paragraphs, own) < _LARGEST_BOX * total
        if 0 <= first < min(held) and (is_box or box.name == "figure") and is_small:
            out.update(i for i in own if box.name != "figure" or not is_quoted(paragraphs[i]))
    return frozenset(out)


def _set_apart(
    paragraphs: Sequence[Paragraph], chosen: frozenset[int], column: Element
) -> dict[Element, list[int]]:
    """The elements inside the column that hold paragraphs at one remove, with the paragraphs."""
    held: dict[Element, list[int]] = {}
    for index in range(min(chosen), min(max(chosen) + 1, len(paragraphs))):
        before: list[Element] = []
        for element in above(paragraphs[index].element):
            if element is column:
                if len(before) > 1 and before[-1].name in (*_BOXES, "figure"):
                    held.setdefault(before[-1], []).append(index)
                break
            before.append(element)
    return held


def _said_again(page: PageText, chosen: frozenset[int]) -> frozenset[int]:
    """Lines that stand three times or more; of two equal paragraphs that stand apart the second.

    They are notes about what is not shown, buttons, calls to subscribe, and
    the beginning of the report shown once more above an offer.
    """
    places: dict[str, list[int]] = {}
    for index in sorted(chosen):
        if page.paragraphs[index].size >= _SHORTEST_SAID_AGAIN:
            places.setdefault(page.paragraphs[index].text, []).append(index)
    makes = Counter(built(page.paragraphs[i]) for i in chosen)
    usual = max(makes.values(), default=0)
    again: set[int] = set()
    for held in places.values():
        first = page.paragraphs[held[0]]
        if len(held) >= _TIMES or (len(held) > 1 and first.is_long and makes[built(first)] < usual):
            again.update(held)
        elif first.is_long:
            around = first.element.parent
            again.update(i for i in held[1:] if page.paragraphs[i].element.parent is not around)
    return frozenset(again) if len(again) < len(chosen) / 2 else frozenset()
