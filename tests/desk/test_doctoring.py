"""What is wrong with a library is told, and a sound one is told to be so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.shelved import ferry, opened, shelved
from twosource.errors import SettingError
from twosource.news import Library


def faults(library: Library, *, repair: bool = False) -> set[str]:
    return {finding.about for finding in library.doctor(repair=repair) if finding.is_fault}


def test_a_sound_library_has_no_faults(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        library.story(ferry(library))
        library.merge(*(line.id for line in library.stories()))
        found = library.doctor()
        assert faults(library) == set()
        assert any(finding.told.startswith("3 reports of 3 pages in 1 stor") for finding in found)


def test_what_there_is_to_know_is_no_fault(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        library.story(ferry(library))
        library.add([str(tmp_path / "none.txt")])
        library.connection.execute("UPDATE source SET state = 'due' WHERE path LIKE '%gull.txt'")
        library.connection.execute("UPDATE reading SET made_by = 'twosource 0.0.1'")
        told = {finding.about: finding for finding in library.doctor()}
        assert not any(finding.is_fault for finding in told.values())
        assert "0.0.1" in told["reading"].told
        assert "read anew" in told["reading"].do
        assert "none.txt" in told["failure"].told
        assert "--retry" in told["failure"].do
        assert told["due"].told.startswith("1 source is")


Harm = Callable[[sqlite3.Connection], object]
OTHERS = "SELECT packed FROM page ORDER BY sha256 DESC LIMIT 1"
GONE = "merged_into = (SELECT max(id) FROM story) WHERE id = (SELECT min(id) FROM story)"
HARMS: dict[str, tuple[Harm, str]] = {
    "bytes that are others": (
        lambda c: c.execute(f"UPDATE page SET packed = ({OTHERS})"),
        "bytes",
    ),
    "bytes that are none": (lambda c: c.execute("UPDATE page SET packed = x'00'"), "bytes"),
    "a size that is wrong": (lambda c: c.execute("UPDATE page SET size = size + 1"), "bytes"),
    "a text that is another": (lambda c: c.execute("UPDATE report SET text = text || '!'"), "report"),
    "a record that is none": (lambda c: c.execute("UPDATE report SET packed = x'28b52ffd'"), "report"),
    "a row that belongs to none": (
        lambda c: c.execute("UPDATE member SET report = 'r9' WHERE rowid = 1"),
        "reference",
    ),
    "an index that is another's": (
        lambda c: c.execute("INSERT INTO report_text (report_text) VALUES ('delete-all')"),
        "index",
    ),
    "a member of a story that is gone": (
        lambda c: c.execute(f"UPDATE story SET {GONE}"),
        "story",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMS)
def test_a_fault_is_found_and_named(tmp_path: Path, name: str) -> None:
    harm, about = HARMS[name]
    with shelved(tmp_path) as library:
        library.connection.execute("PRAGMA foreign_keys = OFF")
        harm(library.connection)
        assert faults(library) == {about}
        assert all(finding.do for finding in library.doctor() if finding.is_fault)


def test_the_index_is_made_anew(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        library.connection.execute("INSERT INTO report_text (report_text) VALUES ('delete-all')")
        assert library.search("ferry") == []
        assert faults(library, repair=True) == set()
        assert len(library.search("ferry")) == 2


def test_damaged_pages_of_the_file_are_found(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = library.connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'member'"
        ).fetchone()
        (size,) = library.connection.execute("PRAGMA page_size").fetchone()
    file = tmp_path / "news.db"
    data = bytearray(file.read_bytes())
    data[(root - 1) * size : root * size] = b"\xa5" * size
    file.write_bytes(data)
    with opened(tmp_path, create=False) as library:
        found = library.doctor()
        assert "page" in {finding.about for finding in found if finding.is_fault}
        assert all(finding.do for finding in found if finding.is_fault)


def test_many_faults_of_a_kind_are_counted(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        library.connection.executemany(
            "INSERT INTO page (sha256, size, packed) VALUES (?, 1, x'00')", [(f"{n:064}",) for n in range(50)]
        )
        told = [finding.told for finding in library.doctor() if finding.is_fault]
        assert (len(told), told[-1]) == (21, "And 30 more of these.")


def test_a_copy_is_whole_and_replaces_nothing(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        library.copy_to(tmp_path / "copy.db")
        lines = library.stories()
        for name in ("copy.db", "none/copy.db"):
            with pytest.raises(SettingError):
                library.copy_to(tmp_path / name)
    with opened(tmp_path, "copy.db", create=False) as copy:
        assert copy.stories() == lines
        assert faults(copy) == set()
