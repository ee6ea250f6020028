"""A person's word on stories and names: done at once, kept, and stronger than any rule in every later run."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from twosource.corrections import BY, added, checked, without
from twosource.data import Link
from twosource.desk.ids import named_report, named_story
from twosource.desk.moving import put_right
from twosource.errors import SettingError, StoreError
from twosource.stages.match.named import APART, TOGETHER
from twosource.store.file import writing
from twosource.store.ids import story_of_report
from twosource.store.stories import correct, merge_into, uncorrect

MERGE, SPLIT, PIN = "merge", "split", "pin"


def merge(connection: sqlite3.Connection, into: str, other: str, at: str) -> str:
    """Make two stories one and give its id, the first's; StoreError where there is none of an id."""
    with writing(connection):
        kept, gone = named_story(connection, into), named_story(connection, other)
        if kept == gone:
            raise StoreError(f"{into} and {other} are one story already: {kept}.", "no-story")
        _say(connection, MERGE, kept, gone, at)
        put_right(connection, at)
    return kept


def split(connection: sqlite3.Connection, reports: Sequence[str], into: str, at: str) -> str:
    """Take reports out of their stories, into one that there is or, where `into` is "", a new one; its id.

    StoreError where there is none of an id, or nothing would be left of a story.
    """
    if not reports:
        raise SettingError("No report is named; name those to take out of their story.")
    with writing(connection):
        first, *others = dict.fromkeys(named_report(connection, report) for report in reports)
        left = {report: _story_of(connection, report) for report in (first, *others)}
        if into:
            story = named_story(connection, into)
            if story in left.values():
                raise StoreError(f"A report is in the story {story} already; name another.", "no-story")
            others = [first, *others]
        else:
            _leave_something(connection, left)
            _say(connection, SPLIT, first, left[first], at)
            put_right(connection, at)
            story = _story_of(connection, first)
        for report in others:
            _say(connection, PIN, report, story, at)
        put_right(connection, at)
        _close(connection, list(left.values()), story, at)
    return story


def pin(connection: sqlite3.Connection, report: str, story: str, at: str) -> tuple[str, str]:
    """Put a report into a story, where it stays, and give both ids; StoreError where there is none of one."""
    with writing(connection):
        now, report = named_story(connection, story), named_report(connection, report)
        before = story_of_report(connection, report)
        _say(connection, PIN, report, now, at)
        put_right(connection, at)
        _close(connection, [before] if before not in ("", now) else [], now, at)
    return report, now


def free(connection: sqlite3.Connection, report: str) -> bool:
    """Let rules place a report that a person had placed, once they have reason to; whether one had."""
    with writing(connection):
        report = named_report(connection, report)
        uncorrect(connection, PIN, report)
        uncorrect(connection, SPLIT, report)
        freed = connection.execute(
            'UPDATE member SET "by" = \'rule\' WHERE report = ? AND "by" = ?', (report, BY)
        )
        return freed.rowcount > 0


def links_of(connection: sqlite3.Connection) -> tuple[Link, ...]:
    """A person's word on who is who, as it is kept in the library."""
    rows = connection.execute(
        "SELECT kind, a, b, why FROM correction WHERE kind IN (?, ?) ORDER BY id", (TOGETHER, APART)
    )
    return checked([Link(row["a"], row["b"], row["kind"], 1.0, row["why"], BY) for row in rows])


def keep_link(connection: sqlite3.Connection, new: Link, at: str) -> bool:
    """Keep a person's word on two names; whether it is new. SettingError where it contradicts another."""
    with writing(connection):
        before = links_of(connection)
        if added(before, new) == before:
            return False
        return correct(connection, new.relation, new.a, new.b, at, why=new.why)


def forget_link(connection: sqlite3.Connection, a: str, b: str) -> None:
    """Take back what was said of two names; SettingError where nothing was."""
    with writing(connection):
        before = links_of(connection)
        after = without(before, a, b)
        for link in before:
            if link not in after:
                uncorrect(connection, link.relation, link.a, link.b)


def _say(connection: sqlite3.Connection, kind: str, a: str, b: str, at: str) -> None:
    """Keep a correction as the latest word, also where it was said, and undone by another, before."""
    uncorrect(connection, kind, a, b if kind == MERGE else "")
    correct(connection, kind, a, b, at)


def _leave_something(connection: sqlite3.Connection, left: dict[str, str]) -> None:
    for story in set(left.values()):
        if not set(_reports_in(connection, story)) - left.keys():
            raise StoreError(f"These are all the reports of the story {story}; leave one in it.", "no-story")


def _close(connection: sqlite3.Connection, left: Sequence[str], story: str, at: str) -> None:
    """Stories that reports were taken from: changed now, and living on as the other where nothing is left."""
    for before in dict.fromkeys(left):
        if _reports_in(connection, before):
            connection.execute("UPDATE story SET changed_at = ? WHERE id = ?", (at, before))
        else:
            merge_into(connection, before, story, at)


def _story_of(connection: sqlite3.Connection, report: str) -> str:
    story = story_of_report(connection, report)
    if not story:
        raise StoreError(f"The report {report} is in no story; `twosource pin` puts it into one.", "no-story")
    return story


def _reports_in(connection: sqlite3.Connection, story: str) -> list[str]:
    rows = connection.execute("SELECT report FROM member WHERE story = ? ORDER BY report", (story,))
    return [row["report"] for row in rows]
