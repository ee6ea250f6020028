"""What means the same is found by words that lead to it; few titles and openings are read for that."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.desk.placed import put_all, report
from tests.store.held import library
from twosource.desk.meaning import READ, find_by_meaning, fused, led_to
from twosource.step import Model
from twosource.store.file import open_file
from twosource.testing import FakeEmbedder

EMBEDDER = Model("embedder", FakeEmbedder(), FakeEmbedder.name)
GROUNDED = (
    "The Alder runs aground\nThe ferry Alder of the Vell Line ran aground on the Gannet rocks off Vell."
)
TOWED = "Vell Line vessel towed\nThe Alder was towed from the Gannet rocks to Vell by two tugs on Tuesday."
OTHER = "Parliament passes the budget\nMembers of parliament passed the budget of Lena Kortig on Thursday."


def unheard(doing: str, many: int) -> None:
    """Tells nobody."""


def held(folder: Path, more: int = 0) -> sqlite3.Connection:
    connection = library(folder)
    rest = [
        report(f"Match {n} ends\nTeam {n} won match {n} on day {n}.", name=f"{n}.txt") for n in range(more)
    ]
    put_all(connection, [*(report(text) for text in (GROUNDED, TOWED, OTHER)), *rest])
    return connection


def titles(connection: sqlite3.Connection, query: str, most: int = 3) -> list[str]:
    found = find_by_meaning(connection, query, EMBEDDER, most=most, tell=unheard)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(-1.001 <= one.likeness <= 1.001 for one in found)
    return [one.title for one in found]


def test_a_question_is_widened_by_what_goes_with_its_words(tmp_path: Path) -> None:
    connection = held(tmp_path)
    # The second says neither “ferry” nor “aground”; what the first says leads to it.
    first, second = led_to(connection, "ferry aground")[:2]
    shown = {row["number"]: row["title"] for row in connection.execute("SELECT number, title FROM report")}
    assert [shown[first], shown[second]] == ["The Alder runs aground", "Vell Line vessel towed"]
    assert titles(connection, "ferry aground")[:2] == ["The Alder runs aground", "Vell Line vessel towed"]


def test_few_reports_are_read_however_many_are_held(tmp_path: Path) -> None:
    connection = held(tmp_path, more=3 * READ)
    heard: list[int] = []

    def read(query: str) -> int:
        before = connection.execute("SELECT count(*) FROM lead").fetchone()[0]
        find_by_meaning(connection, query, EMBEDDER, most=5, tell=lambda _, many: heard.append(many))
        return int(connection.execute("SELECT count(*) FROM lead").fetchone()[0] - before)

    assert 0 < read("team") <= READ
    assert heard[0] <= READ
    heard.clear()
    assert (read("team"), heard) == (0, [])


@pytest.mark.parametrize("query", ["", " ", "***", "\ud83d", '"', "xyzzy", "e" * 5000])
def test_no_question_breaks_it(tmp_path: Path, query: str) -> None:
    titles(held(tmp_path), query)


def test_what_stands_in_front_of_several_lists_comes_first() -> None:
    scores = fused([1, 2, 3], [3, 2, 4])
    assert sorted(scores, key=lambda entry: -scores[entry]) == [3, 2, 1, 4]


def test_it_answers_where_nothing_can_be_written(tmp_path: Path) -> None:
    held(tmp_path).close()
    connection = open_file(tmp_path / "news.db", read_only=True)
    assert titles(connection, "ferry aground")[:2] == ["The Alder runs aground", "Vell Line vessel towed"]
    assert connection.execute("SELECT count(*) FROM lead").fetchone()[0] == 0
