"""Several at one library: those who add leave each other's work alone, those who read wait for nobody."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from tests.faults.held import Row, filled, is_sound, rows, table, writer
from tests.faults.said import command, ferries, lines
from tests.store import held
from twosource.news import Library
from twosource.settings import Settings
from twosource.store.file import open_file

# What a reader may wait at most.
SECONDS = 1.0


@pytest.fixture(scope="module")
def reports() -> list[Row]:
    return rows(100)


def test_a_reader_waits_for_nobody_who_adds(reports: list[Row], tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    Library(file).close()
    reader = Library(file, create=False)
    process = writer(file, table(tmp_path / "all.jsonl", reports))
    longest, asked = 0.0, 0
    while process.poll() is None:
        began = time.monotonic()
        reader.stories(), reader.search("said")
        longest, asked = max(longest, time.monotonic() - began), asked + 1
        time.sleep(0.02)
    assert process.wait() == 0
    assert asked > 5
    assert longest < SECONDS
    assert len(reader.stories(most=1000)) > 15


def test_two_who_add_wait_for_each_other(reports: list[Row], tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    Library(file).close()
    both = [
        writer(file, table(tmp_path / "a.jsonl", reports[:40])),
        writer(file, table(tmp_path / "b.jsonl", reports[20:60])),
    ]
    assert [process.wait() for process in both] == [0, 0]
    library = Library(file)
    assert is_sound(library.connection)
    assert library.connection.execute("SELECT count(*) FROM report").fetchone()[0] == 60


def test_who_adds_a_file_does_not_wait_for_an_archive(reports: list[Row], tmp_path: Path) -> None:
    file, (gull, heron) = tmp_path / "news.db", ferries(tmp_path)
    archive = table(tmp_path / "all.jsonl", reports)
    said = []

    def meanwhile(_: str, many: int) -> None:
        if many and not said:
            said.append(command(file, "add", gull, heron))
            assert command(file, "search", "aground").out.count("ran aground") > 0

    with Library(file) as library:
        added = library.add([archive], tell=meanwhile)
        assert (len(added.new), added.held, added.left) == (100, 0, 0)
        assert len(library.search("ferry Vell")) == 2
    assert (said[0].status, said[0].out) == (0, "")
    done, left = lines(said[0].err)
    assert done.endswith("news.db: 2 new")
    assert left.startswith("twosource: 1 source is still to be read that another call named")
    assert "`twosource add` goes on with it" in left


def test_what_a_feed_names_is_read_with_it_and_what_others_asked_for_is_not(tmp_path: Path) -> None:
    feed, links = tmp_path / "feed.xml", [f"https://gull.example/{n}" for n in (1, 2)]
    items = "".join(f"<item><title>Ferry</title><link>{link}</link></item>" for link in links)
    feed.write_text(f'<rss version="2.0"><channel><title>Gull</title>{items}</channel></rss>')
    with Library(tmp_path / "news.db", settings=Settings(follows_links=False)) as library:
        library.connection.execute("INSERT INTO source (path, state, asked_at) VALUES ('x.txt', 'due', '')")
        added = library.add([feed])
        asked = {row["path"]: (row["state"], row["named_by"]) for row in _sources(library)}
        assert {failure.item for failure in added.failures} >= set(links)
        assert asked == {
            "x.txt": ("due", ""), str(feed): ("done", ""), **dict.fromkeys(links, ("failed", str(feed)))
        }  # fmt: skip
        assert added.left == 1
        assert library.add().left == 0


def _sources(library: Library) -> list[sqlite3.Row]:
    return library.connection.execute("SELECT * FROM source").fetchall()


def test_who_finds_it_locked_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    file, (gull, heron) = tmp_path / "news.db", ferries(tmp_path)
    command(file, "add", gull)
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert command(file, "stories").status == 0
        assert "ran aground" in command(file, "search", "ferry").out
        said = command(file, "add", heron)
        other.execute("ROLLBACK")
    assert (said.status, said.out) == (1, "")
    (line,) = lines(said.err)
    assert f"Another program has been writing to {file} for 5 seconds." in line
    assert line.endswith("Nothing was changed: let it end, and do the same again.")
    assert command(file, "add", heron).status == 0
    with filled(file) as library:
        assert len(library.search("ferry")) == 2


def test_a_reader_is_not_stopped_by_a_writer_of_the_layout(tmp_path: Path) -> None:
    connection = held.library(tmp_path)
    held.put(connection, "The ferry ran aground.")
    reader = open_file(tmp_path / "news.db", read_only=True)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ALTER TABLE report ADD COLUMN later TEXT")
    began = time.monotonic()
    assert reader.execute("SELECT count(*) FROM report").fetchone()[0] == 1
    assert time.monotonic() - began < SECONDS
    connection.execute("COMMIT")
    assert reader.execute("SELECT count(*) FROM report").fetchone()[0] == 1
