"""Which reader makes the drafts of a page, by the page's media type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from twosource.data import Page
from twosource.stages.clean.charset import find_charset, mark_length
from twosource.stages.clean.decode import decode
from twosource.stages.clean.draft import Draft, Drafted, plain_pieces
from twosource.stages.clean.held import Held, Part
from twosource.stages.clean.stream import make_stream
from twosource.stages.clean.units import cut_units
from twosource.text.parts import CSV, DOCX, HTML, MAIL, MHTML, NINJS, PDF, TABLE, XML

# Media type → module and function ``(Page) -> Drafted``, imported when such a page is met.
READERS: Mapping[str, tuple[str, str]] = {
    HTML: ("page", "read_html"),
    TABLE: ("table", "read_line"),
    CSV: ("row", "read_row"),
    MAIL: ("mail.read", "read_mail"),
    MHTML: ("mail.read", "read_mhtml"),
    PDF: ("pdf.read", "read_pdf"),
    DOCX: ("docx.read", "read_docx"),
    NINJS: ("agency.ninjs", "read_ninjs"),
    XML: ("agency.newsml", "read_newsml"),
}


def read_drafts(page: Page) -> Drafted:
    """The drafts of the articles that a page holds; CleanError where it holds none."""
    if page.media_type not in READERS:
        return read_source(page, draft_plain)
    module, function = READERS[page.media_type]
    reader: Callable[[Page], Drafted] = getattr(import_module(f"twosource.stages.clean.{module}"), function)
    return reader(page)


def read_source(page: Page, draft: Callable[[str], tuple[Draft, ...]]) -> Drafted:
    """The drafts of a page whose bytes are one text."""
    charset = find_charset(page)
    held = Held([Part("", decode(page.data, charset.value, mark_length(page.data)))])
    return Drafted(held, draft(held.text), charset)


def draft_plain(source: str) -> tuple[Draft]:
    """The draft of plain text."""
    stream = make_stream(plain_pieces(source))
    return (Draft(stream, cut_units(stream.text)),)
