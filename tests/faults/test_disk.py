"""A disk that is full or failing, a file nobody may write: said in a sentence, nothing by halves."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import disk
from tests.faults.held import ROOT, Row, digest, filled, is_sound, rows, table
from tests.faults.said import Said, command, ferries, lines
from twosource.errors import StoreError
from twosource.news import Library

reached = pytest.mark.skipif(not disk.is_open(), reason="this Python's SQLite cannot be reached")
# What the system says of a disk, and what we do: the first is a full one.
ERRORS = {
    errno.ENOSPC: "There is no room left for",
    errno.EIO: "gives an error",
    errno.EDQUOT: "gives an error",
}
# The places of the fault: making the file, its layout, noting what is asked for, the reports.
PLACES = (0, 3_000, 60_000, 300_000, 600_000)
READERS = (
    ("stories",), ("search", "Monday"), ("doctor",), ("export", "csv", "-"), ("stories", "--query", "Monday"),
)  # fmt: skip


@pytest.fixture(scope="module")
def reports() -> list[Row]:
    return rows(80)


@pytest.fixture(scope="module")
def whole(reports: list[Row], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A table of reports, and the sum of a library to which nothing happened."""
    folder = tmp_path_factory.mktemp("whole")
    source = table(folder / "all.jsonl", reports)
    with filled(folder / "news.db", source) as library:
        return source, digest(library.connection)


def is_one_sentence_about(said: Said, file: Path, words: str) -> bool:
    """Whether what was said is one line, about that file, in these words, and ends with what to do."""
    (line,) = lines(said.err)
    assert line.startswith("twosource: ")
    return file.name in line and words in line and "do the same again." in line


@reached
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("after", PLACES)
def test_wherever_the_disk_fails_nothing_is_there_by_halves_and_the_same_command_goes_on(
    whole: tuple[Path, str], tmp_path: Path, error: int, after: int
) -> None:
    file, (source, unharmed) = tmp_path / "news.db", whole
    with disk.failing(error, after=after):
        said = command(file, "add", source)
    assert (said.status, said.out) == (1, "")
    assert is_one_sentence_about(said, file, ERRORS[error])
    if file.exists() and file.stat().st_size:
        with Library(file) as library:
            assert is_sound(library.connection)
            assert library.connection.execute("SELECT count(*) FROM report").fetchone()[0] < 80
    assert command(file, "add", source).status == 0
    with Library(file) as library:
        assert is_sound(library.connection)
        assert digest(library.connection) == unharmed


def test_a_file_that_may_not_grow_is_said(whole: tuple[Path, str], tmp_path: Path) -> None:
    file, (source, unharmed) = tmp_path / "news.db", whole
    with disk.no_file_above(700_000):
        said = command(file, "add", source)
        assert command(file, "stories").status == 0
    assert said.status == 1
    assert is_one_sentence_about(said, file, "gives an error")
    assert command(file, "add").status == 0
    with Library(file) as library:
        assert digest(library.connection) == unharmed


def test_what_is_there_is_read_on_a_full_disk(tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    assert command(file, "add", *ferries(tmp_path)).status == 0
    with disk.no_file_above(0):
        assert [command(file, *words).status for words in READERS] == [0] * len(READERS)
        assert command(file, "merge", "s1", "s2").status in (1, 2)
    with Library(file, create=False) as open_before, disk.no_file_above(0):
        assert len(open_before.search("ferry")) == 2


@reached
def test_what_cannot_be_read_from_the_disk_is_said(tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    command(file, "add", *ferries(tmp_path))
    before = file.read_bytes()
    for after in (0, 5_000, 60_000):
        for words in (*READERS, ("add", tmp_path / "gull.txt")):
            with disk.failing(errno.EIO, after=after, calls=disk.READ):
                said = command(file, *words)
            if said.status:
                assert said.status == 1
                assert "gives an error" in said.err or "damaged" in said.err or "not sound" in said.err
    with disk.failing(errno.EIO, after=0, calls=disk.READ):
        assert command(file, "stories").status == 1
    assert file.read_bytes() == before
    assert command(file, "doctor").status == 0


@reached
@pytest.mark.parametrize("words", [("merge",), ("split",), ("pin",)])
def test_a_word_of_a_person_is_kept_whole_or_not_at_all(tmp_path: Path, words: tuple[str]) -> None:
    file = tmp_path / "news.db"
    with filled(file, table(tmp_path / "all.jsonl", rows(20))) as library:
        a, b = (line.id for line in library.stories(most=2))
        report = library.members(b).members[0].report
        given = {"merge": (a, b), "split": (report, "--into", a), "pin": (report, a)}[words[0]]
        before = digest(library.connection)
    for after in (0, 4_000, 12_000, 40_000):
        with disk.failing(errno.ENOSPC, after=after):
            said = command(file, *words, *given)
        with Library(file) as library:
            assert is_sound(library.connection)
            assert (said.status == 0) is (digest(library.connection) != before), after
        if said.status == 0:
            break
    assert command(file, *words, *given).status == 0


@reached
def test_a_copy_that_found_no_room_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    command(file, "add", *ferries(tmp_path))
    there = sorted(path.name for path in tmp_path.iterdir())
    with disk.failing(errno.ENOSPC, after=20_000):
        said = command(file, "doctor", "--copy-to", tmp_path / "copy.db")
    assert (said.status, "no room left for" in said.err) == (1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == there
    assert command(file, "doctor", "--copy-to", tmp_path / "copy.db").status == 0


def test_the_library_goes_on_once_there_is_room(reports: list[Row], tmp_path: Path) -> None:
    library = Library(tmp_path / "news.db")
    source = table(tmp_path / "all.jsonl", reports[:70])
    pages = library.connection.execute("PRAGMA page_count").fetchone()[0]
    library.connection.execute(f"PRAGMA max_page_count = {pages + 100}")
    with pytest.raises(StoreError) as error:
        library.add([source])
    assert error.value.code == "disk-full"
    assert is_sound(library.connection)
    library.connection.execute("PRAGMA max_page_count = 1000000")
    library.add()
    assert library.connection.execute("SELECT count(*) FROM report").fetchone()[0] == 70


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("words", [("stories",), ("search", "ferry"), ("export", "jsonl", "-"), ("doctor",)])
def test_where_the_output_finds_no_room_it_is_said(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "news.db"
    command(file, "add", *ferries(tmp_path))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "twosource", words[0], "--library", str(file), *words[1:]],
            stdout=full, stderr=subprocess.PIPE, text=True, env=_environment(), check=False,
        )  # fmt: skip
    assert done.returncode == 5
    (line,) = lines(done.stderr)
    assert "Standard output cannot be written: No space left on device" in line


POWERLESS = f"{Path(__file__).parent / 'powerless.py'}"


def powerless(file: Path, *words: str | Path) -> Said:
    """A command of somebody who may not write what others may not: root may everything else."""
    done = subprocess.run(
        [sys.executable, POWERLESS, str(words[0]), "--library", str(file), *map(str, words[1:])],
        capture_output=True, text=True, env=_environment(), check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}


@pytest.mark.parametrize("shut", ["the file", "the folder", "both"])
def test_a_library_that_may_not_be_written_is_read_and_left_alone(tmp_path: Path, shut: str) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    file, (gull, heron) = folder / "news.db", ferries(tmp_path)
    command(file, "add", gull)
    before = file.read_bytes()
    if shut != "the folder":
        file.chmod(0o444)
    if shut != "the file":
        folder.chmod(0o555)
    try:
        found = powerless(file, "search", "ferry")
        added = powerless(file, "add", heron)
    finally:
        folder.chmod(0o755)
    assert (found.status, "ran aground" in found.out) == (0, True)
    assert (added.status, added.out) == (1, "")
    (line,) = lines(added.err)
    assert "Nothing can be written to" in line
    assert "who may write to it and to its folder" in line
    assert file.read_bytes() == before
    file.chmod(0o644)
    assert command(file, "add", heron).status == 0


def test_where_no_library_can_be_made_it_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    folder.chmod(0o555)
    said = powerless(folder / "news.db", "add", ferries(tmp_path)[0])
    folder.chmod(0o755)
    assert (said.status, said.out) == (1, "")
    (line,) = lines(said.err)
    assert f"There is no opening {folder / 'news.db'}" in line
    assert not list(folder.iterdir())


def test_a_folder_that_may_not_be_entered_is_said(tmp_path: Path) -> None:
    folder, (gull, heron) = tmp_path / "shut", ferries(tmp_path)
    folder.mkdir()
    command(folder / "news.db", "add", gull)
    folder.chmod(0o000)
    try:
        said = [powerless(folder / "news.db", *words) for words in (("stories",), ("add",), ("add", heron))]
    finally:
        folder.chmod(0o755)
    for each in said:
        assert (each.status, each.out) == (1, "")
        assert f"{folder / 'news.db'} cannot be opened: Permission denied." in each.err
