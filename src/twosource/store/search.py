"""Full text search whose words are words, whatever signs they hold."""

from __future__ import annotations

import re
import sqlite3
import time

from twosource.store.file import file_of, telling

# What is looked at of a query: more is no question a person asks.
LONGEST, MOST_WORDS = 2_000, 32
SECONDS = 1.0
# SQLite asks us after so many of its steps whether to go on.
_STEPS = 10_000


def search(connection: sqlite3.Connection, query: str, *, most: int = 20) -> list[sqlite3.Row]:
    """Reports with all the words of `query`, best first: id, title, outlet, story, snippet, score.

    Words in quotation marks stand together.  A query has no operators: every
    sign in it is taken as it is.  No word, no report.  StoreError
    (``too-slow``) after SECONDS.
    """
    quoted = quote(query)
    if not quoted:
        return []
    until = time.monotonic() + SECONDS
    with telling(file_of(connection)):
        connection.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)
        try:
            return connection.execute(
                "SELECT report.id, report.title, report.outlet, report.published, member.story,"
                " snippet(report_text, 1, '', '', ' … ', 24) AS snippet, bm25(report_text, 3.0, 1.0) AS score"
                " FROM report_text JOIN report ON report.number = report_text.rowid"
                " LEFT JOIN member ON member.report = report.id"
                " WHERE report_text MATCH ? AND report.replaced_by IS NULL ORDER BY score, report.id LIMIT ?",
                (quoted, most),
            ).fetchall()
        finally:
            connection.set_progress_handler(None, 0)


def quote(query: str) -> str:
    """The query as FTS5 reads it without operators: words and stretches in quotation marks, quoted."""
    words = re.findall(r'"([^"]*)"|(\S+)', query[:LONGEST].encode(errors="replace").decode())
    found = [" ".join(re.findall(r"\w+", part)) for stretch, word in words for part in [stretch or word]]
    return " ".join(f'"{part}"' for part in [p for p in found if p][:MOST_WORDS])
