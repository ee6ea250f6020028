"""Opens one field of a kept row of a table in CSV or TSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from twosource.errors import SourceError
from twosource.text.parts import HTML, PLAIN, Opened

DELIMITERS: Mapping[str, str] = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
# How a field says that a quotation mark is its own: it is doubled, has a backslash, or it is not said.
QUOTES: Mapping[str, Mapping[str, Any]] = {
    "doubled": {},
    "escaped": {"doublequote": False, "escapechar": "\\"},
    "none": {"quoting": csv.QUOTE_NONE},
}
_LONE_RETURN = re.compile(r"\r(?=[^\n])")


def name_field(number: int, *, delimiter: str, quotes: str, charset: str) -> str:
    """The name of the part that is field `number` of a row, from 1; the rest as `open_csv_part` needs it."""
    return f"field={number};delimiter={delimiter};quotes={quotes};charset={charset}"


def open_csv_part(data: bytes, part: str) -> Opened:
    """The field of a row that `part` names, as UTF-8, its quotation marks resolved.

    `part` is ``field=3;delimiter=comma;quotes=doubled;charset=utf-8``, with
    ``;type=html`` where the field is HTML.  SourceError if there is none.
    """
    told = dict(pair.partition("=")[::2] for pair in part.split(";"))
    try:
        cells = read_cells(data, told["charset"], delimiter=told["delimiter"], quotes=told["quotes"])
        cell = cells[int(told["field"]) - 1] if int(told["field"]) > 0 else None
    except (KeyError, ValueError, LookupError, csv.Error):
        cell = None
    if cell is None:
        raise SourceError(f"the row has no field {part!r}.", "no-part")
    return Opened(cell.encode("utf-8", "replace"), "utf-8", HTML if told.get("type") == "html" else PLAIN)


def read_cells(data: bytes, charset: str, *, delimiter: str, quotes: str) -> tuple[str, ...]:
    """The fields of a row as it stands in its file; what is no text in `charset` becomes U+FFFD.

    csv.Error, KeyError, LookupError or ValueError if the row cannot be read so.
    """
    allow_fields(len(data))
    written = io.StringIO(as_lines(data.decode(charset, "replace")), newline="")
    rows = csv.reader(written, delimiter=DELIMITERS[delimiter], **QUOTES[quotes])
    return tuple(next(rows, ()))


def as_lines(text: str) -> str:
    """The text with carriage returns that stand alone as line separators: the library reads none."""
    return _LONE_RETURN.sub("\u2028", text)


def allow_fields(size: int) -> None:
    """Let the library read fields of `size` characters: without being told, it stops at 131,072."""
    if csv.field_size_limit() < size:
        csv.field_size_limit(size)
