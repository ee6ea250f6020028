"""Tells what the paragraphs of a page are: headline, lead, byline, caption, quote, body, furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from twosource.stages.clean.dates import find_date
from twosource.stages.clean.elements import Element, above, steps_between
from twosource.stages.clean.lines import judge_line
from twosource.stages.clean.page_text import PageText, Paragraph, is_quoted
from twosource.stages.clean.patterns import people
from twosource.stages.clean.surroundings import report_part_around
from twosource.stages.clean.units import is_closed, make_unit

_WORD = re.compile(r"\w+")
_BAR = re.compile(r"\s[|·•]\s")  # behind a date: how long the report takes to read
_LONGEST_LABEL = 220  # characters
_SHORTEST_LEAD = 30
_SHORTEST_SENTENCE = 50
_NEAR_THE_HEADLINE = 8  # elements left or entered
_ALIKE = 0.6
_SAME = 0.7
_DATE_AT = 40  # characters in which a line that holds a date says so
_BEHIND = 8  # paragraphs behind the body in which biographies and credits are shown
_LONGEST_CAPTION = 600
_LONGEST_KICKER = 60
_MOST_QUOTED = 0.5  # of a body: a page that sets all of it as a quotation quotes nothing
_LAST = 3  # paragraphs of the body in which its author is spoken of
_NAMED_IN = 20  # characters before the name
# Shorter lines before the body are labels, not paragraphs of it.
_PARAGRAPH = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph that is shown: its index in the page and what it is, "" where its words must tell."""

    index: int
    kind: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of itself: its titles, the words that describe it, and who wrote it."""

    titles: Sequence[str] = ()
    descriptions: Sequence[str] = ()
    authors: Sequence[str] = ()


def choose_parts(page: PageText, kinds: Sequence[str], body: Collection[int], said: Said) -> tuple[Part, ...]:
    """The paragraphs to show, in the page's order; `kinds` is what their surroundings call them."""
    if not body:
        return ()
    # An extractor takes a kicker for body too, so only a real paragraph marks where the body starts.
    first = min((i for i in body if len(page.paragraphs[i].text) >= _PARAGRAPH), default=min(body))
    last = max(body)
    head = _headline(page, first, said.titles)
    near = _column(page, body)
    inside = dict(_inside(page, body, said))
    parts: list[Part] = []
    for index in range(max(0, head - 1) if head >= 0 else max(0, first - 6), len(page.paragraphs)):
        paragraph = page.paragraphs[index]
        if index == head:
            parts.append(Part(index, "headline", "the page's heading"))
        elif index < head:
            parts += _kicker(index, paragraph)
        elif index in body:
            parts.append(inside[index])
        elif index < first:
            is_near = head >= 0 and _is_near(page, head, index, parts)
            parts += _before(paragraph, Part(index, kinds[index]), said, is_near=is_near)
        elif index <= last or (
            index <= last + _BEHIND and any(element in near for element in above(paragraph.element))
        ):
            parts.append(_among(index, paragraph, kinds[index]))
    return tuple(parts)


def _headline(page: PageText, first: int, titles: Sequence[str]) -> int:
    """The heading before the body whose words are most like what the page calls itself; -1 if none is."""
    best, found = 0.0, -1
    wanted = [_words(title) for title in titles]
    for index, paragraph in enumerate(page.paragraphs[: first + 1]):
        if len(paragraph.text) > 400:
            continue
        own = _words(paragraph.text)
        alike = max((_overlap(own, title) for title in wanted), default=0.0)
        if paragraph.tag == "h1":
            alike += 0.35
        elif paragraph.is_heading:
            alike += 0.1
        if alike >= best and alike >= _ALIKE:
            best, found = alike, index
    if found < 0:
        found = next((i for i, p in enumerate(page.paragraphs[: first + 1]) if p.tag == "h1"), -1)
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How many of the words of two strings are common, against the longer one."""
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
    if report_part_around(paragraph) == "kicker" and paragraph.size <= _LONGEST_KICKER:
        yield Part(index, "kicker", "above the heading")


def _is_near(page: PageText, head: int, index: int, parts: Sequence[Part]) -> bool:
    """Whether a paragraph can be the lead by its place: near the headline, and no other is the lead."""
    steps = steps_between(page.paragraphs[head].element, page.paragraphs[index].element)
    return steps <= _NEAR_THE_HEADLINE and all(part.why != "lead" for part in parts)


def _before(paragraph: Paragraph, here: Part, said: Said, *, is_near: bool) -> Iterator[Part]:
    """What stands between headline and body."""
    index, kind, words = here.index, here.kind, paragraph.text
    around = report_part_around(paragraph)
    is_framed = kind == "caption" and around != "caption"
    if (line := make_unit(words, 0, len(words))) and not (line := judge_line(line)).is_open:
        yield Part(index, line.kind, line.why)
    elif around != "caption" and _describes(words, said.descriptions):
        yield Part(index, "subhead", "lead")
    elif kind in ("", "caption") and (label := _label_before(words, around)):
        yield Part(index, *label)
    elif kind == "caption" and not (is_near and is_framed and _is_lead(paragraph)):
        yield Part(index, "caption", "below a picture")
    elif paragraph.is_list_of_links:
        return
    elif kind and not is_framed:
        yield Part(index, kind, "its surroundings say so")
    elif _is_called_lead(words, around) or (is_near and not around and _is_lead(paragraph)):
        yield Part(index, "subhead", "lead")


def _label_before(words: str, around: str) -> tuple[str, str] | None:
    """Whether a line before the body says when it was made, or who made it."""
    if len(words) > _LONGEST_LABEL:
        return None
    is_dated = around != "caption" and find_date(words[:_DATE_AT])
    if around == "date" or is_dated or find_date(_BAR.split(words)[0], whole=True):
        return "dateline", "date line"
    if around == "byline" or any(pattern.fullmatch(words) for pattern in people("byline")):
        return "byline", "names who made it"
    return None


def _describes(words: str, descriptions: Sequence[str]) -> bool:
    """Whether the page uses these words to describe itself."""
    return len(words) >= _SHORTEST_LEAD and any(
        _overlap(_words(words), _words(told)) >= _SAME for told in descriptions
    )


def _is_called_lead(words: str, around: str) -> bool:
    return around == "subhead" and len(words) >= _SHORTEST_LEAD and words.count(" ") >= 4


def _is_lead(paragraph: Paragraph) -> bool:
    """Whether words below the headline are a sentence without links or a credit."""
    words = paragraph.text
    is_sentence = len(words) >= _SHORTEST_SENTENCE and is_closed(words)
    return is_sentence and not paragraph.linked and "©" not in words


def _inside(page: PageText, body: Collection[int], said: Said) -> Iterator[tuple[int, Part]]:
    """The paragraphs of the body, with what the page's markup says of them."""
    paragraphs = page.paragraphs
    quoted = {i for i in body if is_quoted(paragraphs[i])}
    if len(quoted) > _MOST_QUOTED * len(body):
        quoted = set()
    last = sorted(body)[_LAST:][-_LAST:]
    for index in body:
        paragraph = paragraphs[index]
        if index in last and _speaks_of(said.authors, paragraph.text):
            yield index, Part(index, "author-bio", "speaks of the author")
        elif index in quoted:
            yield index, Part(index, "quote", "block quotation")
        elif paragraph.is_heading:
            yield index, _heading(index, paragraph)
        elif paragraph.size <= _LONGEST_LABEL and not is_closed(paragraph.text):
            yield index, _label(index, paragraph)
        else:
            yield index, Part(index)


def _heading(index: int, paragraph: Paragraph) -> Part:
    line = make_unit(paragraph.text, 0, len(paragraph.text))
    if line and not (line := judge_line(line)).is_open:
        return Part(index, line.kind, line.why)
    return Part(index, "subhead", "heading")


def _label(index: int, paragraph: Paragraph) -> Part:
    """A line of the body that is no sentence: who made it or when, if its element says so."""
    around = report_part_around(paragraph)
    if around == "byline":
        return Part(index, "byline", "names who made it")
    if around == "date" and find_date(paragraph.text[:_DATE_AT]):
        return Part(index, "dateline", "date line")
    return Part(index)


def _speaks_of(authors: Sequence[str], words: str) -> bool:
    """Whether a paragraph begins with the name of one who wrote the report."""
    return any(name in words[: _NAMED_IN + len(name)] for name in authors if " " in name)


def _among(index: int, paragraph: Paragraph, kind: str) -> Part:
    """What stands among or behind the paragraphs of the body and is none."""
    if kind == "caption" and paragraph.size <= _LONGEST_CAPTION:
        return Part(index, "caption", "below a picture")
    if kind:
        return Part(index, kind if kind != "caption" else "other", "its surroundings say so")
    label = _label(index, paragraph)
    if label.kind and paragraph.size <= _LONGEST_LABEL:
        return label
    if paragraph.is_list_of_links:
        return Part(index, "related", "links")
    return Part(index, "other", "apart from the report")
