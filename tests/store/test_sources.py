"""What was asked for is read once, what failed is listed, and bytes are kept once."""

from pathlib import Path

from tests.store.held import NOON, library
from twosource.data import Failure, Source, Stated
from twosource.store.file import writing
from twosource.store.sources import ask, ask_again, due, failures_of, finish, keep_page, page_of
from twosource.testing import make_page

NAMED = Source("a.txt", (Stated("outlet", "Gull", "flag"),))
FAILED = Failure("clean", "b.txt", "the page is blank", "f" * 64, "empty")


def test_what_was_asked_for_is_due_once(tmp_path: Path) -> None:
    connection = library(tmp_path)
    with writing(connection):
        assert ask(connection, [NAMED, Source("b.txt")], NOON) == 2
        assert ask(connection, [NAMED], NOON) == 0
    assert due(connection) == [NAMED, Source("b.txt")]
    assert due(connection, [NAMED.path]) == [NAMED]


def test_only_what_failed_is_due_again(tmp_path: Path) -> None:
    connection = library(tmp_path)
    with writing(connection):
        ask(connection, [NAMED, Source("b.txt")], NOON)
        finish(connection, "a.txt", [], NOON)
        finish(connection, "b.txt", [FAILED], NOON)
    assert (due(connection), failures_of(connection)) == ([], [("b.txt", FAILED)])
    ask_again(connection)
    assert due(connection) == [Source("b.txt")]
    finish(connection, "b.txt", [], NOON)
    assert (due(connection), failures_of(connection)) == ([], [])


def test_bytes_are_kept_once_and_come_back(tmp_path: Path) -> None:
    connection = library(tmp_path)
    one, two = (
        make_page("The ferry ran aground.", path="a.txt"),
        make_page("The ferry ran aground.", path="b.txt"),
    )
    ask(connection, [Source("a.txt"), Source("b.txt")], NOON)
    first = keep_page(connection, "a.txt", one, NOON)
    assert keep_page(connection, "a.txt", one, NOON) == first
    second = keep_page(connection, "b.txt", two, NOON)
    assert (page_of(connection, first), page_of(connection, second)) == (one, two)
    assert connection.execute("SELECT count(*) FROM page").fetchone()[0] == 1
