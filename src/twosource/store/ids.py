"""Ids of stories and reports by how they begin, and the titles that tell them apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

_TABLES = {"story": "story", "report": "report"}


def ids_beginning(connection: sqlite3.Connection, kind: str, begins: str, most: int) -> list[str]:
    """Ids of a ``story`` or ``report`` that begin so, the shortest of a beginning first; -1 for all."""
    rows = connection.execute(
        f"SELECT id FROM {_TABLES[kind]} WHERE id >= ? AND id < ? || char(1114111) ORDER BY id LIMIT ?",
        (begins, begins, most),
    )
    return [row["id"] for row in rows]


def titled(connection: sqlite3.Connection, kind: str, ids: Sequence[str]) -> dict[str, str]:
    """The titles of stories or reports, by id; what has none is absent."""
    rows = connection.execute(
        f"SELECT id, title FROM {_TABLES[kind]} WHERE id IN ({', '.join('?' * len(ids))})", tuple(ids)
    )
    return {row["id"]: row["title"] for row in rows if row["title"]}


def story_of_report(connection: sqlite3.Connection, report: str) -> str:
    """The story that a report is in, or ""."""
    row = connection.execute("SELECT story FROM member WHERE report = ?", (report,)).fetchone()
    return row["story"] if row else ""
