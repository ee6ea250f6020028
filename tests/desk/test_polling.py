"""Feeds as they come: ids and links that change, lists of feeds, errors, clocks that are put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desk.day import EVERY, HOUR, Watch, World
from tests.servers import Request, Server, answer, serve
from tests.stages.acquire.web.opened import Clock
from tests.store.held import library
from twosource.desk.watching import seconds_of
from twosource.errors import SettingError
from twosource.testing import FakeParser, fake_models

FERRY = "The ferry Alder struck the pier at Vell on Monday, harbour police said."
RSS = {"Content-Type": "application/rss+xml"}
Rows = list[tuple[object, ...]]


@pytest.fixture
def server() -> Iterator[Server]:
    """An outlet."""
    with serve() as running:
        yield running


def page(server: Server, name: str, words: str = FERRY, *, title: str = "Ferry hits pier") -> bytes:
    """A report under its own address, whatever query it was asked with."""
    return answer(
        f"<!doctype html><html><head><title>{title}</title><link rel='canonical' href='{server.link(name)}'>"
        f"<meta property='og:site_name' content='Gull'></head><body><article><h1>{title}</h1><p>{words}</p>"
        f"<p>Report {name} says no more of the ferry than this.</p></article></body></html>".encode()
    )


def rss(*items: tuple[str, str, str], more: str = "") -> bytes:
    """A feed of items: link, id, title."""
    rows = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{name}</guid></item>"
        for link, name, title in items
    )
    return f"<rss version='2.0'><channel><title>Gull</title>{more}{rows}</channel></rss>".encode()


def watching(server: Server, folder: Path, *named: str) -> Watch:
    """A watch without models."""
    models = fake_models(parser=FakeParser())
    return Watch(
        World(server, Clock(), {}), folder, models.__getitem__, named=named or [server.link("/feed")]
    )


def rows(folder: Path, sql: str) -> Rows:
    """What the library holds."""
    connection = library(folder)
    found = [tuple(row) for row in connection.execute(sql)]
    connection.close()
    return found


def changing(make: Callable[[int], bytes]) -> Callable[[Request, object], bytes]:
    """A feed that is made anew at each visit."""
    visits = iter(range(10_000))
    return lambda _request, _line: answer(make(next(visits)), headers=RSS)


def test_one_id_for_different_items_loses_none(server: Server, tmp_path: Path) -> None:
    links = [server.link(f"/{n}") for n in range(3)]
    server.routes["/feed"] = answer(rss(*((link, "the-id", "Ferry") for link in links)), headers=RSS)
    for n in range(3):
        server.routes[f"/{n}"] = page(server, f"/{n}")
    list(watching(server, tmp_path).rounds(1))
    assert rows(tmp_path, "SELECT count(*), count(DISTINCT path) FROM report") == [(3, 3)]


def test_ids_that_change_at_each_visit_double_nothing(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = page(server, "/a")
    server.routes["/feed"] = changing(lambda n: rss((server.link("/a"), f"id-{n}", "Ferry")))
    list(watching(server, tmp_path).rounds(6))
    assert rows(tmp_path, "SELECT count(*) FROM report") == [(1,)]
    assert rows(tmp_path, "SELECT kind FROM change") == [("started",)]


@pytest.mark.parametrize("parameter", ["utm_campaign", "fbclid", "who"])
def test_links_that_change_by_what_tracks_them_double_nothing(
    server: Server, tmp_path: Path, parameter: str
) -> None:
    for n in range(7):
        server.routes[f"/a?{parameter}={n}"] = page(server, "/a").replace(
            b"</body>", b"<!-- %d --></body>" % n
        )
    server.routes["/feed"] = changing(lambda n: rss((server.link(f"/a?{parameter}={n}"), "1", "Ferry")))
    list(watching(server, tmp_path).rounds(6))
    assert rows(tmp_path, "SELECT count(*) FROM report") == [(1,)]
    assert rows(tmp_path, "SELECT kind FROM change") == [("started",)]


def test_a_text_that_stands_again_replaces_the_one_between(server: Server, tmp_path: Path) -> None:
    texts = [page(server, "/a"), page(server, "/a", FERRY.replace("Monday", "Sunday"))]
    visits = iter([0, 0, 1, 1, *[0] * 100])
    server.routes["/a"] = lambda _, __: texts[next(visits)]
    server.routes["/feed"] = changing(lambda n: rss((server.link("/a"), "1", f"Ferry {n}")))
    list(watching(server, tmp_path).rounds(8))
    held = rows(tmp_path, "SELECT text LIKE '%Sunday%', replaced_by IS NULL FROM report ORDER BY number")
    assert held == [(0, 1), (1, 0)]
    assert rows(tmp_path, "SELECT count(*) FROM change WHERE kind = 'edited'") == [(2,)]


def test_a_page_must_be_missing_twice(server: Server, tmp_path: Path) -> None:
    there = iter([True, False, *[True] * 2, *[False] * 100])
    server.routes["/a"] = lambda _, __: page(server, "/a") if next(there) else answer(b"", 404)
    server.routes["/feed"] = changing(lambda n: rss((server.link("/a"), "1", f"Ferry {min(n, 3)}")))
    watch = watching(server, tmp_path)
    list(watch.rounds(3))
    assert rows(tmp_path, "SELECT withdrawn_at FROM report") == [(None,)]
    list(watch.rounds(20))
    assert rows(tmp_path, "SELECT withdrawn_at IS NULL FROM report") == [(0,)]
    assert rows(tmp_path, "SELECT count(*) FROM change WHERE kind = 'withdrawn'") == [(1,)]


def test_a_feed_that_fails_is_asked_more_and_more_seldom(server: Server, tmp_path: Path) -> None:
    server.routes["/feed"] = answer(b"", 404)
    watch = watching(server, tmp_path)
    list(watch.rounds(24))
    assert server.paths() == ["/feed"] * 5  # after 0, 1, 3, 7 and 15 hours
    assert [failure.code for failure in watch.said] == ["gone"]


def test_a_feed_that_names_nothing_yet_is_asked_as_ever(server: Server, tmp_path: Path) -> None:
    server.routes["/feed"] = answer(rss(), headers=RSS)
    watch = watching(server, tmp_path)
    list(watch.rounds(5))
    assert server.paths() == ["/feed"] * 5
    assert [failure.code for failure in watch.said] == ["not-a-feed"]  # said once: the link may be wrong


def test_a_feed_is_asked_as_often_as_it_says(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = page(server, "/a")
    feed = rss((server.link("/a"), "1", "Ferry"), more="<ttl>240</ttl>")
    server.routes["/feed"] = answer(feed, headers=RSS)
    list(watching(server, tmp_path).rounds(24))
    assert server.paths().count("/feed") == 6


def test_feeds_are_named_in_lists(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = page(server, "/a")
    server.routes["/feed"] = answer(rss((server.link("/a"), "1", "Ferry")), headers=RSS)
    (tmp_path / "list.txt").write_text(f"# mine\n{server.link('/feed')}\n")
    (tmp_path / "list.opml").write_text(
        f"<opml version='2.0'><body><outline text='Gull' xmlUrl='{server.link('/feed')}'/></body></opml>"
    )
    for name in ("list.txt", "list.opml"):
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        list(watching(server, folder, str(tmp_path / name)).rounds(1))
        assert rows(folder, "SELECT count(*) FROM report") == [(1,)]


def test_what_lists_no_feeds_is_refused(server: Server, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("no link\n")
    with pytest.raises(SettingError, match="lists no feeds"):
        list(watching(server, tmp_path, str(tmp_path / "list.txt")).rounds(1))


@pytest.mark.parametrize("hours", [-5.0, -4000.0, 3.0])
def test_a_clock_that_is_put_elsewhere_stops_nothing(server: Server, tmp_path: Path, hours: float) -> None:
    items = {"/feed": 1}
    for n in range(5):
        server.routes[f"/{n}"] = page(server, f"/{n}")
    server.routes["/feed"] = lambda _, __: answer(
        rss(*((server.link(f"/{n}"), str(n), "Ferry") for n in range(items["/feed"]))), headers=RSS
    )
    watch = watching(server, tmp_path)
    list(watch.rounds(3))
    watch.world.clock.time += hours * HOUR
    items["/feed"] = 4
    list(watch.rounds(watch.world.hour + 2 * EVERY / HOUR))
    assert rows(tmp_path, "SELECT kind, count(*) FROM change GROUP BY kind ORDER BY kind DESC") == [
        ("started", 1),
        ("joined", 3),
    ]


@pytest.mark.parametrize(("words", "seconds"), [("15m", 900), ("2h", 7200), ("90", 90), ("90s", 90)])
def test_intervals(words: str, seconds: int) -> None:
    assert seconds_of(words) == seconds


@pytest.mark.parametrize("words", ["", "soon", "5s", "3d", "-1h"])
def test_what_is_no_interval(words: str) -> None:
    with pytest.raises(SettingError, match="no interval"):
        seconds_of(words)
