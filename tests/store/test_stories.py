"""Stories keep their ids, and what changes is recorded once."""

from pathlib import Path

import pytest

from tests.store.held import NOON, changes_of, library, put
from twosource.data import Change, Member
from twosource.store.stories import (
    correct,
    join_story,
    key_now,
    merge_into,
    record,
    record_once,
    start_story,
    story_now,
    story_of,
)
from twosource.store.told import history


def test_a_report_is_in_one_story(tmp_path: Path) -> None:
    connection = library(tmp_path)
    one = put(connection, "The ferry ran aground.")
    for story in ("s1", "s2"):
        start_story(connection, story, "Ferry", NOON)
        join_story(connection, story, Member(one.id, f"near {story}"), by="rule", at=NOON)
    assert story_of(connection, "s1").members == ()
    assert story_of(connection, "s2").members == (Member(one.id, "near s2"),)
    assert [tuple(r) for r in connection.execute("SELECT id, reports, outlets FROM stories")] == [
        ("s2", 1, 1)
    ]


def test_a_merged_story_leads_to_the_one_it_lives_on_as(tmp_path: Path) -> None:
    connection = library(tmp_path)
    for story in ("s1", "s2", "s3"):
        start_story(connection, story, "Ferry", NOON)
    merge_into(connection, "s1", "s2", NOON)
    merge_into(connection, "s2", "s3", NOON)
    assert story_now(connection, "s1") == "s3"
    assert story_of(connection, "s1").id == "s3"
    with pytest.raises(KeyError):
        story_now(connection, "s9")


ONE = Change("s1", "left", NOON, ("r1",), "1 report went to story s2.")
AGAIN = Change("s1", "left", "2031-03-05T00:00:00+00:00", ("r1",), "1 report went to story s3.")
OTHER = Change("s1", "denial", NOON, ("r1:3-9",), "The harbour master denies it.")


def test_a_change_is_recorded_as_often_as_it_comes_about(tmp_path: Path) -> None:
    connection = library(tmp_path)
    record(connection, [ONE, OTHER])
    record(connection, [AGAIN])
    assert changes_of(connection, "s1") == [ONE, OTHER, AGAIN]
    assert changes_of(connection, "s2") == changes_of(connection, since="2032") == []
    keys = [row["key"] for row in connection.execute("SELECT key FROM change")]
    assert len(set(keys)) == 3


def test_a_change_that_is_found_again_is_recorded_once(tmp_path: Path) -> None:
    connection = library(tmp_path)
    found = [(key_now(connection, change), change) for change in (ONE, AGAIN)]
    # Two programs that look at the same time find the same.
    assert record_once(connection, found) == [ONE]
    assert record_once(connection, found) == []
    assert record_once(connection, [(key_now(connection, AGAIN), AGAIN)]) == [AGAIN]


def test_what_was_told_of_a_report_is_found_in_whichever_story_it_is(tmp_path: Path) -> None:
    connection = library(tmp_path)
    record(connection, [ONE, OTHER, Change("s2", "joined", NOON, ("r1",), "It went.")])
    assert [c.kind for c in history(connection, ["r1", "r2"], ["left", "denial"])] == ["left", "denial"]
    assert [c.story for c in history(connection, ["r1"], ["joined"])] == ["s2"]
    assert history(connection, ["r2"], ["left"]) == []


def test_a_correction_is_kept_once(tmp_path: Path) -> None:
    connection = library(tmp_path)
    assert correct(connection, "merge", "s1", "s2", NOON)
    assert not correct(connection, "merge", "s1", "s2", NOON)
    assert correct(connection, "pin", "r1", "s1", NOON)
    rows = connection.execute("SELECT kind, a, b FROM correction ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [("merge", "s1", "s2"), ("pin", "r1", "s1")]
