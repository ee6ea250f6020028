"""Reads the text layer of a PDF: paragraphs over columns and pages, with page and box for every line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from twosource.data import Flag, Page, Stated
from twosource.errors import CleanError, SourceError
from twosource.stages.clean.decode import decode
from twosource.stages.clean.draft import Draft, Drafted
from twosource.stages.clean.held import Held, Part
from twosource.stages.clean.pdf.columns import order_lines
from twosource.stages.clean.pdf.edges import judge_lines_of_pages
from twosource.stages.clean.pdf.joins import Habits, find_habits, join_lines
from twosource.stages.clean.pdf.kinds import (
    Set,
    Setting,
    find_headline,
    find_setting,
    first_text,
    judge_by_type,
    set_of,
)
from twosource.stages.clean.pdf.lines import Line, first_lines, main_size, read_rows
from twosource.stages.clean.pdf.paragraphs import Paragraph, make_paragraphs
from twosource.stages.clean.pdf.stated import find_stated
from twosource.stages.clean.stream import NOWHERE, Piece, Stream, make_stream
from twosource.stages.clean.units import make_unit
from twosource.text.parts_pdf import load_page, name_of_page, open_pdf, read_letters

_MOST_PAGES = 200
_MOST_LETTERS = 200_000  # about 33,000 words, 1.5 s of computing
_MOST_LINES = 8_000
_FEWEST_LETTERS = 20  # fewer in a whole PDF are the stamps of a scanner
_MEANINGLESS = re.compile("[\ue000-\uf8ff\ufffd]")
_LEAST_LETTERS, _MOST_UNKNOWN = 0.25, 0.3  # of what is drawn, blanks among it; of the letters
_CHARSET = Stated("charset", "utf-8", "part")


@dataclass(frozen=True, slots=True)
class _Read:
    """What PDFium gives of a PDF: the text of its pages, their lines in order, and what it says of itself.

    `drawn` is how many letters it draws, also those that are none.
    """

    parts: tuple[Part, ...]
    pages: tuple[tuple[Line, ...], ...]
    drawn: int
    stated: tuple[Stated, ...]
    flags: tuple[Flag, ...]


def read_pdf(page: Page) -> Drafted:
    """The draft of a PDF; CleanError if it is locked, damaged, or has no text that can be read."""
    try:
        with open_pdf(page.data) as document:
            read = _read(document)
    except SourceError as error:
        raise CleanError(str(error), error.code) from error
    _refuse_unreadable(read)
    return Drafted(Held(read.parts), (_draft(read),), _CHARSET)


def _read(document: Any) -> _Read:
    parts: list[Part] = []
    pages: list[tuple[Line, ...]] = []
    unread: list[int] = []
    is_full = False
    start = drawn = count = index = 0
    for index in range(min(len(document), _MOST_PAGES)):
        loaded = load_page(document, index)
        if loaded is None:
            unread.append(index + 1)
            continue
        letters = first_lines(read_letters(loaded, _MOST_LETTERS - drawn), _MOST_LINES - count)
        pages.append(order_lines(read_rows(loaded, letters, index, start)))
        boxes = tuple(sorted((line.start - start, line.box) for line in pages[-1]))
        parts.append(Part(name_of_page(index), decode(letters.text.encode(), "utf-8"), boxes=boxes))
        start += len(letters.text) + 1
        count += len(pages[-1])
        drawn += max(0, loaded.count_chars())
        loaded.close()
        if is_full := drawn >= _MOST_LETTERS or count >= _MOST_LINES:
            break
    flags = tuple(_flags(len(document), index + 1, unread, is_full))
    return _Read(tuple(parts), tuple(pages), drawn, find_stated(document), flags)


def _flags(count: int, read: int, unread: Sequence[int], is_cut: bool) -> Iterator[Flag]:
    if read < count:
        yield Flag("cut-text", f"only the first {read} of the PDF's {count} pages were read")
    elif is_cut:
        yield Flag("cut-text", f"only the first {_MOST_LETTERS:,} letters or {_MOST_LINES:,} lines were read")
    if unread:
        yield Flag("cut-text", f"damaged and not read: page {', '.join(map(str, unread[:20]))} of the PDF")


def _refuse_unreadable(read: _Read) -> None:
    if not read.parts:
        raise CleanError("the PDF is damaged: no page of it can be read; fetch or save it again.", "damaged")
    if read.drawn < _FEWEST_LETTERS:
        raise CleanError(
            "the PDF is pictures of pages without text: it needs OCR; give what that makes of it.",
            "no-text",
        )
    text = "".join(part.decoded.text for part in read.parts)
    letters = sum(not letter.isspace() for letter in text)
    unknown = len(_MEANINGLESS.findall(text))
    is_unread = letters < _LEAST_LETTERS * read.drawn and not read.flags
    if is_unread or unknown > _MOST_UNKNOWN * letters:
        raise CleanError(
            "the PDF does not say which letters its fonts draw: it needs OCR; give what that makes of it.",
            "no-text",
        )


def _draft(read: _Read) -> Draft:
    """The draft, with a headline that is drawn behind the text put in front of it."""
    lines = [line for lines in read.pages for line in lines]
    text_size = main_size(lines)
    furniture = judge_lines_of_pages(read.pages, text_size)
    habits = find_habits([line for line in lines if line not in furniture])
    paragraphs = make_paragraphs(lines, furniture)
    title = next((s.value for s in read.stated if s.field == "title"), "")
    setting = find_setting([line for line in lines if line not in furniture])
    stream, sets = _put_together(paragraphs, habits, setting)
    head = find_headline(sets, title)
    if head > 0 and first_text(sets) < head:
        paragraphs = (paragraphs[head], *paragraphs[:head], *paragraphs[head + 1 :])
        stream, sets = _put_together(paragraphs, habits, setting)
    return Draft(stream, judge_by_type(sets, title), read.stated, read.flags)


def _put_together(
    paragraphs: Sequence[Paragraph], habits: Habits, setting: Setting
) -> tuple[Stream, tuple[Set, ...]]:
    """The paragraphs as one text with a blank line between two, and how each is set."""
    pieces: list[Piece] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for paragraph in paragraphs:
        if pieces:
            pieces.append(("\n\n", NOWHERE, NOWHERE))
            length += 2
        own = list(_pieces(paragraph.lines, habits))
        size = sum(len(text) for text, _, _ in own)
        spans.append((length, length + size))
        pieces += own
        length += size
    stream = make_stream(pieces)
    sets = []
    for paragraph, span in zip(paragraphs, spans, strict=True):
        if unit := make_unit(stream.text, *span, *(paragraph.furniture or ("", ""))):
            sets.append(set_of(paragraph, unit, setting))
    return stream, tuple(sets)


def _pieces(lines: Sequence[Line], habits: Habits) -> Iterator[Piece]:
    """The words of lines, each at its place, and the blanks between them, which have none."""
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        dropped, between = join_lines(line.words, after.words, habits) if after else (0, "")
        end = len(line.words) - dropped
        yield line.words[:end], line.start, line.start + end
        yield between, NOWHERE, NOWHERE
