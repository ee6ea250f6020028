"""Reads a line of a table of reports: its title and its text, with their places in the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.data import Page
from twosource.errors import CleanError
from twosource.stages.clean.draft import Draft, Drafted, resolved_pieces
from twosource.stages.clean.readers import read_source
from twosource.stages.clean.stream import NOWHERE, Piece, make_stream
from twosource.stages.clean.units import cut_units, make_unit
from twosource.text.readback import DROPPED, ESCAPE, LINE_END, escape, sound

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]:,]')
# Written together, the two are one line end.
_SPECIAL = re.compile(rf"\\r\\n|{ESCAPE.pattern}|{LINE_END.pattern}|{DROPPED.pattern}")


def read_line(page: Page) -> Drafted:
    """The draft of a line of a table."""
    return read_source(page, draft_table)


def draft_table(source: str) -> Draft:
    """The draft of one JSON line: the title as headline, a blank line, the text."""
    fields = _string_fields(source)
    if "text" not in fields:
        raise CleanError('the line has no "text".')
    title = list(_pieces(source, *fields["title"])) if "title" in fields else []
    has_title = bool("".join(text for text, _, _ in title).strip())
    head: list[Piece] = [*title, ("\n\n", NOWHERE, NOWHERE)] if has_title else []
    stream = make_stream([*head, *_pieces(source, *fields["text"])])
    start = sum(len(text) for text, _, _ in head)
    headline = make_unit(stream.text, 0, start, "headline", "the table's title") if has_title else None
    units = cut_units(stream.text, start)
    return Draft(stream, ((headline, *units) if headline else units))


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    return resolved_pieces(source, start, end, _SPECIAL, _resolve)


def _resolve(written: str) -> str:
    if written == r"\r\n":
        return "\n"
    return sound(escape(written) if written[0] == "\\" else written)


def _string_fields(source: str) -> dict[str, tuple[int, int]]:
    """Where the strings among the values of the outermost object stand, without their quotation marks."""
    fields: dict[str, tuple[int, int]] = {}
    depth, key, is_value = 0, "", False
    for found in _TOKEN.finditer(source):
        token = found.group()
        if token in "{[":
            depth += 1
            is_value = False
        elif token in "}]":
            depth -= 1
        elif depth == 1 and token == ":":
            is_value = True
        elif depth == 1 and token == ",":
            is_value = False
        elif depth == 1 and token[0] == '"' and is_value:
            fields[key] = (found.start() + 1, found.end() - 1)
        elif depth == 1 and token[0] == '"':
            key = ESCAPE.sub(lambda e: escape(e.group()), token[1:-1])
    return fields
