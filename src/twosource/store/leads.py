"""Vectors of titles and openings, by which reports are found by meaning."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

# Vectors read from the file at a time: 4,096 of 384 numbers are 6 MB.
_MANY = 4096


def unread(connection: sqlite3.Connection, made_by: str, most: int) -> list[int]:
    """Reports without a vector of this maker, by number, the latest first; replaced texts are left out."""
    rows = connection.execute(
        "SELECT number FROM report LEFT JOIN lead ON lead.report = report.number"
        " WHERE (lead.report IS NULL OR lead.made_by <> ?)"
        " AND number NOT IN (SELECT number FROM report WHERE replaced_by IS NOT NULL)"
        " ORDER BY number DESC LIMIT ?",
        (made_by, most),
    )
    return [row["number"] for row in rows]


def without_lead(connection: sqlite3.Connection, made_by: str, numbers: Sequence[int]) -> list[sqlite3.Row]:
    """Those of the reports that have no vector of this maker: number, title, text."""
    return connection.execute(
        "SELECT number, title, text FROM report"
        " LEFT JOIN lead ON lead.report = report.number AND lead.made_by = ?"
        f" WHERE lead.report IS NULL AND number IN ({', '.join('?' * len(numbers))}) ORDER BY number",
        (made_by, *numbers),
    ).fetchall()


def keep_leads(connection: sqlite3.Connection, vectors: Sequence[tuple[int, bytes]], made_by: str) -> None:
    """Keep the vectors of reports, by number, in place of earlier ones."""
    connection.executemany(
        "INSERT OR REPLACE INTO lead (report, vector, made_by) VALUES (?, ?, ?)",
        [(number, vector, made_by) for number, vector in vectors],
    )


def leads(connection: sqlite3.Connection, made_by: str) -> Iterator[list[sqlite3.Row]]:
    """All vectors of this maker, many at a time, with their reports' numbers; replaced texts are left out."""
    rows = connection.execute(
        "SELECT report, vector FROM lead WHERE made_by = ?"
        " AND report NOT IN (SELECT number FROM report WHERE replaced_by IS NOT NULL)",
        (made_by,),
    )
    while batch := rows.fetchmany(_MANY):
        yield batch


def shown(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, sqlite3.Row]:
    """What a search shows of reports, by number: id, title, outlet, published, withdrawn_at, story, text."""
    marks = ", ".join("?" * len(numbers))
    rows = connection.execute(
        "SELECT number, id, title, outlet, published, withdrawn_at, text, member.story FROM report"
        f" LEFT JOIN member ON member.report = report.id WHERE number IN ({marks})",
        tuple(numbers),
    )
    return {row["number"]: row for row in rows}
