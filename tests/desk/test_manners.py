"""Feeds are asked politely: for what changed, where they stand now, and not while they want no visit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.test_polling import RSS, changing, page, rows, rss, watching
from tests.servers import Request, Server, answer, moved, serve

# Kinds of one report's changes, the joins and starts apart.
FATES = "SELECT kind FROM change WHERE kind IN ('withdrawn', 'restored') ORDER BY id"
OPML = {"Content-Type": "text/x-opml"}


@pytest.fixture
def server() -> Iterator[Server]:
    """An outlet with one report."""
    with serve() as running:
        running.routes["/a"] = page(running, "/a")
        yield running


def feed(server: Server) -> bytes:
    """Its feed."""
    return rss((server.link("/a"), "1", "Ferry"))


def times(server: Server, path: str) -> int:
    """How often a path was asked for."""
    return server.paths().count(path)


def test_what_has_not_changed_is_not_sent_again(server: Server, tmp_path: Path) -> None:
    marks = {"ETag": '"1"', "Last-Modified": "Fri, 02 May 2031 08:00:00 GMT"}

    def answered(request: Request, _: object) -> bytes:
        known = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
        if known == tuple(marks.values()):
            return answer(b"", 304)
        return answer(feed(server), headers={**RSS, **marks})

    server.routes["/feed"] = answered
    watch = watching(server, tmp_path)
    list(watch.rounds(3))
    asked = [request for request in server.asked if request.path == "/feed"]
    assert [request.headers.get("if-none-match") for request in asked] == [None, '"1"', '"1"']
    assert all(request.headers["user-agent"].startswith("twosource/") for request in asked)
    list(watch.rounds(5))  # begun anew, and nothing is asked for twice
    assert times(server, "/feed") == 5
    # At its start, and each time it is begun anew.
    assert [request.path for request in server.asked].count("/robots.txt") == 2


def test_a_feed_that_moved_for_good_is_asked_where_it_stands(server: Server, tmp_path: Path) -> None:
    server.routes["/feed"] = moved(server.link("/new"), 301)
    server.routes["/new"] = answer(feed(server), headers={**RSS, "ETag": '"1"'})
    watch = watching(server, tmp_path)
    list(watch.rounds(2))
    list(watch.rounds(4))
    assert (times(server, "/feed"), times(server, "/new")) == (1, 4)
    server.routes["/new"] = answer(b"", 404)
    server.routes["/feed"] = answer(feed(server), headers=RSS)
    list(watch.rounds(8))
    assert (times(server, "/feed"), times(server, "/new")) == (4, 5)
    assert rows(tmp_path, "SELECT url, moved_to FROM feed") == [(server.link("/feed"), "")]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_feed_that_moved_for_a_while_is_asked_where_it_was(
    server: Server, tmp_path: Path, status: int
) -> None:
    server.routes["/feed"] = moved(server.link("/new"), status)
    server.routes["/new"] = answer(feed(server), headers=RSS)
    list(watching(server, tmp_path).rounds(3))
    assert (times(server, "/feed"), times(server, "/new")) == (3, 3)


def test_a_feed_that_moved_to_another_that_is_watched_is_asked_once(server: Server, tmp_path: Path) -> None:
    server.routes["/feed"] = moved(server.link("/new"), 308)
    server.routes["/new"] = answer(feed(server), headers=RSS)
    list(watching(server, tmp_path, server.link("/feed"), server.link("/new")).rounds(5))
    assert (times(server, "/feed"), times(server, "/new")) == (1, 6)


def test_a_feed_that_is_gone_is_asked_again_in_a_week(server: Server, tmp_path: Path) -> None:
    server.routes["/feed"] = answer(b"", 410)
    watch = watching(server, tmp_path)
    list(watch.rounds(7 * 24))
    assert times(server, "/feed") == 1
    list(watch.rounds(7 * 24 + 2))
    assert times(server, "/feed") == 2
    assert [failure.code for failure in watch.said] == ["gone"]


@pytest.mark.parametrize(("seconds", "hours"), [(7200, 2), (3 * 86_400, 72), (90 * 86_400, 7 * 24)])
def test_a_site_that_asks_to_be_left_alone_is(
    server: Server, tmp_path: Path, seconds: int, hours: int
) -> None:
    server.routes["/feed"] = answer(b"", 503, {"Retry-After": str(seconds)})
    watch = watching(server, tmp_path)
    list(watch.rounds(hours - 1.1))
    list(watch.rounds(watch.world.hour))
    assert times(server, "/feed") == 1
    list(watch.rounds(hours + 1.1))
    assert times(server, "/feed") == 2


def test_a_page_of_a_site_that_asks_to_be_left_alone_is_looked_at_later(
    server: Server, tmp_path: Path
) -> None:
    server.routes["/feed"] = answer(feed(server), headers={**RSS, "Cache-Control": "max-age=86400"})
    watch = watching(server, tmp_path)
    list(watch.rounds(0.5))
    server.routes["/a"] = answer(b"", 429, {"Retry-After": str(6 * 3600)})
    list(watch.rounds(5))
    assert times(server, "/a") == 2
    assert rows(tmp_path, "SELECT visits FROM visit") == [(0,)]
    server.routes["/a"] = page(server, "/a")
    list(watch.rounds(9))
    assert (times(server, "/a"), rows(tmp_path, "SELECT visits FROM visit")) == (3, [(1,)])


def test_what_robots_may_not_read_is_not_read(server: Server, tmp_path: Path) -> None:
    server.routes["/robots.txt"] = answer(
        b"User-agent: *\nDisallow: /feed\n", headers={"Content-Type": "text/plain"}
    )
    server.routes["/feed"] = answer(feed(server), headers=RSS)
    watch = watching(server, tmp_path)
    list(watch.rounds(3))
    assert server.paths() == []
    assert [failure.code for failure in watch.said] == ["robots"]


def test_feeds_of_a_list_at_a_link_are_watched_while_it_names_them(server: Server, tmp_path: Path) -> None:
    def listed(number: int) -> bytes:
        name = "feed" if number < 3 else "other"
        return (
            f"<opml version='2.0'><body><outline xmlUrl='{server.link(f'/{name}')}'/></body></opml>".encode()
        )

    visits = iter(range(100))
    server.routes["/list"] = lambda _, __: answer(listed(next(visits)), headers=OPML)
    server.routes["/feed"] = server.routes["/other"] = answer(feed(server), headers=RSS)
    list(watching(server, tmp_path, server.link("/list")).rounds(6))
    assert rows(tmp_path, "SELECT count(*) FROM report") == [(1,)]
    assert (times(server, "/feed"), times(server, "/other")) == (4, 3)


def test_a_page_that_is_there_again_counts_again(server: Server, tmp_path: Path) -> None:
    there = iter([True, False, False, True, True, False, False, *[True] * 9])
    server.routes["/a"] = lambda _, __: page(server, "/a") if next(there) else answer(b"", 404)
    server.routes["/feed"] = changing(lambda n: rss((server.link("/a"), "1", f"Ferry {n}")))
    list(watching(server, tmp_path).rounds(9))
    assert rows(tmp_path, FATES) == [("withdrawn",), ("restored",), ("withdrawn",), ("restored",)]
    assert rows(tmp_path, "SELECT withdrawn_at FROM report") == [(None,)]
    assert rows(tmp_path, "SELECT count(DISTINCT key), count(*) FROM change") == [(5, 5)]


@pytest.mark.parametrize(("place", "looks"), [(0, 4), (2, 3)])
def test_what_a_feed_leaves_out_from_its_midst_is_looked_at(
    server: Server, tmp_path: Path, place: int, looks: int
) -> None:
    """A page is looked at after 0, 1 and 3 hours; after 4 its feed names it no more."""
    for name in ("/b", "/c"):
        server.routes[name] = page(server, name)
    items = [(server.link(name), name, "Ferry") for name in ("/a", "/b", "/c")]
    visits = iter(range(100))
    server.routes["/feed"] = lambda _, __: answer(
        rss(*(items if next(visits) < 4 else [i for i in items if i != items[place]])), headers=RSS
    )
    list(watching(server, tmp_path).rounds(6))
    assert times(server, ("/a", "/b", "/c")[place]) == looks


def test_what_a_feed_deleted_is_back_when_it_names_it_again(server: Server, tmp_path: Path) -> None:
    entry = f"<entry><id>1</id><title>Ferry</title><link href='{server.link('/a')}'/></entry>"
    deleted = "<at:deleted-entry xmlns:at='http://purl.org/atompub/tombstones/1.0' ref='1'/>"

    def atom(number: int) -> bytes:
        inside = deleted if 2 <= number < 6 else entry
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Gull</title>{inside}</feed>".encode()

    visits = iter(range(100))
    server.routes["/feed"] = lambda _, __: answer(
        atom(next(visits)), headers={"Content-Type": "application/atom+xml"}
    )
    watch = watching(server, tmp_path)
    list(watch.rounds(6))
    # The page itself is there all the time.
    assert rows(tmp_path, FATES) == [("withdrawn",)]
    list(watch.rounds(9))
    assert rows(tmp_path, FATES) == [("withdrawn",), ("restored",)]
