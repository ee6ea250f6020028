"""What is still to be looked for in stories, and who was told of which change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.data import Change
from twosource.store.reports import each_of


@dataclass(frozen=True, slots=True)
class Cited:
    """A report or a story that a change names, "" for what is not stated; of a story id and title alone.

    `link` is the address of a report, or the file that it was read from.
    """

    id: str
    title: str
    outlet: str = ""
    published: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A change as it was recorded: its number, the key that no other has, and its story's title.

    `reports` and `stories` are those that it names, each once, in that order.
    """

    number: int
    key: str
    title: str
    change: Change
    reports: tuple[Cited, ...] = ()
    stories: tuple[Cited, ...] = ()


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
    rows = connection.execute("SELECT story, marks FROM untold WHERE marks > looked ORDER BY story")
    return [(row["story"], row["marks"]) for row in rows]


def looked_at(connection: sqlite3.Connection, story: str, marks: int, reports: Sequence[str]) -> None:
    """Note that what changed in a story up to that mark was recorded.

    `reports` are those that were looked at and laid beside the others.
    """
    connection.execute("UPDATE untold SET looked = max(looked, ?) WHERE story = ?", (marks, story))
    row = connection.execute("SELECT max(looked) + 1 FROM member WHERE story = ?", (story,)).fetchone()
    connection.executemany(
        "UPDATE member SET looked = ? WHERE report = ? AND story = ? AND looked = 0",
        [(row[0] or 1, report, story) for report in reports],
    )


def history(connection: sqlite3.Connection, ids: Sequence[str], kinds: Sequence[str]) -> list[Change]:
    """What was recorded of reports, whichever story they were in then, in that order."""
    numbers = [
        row["change"] for row in each_of(connection, "SELECT change FROM change_about WHERE about", ids)
    ]
    rows = each_of(connection, "SELECT * FROM change WHERE id", numbers)
    return [_change(row) for row in sorted(rows, key=lambda row: int(row["id"])) if row["kind"] in kinds]


def history_of(connection: sqlite3.Connection, story: str, kinds: Sequence[str]) -> list[Change]:
    """What was recorded of the reports that are in a story now, in that order."""
    rows = connection.execute(
        f"SELECT * FROM change WHERE kind IN ({_marks(kinds)}) AND id IN (SELECT change FROM member"
        " JOIN change_about ON about = member.report WHERE member.story = ?) ORDER BY id",
        (*kinds, story),
    )
    return [_change(row) for row in rows]


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
    where = "change.id > ? AND outlets >= ? ORDER BY change.id"
    return _noted(connection, _WITH_OUTLETS, where, (number, min_outlets, most))


def latest_changes(connection: sqlite3.Connection, *, min_outlets: int, most: int) -> list[Noted]:
    """The changes recorded last, the last first, of stories of so many outlets."""
    return _noted(connection, _WITH_OUTLETS, "outlets >= ? ORDER BY change.id DESC", (min_outlets, most))


def changes_since(
    connection: sqlite3.Connection, stories: Sequence[str], since: str, kinds: Sequence[str], most: int
) -> list[Noted]:
    """The last changes of stories, or of all, since a time and of some kinds, or of all, the last first."""
    where = "change.at >= ?"
    where += f" AND change.story IN ({_marks(stories)})" if stories else ""
    where += f" AND change.kind IN ({_marks(kinds)})" if kinds else ""
    given: list[str | int] = [since, *stories, *kinds, most]
    return _noted(connection, "SELECT change.* FROM change", f"{where} ORDER BY change.id DESC", given)


# A story that was merged or left has no outlets of its own: what became of it is told all the same. Outlets
# count also where a report was taken back, or nobody would hear of that.
_WITH_OUTLETS = (
    "SELECT * FROM (SELECT change.*, CASE WHEN story.merged_into IS NOT NULL OR NOT EXISTS"
    " (SELECT 1 FROM member WHERE story = change.story) THEN 1000000 ELSE (SELECT"
    " count(DISTINCT coalesce(outlet, report.id)) FROM member JOIN report ON report.id = member.report"
    " WHERE member.story = change.story) END AS outlets FROM change LEFT JOIN story ON story.id ="
    " change.story) AS change"
)


def _noted(
    connection: sqlite3.Connection, select: str, where: str, given: Sequence[str | int]
) -> list[Noted]:
    rows = connection.execute(f"{select} WHERE {where} LIMIT ?", tuple(given)).fetchall()
    changes = [_change(row) for row in rows]
    named = [list(dict.fromkeys(each.partition(":")[0] for each in change.about)) for change in changes]
    ids = {each for names in named for each in names}
    reports, stories = _reports(connection, ids), _stories(connection, {c.story for c in changes} | ids)
    return [
        Noted(
            row["id"],
            row["key"],
            stories[change.story].title if change.story in stories else "",
            change,
            tuple(reports[each] for each in names if each in reports),
            tuple(stories[each] for each in names if each in stories),
        )
        for row, change, names in zip(rows, changes, named, strict=True)
    ]


def _reports(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Cited]:
    select = "SELECT id, title, outlet, published, coalesce(address, path) AS link FROM report WHERE id"
    return {row["id"]: Cited(*(value or "" for value in row)) for row in each_of(connection, select, ids)}


def _stories(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Cited]:
    rows = each_of(connection, "SELECT id, title FROM story WHERE id", ids)
    return {row["id"]: Cited(row["id"], row["title"]) for row in rows}
