"""Feeds that name one thing under many ids, and reports that change after they were added, by the command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.said import Said, command, ferries
from tests.formats import HTML, SENTENCES, TITLE
from tests.servers import Server, answer, serve
from twosource.news import Library

SECOND = HTML.replace(TITLE, "Vell quay shut").replace(SENTENCES[2], "The mayor of Vell visited the quay.")
LOCAL = ("--allow-host", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[Server]:
    """Two pages, and no feed yet."""
    with serve() as running:
        running.routes.update({"/one": answer(HTML.encode()), "/two": answer(SECOND.encode())})
        yield running


def say_feed(server: Server, *items: tuple[str, str]) -> str:
    """Have the feed name these: an id, and a link."""
    told = "".join(
        f"<item><title>{link}</title><guid isPermaLink='false'>{name}</guid><link>{link}</link></item>"
        for name, link in items
    )
    feed = f"<rss version='2.0'><channel><title>Vell</title>{told}</channel></rss>"
    server.routes["/feed"] = answer(feed.encode(), headers={"Content-Type": "text/xml"})
    return server.link("/feed")


def reports(file: Path) -> list[dict[str, object]]:
    """What the library holds, in the order in which it came."""
    said = command(file, "export", "jsonl", "-")
    return sorted(map(json.loads, said.out.splitlines()), key=lambda row: row["number"])


def members(file: Path) -> int:
    """How many reports all stories have together."""
    lines = json.loads(command(file, "stories", "--json", "-").out)["stories"]
    return sum(line["reports"] for line in lines)


def added(file: Path, *sources: str) -> Said:
    """Add links on the loopback."""
    return command(file, "add", *sources, *LOCAL)


def test_one_id_for_two_items_loses_none(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    said = added(file, say_feed(server, ("same", "/one"), ("same", "/two")))
    assert said.status == 0, said.err
    assert {str(row["address"] or row["path"]).rpartition("/")[2] for row in reports(file)} == {"one", "two"}


@pytest.mark.parametrize("way", ["another id", "another link"])
def test_the_same_report_named_otherwise_is_held_once(server: Server, tmp_path: Path, way: str) -> None:
    file = tmp_path / "news.db"
    for time in range(2):
        id_, link = ("id", f"/one?utm_source=feed{time}") if way == "another link" else (f"id{time}", "/one")
        server.routes.setdefault(link, server.routes["/one"])
        said = added(file, say_feed(server, (id_, link)))
        assert said.status == 0, said.err
    assert (len(reports(file)), members(file)) == (1, 1)


def test_an_edited_report_stands_beside_what_it_was(server: Server, tmp_path: Path) -> None:
    file, link = tmp_path / "news.db", server.link("/one")
    assert added(file, link).status == 0
    server.routes["/one"] = answer(HTML.replace(TITLE, "Quay of Vell is open again").encode())
    said = added(file, link)
    assert (said.status, "1 new" in said.err) == (0, True)
    old, new = reports(file)
    assert (old["title"], new["title"]) == (TITLE, "Quay of Vell is open again")
    assert (old["replaced_by"], new["replaced_by"]) == (new["id"], None)
    found = command(file, "search", "Vell")
    assert (str(new["id"]) in found.out, str(old["id"]) in found.out) == (True, False)
    assert added(file, link).err.splitlines()[-1].endswith("0 new, 1 held already")


@pytest.mark.parametrize("status", [404, 410])
def test_a_report_that_is_gone_stays_here(server: Server, tmp_path: Path, status: int) -> None:
    file, link = tmp_path / "news.db", server.link("/one")
    added(file, link)
    server.routes["/one"] = answer(b"gone", status)
    said = added(file, link)
    assert (said.status, link in said.err) == (4, True)
    assert [row["title"] for row in reports(file)] == [TITLE]
    assert TITLE in command(file, "search", "Vell").out


def test_a_watch_leaves_alone_what_others_add(server: Server, tmp_path: Path) -> None:
    file, (gull, _) = tmp_path / "news.db", ferries(tmp_path)
    feed = say_feed(server, ("id", "/one"))
    with Library(file) as library:
        source = "INSERT INTO source (path, state, asked_at) VALUES (?, 'due', '')"
        # One that another call is at, and the feed's own, for which somebody had asked before.
        library.connection.executemany(source, [(str(gull),), (server.link("/one"),)])
    said = command(file, "watch", feed, "--once", "--min-outlets", "1", *LOCAL)
    assert (said.status, said.out.count("started")) == (0, 1)
    assert [row["title"] for row in reports(file)] == [TITLE]
    assert command(file, "add").err.splitlines()[-1].endswith("1 new")
