"""Two that look at a story at once tell of a change once; what comes meanwhile is told at the next look."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.store.held import NOON, changes_of, library, put
from twosource.data import Member
from twosource.desk.polling import Watching
from twosource.desk.telling import tell_stories
from twosource.engines.inline import run
from twosource.pipeline import Means
from twosource.settings import Settings
from twosource.stages.acquire.reach import Reach
from twosource.step import load_model
from twosource.store.file import writing
from twosource.store.reports import withdraw
from twosource.store.stories import join_story, start_story
from twosource.store.told import untold

STORY = "s1"


def join(connection: sqlite3.Connection, text: str, path: str) -> str:
    """A new report in the only story; its id."""
    report = put(connection, text, path=path).id
    with writing(connection):
        start_story(connection, STORY, "The ferry", NOON)
        join_story(connection, STORY, Member(report, "Began this story."), by="rule", at=NOON)
    return report


def look(connection: sqlite3.Connection, meanwhile: Callable[[], object] = lambda: None) -> None:
    """Tell of the stories; `meanwhile` is done once, after what became of the reports was found."""
    asked = []

    def now() -> str:
        asked.append(1)
        if len(asked) == 2:
            meanwhile()
        return NOON

    means = Means(load_model, run, Settings(), Reach())
    assert not tell_stories(Watching(connection, means, now, "t", lambda *_: None, (60, 2)))
    assert len(asked) > 1


def test_a_change_that_two_find_at_once_is_recorded_once(tmp_path: Path) -> None:
    one, other = library(tmp_path), library(tmp_path)
    report = join(one, "The ferry ran aground.", "a.txt")
    look(one)
    with writing(one):
        withdraw(one, report, NOON)
    look(one, lambda: look(other))
    assert [change.kind for change in changes_of(one)] == ["joined", "withdrawn"]
    assert not untold(one)


def test_what_comes_while_two_look_is_told_at_the_next_look(tmp_path: Path) -> None:
    one, other = library(tmp_path), library(tmp_path)
    join(one, "The ferry ran aground.", "a.txt")

    def others() -> None:
        look(other)
        join(other, "The ferry floats again.", "b.txt")

    look(one, others)
    assert [story for story, _ in untold(one)] == [STORY]
    look(one)
    assert [change.kind for change in changes_of(one)] == ["joined", "joined"]
    assert not untold(one)
