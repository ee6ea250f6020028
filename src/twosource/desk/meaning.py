"""Finds reports by meaning: those that words lead to, and of these the nearest by title and opening."""

from __future__ import annotations

import heapq
import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from twosource.desk.keeping import keep_if_possible
from twosource.desk.lines import Found, found_of
from twosource.errors import SettingError
from twosource.step import Model
from twosource.store.leads import keep_leads, leads, shown, unread, without_lead
from twosource.store.search import MOST_WORDS, with_any
from twosource.store.sketches import sketches_of

# What is read of a report: its title, and so many words of its text.
OPENING = 40
# Reports read for one search at most, at some thirty milliseconds of processor each.
READ = 50
# Reports read in one transaction: what is lost by a stop is read again.
BATCH = 16
# A question is widened by words that the first few reports it leads to share: so many reports, of each so
# many of its weightiest words, of all these so many.  Measured on reports of known stories: see
# `docs/decisions/library.md`.
FIRST, WEIGHTY, WIDER = 5, 20, 10
CANDIDATES = 400
# How much first places in a list count over later ones (reciprocal rank fusion: Cormack and others, 2009).
RANKS = 60
_SIGNS = 2_000
LONGEST = 1_000
Tell = Callable[[str, int], None]


def find_by_meaning(
    connection: sqlite3.Connection, query: str, embedder: Model, *, most: int, tell: Tell
) -> list[Found]:
    """Reports that answer `query` in whatever words, best first; SettingError without an embedder.

    Reports that have any of its words or of what goes with these, and the nearest of those
    that were read before. Of the best of them title and opening are read, each once; `tell`
    hears how many.  Something is always nearest: a low likeness is no answer.
    """
    if embedder.value is None:
        raise SettingError(f"Without an embedder nothing is found by meaning: {embedder.says}.")
    words = " ".join(query[:LONGEST].split()).encode(errors="replace").decode()
    if not words:
        return []
    read, led = max(READ, most), led_to(connection, words)
    latest = unread(connection, embedder.identity, read - len(led)) if len(led) < read else []
    unkept = read_leads(connection, embedder, list(dict.fromkeys([*led[:read], *latest])), tell)
    (asked,) = embedder.value.embed([words])
    near = nearest(connection, embedder.identity, asked, set(led[:read]), unkept)
    scores = fused([number for number in led if number in near], list(near))
    best = heapq.nsmallest(most, scores, key=lambda number: (-scores[number], number))
    rows = shown(connection, best)
    return [
        replace(found_of(rows[number], _opening(rows[number]), scores[number]), likeness=near[number])
        for number in best
    ]


def led_to(connection: sqlite3.Connection, question: str) -> list[int]:
    """Reports that have words of the question, or words that go with them, the best first."""
    words = re.findall(r"\w+", question)[:MOST_WORDS]
    sketches = sketches_of(connection, with_any(connection, words, most=FIRST))
    shared = Counter(word for sketch in sketches.values() for word in sketch.words[:WEIGHTY])
    wider = [word for word, _ in shared.most_common(WIDER)]
    return with_any(connection, [*words, *wider], most=CANDIDATES)


def read_leads(
    connection: sqlite3.Connection, embedder: Model, numbers: Sequence[int], tell: Tell
) -> list[tuple[int, bytes]]:
    """Give those of the reports that have none a vector, batch by batch; a stop loses one batch.

    Those that cannot be kept, as another program writes or nothing may be written, are given.
    """
    unkept: list[tuple[int, bytes]] = []
    rows = without_lead(connection, embedder.identity, numbers)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        tell("reading titles and openings for the search by meaning", len(rows) - start)
        vectors = embedder.value.embed([f"{row['title'] or ''}. {_opening(row)}" for row in batch])
        kept = [(row["number"], array("f", v).tobytes()) for row, v in zip(batch, vectors, strict=True)]
        keep = partial(keep_leads, connection, kept, embedder.identity)
        # What could not be written once would only be waited for again.
        if unkept or not keep_if_possible(connection, keep):
            unkept += kept
    return unkept


def nearest(
    connection: sqlite3.Connection,
    made_by: str,
    asked: Sequence[float],
    also: Collection[int] = (),
    unkept: Sequence[tuple[int, bytes]] = (),
) -> dict[int, float]:
    """The cosines of the reports nearest to a unit vector, and of those `also`, by number, nearest first.

    `unkept` are vectors that are not in the library.
    """
    import numpy

    best: list[tuple[float, int]] = []
    wanted: list[tuple[float, int]] = []
    for rows in chain(leads(connection, made_by), [unkept] if unkept else ()):
        vectors = numpy.frombuffer(b"".join(vector for _, vector in rows), dtype="<f4")
        scores = vectors.reshape(len(rows), -1) @ numpy.asarray(asked, dtype="<f4")
        pairs = [(float(score), -number) for score, (number, _) in zip(scores, rows, strict=True)]
        best = heapq.nlargest(CANDIDATES, [*best, *pairs])
        wanted += [pair for pair in pairs if -pair[1] in also]
    return {-number: score for score, number in sorted({*best, *wanted}, reverse=True)}


def fused(*lists: Sequence[int]) -> dict[int, float]:
    """How far in front things stand in several lists together."""
    score: dict[int, float] = {}
    for entries in lists:
        for place, entry in enumerate(entries):
            score[entry] = score.get(entry, 0.0) + 1 / (RANKS + place)
    return score


def _opening(row: sqlite3.Row) -> str:
    """The first words of a report's text, the title that stands before them left out."""
    text, title = " ".join(row["text"][:_SIGNS].split()), " ".join((row["title"] or "").split())
    return " ".join(text.removeprefix(title).split()[:OPENING])
