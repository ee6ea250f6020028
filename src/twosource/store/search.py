"""Full text search whose words are words, whatever signs they hold."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unicodedata import combining, normalize

from twosource.store.file import file_of, telling

# What is looked at of a query: more is no question a person asks.
LONGEST, MOST_WORDS = 2_000, 32
SECONDS = 1.0
# A search for any of many words looks at so many places at most, the rarest words first: a tenth of a second
# of processor with 100,000 reports held.
MOST_PLACES = 100_000
# SQLite asks us after so many of its steps whether to go on.
_STEPS = 10_000

# The best by BM25; replaced texts are left out by an index, without a look at the reports themselves.
_BEST = (
    "SELECT rowid AS number, bm25(report_text, 3.0, 1.0) AS score FROM report_text WHERE report_text MATCH ?1"
    " AND rowid NOT IN (SELECT number FROM report WHERE replaced_by IS NOT NULL)"
    " ORDER BY score, rowid LIMIT ?2"
)
# Only of the best are the words looked up that show why.
_SHOWN = (
    "SELECT report.id, report.title, report.outlet, report.published, report.withdrawn_at, member.story,"
    " highlight(report_text, 1, char(2), char(3)) AS marked, best.score"
    f" FROM ({_BEST}) AS best CROSS JOIN report_text ON report_text.rowid = best.number"
    " AND report_text MATCH ?1 JOIN report ON report.number = best.number"
    " LEFT JOIN member ON member.report = report.id ORDER BY best.score, best.number"
)


def search(connection: sqlite3.Connection, query: str, *, most: int = 20) -> list[sqlite3.Row]:
    """Reports with all the words of `query`, best first: id, title, outlet, story, marked, score.

    `marked` is the text with what was found between U+0002 and U+0003.
    Words in quotation marks stand together; words in titles count three times.
    A query has no operators: every sign in it is taken as it is.  No word, no
    report.  StoreError (``too-slow``) after SECONDS.
    """
    quoted = quote(query)
    if not quoted:
        return []
    with limited(connection):
        return connection.execute(_SHOWN, (quoted, most)).fetchall()


def lacking(connection: sqlite3.Connection, query: str) -> list[str]:
    """The words and phrases of a query that no report has; StoreError (``too-slow``) after SECONDS."""
    parts = re.findall(r'"[^"]*"', quote(query))
    with limited(connection):
        held = {
            part
            for part in parts
            if connection.execute(
                "SELECT 1 FROM report_text WHERE report_text MATCH ? LIMIT 1", (part,)
            ).fetchone()
        }
    return [part.strip('"') for part in dict.fromkeys(parts) if part not in held]


def with_any(
    connection: sqlite3.Connection, words: Sequence[str], *, most: int, places: int = MOST_PLACES
) -> list[int]:
    """Reports with any of these words, by number, best first.

    The rarest words are looked for, as many as `places` reports have together.
    StoreError (``too-slow``) after SECONDS.
    """
    with limited(connection):
        rare = _rare(connection, list(dict.fromkeys(re.findall(r"[^\W_]+", " ".join(words)))), places)
        if not rare:
            return []
        rows = connection.execute(_BEST, (" OR ".join(f'"{word}"' for word in rare), most))
        return [row["number"] for row in rows]


def _rare(connection: sqlite3.Connection, words: Sequence[str], places: int) -> list[str]:
    """The rarest of the words that reports have, as many as `places` reports have together."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.report_word USING fts5vocab (main, report_text, row)"
    )
    held = {}
    for word in words:
        # As the index writes it: lower case, marks over letters left out.
        row = connection.execute("SELECT doc FROM report_word WHERE term = ?", (_plain(word),)).fetchone()
        if row is not None:
            held[word] = int(row["doc"])
    rare: list[str] = []
    for word in sorted(held, key=lambda word: held[word]):
        places -= held[word]
        if rare and places < 0:
            break
        rare.append(word)
    return rare


def _plain(word: str) -> str:
    return "".join(c for c in normalize("NFD", word.lower()) if not combining(c))


@contextmanager
def limited(connection: sqlite3.Connection) -> Iterator[None]:
    """A search that ends after SECONDS, with a StoreError (``too-slow``)."""
    until = time.monotonic() + SECONDS
    with telling(file_of(connection)):
        connection.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)
        try:
            yield
        finally:
            connection.set_progress_handler(None, 0)


def quote(query: str) -> str:
    """The query as FTS5 reads it without operators: words and stretches in quotation marks, quoted."""
    words = re.findall(r'"([^"]*)"|(\S+)', query[:LONGEST].encode(errors="replace").decode())
    found = [" ".join(re.findall(r"\w+", part)) for stretch, word in words for part in [stretch or word]]
    return " ".join(f'"{part}"' for part in [p for p in found if p][:MOST_WORDS])
