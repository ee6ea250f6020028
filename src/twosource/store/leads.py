"""Vectors of titles and openings, by which reports are found by meaning."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

# Vectors read from the file at a time: 4,096 of 384 numbers are 6 MB.
_MANY = 4096


def unread(connection: sqlite3.Connection, made_by: str, most: int) -> list[sqlite3.Row]:
    """Reports without a vector of this maker, the latest first: number, title, text."""
    return connection.execute(
        "SELECT number, title, text FROM report LEFT JOIN lead ON lead.report = report.number"
        " WHERE lead.report IS NULL OR lead.made_by <> ? ORDER BY number DESC LIMIT ?",
        (made_by, most),
    ).fetchall()


def count_unread(connection: sqlite3.Connection, made_by: str) -> int:
    """How many reports have no vector of this maker."""
    all_of, read = connection.execute(
        "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM lead WHERE made_by = ?)", (made_by,)
    ).fetchone()
    return int(all_of - read)


def keep_leads(connection: sqlite3.Connection, vectors: Sequence[tuple[int, bytes]], made_by: str) -> None:
    """Keep the vectors of reports, by number, in place of earlier ones."""
    connection.executemany(
        "INSERT OR REPLACE INTO lead (report, vector, made_by) VALUES (?, ?, ?)",
        [(number, vector, made_by) for number, vector in vectors],
    )


def leads(connection: sqlite3.Connection, made_by: str) -> Iterator[list[sqlite3.Row]]:
    """All vectors of this maker, many at a time, with their reports' numbers; replaced texts are left out."""
    rows = connection.execute(
        "SELECT lead.report, vector FROM lead JOIN report ON report.number = lead.report"
        " WHERE lead.made_by = ? AND replaced_by IS NULL",
        (made_by,),
    )
    while batch := rows.fetchmany(_MANY):
        yield batch


def shown(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, sqlite3.Row]:
    """What a search shows of reports, by number: id, title, outlet, published, story, text."""
    marks = ", ".join("?" * len(numbers))
    rows = connection.execute(
        "SELECT number, id, title, outlet, published, text, member.story FROM report"
        f" LEFT JOIN member ON member.report = report.id WHERE number IN ({marks})",
        tuple(numbers),
    )
    return {row["number"]: row for row in rows}
