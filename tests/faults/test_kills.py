"""Adding, comparing and copying are killed at any moment: it ends as if nobody had."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.held import ROOT, digest, filled, is_sound, rows, table
from tests.faults.killing import nursery
from tests.faults.said import command, ferries
from twosource.news import Library

KILLS = 50
REPORTS, IN_A_TABLE = 90, 2


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Reports in small tables, each of them one batch."""
    folder, reports = tmp_path_factory.mktemp("tables"), rows(REPORTS)
    return [
        table(folder / f"{at:03}.jsonl", reports[at : at + IN_A_TABLE])
        for at in range(0, REPORTS, IN_A_TABLE)
    ]


def test_killed_at_any_moment_it_ends_as_if_it_never_was(tables: list[Path], tmp_path: Path) -> None:
    chance, file = random.Random(11), tmp_path / "news.db"
    acknowledged, within = 0, 0
    with nursery() as writers:
        for number in range(KILLS):
            words = ("add", file, *([] if acknowledged else tables))
            # By turns before the first batch is done, and after it.
            told = writers.kill(*words, lines=number % 2, seconds=chance.uniform(0, 0.06))
            with Library(file) as library:
                there = library.connection.execute("SELECT count(*) FROM report").fetchone()[0]
                assert there >= acknowledged + max(told, default=0)
                assert is_sound(library.connection)
            within += there < REPORTS
            acknowledged = there
    assert acknowledged > 0
    assert within > KILLS / 2
    with filled(tmp_path / "unharmed.db", *tables) as unharmed, filled(file, *tables) as rest:
        assert is_sound(rest.connection)
        assert digest(rest.connection) == digest(unharmed.connection)
        assert not rest.add().new


def killed(file: Path, *words: str | Path, seconds: float) -> int:
    """A command that is killed with all that it started, so long after its start; its exit status."""
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    process = subprocess.Popen(
        [sys.executable, "-m", "twosource", str(words[0]), "--library", str(file), *map(str, words[1:])],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
    )  # fmt: skip
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


@pytest.mark.parametrize("seconds", [0.7, 1.1, 1.6])
def test_a_copy_that_was_killed_is_no_copy(tmp_path: Path, seconds: float) -> None:
    file, copy = tmp_path / "news.db", tmp_path / "copy.db"
    command(file, "add", *ferries(tmp_path))
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO page VALUES ('made', 0, zeroblob(100000000))")
    connection.close()
    killed(file, "doctor", "--copy-to", copy, seconds=seconds)
    if copy.exists():
        with sqlite3.connect(copy) as whole:
            assert whole.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        copy.unlink()
    assert command(file, "doctor", "--copy-to", copy).status == 0
    assert command(copy, "stories").status == 0
    assert not list(tmp_path.glob("*.part*"))
