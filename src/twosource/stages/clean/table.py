"""Reads a line of a table of reports: its title and its text, with their places in the line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from twosource.data import Page
from twosource.errors import CleanError
from twosource.stages.clean.charset import find_charset, mark_length
from twosource.stages.clean.decode import decode
from twosource.stages.clean.draft import Draft, Drafted, resolved_pieces
from twosource.stages.clean.fragment import draft_field, markup_of, title_pieces
from twosource.stages.clean.held import Held, Part
from twosource.stages.clean.stream import Piece, make_stream
from twosource.stages.clean.titled import put_title
from twosource.stages.clean.units import cut_units
from twosource.text.parts_line import name_markup, open_line_part
from twosource.text.readback import DROPPED, ESCAPE, LINE_END, escape, sound

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]:,]')
# Written together, the two are one line end.
_SPECIAL = re.compile(rf"\\r\\n|{ESCAPE.pattern}|{LINE_END.pattern}|{DROPPED.pattern}")
_WHY = "the table's title"


def read_line(page: Page) -> Drafted:
    """The draft of a line of a table; a field that holds HTML is read as HTML."""
    charset = find_charset(page)
    line = Part("", decode(page.data, charset.value, mark_length(page.data)))
    names = column_parts(page)
    fields = _string_fields(line.decoded.text)
    if names["text"] not in fields:
        raise CleanError(f'the line has no "{names["text"]}".', "no-text")
    markup = {role: _markup(line.decoded.text, fields, name) for role, name in names.items()}
    parts = [_part(page, name_markup(names[role])) for role in ("title", "text") if markup.get(role)]
    held = Held([line, *parts])
    title: list[Piece] = []
    if names.get("title") in fields:
        own = name_markup(names["title"])
        title = title_pieces(held, own) if markup["title"] else _pieces(held.text, *fields[names["title"]])
    if markup["text"]:
        draft = draft_field(held, name_markup(names["text"]), markup["text"])
    else:
        stream = make_stream(_pieces(held.text, *fields[names["text"]]))
        draft = Draft(stream, cut_units(stream.text))
    return Drafted(held, (put_title(draft, title, _WHY),), charset)


def column_parts(page: Page) -> dict[str, str]:
    """Where a page of a table holds title and text, as the room that acquired it says.

    Headers may come from a server too, so what makes no sense is passed over.
    """
    told = next((value for name, value in page.headers if name == "columns"), "")
    try:
        named = json.loads(told)
    except (ValueError, RecursionError):
        named = None
    if (
        isinstance(named, dict)
        and all(isinstance(value, str) for value in named.values())
        and "text" in named
    ):
        return named
    return {"title": "title", "text": "text"}


def _markup(source: str, fields: Mapping[str, tuple[int, int]], name: str) -> str:
    """The markup of a field; most have no sign of any as they stand in the line."""
    start, end = fields.get(name, (0, 0))
    written = source[start:end]
    if "<" not in written and "&" not in written and "\\u00" not in written:
        return ""
    try:
        return markup_of(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return ""


def _part(page: Page, name: str) -> Part:
    return Part(name, decode(open_line_part(page.data, name).data, "utf-8"))


def _pieces(source: str, start: int, end: int) -> list[Piece]:
    return list(resolved_pieces(source, start, end, _SPECIAL, _resolve))


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
