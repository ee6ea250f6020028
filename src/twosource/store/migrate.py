"""Brings a library's layout up to date: numbered steps, each in one transaction, after a backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from twosource.errors import StoreError
from twosource.store.file import file_of, telling, writing


def migrations() -> tuple[str, ...]:
    """The SQL of every step, in order; the first makes an empty file a library."""
    folder = files("twosource.store") / "migrations"
    steps = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(step.read_text(encoding="utf-8") for step in steps)


def version_of(connection: sqlite3.Connection) -> int:
    """How many steps the file has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(connection: sqlite3.Connection, steps: Sequence[str] | None = None) -> int:
    """Do the steps that the file has not been through, and say how many these were.

    A file that holds something is copied to ``NAME.before-N`` first.  Each step is a
    transaction of its own with its number: a step that fails leaves the file as it
    was before.  StoreError (``newer``) where the file has been through more steps
    than this version knows.
    """
    known = migrations() if steps is None else steps
    done = version_of(connection)
    if done > len(known):
        raise StoreError(
            f"{file_of(connection)} was made by a newer twosource (layout {done}; this one knows "
            f"{len(known)}). Update twosource to open it.",
            "newer",
        )
    if 0 < done < len(known):
        _back_up_once(connection, len(known))
    for number, step in enumerate(known[done:], done + 1):
        with writing(connection):
            if version_of(connection) >= number:
                continue  # another process was faster
            for statement in statements(step):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
    return len(known) - done


def _back_up_once(connection: sqlite3.Connection, known: int) -> None:
    """Copy the file before its layout changes, holding the lock of who writes: others may be at the same."""
    file = file_of(connection)
    with writing(connection), closing(sqlite3.connect(file)) as reader:
        if version_of(connection) < known:
            back_up(reader, Path(f"{file}.before-{known}"))


def back_up(connection: sqlite3.Connection, to: Path) -> None:
    """A whole copy of the file as it stands, also while others read and write it; whole or not at all."""
    part = to.with_name(f"{to.name}.part")
    with telling(to):
        try:
            part.unlink(missing_ok=True)
            with closing(sqlite3.connect(part)) as copy:
                connection.backup(copy)
            part.replace(to)
        finally:
            for left in (part, Path(f"{part}-journal")):
                left.unlink(missing_ok=True)


def statements(step: str) -> list[str]:
    """The statements of a step; one ends where SQLite says that it is complete."""
    found, held = [], ""
    for line in step.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held.strip())
            held = ""
    if held.strip() and not held.lstrip().startswith("--"):
        raise ValueError(f"a statement of a migration is not complete: {held.strip()[:80]}")
    return found
