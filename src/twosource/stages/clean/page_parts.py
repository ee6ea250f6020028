"""Tells what the paragraphs around the body of a page are: headline, lead, byline, caption, furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from twosource.stages.clean.dates import find_date
from twosource.stages.clean.lines import judge_line
from twosource.stages.clean.page_text import Element, PageText, Paragraph, above
from twosource.stages.clean.surroundings import furniture_around, report_part_around
from twosource.stages.clean.units import make_unit

_WORD = re.compile(r"\w+")
_LONGEST_LABEL = 220  # characters
_SHORTEST_LEAD = 30
_ALIKE = 0.6
_SAME = 0.7
_DATE_AT = 40  # characters in which a line that holds a date says so
_BEHIND = 8  # paragraphs behind the body in which biographies and credits are shown
_LONGEST_CAPTION = 600


# Shorter lines before the body are labels, not paragraphs of it.
_PARAGRAPH = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph that is shown: its index in the page and what it is, "" where its words must tell."""

    index: int
    kind: str = ""
    why: str = ""


def choose_parts(
    page: PageText, body: Collection[int], titles: Sequence[str], descriptions: Sequence[str]
) -> tuple[Part, ...]:
    """The paragraphs to show, in the page's order."""
    if not body:
        return ()
    # An extractor takes a kicker for body too, so only a real paragraph marks where the body starts.
    first = min((i for i in body if len(page.paragraphs[i].text) >= _PARAGRAPH), default=min(body))
    last = max(body)
    head = _headline(page, first, titles)
    near = _column(page, body)
    parts: list[Part] = []
    for index in range(max(0, head - 1) if head >= 0 else max(0, first - 6), len(page.paragraphs)):
        paragraph = page.paragraphs[index]
        if index == head:
            parts.append(Part(index, "headline", "the page's heading"))
        elif index < head:
            parts += _kicker(index, paragraph)
        elif index in body:
            parts.append(Part(index))
        elif index < first:
            parts += _before(index, page, descriptions)
        elif index <= last or (
            index <= last + _BEHIND and any(element in near for element in above(paragraph.element))
        ):
            parts += _among(index, page)
    return tuple(parts)


def _headline(page: PageText, first: int, titles: Sequence[str]) -> int:
    """The heading before the body whose words are most like what the page calls itself; -1 if none is."""
    best, found = 0.0, -1
    for index, paragraph in enumerate(page.paragraphs[: first + 1]):
        words = paragraph.text
        if len(words) > 400:
            continue
        alike = max((_overlap(words, title) for title in titles), default=0.0)
        if paragraph.tag == "h1":
            alike += 0.35
        elif paragraph.is_heading:
            alike += 0.1
        if alike >= best and alike >= _ALIKE:
            best, found = alike, index
    if found < 0:
        found = next((i for i, p in enumerate(page.paragraphs[: first + 1]) if p.tag == "h1"), -1)
    return found


def _overlap(a: str, b: str) -> float:
    """How many of the words of two strings are common, against the longer one."""
    one, other = set(_WORD.findall(a.lower())), set(_WORD.findall(b.lower()))
    return len(one & other) / max(len(one), len(other), 1)


def _column(page: PageText, body: Collection[int]) -> frozenset[Element]:
    """The innermost element that holds nearly all of the body, and the next one."""
    sizes: Counter[Element] = Counter()
    for index in body:
        for element in above(page.paragraphs[index].element):
            sizes[element] += page.paragraphs[index].size
    total = sum(page.paragraphs[i].size for i in body)
    heavy = [element for element, size in sizes.items() if size >= 0.9 * total]
    return frozenset(sorted(heavy, key=lambda element: element.number)[-2:])


def _kicker(index: int, paragraph: Paragraph) -> Iterator[Part]:
    if report_part_around(paragraph) == "kicker" and paragraph.size <= 60:
        yield Part(index, "kicker", "above the heading")


def _before(index: int, page: PageText, descriptions: Sequence[str]) -> Iterator[Part]:
    """What stands between headline and body."""
    paragraph = page.paragraphs[index]
    words = paragraph.text
    around = report_part_around(paragraph)
    furniture = furniture_around(paragraph)
    if (line := make_unit(words, 0, len(words))) and not (line := judge_line(line)).is_open:
        yield Part(index, line.kind, line.why)
    elif around == "caption":
        yield Part(index, "caption", "below a picture")
    elif paragraph.is_list_of_links and around != "byline":
        return
    elif _is_lead(words, descriptions) or (
        around == "subhead" and not furniture and len(words) >= _SHORTEST_LEAD and len(words.split()) >= 5
    ):
        yield Part(index, "subhead", "lead")
    elif len(words) <= _LONGEST_LABEL and not furniture:
        if around == "date" or find_date(words, whole=True) or find_date(words[:_DATE_AT]):
            yield Part(index, "dateline", "date line")
        elif around == "byline":
            yield Part(index, "byline", "names who made it")


def _is_lead(words: str, descriptions: Sequence[str]) -> bool:
    """Whether the page uses these words to describe itself."""
    return len(words) >= _SHORTEST_LEAD and any(_overlap(words, told) >= _SAME for told in descriptions)


def _among(index: int, page: PageText) -> Iterator[Part]:
    """What stands among or behind the paragraphs of the body and is none."""
    paragraph = page.paragraphs[index]
    words = paragraph.text
    furniture = furniture_around(paragraph)
    if report_part_around(paragraph) == "caption" and len(words) <= _LONGEST_CAPTION:
        yield Part(index, "caption", "below a picture")
    elif furniture:
        yield Part(index, furniture, "its surroundings say so")
    elif paragraph.is_list_of_links:
        yield Part(index, "related", "links")
    else:
        yield Part(index, "other", "dropped by the extractor")
