"""What is still to be looked for in stories, and who was told of which change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.data import Change

# Ids in one question to SQLite.
_MANY = 500


@dataclass(frozen=True, slots=True)
class Noted:
    """A change as it was recorded: its number, the key that no other has, and its story's title."""

    number: int
    key: str
    title: str
    change: Change


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who is told of changes: up to which number, failures in a row, when next tried, and why."""

    name: str
    told: int
    failed: int
    due_at: str
    reason: str


def untold(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The stories in which something changed, each with its count of marks."""
    rows = connection.execute("SELECT story, marks FROM untold ORDER BY story")
    return [(row["story"], row["marks"]) for row in rows]


def looked_at(connection: sqlite3.Connection, story: str, marks: int, reports: Sequence[str]) -> None:
    """Note that what changed in a story was recorded, unless it has changed once more since.

    `reports` are those that were looked at and laid beside the others.
    """
    connection.execute("DELETE FROM untold WHERE story = ? AND marks = ?", (story, marks))
    row = connection.execute("SELECT max(looked) + 1 FROM member WHERE story = ?", (story,)).fetchone()
    connection.executemany(
        "UPDATE member SET looked = ? WHERE report = ? AND story = ? AND looked = 0",
        [(row[0] or 1, report, story) for report in reports],
    )


def history(connection: sqlite3.Connection, ids: Sequence[str], kinds: Sequence[str]) -> list[Change]:
    """What was recorded of reports, whichever story they were in then, in that order."""
    rows: dict[int, sqlite3.Row] = {}
    for start in range(0, len(ids), _MANY):
        piece = ids[start : start + _MANY]
        rows |= _about(connection, f"about IN ({_marks(piece)})", piece, kinds)
    return [_change(rows[number]) for number in sorted(rows)]


def history_of(connection: sqlite3.Connection, story: str, kinds: Sequence[str]) -> list[Change]:
    """What was recorded of the reports that are in a story now, in that order."""
    rows = _about(connection, "about IN (SELECT report FROM member WHERE story = ?)", [story], kinds)
    return [_change(rows[number]) for number in sorted(rows)]


def _about(
    connection: sqlite3.Connection, where: str, given: Sequence[str], kinds: Sequence[str]
) -> dict[int, sqlite3.Row]:
    rows = connection.execute(
        f"SELECT * FROM change WHERE kind IN ({_marks(kinds)})"
        f" AND id IN (SELECT change FROM change_about WHERE {where})",
        (*kinds, *given),
    )
    return {row["id"]: row for row in rows}


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _change(row: sqlite3.Row) -> Change:
    return Change(row["story"], row["kind"], row["at"], tuple(json.loads(row["about"])), row["why"])


def listener(connection: sqlite3.Connection, name: str) -> Listener:
    """Who is told under this name; a new one is told of what comes from now on. In a transaction."""
    connection.execute(
        "INSERT OR IGNORE INTO listener (name, told) SELECT ?, coalesce(max(id), 0) FROM change", (name,)
    )
    row = connection.execute("SELECT * FROM listener WHERE name = ?", (name,)).fetchone()
    return Listener(row["name"], row["told"], row["failed"], row["due_at"] or "", row["reason"])


def was_told(connection: sqlite3.Connection, name: str, number: int) -> None:
    """Note that somebody was told of all changes up to this."""
    connection.execute(
        "UPDATE listener SET told = max(told, ?), failed = 0, due_at = NULL, reason = '' WHERE name = ?",
        (number, name),
    )


def was_not_told(connection: sqlite3.Connection, name: str, reason: str, due_at: str) -> None:
    """Note that somebody could not be told, why, and when it is tried again."""
    connection.execute(
        "UPDATE listener SET failed = failed + 1, reason = ?, due_at = ? WHERE name = ?",
        (reason, due_at, name),
    )


def newest(connection: sqlite3.Connection) -> int:
    """The number of the change recorded last, 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0])


def changes_after(connection: sqlite3.Connection, number: int, *, min_outlets: int, most: int) -> list[Noted]:
    """Changes recorded after one, in that order, of stories of so many outlets."""
    return _noted(connection, "change.id > ? AND outlets >= ? ORDER BY change.id", number, min_outlets, most)


def latest_changes(connection: sqlite3.Connection, *, min_outlets: int, most: int) -> list[Noted]:
    """The changes recorded last, the last first, of stories of so many outlets."""
    return _noted(connection, "change.id > ? AND outlets >= ? ORDER BY change.id DESC", 0, min_outlets, most)


def _noted(connection: sqlite3.Connection, where: str, *given: int) -> list[Noted]:
    # A story that was merged or left has no outlets of its own: what became of it is told all the same.
    rows = connection.execute(
        "SELECT * FROM (SELECT change.*, story.title, CASE WHEN story.merged_into IS NOT NULL OR NOT EXISTS"
        " (SELECT 1 FROM member WHERE story = change.story) THEN 1000000 ELSE (SELECT"
        " count(DISTINCT coalesce(outlet, report.id)) FROM member JOIN report ON report.id = member.report"
        " WHERE member.story = change.story) END AS outlets FROM change LEFT JOIN story ON story.id ="
        f" change.story) AS change WHERE {where} LIMIT ?",
        given,
    )
    return [
        Noted(
            row["id"],
            row["key"],
            row["title"] or "",
            Change(row["story"], row["kind"], row["at"], tuple(json.loads(row["about"])), row["why"]),
        )
        for row in rows
    ]
