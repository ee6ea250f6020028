"""Stories: which reports belong to which, why, and everything that changed, never silently."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from twosource.data import Change, Member, Story
from twosource.store.reports import each_of

# Later than the number of any change.
_ALL = (1 << 63) - 1


def start_story(connection: sqlite3.Connection, story: str, title: str, at: str) -> None:
    """Begin a story under an id that stays."""
    connection.execute(
        "INSERT OR IGNORE INTO story (id, title, started_at, changed_at) VALUES (?, ?, ?, ?)",
        (story, title, at, at),
    )


def name_story(connection: sqlite3.Connection, story: str, title: str) -> None:
    """Give a story another title."""
    connection.execute("UPDATE story SET title = ? WHERE id = ?", (title, story))


def title_of(connection: sqlite3.Connection, story: str) -> str:
    """The title of a story that there is."""
    return str(connection.execute("SELECT title FROM story WHERE id = ?", (story,)).fetchone()[0])


def titles_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The titles of reports by number, "" where none is stated."""
    marks = ", ".join("?" * len(numbers))
    rows = connection.execute(f"SELECT number, title FROM report WHERE number IN ({marks})", numbers)
    return {row[0]: row[1] or "" for row in rows}


def join_story(connection: sqlite3.Connection, story: str, member: Member, *, by: str, at: str) -> None:
    """Put a report into a story, taking it out of any other."""
    connection.execute(
        'INSERT INTO member (report, story, why, "by", at) VALUES (?, ?, ?, ?, ?)'
        " ON CONFLICT (report) DO UPDATE SET story = excluded.story, why = excluded.why,"
        ' "by" = excluded."by", at = excluded.at',
        (member.report, story, member.why, by, at),
    )
    connection.execute("UPDATE story SET changed_at = ? WHERE id = ?", (at, story))


def merge_into(connection: sqlite3.Connection, story: str, other: str, at: str) -> None:
    """Note that a story lives on as another; its reports are moved by `join_story`."""
    connection.execute("UPDATE story SET merged_into = ?, changed_at = ? WHERE id = ?", (other, at, story))


def story_now(connection: sqlite3.Connection, story: str) -> str:
    """The id under which a story lives on; KeyError where there never was one of this id."""
    met: set[str] = set()
    while story not in met:
        met.add(story)
        row = connection.execute("SELECT merged_into FROM story WHERE id = ?", (story,)).fetchone()
        if row is None:
            raise KeyError(story)
        if row["merged_into"] is None:
            return story
        story = row["merged_into"]
    raise KeyError(story)


def story_of(connection: sqlite3.Connection, story: str) -> Story:
    """A story with its members but for texts that a later one replaced; KeyError where there is none."""
    now = story_now(connection, story)
    rows = connection.execute(
        "SELECT member.report, member.why FROM member JOIN report ON report.id = member.report"
        " WHERE member.story = ? AND report.replaced_by IS NULL ORDER BY report.at, report.id",
        (now,),
    )
    return Story(now, tuple(Member(row["report"], row["why"]) for row in rows))


def family_of(connection: sqlite3.Connection, story: str) -> list[str]:
    """A story and those that live on in it."""
    found = [story]
    for each in found:
        rows = connection.execute("SELECT id FROM story WHERE merged_into = ?", (each,))
        found += [row["id"] for row in rows if row["id"] not in found]
    return found


def standing_of(connection: sqlite3.Connection, story: str) -> Story:
    """`story_of` without the reports that their outlets have taken back."""
    found = story_of(connection, story)
    gone = withdrawn_of(connection, found)
    return Story(found.id, tuple(member for member in found.members if member.report not in gone))


def withdrawn_of(connection: sqlite3.Connection, story: Story) -> dict[str, str]:
    """The reports of a story that their outlets have taken back, each with when that was seen."""
    select = "SELECT id, withdrawn_at FROM report WHERE withdrawn_at IS NOT NULL AND id"
    return {
        row["id"]: row["withdrawn_at"]
        for row in each_of(connection, select, [m.report for m in story.members])
    }


def record(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Record what has just come about, in the same transaction, however often it did before."""
    for change in changes:
        record_once(connection, [(key_now(connection, change), change)])


def record_once(connection: sqlite3.Connection, found: Iterable[tuple[str, Change]]) -> list[Change]:
    """Record changes under keys, each key once however often its change is found; those that are new."""
    new = []
    for key, change in found:
        made = connection.execute(
            "INSERT INTO change (at, story, kind, about, why, key) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO NOTHING RETURNING id",
            (change.at, change.story, change.kind, json.dumps(change.about), change.why, key),
        ).fetchone()
        if made:
            new.append(change)
            connection.executemany(
                "INSERT OR IGNORE INTO change_about (about, change) VALUES (?, ?)",
                [(about.partition(":")[0], made["id"]) for about in change.about],
            )
    return new


def key_now(connection: sqlite3.Connection, change: Change, until: int = _ALL) -> str:
    """What would be the same change found again, which had come about so often when `until` was the newest.

    Two that look at once then find it under one key, whichever of them records it first.
    """
    key, times = key_of(change), times_recorded(connection, change, until)
    return f"{key}\n#{times + 1}" if times else key


def times_recorded(connection: sqlite3.Connection, change: Change, until: int) -> int:
    """How often this change was recorded up to a number: its story, its kind, and what it is about."""
    key = key_of(change)
    # The plus keeps SQLite from going by the numbers, which would be all changes.
    row = connection.execute(
        "SELECT count(*) FROM change WHERE +id <= ? AND (key = ? OR (key > ? AND key < ?))",
        (until, key, f"{key}\n#", f"{key}\n$"),
    ).fetchone()
    return int(row[0])


def key_of(change: Change) -> str:
    """The key of a change when it comes about for the first time."""
    return "\n".join((change.story, change.kind, *change.about))


def correct(connection: sqlite3.Connection, kind: str, a: str, b: str, at: str, *, why: str = "") -> bool:
    """Keep a person's correction; whether it is new."""
    made = connection.execute(
        "INSERT INTO correction (kind, a, b, why, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING RETURNING id",
        (kind, a, b, why, at),
    ).fetchone()
    return made is not None


def uncorrect(connection: sqlite3.Connection, kind: str, a: str, b: str = "") -> int:
    """Take a person's correction back, all of that kind about `a` where `b` is ""; how many these were."""
    return connection.execute(
        "DELETE FROM correction WHERE kind = ? AND a = ? AND (? = '' OR b = ?)", (kind, a, b, b)
    ).rowcount


def list_stories(
    connection: sqlite3.Connection, *, since: str, query: str, min_outlets: int, most: int
) -> list[sqlite3.Row]:
    """Rows of the view `stories`, the last changed first; `query` as `search.quote` gives it."""
    if query:
        having = (
            " AND id IN (SELECT story FROM member JOIN report ON report.id = member.report"
            " WHERE report.number IN (SELECT rowid FROM report_text WHERE report_text MATCH ?))"
        )
    else:
        having = " AND ? = ''"
    return connection.execute(
        f"SELECT * FROM stories WHERE changed_at >= ? AND outlets >= ?{having}"
        " ORDER BY changed_at DESC, reports DESC, id LIMIT ?",
        (since, min_outlets, query, most),
    ).fetchall()
