"""Reads a table of reports in CSV or TSV, one report a row."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.columns import Columns, find_columns
from twosource.stages.acquire.csv_rows import Row, cut_rows
from twosource.stages.acquire.fields import stated_of
from twosource.stages.acquire.lines import LINE_FEED, Line, budget_of, cut_lines
from twosource.stages.acquire.opening import open_regular, printable, shown_path, too_large
from twosource.text.parts import CSV
from twosource.text.parts_csv import DELIMITERS, name_field, read_cells

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_TAB_NAMES = (".tsv", ".tab")
_LOOK = 65_536
_LONGEST_HEADER = 20  # lines: a name may hold line ends
_HINT = "sep="  # with which Excel names the delimiter, in a line before the header


@dataclass(frozen=True, slots=True)
class _Form:
    """How a table is written: its delimiter's name, its encoding if a mark tells it, and its header."""

    delimiter: str
    charset: str
    header: tuple[str, ...]
    found: Mapping[str, str]


def read_csv(
    source: Source, columns: Columns, *, is_packed: bool, max_bytes: int
) -> Iterator[Page | Failure]:
    """Give one page a row, a failure for a row that is no report, and go on.

    A page holds the bytes of the lines that its row takes, without the last
    line end.  Rows are numbered as spreadsheets show them: the header is row
    1.  SourceError if no column holds the text.
    """
    name = printable(Path(source.path).name)
    with open_regular(source.path, None, is_packed=is_packed) as stream:
        budget = budget_of(source.path, name, is_packed=is_packed)
        charset, end = _look(source.path, is_packed=is_packed)
        lines = cut_lines(stream, max_bytes + 4, name=name, budget=budget, end=end)
        form = _form(lines, source.path, columns, charset=charset)
        rows = cut_rows(
            lines, form.delimiter, charset=charset, width=len(form.header), max_bytes=max_bytes + 4
        )
        found = 0
        for number, row in enumerate(rows, 2):
            if row.data.strip(b" \t\r\n\0"):
                found += 1
                yield _read_row(source, row, number, form, max_bytes=max_bytes)
    if not found:
        raise SourceError(f"{name} has a header and no rows: one report a row was expected.", "empty")


def _look(path: str, *, is_packed: bool) -> tuple[str, bytes]:
    """The encoding that a byte order mark names, or "", and how lines end."""
    with open_regular(path, None, is_packed=is_packed) as stream:
        try:
            look = stream.read(_LOOK)
        except (OSError, EOFError):  # damage is told where the lines are read
            look = b""
    charset = next((codec for mark, codec in _MARKS if look.startswith(mark)), "")
    if charset.startswith("utf-16"):
        return charset, "\n".encode(charset)
    return charset, b"\r" if b"\r" in look and LINE_FEED not in look else LINE_FEED


def _form(lines: Iterator[Line], path: str, columns: Columns, *, charset: str) -> _Form:
    """How the table is written; its header is taken from `lines`."""
    mark = next((mark for mark, codec in _MARKS if codec == charset), b"")
    hinted = ""
    for line in lines:
        data = line.data.removeprefix(mark)
        mark = b""
        written = data.decode(charset or "utf-8", "replace").strip("\r\n")
        if not line.is_whole or not written.strip():
            continue
        if written.lower().startswith(_HINT) and written[len(_HINT) :] in DELIMITERS.values():
            hinted = written[len(_HINT) :]
            continue
        return _headed(_whole(data, lines), path, columns, charset=charset, hinted=hinted)
    raise SourceError(f"{printable(Path(path).name)} has no header: names of columns were expected.", "empty")


def _whole(first: bytes, lines: Iterator[Line]) -> bytes:
    """The header with the lines that its quoted names go on in."""
    data = first
    more = islice(lines, _LONGEST_HEADER)
    while data.count(b'"') % 2 and (line := next(more, None)):
        data += line.data
    return data


def _headed(data: bytes, path: str, columns: Columns, *, charset: str, hinted: str) -> _Form:
    """The form in which the header names a text and most columns; SourceError if in none it names a text."""
    is_tabbed = Path(path.lower().removesuffix(".gz")).suffix in _TAB_NAMES
    wanted = [name for name, sign in DELIMITERS.items() if sign == hinted] or list(DELIMITERS)
    wanted.sort(key=lambda name: is_tabbed and name != "tab")
    forms = [_tried(data, delimiter, columns, charset=charset) for delimiter in wanted]
    best = max(forms, key=lambda form: (bool(form.found), len(form.header)))
    if not best.found:
        find_columns(columns, best.header)  # raises, naming what there is
    return best


def _tried(data: bytes, delimiter: str, columns: Columns, *, charset: str) -> _Form:
    codec = charset or _charset(data)
    try:
        cells = read_cells(data, codec, delimiter=delimiter, quotes="doubled")
    except csv.Error:
        cells = ()
    header = tuple(cell.strip() for cell in cells)
    try:
        return _Form(delimiter, charset, header, find_columns(columns, [name for name in header if name]))
    except SourceError:
        return _Form(delimiter, charset, header, {})


def _charset(data: bytes) -> str:
    """How a row of a table without a mark is read: as UTF-8, or as the old Western encoding."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _read_row(source: Source, row: Row, number: int, form: _Form, *, max_bytes: int) -> Page | Failure:
    item = f"{shown_path(source.path)}#{number}"
    charset = form.charset or _charset(row.data)
    data = _without_end(row.data, charset)
    digest = hashlib.sha256(data).hexdigest()
    try:
        _refuse_fault(row, number, len(data), max_bytes)
        cells = read_cells(data, charset, delimiter=form.delimiter, quotes=row.quotes)
        _refuse_ragged(cells, number, form)
    except SourceError as refusal:
        return Failure("acquire", printable(item), str(refusal), digest, refusal.code)
    except csv.Error as damage:
        reason = f"row {number} is damaged ({damage}): save the table again."
        return Failure("acquire", printable(item), reason, digest, "damaged")
    at = {role: form.header.index(name) for role, name in form.found.items()}
    given = source.given + tuple(stated_of({role: _cell(cells, index) for role, index in at.items()}))
    parts: dict[str, str] = {
        role: name_field(at[role] + 1, delimiter=form.delimiter, quotes=row.quotes, charset=charset)
        for role in ("title", "text")
        if role in at and _cell(cells, at[role]).strip()
    }
    return Page(data, digest, item, CSV, headers=_headers(parts, charset, form), given=given)


def _headers(parts: Mapping[str, str], charset: str, form: _Form) -> tuple[tuple[str, str], ...]:
    """What the row alone does not tell: its parts, and where its encoding was found."""
    where = "bom" if form.charset else "strict" if charset == "utf-8" else "guessed"
    return (("columns", json.dumps(parts)), ("charset", charset), ("charset-from", where))


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _without_end(data: bytes, charset: str) -> bytes:
    if not charset.startswith("utf-16"):
        return data.rstrip(b"\r\n")
    for end in ("\n".encode(charset), "\r".encode(charset)):
        data = data.removesuffix(end)
    return data


def _refuse_fault(row: Row, number: int, size: int, max_bytes: int) -> None:
    if row.fault == "too-large" or size > max_bytes:
        raise SourceError(too_large(f"row {number}", max_bytes), "too-large")
    if row.fault == "open-quote":
        raise SourceError(
            f"row {number} opens a quotation mark and never closes it: double the marks inside the field.",
            "damaged",
        )
    if row.fault:
        raise SourceError(f"row {number} cannot be told into fields: save the table again.", "damaged")


def _refuse_ragged(cells: Sequence[str], number: int, form: _Form) -> None:
    """Raise SourceError if the text may be cut or is not there."""
    width = len(form.header)
    if any(cell.strip() for cell in cells[width:]):
        raise SourceError(
            f"row {number} has {len(cells)} fields where the header names {width}, so its text may be cut: "
            "put fields that hold the delimiter into quotation marks.",
            "ragged-row",
        )
    column = form.found["text"]
    if not _cell(cells, form.header.index(column)).strip():
        raise SourceError(f"row {number} has no text in its column “{printable(column)}”.", "no-text")
