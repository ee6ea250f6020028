"""Sketches of another version are drawn anew before anything is added, and a person's word holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.desk.placed import events, put_all, stories
from tests.desk.shelved import NOON, opened, shelved
from tests.store.held import library
from twosource.desk.correcting import merge, pin, split
from twosource.desk.renewing import renew

LATER = "2031-04-04T12:00:00+00:00"


def age(connection: sqlite3.Connection) -> None:
    """As if another version had drawn the sketches, in its own way."""
    connection.execute("UPDATE sketch SET made_by = 'older', packed = x'00', near = NULL")


def unheard(doing: str, many: int) -> None:
    """Tells nobody."""


def test_sketches_are_drawn_anew_once(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put_all(connection, [a for told in events("quakes").values() for a in told])
    before = stories(connection)
    assert not renew(connection, LATER, unheard)
    age(connection)
    heard: list[int] = []
    assert renew(connection, LATER, lambda _, many: heard.append(many))
    assert heard == [sum(map(len, before.values()))]
    assert stories(connection) == before
    assert not renew(connection, LATER, unheard)


def test_stories_are_settled_by_the_new_sketches(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put_all(connection, [a for told in events("quakes").values() for a in told])
    before = stories(connection)
    age(connection)
    # What the older version told apart otherwise: all in one story.
    first = min(before)
    connection.execute("UPDATE member SET story = ?", (first,))
    renew(connection, LATER, unheard)
    assert sorted(map(sorted, stories(connection).values())) == sorted(map(sorted, before.values()))


def test_a_persons_word_holds(tmp_path: Path) -> None:
    connection = library(tmp_path)
    told = {**events("matches"), **events("quakes")}
    put_all(connection, [article for each in told.values() for article in each])
    homes = {report: story for story, each in stories(connection).items() for report in each}
    merge(connection, homes[told["cup"][0].id], homes[told["league"][0].id], LATER)
    taken = told["first"][0].id
    split(connection, [taken], "", LATER)
    stray = told["second"][0].id
    pin(connection, stray, homes[told["cup"][0].id], LATER)
    corrected = stories(connection)
    age(connection)
    renew(connection, LATER, unheard)
    assert stories(connection) == corrected


def test_adding_renews_first(tmp_path: Path) -> None:
    with shelved(tmp_path) as held:
        before = stories(held.connection)
        age(held.connection)
    with opened(tmp_path, clock=lambda: NOON) as held:
        held.add([])
        assert stories(held.connection) == before
        assert {r[0] for r in held.connection.execute("SELECT made_by FROM sketch")} != {"older"}
