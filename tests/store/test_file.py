"""What is opened, what is refused and how, and that a commit is on disk."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.store.held import NOON, library, put
from twosource.data import Source
from twosource.errors import StoreError
from twosource.store.file import APPLICATION, open_file, writing
from twosource.store.sources import ask, due


def code_of(path: Path, **options: bool) -> str:
    with pytest.raises(StoreError) as error:
        open_file(path, **options)
    assert str(path.name) in str(error.value)
    return error.value.code


def test_a_new_library_is_marked_as_ours(tmp_path: Path) -> None:
    connection = library(tmp_path)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_no_library_is_made_by_asking_for_one(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.db") == "no-library"
    assert code_of(tmp_path / "no" / "none.db", create=True) == "no-library"
    assert not list(tmp_path.iterdir())


def test_a_folder_or_a_text_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("This is a list of things to buy.\n" * 9)
    assert code_of(tmp_path / "notes.db") == "not-a-library"
    assert code_of(tmp_path) == "not-a-library"
    os.mkfifo(tmp_path / "pipe.db")
    assert code_of(tmp_path / "pipe.db", create=True) == "not-a-library"


def test_a_kill_while_the_file_is_made_costs_nothing(tmp_path: Path) -> None:
    """A kill in its first moments leaves a page that says whose it is, and a journal that takes it back."""
    file = tmp_path / "news.db"
    made = sqlite3.connect(file)
    made.execute(f"PRAGMA application_id = {APPLICATION}")
    made.close()
    # Magic, records, nonce, pages before, bytes of a sector, bytes of a page: https://sqlite.org/fileformat2.html
    header = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"".join(
        number.to_bytes(4, "big") for number in (0, 0, 0, 512, 4096)
    )
    (tmp_path / "news.db-journal").write_bytes(header.ljust(512, b"\0"))
    for _ in range(2):
        connection = library(tmp_path)
        put(connection, "The ferry ran aground.")
        connection.close()
    assert open_file(file).execute("SELECT count(*) FROM report").fetchone()[0] == 1


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    made = sqlite3.connect(other)
    made.execute("CREATE TABLE birds (name TEXT)")
    made.commit()
    made.close()
    before = other.read_bytes()
    assert code_of(other, create=True) == "not-a-library"
    assert other.read_bytes() == before


def test_a_half_copied_file_is_recognised(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground. " * 400)
    connection.close()
    whole = (tmp_path / "news.db").read_bytes()
    (tmp_path / "copy.db").write_bytes(whole[: len(whole) // 2])
    assert code_of(tmp_path / "copy.db") == "cut-short"
    (tmp_path / "stub.db").write_bytes(whole[:60])
    assert code_of(tmp_path / "stub.db") == "not-a-library"


def test_a_whole_copy_opens(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground.")
    connection.close()
    shutil.copy(tmp_path / "news.db", tmp_path / "copy.db")
    copy = open_file(tmp_path / "copy.db")
    assert copy.execute("SELECT count(*) FROM report").fetchone()[0] == 1


def test_an_error_inside_a_transaction_keeps_nothing_of_it(tmp_path: Path) -> None:
    connection = library(tmp_path)

    def half() -> None:
        with writing(connection):
            ask(connection, [Source("a.txt")], NOON)
            connection.execute("INSERT INTO report (id) VALUES ('r1')")

    with pytest.raises(StoreError):
        half()
    assert due(connection) == []


def test_a_full_disk_is_said_and_keeps_nothing_by_halves(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground.")
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError) as error:
        put(connection, "".join(chr(200 + n * 7 % 5000) for n in range(60_000)), path="b.txt")
    assert error.value.code == "disk-full"
    assert [r["path"] for r in connection.execute("SELECT path FROM source")] == ["a.txt"]
    connection.execute("PRAGMA max_page_count = 1000000")
    put(connection, "The tide lifted it again.", path="b.txt")
    assert connection.execute("SELECT count(*) FROM report").fetchone()[0] == 2


def test_a_file_locked_by_another_writer_is_said(tmp_path: Path) -> None:
    first, second = library(tmp_path), library(tmp_path)
    second.execute("PRAGMA busy_timeout = 50")
    with writing(first):
        with pytest.raises(StoreError) as error, writing(second):
            pass
        assert error.value.code == "locked"


def test_a_reader_waits_for_no_writer(tmp_path: Path) -> None:
    writer, reader = library(tmp_path), open_file(tmp_path / "news.db", read_only=True)
    put(writer, "The ferry ran aground.")
    with writing(writer):
        ask(writer, [Source("b.txt")], NOON)
        assert reader.execute("SELECT count(*) FROM source").fetchone()[0] == 1
    assert reader.execute("SELECT count(*) FROM source").fetchone()[0] == 2


def test_a_reader_may_not_write(tmp_path: Path) -> None:
    library(tmp_path).close()
    reader = open_file(tmp_path / "news.db", read_only=True)
    with pytest.raises(StoreError) as error, writing(reader):
        ask(reader, [Source("b.txt")], NOON)
    assert error.value.code == "read-only"


def test_damage_is_said(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground. " * 400)
    connection.close()
    file = tmp_path / "news.db"
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(255 for _ in data[4096:])
    file.write_bytes(data)
    assert code_of(file) == "damaged"
