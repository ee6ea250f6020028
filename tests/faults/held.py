"""Libraries that are filled by the whole path, and what two of them must have in common."""

from __future__ import annotations

import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from bench.flowing.make import stream
from twosource.news import Library

ROOT = Path(__file__).resolve().parents[2]
Row = dict[str, str]
# A writer in a process of its own: it tells how many reports are acknowledged after each batch.
WRITER = """
import sys
from twosource.news import Library
with Library(sys.argv[1]) as library:
    print("ready", flush=True)
    library.add(sys.argv[2:], tell=lambda _, reports: print(reports, flush=True))
print("done", flush=True)
"""


def rows(many: int, *, seed: int = 7, words: int = 90) -> list[Row]:
    """Invented reports of many stories in order of time, each cut after so many words."""
    found = []
    for row in islice(stream(seed), many):
        found.append({**row, "text": " ".join(row["text"].split(" ")[:words])})
    return found


def table(file: Path, reports: Sequence[Row]) -> Path:
    """A table of reports."""
    file.write_text("".join(json.dumps(row) + "\n" for row in reports), encoding="utf-8")
    return file


def filled(file: Path, *sources: Path) -> Library:
    """A library with the reports of these files."""
    library = Library(file)
    assert not [failure for failure in library.add(sources).failures if failure.step != "same"]
    return library


def shuffled(reports: Sequence[Row], seed: int) -> list[Row]:
    """The same reports in another order."""
    found = list(reports)
    random.Random(seed).shuffle(found)
    return found


def digest(connection: sqlite3.Connection) -> str:
    """A sum over all that a library holds of the world: pages, reports, which report is in which story."""
    total = hashlib.sha256()
    for question in (
        "SELECT sha256, size FROM page ORDER BY sha256",
        "SELECT id, title, published, replaced_by, text FROM report ORDER BY id",
        "SELECT report, story FROM member ORDER BY report",
    ):
        for row in connection.execute(question):
            total.update(repr(tuple(row)).encode(errors="surrogatepass"))
    return total.hexdigest()


def stories(connection: sqlite3.Connection) -> set[frozenset[str]]:
    """The reports of each story, by their addresses."""
    found: dict[str, set[str]] = {}
    for row in connection.execute(
        "SELECT story, address FROM member JOIN report ON report.id = member.report"
    ):
        found.setdefault(row["story"], set()).add(row["address"])
    return {frozenset(reports) for reports in found.values()}


def told_stories(reports: Sequence[Row]) -> set[frozenset[str]]:
    """The stories as they were invented, by their addresses."""
    found: dict[str, set[str]] = {}
    for row in reports:
        found.setdefault(row["url"].rpartition("-")[0], set()).add(row["url"])
    return {frozenset(addresses) for addresses in found.values()}


def writer(library: Path, *sources: Path) -> subprocess.Popen[str]:
    """A process that adds; its first line is ``ready``, its last ``done``."""
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(library), *map(str, sources)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}, cwd=ROOT,
    )  # fmt: skip


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the file is whole, every row has what it belongs to, and each report in a living story."""
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
    connection.execute("INSERT INTO report_text (report_text, rank) VALUES ('integrity-check', 1)")
    stray = connection.execute(
        "SELECT count(*) FROM report LEFT JOIN member ON member.report = report.id LEFT JOIN story"
        " ON story.id = member.story WHERE story.id IS NULL OR story.merged_into IS NOT NULL"
    )
    other = connection.execute(
        "SELECT count(*) FROM member JOIN report ON report.id = member.report"
        " LEFT JOIN sketch ON sketch.report = report.number WHERE sketch.story IS NOT member.story"
    )
    return (stray.fetchone()[0], other.fetchone()[0]) == (0, 0)
