"""An id is named whole or by a beginning that it alone has; what may have been meant is said."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.store.held import NOON, library, put
from twosource.data import Member
from twosource.desk.ids import named_report, named_story
from twosource.errors import StoreError
from twosource.store.stories import join_story, merge_into, start_story

STORIES = {"s57b18738b67d": "Ferry", "s57b2000000aa": "Vote", "s57b20000ffff": "", "sd8e33a6caaf6": "Fire"}


def shelf(folder: Path) -> sqlite3.Connection:
    connection = library(folder)
    for story, title in STORIES.items():
        start_story(connection, story, title, NOON)
    join_story(connection, "s57b18738b67d", Member(put(connection, "A ferry.").id, ""), by="rule", at=NOON)
    return connection


@pytest.mark.parametrize(
    ("given", "story"),
    [
        ("s57b18738b67d", "s57b18738b67d"),
        ("s57b1", "s57b18738b67d"),
        ("sd8e", "sd8e33a6caaf6"),
        (" SD8E33 ", "sd8e33a6caaf6"),
    ],
)
def test_a_beginning_is_enough(tmp_path: Path, given: str, story: str) -> None:
    assert named_story(shelf(tmp_path), given) == story


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (
            "s57b",
            "ambiguous",
            "s57b18738b67d (“Ferry”), s57b2000000aa (“Vote”) and s57b20000ffff; write more",
        ),
        ("sd8", "no-story", "There is no story sd8; of an id write at least its first 4 letters"),
        ("s57b18738b76d", "no-story", "near is s57b18738b67d (“Ferry”)"),
        ("s999", "no-story", "There is no story s999; `twosource stories` lists them"),
        ("", "no-story", "`twosource stories` lists them"),
        ("s57_", "no-story", "There is no story"),
        ("s57%", "no-story", "There is no story"),
    ],
)
def test_what_fits_none_or_several_is_said(tmp_path: Path, given: str, code: str, said: str) -> None:
    with pytest.raises(StoreError) as told:
        named_story(shelf(tmp_path), given)
    assert told.value.code == code
    assert said in str(told.value)


def test_stories_that_became_one_have_one_id(tmp_path: Path) -> None:
    connection = shelf(tmp_path)
    for story in ("s57b2000000aa", "s57b20000ffff"):
        merge_into(connection, story, "s57b18738b67d", NOON)
    assert named_story(connection, "s57b") == "s57b18738b67d"
    assert named_story(connection, "s57b2000000aa") == "s57b18738b67d"


def test_a_report_is_no_story(tmp_path: Path) -> None:
    connection = shelf(tmp_path)
    (report,) = (row["id"] for row in connection.execute("SELECT id FROM report"))
    assert named_report(connection, report[:6]) == report
    with pytest.raises(StoreError, match="id of a report, which is in the story s57b18738b67d"):
        named_story(connection, report[:6])
    with pytest.raises(StoreError, match="that is the id of a story"):
        named_report(connection, "s57b1")
