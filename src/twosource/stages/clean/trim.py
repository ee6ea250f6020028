"""Fills the gaps of a chosen body, and takes out of it what is set apart or said again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from twosource.stages.clean.page_text import Element, PageText, Paragraph, above, built

_AHEAD = 3  # paragraphs in which a heading's text begins
_BUILT_ALIKE = 3
_SENTENCE = 40  # characters
_LISTS = ("ul", "ol", "dl")
_IN_LISTS = (*_LISTS, "li", "dt", "dd")
_BOXES = ("div", "section", "aside", "details", "article", "form", "header", "footer")
_SHARE_OF_THE_COLUMN = 0.5
_LARGEST_BOX = 0.4
_TIMES = 3
_SHORTEST_SAID_AGAIN = 15  # characters


def fill(page: PageText, kinds: Sequence[str], chosen: frozenset[int]) -> frozenset[int]:
    """The chosen with what stands among them and is built alike, and the headings that lead on."""
    paragraphs = page.paragraphs
    texts = frozenset(i for i in chosen if not paragraphs[i].is_heading)
    makes = Counter(built(paragraphs[i]) for i in chosen)
    columns = _columns(paragraphs, texts)
    lists = {_outermost_list(paragraphs[i].element) for i in texts} - {None}
    out: set[int] = set()
    for index in range(min(chosen, default=0), max(chosen, default=-1) + 1):
        paragraph = paragraphs[index]
        is_strange = bool(kinds[index]) or paragraph.is_list_of_links
        if paragraph.is_heading:
            leads_on = not is_strange and any(i in texts for i in range(index + 1, index + 1 + _AHEAD))
            belongs = paragraph.tag != "h1" and (index in chosen or leads_on)
        else:
            belongs = index in chosen or (
                not is_strange
                and (
                    (makes[built(paragraph)] >= _BUILT_ALIKE and paragraph.size >= _SENTENCE)
                    or (paragraph.tag == "p" and paragraph.element.parent in columns)
                    or _is_listed(paragraph, columns, lists)
                )
            )
        if belongs:
            out.add(index)
    return frozenset(out)


def _columns(paragraphs: Sequence[Paragraph], texts: Collection[int]) -> frozenset[Element | None]:
    """The elements that directly hold two of the chosen or more."""
    held = Counter(paragraphs[i].element.parent for i in texts)
    return frozenset(element for element, count in held.items() if count > 1)


def _is_listed(
    paragraph: Paragraph, columns: Collection[Element | None], lists: Collection[Element | None]
) -> bool:
    """Whether it is an item of a list that stands in the report's column or is partly chosen."""
    outermost = _outermost_list(paragraph.element)
    return outermost is not None and (outermost in lists or outermost.parent in columns)


def _outermost_list(element: Element) -> Element | None:
    found = None
    for around in above(element):
        if around.name in _LISTS:
            found = around
        elif around is not element and around.name not in _IN_LISTS:
            break
    return found


def trim(page: PageText, chosen: frozenset[int]) -> frozenset[int]:
    """The chosen without boxes, pictures and lines that are said again and again."""
    return chosen - _boxed(page, chosen) - _said_again(page, chosen)


def _boxed(page: PageText, chosen: frozenset[int]) -> frozenset[int]:
    """What is set apart among the paragraphs of the report's column, in an element with a heading of its own.

    The report resumes behind it; what stands before the first paragraph, or
    is a large part of all, is no box.
    """
    paragraphs = page.paragraphs
    sizes: Counter[Element | None] = Counter()
    for index in chosen:
        sizes[paragraphs[index].element.parent] += paragraphs[index].size
    column, size = max(sizes.items(), key=lambda item: item[1], default=(None, 0))
    total = sizes.total()
    if column is None or size < _SHARE_OF_THE_COLUMN * total:
        return frozenset()
    first = min(
        (i for i in chosen if paragraphs[i].element.parent is column and paragraphs[i].is_long), default=-1
    )
    out: set[int] = set()
    for box, held in _set_apart(paragraphs, chosen, column).items():
        own = [i for i in held if i in chosen]
        has_heading = any(paragraphs[i].is_heading for i in held)
        is_box = has_heading and not all(paragraphs[i].is_heading for i in held)
        is_small = sum(paragraphs[i].size for i in own) < _LARGEST_BOX * total
        if 0 <= first < min(held) and (box.name == "figure" or (is_box and is_small)):
            out.update(own)
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
    """Lines that stand three times or more: notes about what is not shown, buttons, calls to subscribe."""
    texts = {i: page.paragraphs[i].text for i in chosen if page.paragraphs[i].size >= _SHORTEST_SAID_AGAIN}
    times = Counter(texts.values())
    again = frozenset(i for i, text in texts.items() if times[text] >= _TIMES)
    return again if len(again) < len(chosen) / 2 else frozenset()
