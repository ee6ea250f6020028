"""Writes what a library holds for other programs: tables, references, Datasette's metadata."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from twosource.data import Comparison
from twosource.errors import OutputError, SettingError
from twosource.outputs import render, replace_all
from twosource.stages.write.annotations_json import to_annotations
from twosource.stages.write.citations import to_bibtex, to_csl
from twosource.store.file import file_of, telling
from twosource.store.reports import reports_of

# The views that can be written, and the column that says which story a row is of ("" where none does).
TABLES = {
    "reports": "story", "stories": "id", "story_reports": "story", "points": "story",
    "differences": "story", "claims": "story", "changes": "story", "failures": "",
}  # fmt: skip
# Tables of what comparing gave: a story that is named is compared as it stands, before they are written.
OF_COMPARISONS = ("points", "differences", "claims")
ROWS = ("jsonl", "csv", "parquet")
REFERENCES: dict[str, Callable[..., str]] = {"csl-json": to_csl, "bibtex": to_bibtex}
COMPARED = ("annotations", "prov")
DATASETTE = "datasette"
FORMS = (*ROWS, *REFERENCES, *COMPARED, DATASETTE)
_BATCH = 1000
# Columns of numbers, by name: the type of a column must not depend on what is in it.
_NUMBERS = frozenset(
    {"number", "reports", "outlets", "dated", "quoted", "start", "end", "origins_at_least", "origins_at_most"}
)
# What a spreadsheet takes for a formula where a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(
    connection: sqlite3.Connection,
    form: str,
    to: BinaryIO,
    *,
    table: str,
    only: Sequence[str],
    compare: Callable[[str], Comparison],
) -> None:
    """Write a form of what is held, or of the stories `only`, which `compare` compares."""
    if form not in FORMS:
        raise SettingError(f"There is no form {form}; there are {', '.join(FORMS)}.")
    if form in ROWS:
        for story in only if table in OF_COMPARISONS else ():
            compare(story)
        write_rows(form, *rows_of(connection, table, only), to)
    elif form in COMPARED:
        to.write(compared(form, only, compare).encode())
    elif form == DATASETTE:
        to.write(datasette_metadata(connection).encode())
    else:
        to.write(references(connection, form, only).encode())


def compared(form: str, only: Sequence[str], compare: Callable[[str], Comparison]) -> str:
    """A form that is of comparisons, of the stories named."""
    if not only or (form == "prov" and len(only) > 1):
        which = "one story" if form == "prov" else "a story"
        raise SettingError(f"{form} is of a comparison; name {which} (--story ID).")
    made = [compare(story) for story in only]
    return render(made[0], form) if form == "prov" else to_annotations(made)


def is_any_compared(connection: sqlite3.Connection) -> bool:
    """Whether a comparison of any story is kept."""
    return connection.execute("SELECT 1 FROM comparison LIMIT 1").fetchone() is not None


def rows_of(
    connection: sqlite3.Connection, table: str, stories: Sequence[str]
) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """The names of a view's columns, and its rows, of all stories or of those named."""
    if table not in TABLES:
        raise SettingError(f"There is no table {table}; there are {', '.join(TABLES)}.")
    column = TABLES[table]
    if stories and not column:
        raise SettingError(f"{table} are of no story; leave --story away.")
    where = f" WHERE {column} IN ({', '.join('?' * len(stories))})" if stories else ""
    with telling(file_of(connection)):
        rows = connection.execute(f"SELECT * FROM {table}{where}", tuple(stories))
    names = tuple(entry[0] for entry in rows.description)
    return names, (tuple(row) for row in rows)


def write_rows(form: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]], to: BinaryIO) -> None:
    """Write rows as JSON Lines, CSV or Parquet."""
    {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}[form](names, rows, to)


def _jsonl(names: Sequence[str], rows: Iterable[tuple[Any, ...]], to: BinaryIO) -> None:
    for row in rows:
        entry = dict(zip(names, row, strict=True))
        to.write(f"{json.dumps(entry, ensure_ascii=False)}\n".encode())


def _csv(names: Sequence[str], rows: Iterable[tuple[Any, ...]], to: BinaryIO) -> None:
    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(names)
        writer.writerows([_cell(value) for value in row] for row in rows)
    finally:
        # What is left attached is closed with it, and standard output is not ours to close.
        text.detach()


def _cell(value: Any) -> Any:
    """A value as no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _parquet(names: Sequence[str], rows: Iterable[tuple[Any, ...]], to: BinaryIO) -> None:
    """Columns of text, but for _NUMBERS; a batch at a time."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise SettingError("Parquet needs pyarrow: pip install 'twosource[parquet]'.") from error
    batches = iter(rows)
    first = list(islice(batches, _BATCH))
    types = {True: pyarrow.int64(), False: pyarrow.string()}
    schema = pyarrow.schema([(name, types[name in _NUMBERS]) for name in names])
    with pyarrow.parquet.ParquetWriter(to, schema, compression="zstd") as writer:
        while first:
            columns = [list(column) for column in zip(*first, strict=True)]
            writer.write_table(pyarrow.table(columns, schema=schema))
            first = list(islice(batches, _BATCH))


def references(connection: sqlite3.Connection, form: str, stories: Sequence[str]) -> str:
    """The reports of all stories, or of those named, as references."""
    names, rows = rows_of(connection, "reports", stories)
    place = names.index("id")
    return REFERENCES[form](reports_of(connection, [row[place] for row in rows]))


def datasette_metadata(connection: sqlite3.Connection) -> str:
    """The metadata that Datasette shows beside this library's views: by its file's name, tables hidden."""
    text = (files("twosource.store") / "datasette.json").read_text(encoding="utf-8")
    metadata = json.loads(text)
    (held,) = metadata["databases"].values()
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    held["tables"] |= {row["name"]: {"hidden": True} for row in tables}
    metadata["databases"] = {Path(file_of(connection)).stem: held}
    return json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"


def write_whole(name: str, write: Callable[[BinaryIO], None]) -> None:
    """Write a file beside its place first, then move it there; OutputError where that fails."""
    file = Path(name)
    if file.exists() and not file.is_file():
        held = io.BytesIO()
        write(held)
        replace_all({file: held.getvalue()})
        return
    part = file.with_name(f".{file.name[:100]}.{os.getpid()}.part")
    try:
        with part.open("wb") as opened:
            write(opened)
        part.replace(file)
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
