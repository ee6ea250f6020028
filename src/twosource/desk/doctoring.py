"""Looks a library over: what is damaged and what to do, and what there is to know."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from twosource.errors import SettingError, StoreError
from twosource.store.file import file_of, writing
from twosource.store.migrate import back_up, version_of
from twosource.store.packed import unpress
from twosource.store.reports import opened

# Lines told of one kind of fault; there may be as many as pages.
_MOST = 20
_COPY = "Take an earlier copy, or add the reports again to a new library."
# What each check looks at, for one that ends early.
_LOOKS_AT = {
    "page": "the pages of the file", "reference": "rows that belong to others",
    "index": "the index of the full text", "bytes": "the bytes that were kept", "report": "the reports",
    "story": "the stories", "held": "what is held", "reading": "what was read in reports",
    "failure": "what could not be read", "due": "what is still to be read",
}  # fmt: skip


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
    """A whole copy of the library, also while others add to it; SettingError where the file is there.

    StoreError (``damaged``) where the copy would be no sounder than the library.
    """
    file = Path(name)
    if file.exists():
        raise SettingError(f"{file} is there already, and is not written over; name another file.")
    if not file.absolute().parent.is_dir():
        raise SettingError(f"There is no folder {file.absolute().parent} for the copy; make it first.")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        told = f"The library {file_of(connection)} is damaged, and so would be its copy: none was made."
        raise StoreError(f"{told} `twosource doctor` says how far.", "damaged")
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
        found.append(Finding(True, about, f"The check of {_LOOKS_AT[about]} ended early: {error}.", _COPY))
    if more:
        found.append(Finding(found[-1].is_fault, found[-1].about, f"And {more:,} more of these."))
    return found


def _pages(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    for (told,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        for line in told.splitlines():
            if line != "ok" and not line.startswith("***"):
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
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_READONLY:
            told = "The index of the full text was not checked: nothing may be written to the file."
            yield Finding(False, "index", told)
            return
        if code != sqlite3.SQLITE_CORRUPT:
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
            digest = str(row["sha256"])[:16]  # a damaged row may hold anything, or nothing
            place = path["path"] if path else digest
            told = f"The bytes kept of {place} are not those that were read (sha256 {digest}…)."
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
            is_sound = opened(row).id == row["id"]
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
        told = f"{_many(alone, 'report')} {'is' if alone == 1 else 'are'} in no story."
        yield Finding(False, "story", told, "`twosource pin` puts a report into one.")


def _held(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    def count(table: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    # What was written last stands in the log beside the file until SQLite moves it.
    files = [Path(f"{file_of(connection)}{ending}") for ending in ("", "-wal")]
    size = sum(file.stat().st_size for file in files if file.exists())
    stories = _many(count("stories"), "story", "stories")
    told = (
        f"{_many(count('report'), 'report')} of {_many(count('page'), 'page')} in {stories}, "
        f"{size / 1e6:,.1f} MB, layout {version_of(connection)}."
    )
    yield Finding(False, "held", told)


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"


def _readings(connection: sqlite3.Connection, reader: str) -> Iterator[Finding]:
    rows = connection.execute(
        "SELECT made_by, count(*) AS many FROM reading GROUP BY made_by ORDER BY made_by"
    )
    for row in rows:
        is_now = row["made_by"] == reader
        again = "" if is_now else "They are read anew when their story is compared."
        told = f"{_many(row['many'], 'report')} {'was' if row['many'] == 1 else 'were'} read by"
        yield Finding(False, "reading", f"{told} {row['made_by']}.", again)


def _failures(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    for row in connection.execute("SELECT source, item, reason FROM failure ORDER BY source, item, step"):
        told = row["reason"] if row["item"] in row["reason"] else f"{row['item']}: {row['reason']}"
        yield Finding(False, "failure", told, "`twosource add --retry` tries these again.")


def _due(connection: sqlite3.Connection, _: str) -> Iterator[Finding]:
    (many,) = connection.execute("SELECT count(*) FROM source WHERE state = 'due'").fetchone()
    if many:
        told = f"{_many(many, 'source')} {'is' if many == 1 else 'are'} still to be read: adding was stopped."
        yield Finding(False, "due", told, "`twosource add` goes on where it stopped.")
