"""Steps are done once, in one transaction each, after a backup, and never backwards."""

from pathlib import Path

import pytest

from tests.store.held import library
from twosource.errors import StoreError
from twosource.store.file import open_file
from twosource.store.migrate import bring_up_to_date, migrations, statements, version_of

MORE = "CREATE TABLE shelf (name TEXT);\nINSERT INTO shelf VALUES ('first; and last');\n"
BROKEN = "CREATE TABLE drawer (name TEXT);\nINSERT INTO nowhere VALUES (1);\n"


def test_a_file_up_to_date_is_left_as_it_is(tmp_path: Path) -> None:
    connection = library(tmp_path)
    assert version_of(connection) == len(migrations())
    assert bring_up_to_date(connection) == 0
    assert [p.name for p in tmp_path.glob("*before*")] == []


def test_a_step_is_done_after_a_backup(tmp_path: Path) -> None:
    connection = library(tmp_path)
    steps = (*migrations(), MORE)
    assert bring_up_to_date(connection, steps) == 1
    assert [r["name"] for r in connection.execute("SELECT name FROM shelf")] == ["first; and last"]
    old = open_file(tmp_path / f"news.db.before-{len(steps)}")
    assert version_of(old) == len(migrations())


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    connection = library(tmp_path)
    with pytest.raises(StoreError):
        bring_up_to_date(connection, (*migrations(), MORE, BROKEN))
    assert version_of(connection) == len(migrations()) + 1
    assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'drawer'").fetchone()


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    connection = library(tmp_path)
    bring_up_to_date(connection, (*migrations(), MORE))
    with pytest.raises(StoreError) as error:
        bring_up_to_date(connection)
    assert error.value.code == "newer"


def test_statements_end_where_they_end() -> None:
    assert statements("-- why\nSELECT 1;\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\nEND;\n") == [
        "-- why\nSELECT 1;",
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\nEND;",
    ]
    with pytest.raises(ValueError, match="not complete"):
        statements("SELECT 1")


def test_every_view_can_be_read(tmp_path: Path) -> None:
    connection = library(tmp_path)
    views = [r["name"] for r in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
    assert {"reports", "stories", "claims", "points", "differences", "changes", "failures"} <= set(views)
    for view in views:
        assert connection.execute(f"SELECT * FROM {view}").fetchall() == []
