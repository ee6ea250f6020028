"""Feeds that are watched, and the pages that they named: what is due, and what makes a visit polite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.data import Source
from twosource.store.sources import ask, stated_from_json, stated_to_json


@dataclass(frozen=True, slots=True)
class Feed:
    """A watched feed: the marks of its last version, seconds it asks for, failures in a row and why.

    `moved_to` is where it says that it stands for good, "" where it stands at `url`.
    """

    url: str
    moved_to: str
    etag: str
    modified: str
    every: int
    polled_at: str
    failed: int
    reason: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that is looked at again: its source and its state, visits so far, how often it was missed.

    `headers` are those of the page as it was last had, JSON.
    """

    link: str
    source: Source
    state: str
    visits: int
    missed: int
    headers: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a feed names: the link without what only tracks its reader, its source, its id there.

    `said` is a digest of what the feed says of it.
    """

    link: str
    source: Source
    item: str
    said: str


def follow(connection: sqlite3.Connection, urls: Iterable[str]) -> None:
    """Watch feeds; where none was watched before, the stories that there are count as told."""
    is_first = connection.execute("SELECT 1 FROM feed LIMIT 1").fetchone() is None
    connection.executemany("INSERT OR IGNORE INTO feed (url) VALUES (?)", [(url,) for url in urls])
    if is_first:
        connection.execute("UPDATE untold SET looked = marks")


def follow_list(connection: sqlite3.Connection, name: str, urls: Sequence[str]) -> None:
    """Watch the feeds that a list at a link names now, and no more those that it does not."""
    connection.execute("UPDATE feed SET list = '' WHERE list = ?", (name,))
    follow(connection, urls)
    connection.executemany("UPDATE feed SET list = ? WHERE url = ?", [(name, url) for url in urls])


def followed(connection: sqlite3.Connection, urls: Iterable[str]) -> list[str]:
    """These feeds, and those that lists among them name."""
    found = list(dict.fromkeys(urls))
    for url in list(found):
        rows = connection.execute("SELECT url FROM feed WHERE list = ? ORDER BY rowid", (url,))
        found += [row["url"] for row in rows if row["url"] not in found]
    return found


def due_feeds(connection: sqlite3.Connection, urls: Iterable[str], now: str) -> list[Feed]:
    """Those of the feeds whose time has come, or was set by a clock that has been put back since."""
    found = []
    for url in followed(connection, urls):
        row = connection.execute(
            "SELECT url, moved_to, etag, modified, every, coalesce(polled_at, '') AS polled_at, failed,"
            " reason FROM feed WHERE url = ? AND (due_at IS NULL OR due_at <= ? OR polled_at > ?)",
            (url, now, now),
        ).fetchone()
        if row:
            found.append(Feed(**dict(row)))
    return found


def polled(connection: sqlite3.Connection, feed: Feed, *, at: str, due_at: str) -> None:
    """Note that a feed answered, as it is now, and when it is due again."""
    connection.execute(
        "UPDATE feed SET moved_to = ?, etag = ?, modified = ?, every = ?, polled_at = ?, due_at = ?,"
        " failed = 0, reason = '' WHERE url = ?",
        (feed.moved_to, feed.etag, feed.modified, feed.every, at, due_at, feed.url),
    )


def not_polled(
    connection: sqlite3.Connection, feed: Feed, reason: str, *, at: str, due_at: str | None
) -> None:
    """Note that a feed could not be had, why, and when it is tried again: None at the next round."""
    connection.execute(
        "UPDATE feed SET moved_to = ?, polled_at = ?, due_at = ?, failed = failed + 1, reason = ?"
        " WHERE url = ?",
        (feed.moved_to, at, due_at, reason, feed.url),
    )


def note_named(connection: sqlite3.Connection, feed: Feed, named: Named, *, at: str, due_at: str) -> bool:
    """Note an item of a feed: a new one is asked for, one of which the feed says something else is due.

    `due_at` is when a new one is looked at again. Whether it is new.
    """
    row = connection.execute("SELECT path, feed, said FROM visit WHERE link = ?", (named.link,)).fetchone()
    if row is None:
        ask(connection, [named.source], at, named_by=feed.url)
        connection.execute(
            "INSERT INTO visit (link, path, feed, item, said, due_at) VALUES (?, ?, ?, ?, ?, ?)",
            (named.link, named.source.path, feed.url, named.item, named.said, due_at),
        )
        return True
    if row["feed"] == feed.url and row["said"] != named.said:
        connection.execute(
            "UPDATE visit SET said = ?, item = ?, due_at = ? WHERE link = ?",
            (named.said, named.item, at, named.link),
        )
        connection.execute(
            "UPDATE source SET given = ? WHERE path = ?", (stated_to_json(named.source.given), row["path"])
        )
    return False


def note_listed(connection: sqlite3.Connection, feed: Feed, links: Sequence[str], at: str) -> None:
    """Note what a feed names now; what it left out from between others is due to be looked at.

    What is no longer at its end is only old.
    """
    row = connection.execute("SELECT listed FROM feed WHERE url = ?", (feed.url,)).fetchone()
    now, before = set(links), json.loads(row["listed"]) if row else []
    kept = [place for place, link in enumerate(before) if link in now]
    gone = [link for link in before[: kept[-1]] if link not in now] if kept else []
    connection.executemany(
        "UPDATE visit SET due_at = ? WHERE link = ? AND feed = ? AND due_at IS NOT NULL",
        [(at, link, feed.url) for link in gone],
    )
    connection.execute("UPDATE feed SET listed = ? WHERE url = ?", (json.dumps(list(links)), feed.url))


def due_visits(connection: sqlite3.Connection, now: str, far: str, most: int) -> list[Visit]:
    """Pages whose time has come, the longest due first; `far` is later than any visit is ever set."""
    rows = connection.execute(
        "SELECT visit.*, source.given, source.state, (SELECT headers FROM capture WHERE source = visit.path"
        " ORDER BY id DESC LIMIT 1) AS headers FROM visit JOIN source ON source.path = visit.path"
        " WHERE visit.due_at <= ? OR visit.due_at > ? ORDER BY visit.due_at, visit.link LIMIT ?",
        (now, far, most),
    )
    return [
        Visit(
            row["link"], Source(row["path"], stated_from_json(row["given"])), row["state"],
            row["visits"], row["missed"], row["headers"] or "[]",
        )
        for row in rows
    ]  # fmt: skip


def due_paths(connection: sqlite3.Connection) -> list[str]:
    """The pages that feeds named and that are still to be read for the first time."""
    rows = connection.execute(
        "SELECT DISTINCT path FROM visit WHERE path IN (SELECT path FROM source WHERE state = 'due')"
    )
    return [row["path"] for row in rows]


def visited(connection: sqlite3.Connection, visit: Visit, *, missed: int, due_at: str | None) -> None:
    """Note a visit, and when the next is; None for never."""
    connection.execute(
        "UPDATE visit SET visits = visits + 1, missed = ?, due_at = ? WHERE link = ?",
        (missed, due_at, visit.link),
    )


def forget_said(connection: sqlite3.Connection, path: str) -> None:
    """Look at a page no more unless its feed names it once more: the feed has deleted it."""
    connection.execute("UPDATE visit SET due_at = NULL, said = '' WHERE path = ?", (path,))


def put_off(connection: sqlite3.Connection, visit: Visit, due_at: str) -> None:
    """Look at a page later, as its site asks; that counts as no visit."""
    connection.execute("UPDATE visit SET due_at = ? WHERE link = ?", (due_at, visit.link))


def paths_of_item(connection: sqlite3.Connection, feed: str, item: str) -> list[str]:
    """The sources that a feed calls by this id."""
    rows = connection.execute("SELECT path FROM visit WHERE feed = ? AND item = ?", (feed, item))
    return [row["path"] for row in rows]


def reports_at(connection: sqlite3.Connection, path: str) -> list[str]:
    """The reports that stand at a source now, those that later ones replaced left out."""
    rows = connection.execute(
        "SELECT report.id FROM report JOIN capture ON capture.id = report.capture"
        " WHERE capture.source = ? AND replaced_by IS NULL ORDER BY report.number",
        (path,),
    )
    return [row["id"] for row in rows]


def next_due(connection: sqlite3.Connection, urls: Iterable[str]) -> str:
    """When the first of these feeds is due, "" where none is watched."""
    times = [
        row["due_at"] or ""
        for url in followed(connection, urls)
        for row in connection.execute("SELECT due_at FROM feed WHERE url = ?", (url,))
    ]
    return min(times, default="")
