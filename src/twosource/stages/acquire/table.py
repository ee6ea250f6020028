"""Reads a table of reports: JSON Lines, one report a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.columns import Columns, find_columns
from twosource.stages.acquire.fields import stated_of
from twosource.stages.acquire.kinds import refuse_binary
from twosource.stages.acquire.lines import budget_of, cut_lines
from twosource.stages.acquire.opening import open_regular, printable, shown_path, too_large
from twosource.text.parts import TABLE

_EXPECTED = 'one JSON object a line with "text" (and "id", "outlet", "date", "title")'
_BOM = b"\xef\xbb\xbf"


def read_table(
    source: Source, columns: Columns, *, is_packed: bool, max_bytes: int
) -> Iterator[Page | Failure]:
    """Give one page a line, a failure for a line that is no report, and go on."""
    name = printable(Path(source.path).name)
    found = 0
    with open_regular(source.path, None, is_packed=is_packed) as stream:
        budget = budget_of(source.path, name, is_packed=is_packed)
        for number, line in enumerate(cut_lines(stream, max_bytes + 2, name=name, budget=budget), 1):
            data = line.data.removeprefix(_BOM) if number == 1 else line.data
            if number == 1:
                refuse_binary(data, name)
            if data.strip():
                found += 1
                yield _read_line(source, data.rstrip(b"\r\n"), number, columns, max_bytes=max_bytes)
    if not found:
        raise SourceError(f"{name} is empty: expected was {_EXPECTED}.", "empty")


def _read_line(
    source: Source, line: bytes, number: int, columns: Columns, *, max_bytes: int
) -> Page | Failure:
    item = f"{shown_path(source.path)}#{number}"
    digest = hashlib.sha256(line).hexdigest()
    try:
        if len(line) > max_bytes:
            raise SourceError(too_large(f"line {number}", max_bytes), "too-large")
        fields = _parse(line, number)
        found = _found(fields, number, columns)
    except SourceError as refusal:
        return Failure("acquire", printable(item), str(refusal), digest, refusal.code)
    given = source.given + tuple(stated_of({role: fields[name] for role, name in found.items()}))
    parts = {role: found[role] for role in ("title", "text") if role in found}
    return Page(line, digest, item, TABLE, headers=(("columns", json.dumps(parts)),), given=given)


def _parse(line: bytes, number: int) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise SourceError(f"line {number} is not UTF-8: expected was {_EXPECTED}.", "bad-encoding") from None
    except json.JSONDecodeError as trouble:
        raise SourceError(
            f"line {number} is not JSON ({trouble.msg} at column {trouble.colno}): expected was {_EXPECTED}.",
            "damaged",
        ) from None
    except (RecursionError, ValueError):
        raise SourceError(
            f"line {number} is JSON that cannot be read: expected was {_EXPECTED}.", "too-deep"
        ) from None
    if not isinstance(fields, dict):
        raise SourceError(f"line {number} is no JSON object: expected was {_EXPECTED}.", "damaged")
    return fields


def _found(fields: dict[str, Any], number: int, columns: Columns) -> dict[str, str]:
    """The columns of a line by what they hold; only a column of words can hold the text."""
    words = [name for name, value in fields.items() if isinstance(value, str) and value.strip()]
    named = dict(columns.names).get("text")
    try:
        found = find_columns(columns, list(fields))
        if named is None and found["text"] not in words:
            found["text"] = find_columns(columns, words)["text"]
    except SourceError as refusal:
        raise SourceError(f'line {number} has no "text": {refusal}', refusal.code) from None
    if found["text"] not in words:
        raise SourceError(f'line {number} has no "text": its field “{found["text"]}” is none.', "no-text")
    return found
