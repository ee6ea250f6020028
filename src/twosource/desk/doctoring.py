"""Looks a library over: what is damaged and what to do, and what there is to know."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from twosource.data import Article
from twosource.errors import SettingError, StoreError
from twosource.store.file import file_of, writing
from twosource.store.migrate import back_up, version_of
from twosource.store.packed import unpack, unpress

# Lines told of one kind of fault; there may be as many as pages.
_MOST = 20
_COPY = "Copy what can be had with `twosource doctor --copy-to FILE`, or take an earlier copy."


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in a library: `is_fault` where something is wrong, else something to know.

    `about` is a word for programs (page, reference, index, bytes, report, story, held, reading,
    failure, due); `told` says it in a sentence, `do` what to do, or "".
    """

    is_fault: bool
    about: str
    told: str
    do: str = ""


Check = Callable[[sqlite3.Connection, str], Iterator[Finding]]


def examine(connection: sqlite3.Connection, reader: str) -> list[Finding]:
    """Every fault of a library, then what there is to know; `reader` is what reads reports now."""
    checks: dict[str, Check] = {
        "page": _pages, "reference": _references, "index": _index, "bytes": _bytes, "report": _reports,
        "story": _stories, "held": _held, "reading": _readings, "failure": _failures, "due": _due,
    }  # fmt: skip
    found = [finding for about in checks for finding in _bounded(about, checks[about](connection, reader))]
    return sorted(found, key=lambda finding: not finding.is_fault)


def rebuild_index(connection: sqlite3.Connection) -> None:
    """Make the index of the full text anew from the reports."""
    with writing(connection):
        connection.execute("INSERT INTO report_text (report_text) VALUES ('rebuild')")


def copy_to(connection: sqlite3.Connection, name: str) -> None:
    """A whole copy of the library, also while others add to it; SettingError where the file is there."""
    file = Path(name)
    if file.exists():
        raise SettingError(f"{file} is there already, and is not written over; name another file.")
    if not file.absolute().parent.is_dir():
        raise SettingError(f"There is no folder {file.absolute().parent} for the copy; make it first.")
    back_up(connection, file)


def _bounded(about: str, findings: Iterator[Finding]) -> list[Finding]:
    """What a check finds, the first so many; what SQLite cannot read is a finding too."""
    found: list[Finding] = []
    more = 0
    try:
        for finding in findings:
            more += len(found) >= _MOST
            found += [finding] if len(found) < _MOST else []
    except sqlite3.DatabaseError as error:
        found.append(Finding(True, about, f"The check of each {about} ended early: {error}.", _COPY))
    if more:
        found.append(Finding(found[-1].is_fault, found[-1].about, f"And {more:,} more of these."))
    return found


def _pages(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if line != "ok":
            yield Finding(True, "page", f"The file is damaged: {line}.", _COPY)


def _references(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    for row in connection.execute("PRAGMA foreign_key_check"):
        told = f"Row {row['rowid']} of {row['table']} belongs to a row of {row['parent']} that is not there."
        yield Finding(True, "reference", told, _COPY)


def _index(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    """Whether the full text's index is of the reports as they stand (FTS5's own check)."""
    try:
        connection.execute("INSERT INTO report_text (report_text, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        told = "The index of the full text is not that of the reports: a search may miss some."
        yield Finding(True, "index", told, "`twosource doctor --repair` makes it anew.")


def _bytes(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    """Whether every page's bytes have the sum under which they were kept."""
    for row in connection.execute("SELECT sha256, size, packed FROM page"):
        if not _is_sound(row):
            path = connection.execute(
                "SELECT path FROM capture WHERE sha256 = ? ORDER BY id LIMIT 1", (row["sha256"],)
            ).fetchone()
            place = path["path"] if path else row["sha256"][:16]
            told = f"The bytes kept of {place} are not those that were read (sha256 {row['sha256'][:16]}…)."
            yield Finding(True, "bytes", told, "Its words cannot be proven; add it again to a new library.")


def _is_sound(row: sqlite3.Row) -> bool:
    try:
        data = unpress(row["packed"])
    except StoreError:
        return False
    return (len(data), hashlib.sha256(data).hexdigest()) == (row["size"], row["sha256"])


def _reports(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    """Whether each report's record is its own, and its text the one that is searched."""
    for row in connection.execute("SELECT id, path, text, packed FROM report"):
        try:
            article = unpack(Article, row["packed"])
            is_sound = (article.id, article.text) == (row["id"], row["text"])
        except StoreError:
            is_sound = False
        if not is_sound:
            told = f"The report {row['id']} ({row['path']}) is not as it was written."
            yield Finding(True, "report", told, _COPY)


def _stories(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    stray = connection.execute(
        "SELECT report, merged_into FROM member JOIN story ON story.id = member.story"
        " WHERE merged_into IS NOT NULL"
    )
    for row in stray:
        told = f"The report {row['report']} is in a story that was merged into {row['merged_into']}."
        yield Finding(True, "story", told, f"`twosource pin {row['report']} {row['merged_into']}`.")
    (alone,) = connection.execute(
        "SELECT count(*) FROM report LEFT JOIN member ON member.report = report.id"
        " WHERE member.report IS NULL"
    ).fetchone()
    if alone:
        yield Finding(
            False, "story", f"{alone:,} reports are in no story.", "`twosource pin` puts them into one."
        )


def _held(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    def count(table: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    size = Path(file_of(connection)).stat().st_size
    told = (
        f"{count('report'):,} reports of {count('page'):,} pages in {count('stories'):,} stories, "
        f"{size / 1e6:,.1f} MB, layout {version_of(connection)}."
    )
    yield Finding(False, "held", told)


def _readings(connection: sqlite3.Connection, reader: str) -> Iterator[Finding]:
    rows = connection.execute(
        "SELECT made_by, count(*) AS many FROM reading GROUP BY made_by ORDER BY made_by"
    )
    for row in rows:
        is_now = row["made_by"] == reader
        again = "" if is_now else "They are read anew when their story is compared."
        yield Finding(False, "reading", f"{row['many']:,} reports were read by {row['made_by']}.", again)


def _failures(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    for row in connection.execute("SELECT source, item, reason FROM failure ORDER BY source, item, step"):
        told = row["reason"] if row["item"] in row["reason"] else f"{row['item']}: {row['reason']}"
        yield Finding(False, "failure", told, "`twosource add --retry` tries these again.")


def _due(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    (many,) = connection.execute("SELECT count(*) FROM source WHERE state = 'due'").fetchone()
    if many:
        told = f"{many:,} sources are still to be read: adding was stopped."
        yield Finding(False, "due", told, "`twosource add` goes on where it stopped.")
