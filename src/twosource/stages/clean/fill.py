"""Fills the gaps of a chosen body: what stands among its paragraphs and is built alike, and its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from twosource.stages.clean.elements import Element, above
from twosource.stages.clean.page_text import PageText, Paragraph, built
from twosource.stages.clean.units import is_closed

_AHEAD = 3  # paragraphs in which a heading's text begins
_FAR_AHEAD = 12  # the same with pictures and furniture between them
_BUILT_ALIKE = 3
_SENTENCE = 40  # characters
_WORDS = 12
_LONGEST_CROSSHEAD = 60
_LISTS = ("ul", "ol", "dl")
_IN_LISTS = (*_LISTS, "li", "dt", "dd")


@dataclass(frozen=True, slots=True)
class _Built:
    """How the chosen paragraphs are built: their makes, the elements that hold two of them, their lists."""

    makes: Counter[tuple[str, ...]]
    columns: frozenset[Element | None]
    lists: frozenset[Element | None]


def fill(page: PageText, kinds: Sequence[str], chosen: frozenset[int]) -> frozenset[int]:
    """The chosen with what stands among them and is built alike, and the headings that lead on."""
    paragraphs = page.paragraphs
    texts = frozenset(i for i in chosen if not paragraphs[i].is_heading)
    found = _built(paragraphs, texts)
    among = range(min(chosen, default=0), max(chosen, default=-1) + 1)
    crossheads = _crossheads(paragraphs, chosen)
    texts |= {
        i
        for i in among
        if not paragraphs[i].is_heading
        and not kinds[i]
        and not paragraphs[i].is_list_of_links
        and (_fits(paragraphs[i], found) or i in crossheads)
    }
    headings = (i for i in among if paragraphs[i].is_heading and paragraphs[i].tag != "h1" and not kinds[i])
    return texts | {i for i in headings if _belongs(paragraphs, kinds, texts, i, is_chosen=i in chosen)}


def _built(paragraphs: Sequence[Paragraph], texts: Collection[int]) -> _Built:
    held = Counter(paragraphs[i].element.parent for i in texts)
    return _Built(
        Counter(built(paragraphs[i]) for i in texts),
        frozenset(element for element, count in held.items() if count > 1),
        frozenset(_outermost_list(paragraphs[i].element) for i in texts) - {None},
    )


def _fits(paragraph: Paragraph, found: _Built) -> bool:
    """Whether a paragraph is of the make of the others, their brother, or an item of a list of theirs."""
    if found.makes[built(paragraph)] >= _BUILT_ALIKE and _is_sentence(paragraph):
        return True
    if paragraph.tag == "p" and paragraph.element.parent in found.columns:
        return True
    outermost = _outermost_list(paragraph.element)
    if outermost is None or outermost.parent is None:
        return False
    return outermost in found.lists or not found.columns.isdisjoint(
        (outermost.parent, outermost.parent.parent)
    )


def _is_sentence(paragraph: Paragraph) -> bool:
    size = paragraph.size
    return size >= _SENTENCE or (
        size >= _WORDS and (is_closed(paragraph.text) or paragraph.text.endswith(":"))
    )


def _crossheads(paragraphs: Sequence[Paragraph], chosen: Collection[int]) -> frozenset[int]:
    """A few words between two paragraphs of the report, built as these are or as others that stand so."""
    between = [i for i in range(1, len(paragraphs)) if _is_label_between(paragraphs, chosen, i)]
    texts: dict[tuple[str, ...], set[str]] = {}
    for index in between:
        texts.setdefault(built(paragraphs[index]), set()).add(paragraphs[index].text)
    return frozenset(
        i
        for i in between
        if len(texts[built(paragraphs[i])]) > 1
        or built(paragraphs[i]) == built(paragraphs[i - 1]) == built(paragraphs[i + 1])
    )


def _is_label_between(paragraphs: Sequence[Paragraph], chosen: Collection[int], index: int) -> bool:
    paragraph = paragraphs[index]
    return (
        index not in chosen
        and index - 1 in chosen
        and index + 1 in chosen
        and paragraph.tag == "p"
        and not paragraph.element.has_picture
        and _WORDS <= paragraph.size <= _LONGEST_CROSSHEAD
    )


def _belongs(
    paragraphs: Sequence[Paragraph],
    kinds: Sequence[str],
    texts: Collection[int],
    index: int,
    *,
    is_chosen: bool,
) -> bool:
    """Whether a heading is followed by the report's text, or was chosen and is not followed by links."""
    left = _AHEAD
    if paragraphs[index].is_list_of_links:
        return False
    for ahead in _ahead(paragraphs, kinds, index):
        if ahead in texts:
            return True
        left -= 1
        if paragraphs[ahead].is_list_of_links or not left:
            return is_chosen and not paragraphs[ahead].is_list_of_links
    return False


def _ahead(paragraphs: Sequence[Paragraph], kinds: Sequence[str], index: int) -> Iterator[int]:
    """The next paragraphs, pictures and furniture apart."""
    return (i for i in range(index + 1, min(index + 1 + _FAR_AHEAD, len(paragraphs))) if not kinds[i])


def _outermost_list(element: Element) -> Element | None:
    found = None
    for around in above(element):
        if around.name in _LISTS:
            found = around
        elif around is not element and around.name not in _IN_LISTS:
            break
    return found
