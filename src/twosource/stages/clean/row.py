"""Reads a row of a table in CSV: its title and its text, each with its places in its field."""

from __future__ import annotations

from twosource.data import Page, Stated
from twosource.errors import CleanError, SourceError
from twosource.stages.clean.decode import decode
from twosource.stages.clean.draft import Drafted
from twosource.stages.clean.fragment import draft_field, markup_of, title_pieces
from twosource.stages.clean.held import Held, Part
from twosource.stages.clean.table import column_parts
from twosource.stages.clean.titled import put_title
from twosource.text.parts_csv import open_csv_part

_WHY = "the table's title"
_AS_HTML = ";type=html"


def read_row(page: Page) -> Drafted:
    """The draft of a row of a table; a field that holds HTML is read as HTML.

    Which fields are title and text, and the encoding, the page says in its
    headers, for a row alone does not tell.
    """
    told = dict(page.headers)
    names = column_parts(page)
    try:
        parts = {role: _part(page.data, names[role]) for role in ("title", "text") if role in names}
    except SourceError as lack:
        raise CleanError(f"the row cannot be read: {lack}", "no-text") from None
    held = Held(parts.values())
    text = parts["text"]
    draft = draft_field(held, text.name, markup_of(text.decoded.text))
    title = title_pieces(held, parts["title"].name) if "title" in parts else []
    charset = Stated("charset", told.get("charset", "utf-8"), told.get("charset-from", "strict"))
    return Drafted(held, (put_title(draft, title, _WHY),), charset)


def _part(data: bytes, name: str) -> Part:
    opened = open_csv_part(data, name)
    decoded = decode(opened.data, opened.charset)
    return Part(name + _AS_HTML if markup_of(decoded.text) else name, decoded)
