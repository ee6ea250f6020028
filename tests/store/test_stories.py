"""Stories keep their ids, and what changes is recorded once."""

from pathlib import Path

import pytest

from tests.store.held import NOON, library, put
from twosource.data import Change, Member
from twosource.store.stories import (
    changes_of,
    correct,
    corrections,
    join_story,
    merge_into,
    record,
    start_story,
    story_now,
    story_of,
)


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


def test_a_change_is_recorded_once(tmp_path: Path) -> None:
    connection = library(tmp_path)
    one = Change("s1", "new-clash", NOON, ("p1",), "The reports clash on how many were hurt.")
    again = Change("s1", "new-clash", "2031-03-05T00:00:00+00:00", ("p1",), "The same.")
    other = Change("s1", "denial", NOON, ("p1",), "The harbour master denies it.")
    assert record(connection, [one, again]) == [one]
    assert record(connection, [again, other]) == [other]
    assert changes_of(connection, "s1") == [one, other]
    assert changes_of(connection, "s2") == changes_of(connection, since="2032") == []


def test_a_correction_is_kept_once(tmp_path: Path) -> None:
    connection = library(tmp_path)
    assert correct(connection, "merge", "s1", "s2", NOON)
    assert not correct(connection, "merge", "s1", "s2", NOON)
    assert correct(connection, "pin", "r1", "s1", NOON)
    assert corrections(connection, ["pin"]) == [("pin", "r1", "s1")]
    assert len(corrections(connection)) == 2
