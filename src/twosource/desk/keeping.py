"""Keeps what can be made anew, where the library can be written to; where not, nobody has to wait for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from twosource.errors import StoreError
from twosource.store.file import writing

# Why something may not be kept and yet be shown: another program writes, nothing may be written, no room.
UNWRITTEN = frozenset({"locked", "read-only", "disk-full", "io"})


def keep_if_possible(connection: sqlite3.Connection, keep: Callable[[], None]) -> bool:
    """Do `keep` in one transaction; whether it is on disk."""
    try:
        with writing(connection):
            keep()
    except StoreError as error:
        if error.code not in UNWRITTEN:
            raise
        return False
    return True
