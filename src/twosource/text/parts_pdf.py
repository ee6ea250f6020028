"""Opens a page of a PDF: the text that PDFium reads on it, line by line.

A page's letters are numbered in the order in which PDFium gives them; its
text is theirs, one line end a line, without what no text keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from twosource.errors import SourceError
from twosource.text.parts import PLAIN, Opened
from twosource.text.readback import DROPPED, LINE_END

_WRONG_PASSWORD, _UNKNOWN_SECURITY = 4, 5  # FPDF_GetLastError
_HYPHEN = "-\n"  # PDFium leaves the line end out behind a hyphen that parts a word
_REPLACED = "\ufffd"
_PART = re.compile(r"page=([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a page, and for each of its code points the number of PDFium's letter."""

    text: str
    numbers: tuple[int, ...]


def open_pdf_part(data: bytes, part: str) -> Opened:
    """The text of the page that ``page=3`` names, as UTF-8; SourceError if there is none."""
    named = _PART.fullmatch(part)
    with open_pdf(data) as document:
        if not named or int(named[1]) > len(document):
            raise SourceError(f"the PDF has {len(document)} pages, and no part {part!r}.", "no-part")
        page = load_page(document, int(named[1]) - 1)
        if page is None:
            raise SourceError(f"page {named[1]} of the PDF cannot be read: it is damaged.", "damaged")
        return Opened(read_letters(page).text.encode(), "utf-8", PLAIN)


def name_of_page(index: int) -> str:
    """The part that holds the text of a page, counted from 0."""
    return f"page={index + 1}"


@contextmanager
def open_pdf(data: bytes) -> Iterator[Any]:
    """PDFium's document; SourceError if it needs a password or is none."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in (_WRONG_PASSWORD, _UNKNOWN_SECURITY):
            raise SourceError(
                "the PDF is locked with a password: save a copy without one, and give that.", "encrypted"
            ) from error
        raise SourceError(
            "the PDF is damaged and cannot be opened: fetch or save it again.", "damaged"
        ) from error
    try:
        yield document
    finally:
        document.close()


def load_page(document: Any, index: int) -> Any | None:
    """PDFium's text page, counted from 0; None if it cannot be loaded."""
    from pypdfium2 import PdfiumError

    try:
        return document[index].get_textpage()
    except PdfiumError:
        return None


def read_letters(page: Any, most: int | None = None) -> Letters:
    """The letters of a text page, the first `most` of them where that is given."""
    from pypdfium2.raw import FPDFText_GetUnicode, FPDFText_IsHyphen

    texts: list[str] = []
    numbers: list[int] = []
    count = max(0, page.count_chars())
    raw = page.raw
    high = 0
    for number in range(count if most is None else min(count, most)):
        code = FPDFText_GetUnicode(raw, number)
        if high and 0xDC00 <= code <= 0xDFFF:
            code += (high - 0xD800) * 0x400 + 0x10000 - 0xDC00
        high = code if 0xD800 <= code <= 0xDBFF else 0
        text = _plain(code) if code >= 32 else _control(code, FPDFText_IsHyphen(raw, number) == 1)
        texts.append(text)
        numbers += [number] * len(text)
    return Letters("".join(texts), tuple(numbers))


def _plain(code: int) -> str:
    if code < 127:
        return chr(code)
    if code > 0x10FFFF:
        return _REPLACED
    letter = chr(code)
    if LINE_END.fullmatch(letter):
        return "\n"
    return "" if DROPPED.fullmatch(letter) else letter


def _control(code: int, is_hyphen: bool) -> str:
    if is_hyphen:
        return _HYPHEN
    return {9: "\t", 10: "\n"}.get(code, "")
