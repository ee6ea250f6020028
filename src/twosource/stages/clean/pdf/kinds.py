"""Tells headline, kicker, subheads and captions of a PDF by the size and weight of their type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.stages.clean.dates import find_date
from twosource.stages.clean.lines import judge_line
from twosource.stages.clean.patterns import people
from twosource.stages.clean.pdf.lines import Line, main_size
from twosource.stages.clean.pdf.paragraphs import Paragraph
from twosource.stages.clean.units import Unit

_LONGEST_HEADLINE = 30  # words
_LONGEST_HEADING = 14
_LONGEST_LEAD = 60
_LONGEST_ABOVE = 10
_LONGEST_CAPTION = 80
_LARGE, _HEADLINE, _SMALL = 1.12, 1.15, 0.88  # of the size of the text
_FEW_WORDS = 4  # the name of an outlet has fewer, a headline as many or more


@dataclass(frozen=True, slots=True)
class Set:
    """A paragraph as it is set: its unit, the size of its type in that of the text, and its weight."""

    unit: Unit
    page: int
    size: float
    is_bold: bool
    is_row: bool

    @property
    def is_heading(self) -> bool:
        """Whether it can be a heading: short, no sentence, no row, no name, no date, no furniture."""
        unit = self.unit
        if (
            self.is_row
            or not unit.is_open
            or unit.count > _LONGEST_HEADLINE
            or unit.words.endswith((".", ",", ";", ":"))
        ):
            return False
        return any(c.isalpha() for c in unit.words) and not _is_line_of_its_own(unit)


@dataclass(frozen=True, slots=True)
class Setting:
    """How most of a document's text is set."""

    size: float
    is_bold: bool


def find_setting(lines: Sequence[Line]) -> Setting:
    """The size of most letters, and whether most of that size are bold."""
    size = main_size(lines)
    own = [line for line in lines if line.size == size]
    bold = sum(len(line.words) for line in own if line.is_bold)
    return Setting(size, bold * 2 > sum(len(line.words) for line in own))


def set_of(paragraph: Paragraph, unit: Unit, setting: Setting) -> Set:
    """How a paragraph is set, by the line in the middle of it."""
    line = paragraph.lines[len(paragraph.lines) // 2]
    return Set(
        unit, line.page, line.size / (setting.size or 1.0), line.is_bold and not setting.is_bold, line.is_row
    )


def judge_by_type(paragraphs: Sequence[Set], title: str) -> tuple[Unit, ...]:
    """The units with all that their type tells; `title` is what the file says it is called."""
    head = find_headline(paragraphs, title)
    first = first_text(paragraphs)
    last = max((i for i, p in enumerate(paragraphs) if _is_text(p)), default=-1)
    units: list[Unit] = []
    for index, paragraph in enumerate(paragraphs):
        unit = paragraph.unit
        if not unit.is_open or _is_line_of_its_own(unit):
            units.append(unit)
        elif index == head:
            units.append(unit.judged("headline", "set as the headline"))
        elif index < head and index < first:
            units.append(_above(paragraph, paragraphs[head]))
        elif 0 <= head < index < first and _is_lead(paragraph):
            units.append(unit.judged("subhead", "set off below the headline"))
        elif first < index:
            units.append(_within(paragraph, is_before_text=index < last))
        else:
            units.append(unit)
    return tuple(units)


def find_headline(paragraphs: Sequence[Set], title: str) -> int:
    """The index of the headline: on the first page what the title says, or what is largest; -1 if none is."""
    page = min((p.page for p in paragraphs), default=0)
    fit = [i for i, p in enumerate(paragraphs) if p.page == page and p.is_heading]
    for index in fit:
        if _is_title(paragraphs[index].unit.words, title):
            return index
    large = [i for i in fit if paragraphs[i].size >= _HEADLINE]
    long = [i for i in large if paragraphs[i].unit.count >= _FEW_WORDS]
    if large:
        return max(long or large, key=lambda i: (paragraphs[i].size, -i))
    above = [i for i in fit if i < first_text(paragraphs) and paragraphs[i].is_bold]
    return next((i for i in above if paragraphs[i].unit.count >= _FEW_WORDS), -1)


def _is_title(words: str, title: str) -> bool:
    shown, stated = _letters(words), _letters(title)
    return len(words.split()) >= _FEW_WORDS and bool(shown) and (stated.startswith(shown) or shown == stated)


def _letters(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _is_text(paragraph: Set) -> bool:
    is_plain = _SMALL < paragraph.size < _LARGE and not paragraph.is_bold
    return is_plain and paragraph.unit.is_open and paragraph.unit.is_prose


def first_text(paragraphs: Sequence[Set]) -> int:
    """The index of the first paragraph of the text, behind the last if there is none."""
    return next((i for i, p in enumerate(paragraphs) if _is_text(p)), len(paragraphs))


def _above(paragraph: Set, headline: Set) -> Unit:
    unit = paragraph.unit
    if unit.count > _LONGEST_ABOVE or unit.is_closed:
        return unit
    if paragraph.size > headline.size:
        return unit.judged("other", "a name above the headline")
    return unit.judged("kicker", "line above the headline")


def _is_lead(paragraph: Set) -> bool:
    is_set_off = paragraph.size >= _LARGE or paragraph.is_bold
    return is_set_off and _FEW_WORDS < paragraph.unit.count <= _LONGEST_LEAD


def _within(paragraph: Set, *, is_before_text: bool) -> Unit:
    unit = paragraph.unit
    if paragraph.size <= _SMALL and is_before_text and unit.count <= _LONGEST_CAPTION:
        return unit.judged("caption", "set smaller than the text")
    is_set_off = paragraph.size >= _LARGE or paragraph.is_bold
    if is_set_off and is_before_text and paragraph.is_heading and unit.count <= _LONGEST_HEADING:
        return unit.judged("subhead", "set larger or bolder than the text")
    return unit


def _is_line_of_its_own(unit: Unit) -> bool:
    """Whether its words tell what it is: furniture, a byline or a date."""
    if not judge_line(unit).is_open or find_date(unit.words, whole=True):
        return True
    return any(p.fullmatch(unit.words) for p in people("byline"))
