"""Comparisons of stories, as records and as rows that anybody can query."""

from __future__ import annotations

import sqlite3

from twosource.data import Comparison, Ledger, Point
from twosource.store.packed import pack, unpack


def comparison_of(connection: sqlite3.Connection, story: str, made_of: str = "") -> Comparison | None:
    """The comparison kept of a story, if it was made of this (any, where `made_of` is "")."""
    row = connection.execute(
        "SELECT packed FROM comparison WHERE story = ? AND (? = '' OR made_of = ?)", (story, made_of, made_of)
    ).fetchone()
    return unpack(Comparison, row["packed"]) if row else None


def keep_comparison(
    connection: sqlite3.Connection, made: Comparison, *, made_of: str, made_by: str, at: str
) -> None:
    """Keep a comparison in place of the story's earlier one, and its points and differences as rows."""
    story = made.story.id
    connection.execute("DELETE FROM comparison WHERE story = ?", (story,))
    connection.execute(
        "INSERT INTO comparison (story, made_of, made_by, made_at, packed) VALUES (?, ?, ?, ?, ?)",
        (story, made_of, made_by, at, pack(made)),
    )
    ledgers = {ledger.about: ledger for ledger in made.ledgers}
    connection.executemany(
        "INSERT INTO point (story, id, words, report, relation, reports, outlets, least, most)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_point_row(point, made, ledgers.get(point.id)) for point in made.points],
    )
    connection.executemany(
        'INSERT INTO difference (story, point, place, kind, verdict, "between", rule, why)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (story, point.id, place, d.kind, d.verdict, d.between, d.rule, d.why)
            for point in made.points
            for place, d in enumerate(point.differences)
        ],
    )


def _point_row(point: Point, made: Comparison, ledger: Ledger | None) -> tuple[object, ...]:
    claims = {claim.id: claim for claim in made.claims}
    texts = {article.id: article for article in made.reports}
    lead = claims[point.lead]
    reports = {claims[c].report for c in point.claims}
    outlets = {texts[r].value("outlet") or r for r in reports}
    return (
        made.story.id, point.id, lead.span.of(texts[lead.report].text), lead.report, point.relation,
        len(reports), len(outlets), ledger.min if ledger else 0, ledger.max if ledger else 0,
    )  # fmt: skip
