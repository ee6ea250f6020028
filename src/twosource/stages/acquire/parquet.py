"""Reads a table of reports in Parquet, one report a row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.columns import Columns, find_columns, kept_name
from twosource.stages.acquire.fields import stated_of
from twosource.stages.acquire.lines import MOST_RATIO, MOST_UNPACKED, budget_of
from twosource.stages.acquire.opening import open_regular, printable, shown_path, too_large
from twosource.text.parts import TABLE

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetFile

_ROWS_AT_ONCE = 64
# Names and statistics in the foot of a file; the library's own bound is 100 MB.
_LONGEST_NAME = 1_000_000
_MOST_COLUMNS = 100_000


def read_parquet(source: Source, columns: Columns, *, max_bytes: int) -> Iterator[Page | Failure]:
    """Give one page a row, a failure for a row that is no report, and go on.

    A row of Parquet has no bytes of its own: what is kept is its used columns
    as one line of JSON, under the names of `columns.kept_name`, keys in order.
    Rows are numbered from 1.  SourceError if no column holds the text, the
    file is damaged, or pyarrow is not installed.
    """
    name = printable(Path(source.path).name)
    number = 0
    with open_regular(source.path, None, is_packed=False) as stream:
        budget = budget_of(source.path, name, is_packed=True)
        for number, row in enumerate(_rows(stream, columns, name, Path(source.path).stat().st_size), 1):
            item = _read_row(source, row, number, max_bytes)
            if budget and isinstance(item, Page):
                budget.spend(len(item.data))
            yield item
    if not number:
        raise SourceError(f"{name} has no rows: one report a row was expected.", "empty")


def _rows(stream: BinaryIO, columns: Columns, name: str, size: int) -> Iterator[dict[str, Any] | str]:
    """Each row as ``role → value``; a sentence in the place of one that cannot be read."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise SourceError(
            f"{name} is a Parquet table, which is read with pyarrow: install it (pip install pyarrow), "
            "or save the table as CSV or JSONL.",
            "not-installed",
        ) from None
    limits = {"thrift_string_size_limit": _LONGEST_NAME, "thrift_container_size_limit": _MOST_COLUMNS}
    try:
        plain = parquet.ParquetFile(stream, **limits)
        found = find_columns(columns, plain.schema_arrow.names)
        _refuse_bomb(plain, size, name)
        # Kept as numbers into a dictionary, a long text that many rows share is not copied for each.
        table = parquet.ParquetFile(stream, read_dictionary=[found["text"]], **limits)
        for batch in table.iter_batches(_ROWS_AT_ONCE, columns=list(dict.fromkeys(found.values()))):
            yield from _batch_rows(batch, found)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as damage:
        said = " ".join(str(damage).split())[:200]
        raise SourceError(
            f"{name} is no sound Parquet table ({printable(said)}): save it again.", "damaged"
        ) from None


def _refuse_bomb(table: ParquetFile, size: int, name: str) -> None:
    """Raise SourceError if the table says that it unpacks to far more than the file's size allows."""
    foot = table.metadata
    # Asked of a damaged column itself, the library ends the whole process.
    unpacked = sum(foot.row_group(group).total_byte_size for group in range(foot.num_row_groups))
    if unpacked > max(MOST_UNPACKED, MOST_RATIO * size):
        raise SourceError(f"{name} unpacks to far more than its size allows: save it as JSONL.", "too-large")


def _batch_rows(batch: pyarrow.RecordBatch, found: Mapping[str, str]) -> Iterator[dict[str, Any] | str]:
    for index in range(batch.num_rows):
        try:
            yield {role: batch.column(name)[index].as_py() for role, name in found.items()}
        except (ValueError, OverflowError) as damage:
            yield f"cannot be read ({printable(str(damage)[:200])})"


def _read_row(source: Source, row: dict[str, Any] | str, number: int, max_bytes: int) -> Page | Failure:
    item = f"{shown_path(source.path)}#{number}"
    try:
        if isinstance(row, str):
            raise SourceError(f"row {number} {row}.", "damaged")
        is_long = isinstance(row.get("text"), str | bytes) and len(row["text"]) > max_bytes
        data = b"" if is_long else _as_line(row, number)
        if is_long or len(data) > max_bytes:
            raise SourceError(too_large(f"row {number}", max_bytes), "too-large")
    except SourceError as refusal:
        return Failure("acquire", printable(item), str(refusal), code=refusal.code)
    parts = {role: kept_name(role) for role in ("title", "text") if row.get(role)}
    given = source.given + tuple(stated_of(row))
    headers = (("columns", json.dumps(parts)),)
    return Page(data, hashlib.sha256(data).hexdigest(), item, TABLE, headers=headers, given=given)


def _as_line(row: dict[str, Any], number: int) -> bytes:
    """The row as one line of JSON, the same for the same values."""
    text = row.get("text")
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
        row["text"] = text
    if not isinstance(text, str) or not text.strip():
        raise SourceError(f"row {number} has no text.", "no-text")
    kept = {kept_name(role): _plain(value) for role, value in row.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    """A value as JSON has it: times in ISO 8601."""
    return value.isoformat() if isinstance(value, date | datetime) else value
