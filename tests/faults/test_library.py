"""A library in disorder: copies of what it holds, reports out of order, a clock that is put back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.held import Row, digest, filled, is_sound, rows, shuffled, stories, table, told_stories
from twosource.news import Library


@pytest.fixture(scope="module")
def reports() -> list[Row]:
    return rows(150)


@pytest.fixture(scope="module")
def tables(reports: list[Row], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The reports in small tables, each of them one batch."""
    folder = tmp_path_factory.mktemp("tables")
    return [table(folder / f"{at:03}.jsonl", reports[at : at + 15]) for at in range(0, len(reports), 15)]


@pytest.fixture(scope="module")
def unharmed(tables: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of the reports in order of time, to which nothing happened."""
    return filled(tmp_path_factory.mktemp("unharmed") / "news.db", *tables)


def test_the_invented_stories_are_found(reports: list[Row], unharmed: Library) -> None:
    found, told = stories(unharmed.connection), told_stories(reports)
    assert len(told) > 20
    # A floor under what the other tests rest on; how well stories are found is measured in bench/.
    assert len(found & told) > 0.7 * len(told)


def test_two_copies_of_a_table_leave_the_library_as_it_is(unharmed: Library, tmp_path: Path) -> None:
    first, second = rows(40), rows(60)[20:]
    one = filled(tmp_path / "one.db", table(tmp_path / "a.jsonl", first), table(tmp_path / "b.jsonl", second))
    before = digest(one.connection)
    assert before != digest(unharmed.connection)
    (tmp_path / "copy.jsonl").write_bytes((tmp_path / "a.jsonl").read_bytes())
    assert not one.add([tmp_path / "a.jsonl", tmp_path / "copy.jsonl", tmp_path / "b.jsonl"]).new
    assert digest(one.connection) == before
    assert one.connection.execute("SELECT count(*) FROM report").fetchone()[0] == 60


def test_reports_out_of_order_make_nearly_the_same_stories(
    reports: list[Row], unharmed: Library, tmp_path: Path
) -> None:
    other = filled(tmp_path / "news.db", table(tmp_path / "all.jsonl", shuffled(reports, 1)))
    here, there = stories(unharmed.connection), stories(other.connection)
    assert len(here & there) >= 0.9 * len(here | there)


def test_a_clock_that_is_put_back_changes_no_story(
    tables: list[Path], unharmed: Library, tmp_path: Path
) -> None:
    start, hours = datetime(2031, 3, 30, 2, tzinfo=UTC), iter(range(10_000))

    def clock() -> datetime:
        return start - timedelta(hours=next(hours))

    with Library(tmp_path / "news.db", clock=clock) as library:
        library.add(tables)
        assert digest(library.connection) == digest(unharmed.connection)
        assert is_sound(library.connection)
