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
from twosource.errors import NothingToCompare
from twosource.pipeline import Means
from twosource.store.stories import join_story, start_story
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


def compared(connection: sqlite3.Connection, **given: object) -> Comparison:
    return compare_story(connection, "s1", replace(means(connection), **given), "1", lambda: NOON)  # type: ignore[arg-type]


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
