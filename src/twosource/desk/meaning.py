"""Finds reports by meaning: the question's vector beside those of titles and openings."""

from __future__ import annotations

import heapq
import sqlite3
from array import array
from collections.abc import Callable, Sequence

from twosource.desk.lines import Found, found_of
from twosource.errors import SettingError
from twosource.step import Model
from twosource.store.file import writing
from twosource.store.leads import count_unread, keep_leads, leads, shown, unread

# What is read of a report: its title, and so many words of its text.
OPENING = 40
# Reports read in one transaction: what is lost by a stop is read again.
BATCH = 32
_SIGNS = 2_000
LONGEST = 1_000


def find_by_meaning(
    connection: sqlite3.Connection,
    query: str,
    embedder: Model,
    *,
    most: int,
    tell: Callable[[str, int], None],
) -> list[Found]:
    """Reports nearest to `query` in meaning, `score` being the cosine; SettingError without an embedder.

    Reports that came since the last search are read first, once; `tell` hears how many
    are left.  Something is always nearest: a low score is no answer.
    """
    if embedder.value is None:
        raise SettingError(f"Without an embedder nothing is found by meaning: {embedder.says}.")
    words = " ".join(query[:LONGEST].split())
    if not words:
        return []
    read_leads(connection, embedder, tell)
    (asked,) = embedder.value.embed([words.encode(errors="replace").decode()])
    best = nearest(connection, embedder.says, asked, most)
    rows = shown(connection, [number for _, number in best])
    return [found_of(rows[number], _opening(rows[number]), score) for score, number in best]


def read_leads(connection: sqlite3.Connection, embedder: Model, tell: Callable[[str, int], None]) -> None:
    """Give every report that has none a vector, batch by batch; a stop loses one batch."""
    left = count_unread(connection, embedder.says)
    while rows := unread(connection, embedder.says, BATCH):
        tell("reading titles and openings for the search by meaning", left)
        vectors = embedder.value.embed([f"{row['title'] or ''}. {_opening(row)}" for row in rows])
        kept = [(row["number"], array("f", v).tobytes()) for row, v in zip(rows, vectors, strict=True)]
        with writing(connection):
            keep_leads(connection, kept, embedder.says)
        left -= len(rows)


def nearest(
    connection: sqlite3.Connection, made_by: str, asked: Sequence[float], most: int
) -> list[tuple[float, int]]:
    """The cosine and number of the reports nearest to a unit vector, the nearest first."""
    import numpy

    best: list[tuple[float, int]] = []
    for rows in leads(connection, made_by):
        vectors = numpy.frombuffer(b"".join(row["vector"] for row in rows), dtype="<f4")
        scores = vectors.reshape(len(rows), -1) @ numpy.asarray(asked, dtype="<f4")
        pairs = [(float(score), -row["report"]) for score, row in zip(scores, rows, strict=True)]
        best = heapq.nlargest(most, [*best, *pairs])
    return [(score, -number) for score, number in best]


def _opening(row: sqlite3.Row) -> str:
    """The first words of a report's text, the title that stands before them left out."""
    text, title = " ".join(row["text"][:_SIGNS].split()), " ".join((row["title"] or "").split())
    return " ".join(text.removeprefix(title).split()[:OPENING])
