"""Reads what a Word document says of itself: title, author, dates and language."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.data import Stated
from twosource.stages.clean.dates import iso_date
from twosource.stages.clean.properties import useful
from twosource.text.xml_tree import Element, child, content

WHERE = "docx-properties"


def find_stated(source: str, properties: Element) -> Iterator[Stated]:
    """The statements of a document's core properties."""
    if title := useful(_text(source, properties, "title"), "no_titles"):
        yield Stated("title", title, WHERE)
    for name in _text(source, properties, "creator").split(";"):
        if author := useful(name, "no_authors"):
            yield Stated("author", author, WHERE)
    for name, field in (("created", "published"), ("modified", "modified")):
        if day := iso_date(_text(source, properties, name)):
            yield Stated(field, day, WHERE)
    if language := useful(_text(source, properties, "language"), "no_titles"):
        yield Stated("language", language, WHERE)


def _text(source: str, properties: Element, name: str) -> str:
    found = child(properties, name)
    return content(source, found) if found else ""
