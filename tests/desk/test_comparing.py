"""A story is compared once, and again when anything that it rests on is another."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk.test_adding import FERRY, working, write
from tests.store.held import NOON, library
from twosource.data import Comparison, Link, Member
from twosource.desk.adding import add
from twosource.desk.comparing import compare_story
from twosource.desk.versions import Rules, rules_now, version_of
from twosource.errors import NothingToCompare
from twosource.pipeline import Means
from twosource.step import Model
from twosource.store.file import open_file
from twosource.store.reports import withdraw
from twosource.store.stories import join_story, start_story, story_of, withdrawn_of
from twosource.testing import FakeParser, fake_models

OTHER = "Nine people were hurt when a ferry ran aground, police said.\n\nThe Alder lay on rocks.\n"


def two_reports(folder: Path) -> sqlite3.Connection:
    connection = library(folder)
    added = add(write(folder, a=FERRY, b=OTHER), working(connection))
    start_story(connection, "s1", "Ferry", NOON)
    for report in added.new:
        join_story(connection, "s1", Member(report, "near"), by="rule", at=NOON)
    return connection


def means(connection: sqlite3.Connection) -> Means:
    models = fake_models(parser=FakeParser())
    return replace(working(connection).means, load=models.__getitem__)


def compared(connection: sqlite3.Connection, rules: Rules | None = None, **given: object) -> Comparison:
    held = replace(means(connection), **given)  # type: ignore[arg-type]
    return compare_story(connection, "s1", held, "1", lambda: NOON, rules=rules)


def age(connection: sqlite3.Connection) -> None:
    """Mark what is kept, so that what is made anew can be told from it."""
    connection.execute("UPDATE comparison SET made_at = 'before'")
    connection.execute("UPDATE claim SET words = 'before'")


def made_anew(connection: sqlite3.Connection) -> set[str]:
    """Which of what `age` marked is no longer kept."""
    kept = {
        "comparison": connection.execute("SELECT 1 FROM comparison WHERE made_at = 'before'").fetchone(),
        "readings": connection.execute("SELECT 1 FROM claim WHERE words = 'before'").fetchone(),
    }
    return {name for name, row in kept.items() if row is None}


def not_loaded(name: str) -> Model:
    """A loader that must not be asked."""
    raise AssertionError(f"{name} was loaded")


def test_a_story_is_compared_and_kept(tmp_path: Path) -> None:
    connection = two_reports(tmp_path)
    made = compared(connection)
    assert made.story.id == "s1"
    assert len(made.reports) == 2
    connection.execute("UPDATE comparison SET made_at = 'before'")
    assert compared(connection) == made
    assert connection.execute("SELECT made_at FROM comparison").fetchone()[0] == "before"
    assert connection.execute("SELECT count(*) FROM points").fetchone()[0] == len(made.points)
    assert connection.execute("SELECT count(*) FROM claims").fetchone()[0] > 0


def test_a_correction_makes_it_anew(tmp_path: Path) -> None:
    connection = two_reports(tmp_path)
    compared(connection)
    connection.execute("UPDATE comparison SET made_at = 'before'")
    compared(
        connection, corrections=(Link("Ida Brook", "police", "not-same-entity", 1.0, "A person.", "person"),)
    )
    assert connection.execute("SELECT made_at FROM comparison").fetchone()[0] == NOON


def test_one_report_is_no_comparison(tmp_path: Path) -> None:
    connection = library(tmp_path)
    start_story(connection, "s1", "Ferry", NOON)
    with pytest.raises(NothingToCompare):
        compared(connection)
    with pytest.raises(KeyError):
        compare_story(connection, "s9", means(connection), "1", lambda: NOON)


def test_what_was_taken_back_is_said_where_too_few_are_left(tmp_path: Path) -> None:
    connection = two_reports(tmp_path)
    one, other = (row["id"] for row in connection.execute("SELECT id FROM report ORDER BY number"))
    withdraw(connection, one, NOON)
    with pytest.raises(NothingToCompare, match="s1 has 1 report, and 1 that its outlet has taken back; a"):
        compared(connection)
    assert set(withdrawn_of(connection, story_of(connection, "s1"))) == {one}
    withdraw(connection, other, NOON)
    with pytest.raises(NothingToCompare, match="s1 has no report, and 2 that their outlets have taken back"):
        compared(connection)


@pytest.mark.parametrize(
    ("changed", "anew"),
    [
        ({}, set()),
        ({"match": "2"}, {"comparison"}),
        ({"trace": "2"}, {"comparison"}),
        ({"extract": "2"}, {"comparison", "readings"}),
    ],
)
def test_another_version_of_a_room_makes_anew_what_rests_on_it_alone(
    tmp_path: Path, changed: dict[str, str], anew: set[str]
) -> None:
    connection = two_reports(tmp_path)
    rules = Rules(extract="1", match="1", trace="1")
    compared(connection, rules)
    age(connection)
    compared(connection, replace(rules, **changed))
    assert made_anew(connection) == anew


def test_a_kept_comparison_is_shown_without_a_model(tmp_path: Path) -> None:
    connection = two_reports(tmp_path)
    made = compared(connection)
    foretell = {"parser": FakeParser.name, "embedder": "none (left out of this run)"}.__getitem__
    assert compared(connection, load=not_loaded, foretell=foretell) == made
    with pytest.raises(AssertionError, match="was loaded"):
        compared(connection, load=not_loaded, foretell=lambda name: "another")


def test_what_was_made_without_a_model_that_is_damaged_is_not_taken_for_its(tmp_path: Path) -> None:
    connection = two_reports(tmp_path)
    damaged = fake_models().__getitem__
    compared(connection, load=damaged, foretell=lambda name: f"fake/{name}")
    age(connection)
    # Still damaged: what it gave is shown. Whole again: all is read by it.
    compared(connection, load=damaged, foretell=lambda name: f"fake/{name}")
    assert made_anew(connection) == set()
    compared(connection, foretell=lambda name: means(connection).load(name).identity)
    assert made_anew(connection) == {"comparison", "readings"}


def test_the_versions_of_rooms_are_of_their_own_files() -> None:
    found = rules_now()
    assert len({found.extract, found.match, found.trace}) == 3
    assert all(len(version) == 12 for version in (found.extract, found.match, found.trace))


def test_a_story_is_compared_where_nothing_can_be_written(tmp_path: Path) -> None:
    connection = two_reports(tmp_path)
    file = Path(connection.execute("PRAGMA database_list").fetchone()["file"])
    with open_file(file, read_only=True) as reading:
        made = compared(reading)
        assert reading.execute("SELECT count(*) FROM comparison").fetchone()[0] == 0
    assert compared(connection) == made


def test_a_version_is_of_every_file_but_compiled_ones(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    (folder / "__pycache__").mkdir(parents=True)
    found = []
    for name, text in (
        ("a.py", "1"),
        ("a.py", "2"),
        ("words.toml", "3"),
        ("__pycache__/a.pyc", "4"),
        ("b/c.json", "5"),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        found.append(version_of(("room",), tmp_path))
    assert len(set(found)) == 4
    assert found[2] == found[3]
