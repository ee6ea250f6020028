"""Reads a table of reports: JSON Lines, one report a line."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from twosource.data import Failure, Page, Source, Stated
from twosource.errors import SourceError
from twosource.stages.acquire.columns import Columns
from twosource.stages.acquire.kinds import refuse_binary
from twosource.stages.acquire.opening import damaged, open_regular, printable, shown_path, too_large
from twosource.text.parts import TABLE

# Field of the table → field of `Stated`; the text and its title stay in the line.
_FIELDS = (
    ("id", "id"),
    ("outlet", "outlet"),
    ("date", "published"),
    ("title", "title"),
    ("author", "author"),
    ("agency", "agency"),
    ("language", "language"),
)
_EXPECTED = 'one JSON object a line with "text" (and "id", "outlet", "date", "title")'
_LONGEST_VALUE = 2000
# A table may be long, but not the work of a packing bomb.
_MOST_UNPACKED = 20_000_000
_MOST_RATIO = 200
_BOM = b"\xef\xbb\xbf"


def read_table(
    source: Source, columns: Columns, *, is_packed: bool, max_bytes: int
) -> Iterator[Page | Failure]:
    """Give one page a line, a failure for a line that is no report, and go on."""
    name = printable(Path(source.path).name)
    found = 0
    with open_regular(source.path, None, is_packed=is_packed) as stream:
        budget = _budget(source.path) if is_packed else None
        for number, line in _lines(stream, max_bytes, name, budget):
            if not line.strip():
                continue
            found += 1
            yield _read_line(source, line, number, max_bytes)
    if not found:
        raise SourceError(f"{name} is empty: expected was {_EXPECTED}.")


def _budget(path: str) -> int:
    return max(_MOST_UNPACKED, _MOST_RATIO * Path(path).stat().st_size)


def _lines(stream: BinaryIO, max_bytes: int, name: str, budget: int | None) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; of one that is too long only enough to tell."""
    number, total = 0, 0
    while True:
        try:
            line = stream.readline(max_bytes + 2)
            total += len(line)
            rest = line
            while rest and not rest.endswith(b"\n"):  # the end of a line too long is passed over
                rest = stream.readline(1 << 20)
                total += len(rest)
        except (gzip.BadGzipFile, EOFError, zlib.error) as damage:
            raise SourceError(damaged(name, damage)) from None
        if not line:
            return
        if budget is not None and total > budget:
            raise SourceError(f"{name} unpacks to far more than its size allows: give the table unpacked.")
        number += 1
        line = line.removeprefix(_BOM) if number == 1 else line
        if number == 1:
            refuse_binary(line, name)
        yield number, line.rstrip(b"\r\n")


def _read_line(source: Source, line: bytes, number: int, max_bytes: int) -> Page | Failure:
    item = f"{shown_path(source.path)}#{number}"
    try:
        if len(line) > max_bytes:
            raise SourceError(too_large(f"line {number}", max_bytes))
        fields = _parse(line, number)
    except SourceError as refusal:
        return Failure("acquire", printable(item), str(refusal), hashlib.sha256(line).hexdigest())
    given = source.given + tuple(_stated(fields))
    return Page(line, hashlib.sha256(line).hexdigest(), item, TABLE, given=given)


def _parse(line: bytes, number: int) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise SourceError(f"line {number} is not UTF-8: expected was {_EXPECTED}.") from None
    except json.JSONDecodeError as trouble:
        raise SourceError(
            f"line {number} is not JSON ({trouble.msg} at column {trouble.colno}): expected was {_EXPECTED}."
        ) from None
    except (RecursionError, ValueError):
        raise SourceError(f"line {number} is JSON that cannot be read: expected was {_EXPECTED}.") from None
    if not isinstance(fields, dict):
        raise SourceError(f"line {number} is no JSON object: expected was {_EXPECTED}.")
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceError(f'line {number} has no "text": expected was {_EXPECTED}.')
    return fields


def _stated(fields: dict[str, Any]) -> Iterator[Stated]:
    for key, field in _FIELDS:
        values = fields.get(key)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                yield Stated(field, _sound(str(value)), "field")


def _sound(value: str) -> str:
    """The value without half characters and controls, and of bounded length."""
    whole = value.encode("utf-8", "ignore").decode("utf-8")
    return " ".join(printable(" ".join(whole.split()))[:_LONGEST_VALUE].split())
