"""A site's robots.txt is asked first and kept to (RFC 9309)."""

from __future__ import annotations

import gzip
import time

import pytest

from tests.clocks import in_time
from tests.servers import Line, Request, answer, moved, serve
from tests.stages.acquire.web.opened import PAGE, Clock, get, opened, refusal
from twosource.data import Source
from twosource.errors import SourceError
from twosource.stages.acquire.web.fetch import fetch
from twosource.stages.acquire.web.rules import product_of, read_rules

ALL_SHUT = b"User-agent: *\nDisallow: /\n"
TEXT = {"Content-Type": "text/plain"}
LINK = "http://news.test/inner/a?b=c"
# What a robots.txt says, and whether it lets us have LINK.
SAYS = [
    (b"", True),
    (b"User-agent: *\nDisallow: /\n", False),
    (b"User-agent: *\nDisallow:\n", True),
    (b"\xef\xbb\xbfUser-agent: *\nDisallow: /inner\n", False),
    (b"user-agent:*\r\ndisallow:/inner\r\n", False),
    (b"User-agent: *\rDisallow: /inner\r", False),
    (b"User-agent: *\nDisallow: /inner\nAllow: /inner/a\n", True),
    (b"User-agent: *\nAllow: /\nDisallow: /*?b=\n", False),
    (b"User-agent: *\nDisallow: /inner/a$\n", True),
    (b"User-agent: *\nDisallow: /other\n", True),
    (b"User-agent: TwoSource\nDisallow: /\n", False),
    (b"User-agent: twosource/2.0\nDisallow: /\n", False),
    (b"User-agent: two\nDisallow: /\n", True),
    (b"User-agent: twosourcebot\nDisallow: /\n", True),
    (b"User-agent: other\nUser-agent: twosource\nDisallow: /\n", False),
    (b"User-agent: twosource\nAllow: /\n\nUser-agent: *\nDisallow: /\n", True),
    (b"User-agent: *\nDisallow: /\n\nUser-agent: twosource\nDisallow: /other\n", True),
    (b"User-agent: other\nDisallow: /\n", True),
    (b"Disallow: /\n", True),
    (b"# User-agent: *\n# Disallow: /\n", True),
    (b"\xff\xfe\x00\x80 what is this\nUser-agent: *\nDisallow: /\n", False),
    (b"<!doctype html>\n<p>User-agent: *\nDisallow: /\n", True),
    (b"\x89PNG\r\n\x1a\n\nUser-agent: *\nDisallow: /\n", True),
    (b"\x00" * 100, True),
]


@pytest.mark.parametrize(("says", "is_open"), SAYS)
def test_rules_are_read_as_they_are_meant(says: bytes, is_open: bool) -> None:
    parsed = read_rules(says, "twosource").parsed
    assert (parsed is None or parsed.can_fetch(LINK, "twosource")) is is_open


def test_our_name_is_the_first_word_of_the_agent() -> None:
    assert product_of("twosource/0.1 (+https://news.test/)") == "twosource"
    assert product_of("Desk-Reader") == "desk-reader"
    assert read_rules(b"User-agent: *\nDisallow: /", product_of("7")).parsed is not None


def test_it_is_asked_once_a_site_and_kept_to() -> None:
    robots = answer(b"User-agent: *\nDisallow: /inner/\n", headers=TEXT)
    with serve({"/robots.txt": robots, "/a": answer(PAGE), "/b": answer(PAGE)}) as server, opened() as web:
        for path in ("/a", "/b"):
            assert fetch(Source(server.link(path)), web).data == PAGE
        with pytest.raises(SourceError) as caught:
            fetch(Source(server.link("/inner/c")), web)
        assert caught.value.code == "robots"
        assert [request.path for request in server.asked] == ["/robots.txt", "/a", "/b"]
        assert fetch(Source(server.link("/a", "other.test")), web).data == PAGE
        assert [request.path for request in server.asked][3:] == ["/robots.txt", "/a"]


def test_the_site_that_a_redirect_leads_to_is_asked_too() -> None:
    robots = answer(ALL_SHUT, headers=TEXT)
    with serve({"/robots.txt": robots, "/b": answer(PAGE)}) as shut:
        with serve({"/a": moved(shut.link("/b"))}) as server:
            assert refusal(server.link("/a")).code == "robots"
        assert shut.paths() == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_rules_is_open(status: int) -> None:
    with serve({"/robots.txt": answer(ALL_SHUT, status), "/a": answer(PAGE)}) as server:
        assert get(server).data == PAGE


@pytest.mark.parametrize("status", [429, 500, 502, 503, 599])
def test_a_site_whose_rules_cannot_be_had_is_shut(status: int) -> None:
    with serve({"/robots.txt": answer(b"", status), "/a": answer(PAGE)}) as server, opened() as web:
        for path in ("/a", "/b"):
            with pytest.raises(SourceError) as caught:
                fetch(Source(server.link(path)), web)
            assert caught.value.code == "robots"
        assert server.paths() == []
        assert len(server.asked) <= 3


def test_rules_that_break_off_shut_the_site() -> None:
    for says in (answer(ALL_SHUT, headers={"Content-Length": "999"}), b"no HTTP at all\r\n\r\n"):
        with serve({"/robots.txt": says, "/a": answer(PAGE)}) as server:
            assert refusal(server.link("/a")).code == "robots"
            assert server.paths() == []


def test_a_silent_robots_txt_is_given_up_in_time() -> None:
    def silent(request: Request, line: Line) -> None:
        line.rest(20)

    with serve({"/robots.txt": silent, "/a": answer(PAGE)}) as server, opened(seconds=0.3) as web:
        for _ in range(2):
            start = time.monotonic()
            with pytest.raises(SourceError):
                fetch(Source(server.link("/a")), web)
            assert time.monotonic() - start < 3
        assert len(server.asked) == 1
        assert server.paths() == []


def test_redirected_rules_are_followed() -> None:
    with serve({"/robots.txt": moved("/r"), "/r": answer(ALL_SHUT, headers=TEXT)}) as server:
        assert refusal(server.link("/a")).code == "robots"


@pytest.mark.parametrize("to", ["/robots.txt", "http://169.254.169.254/", "file:///etc/passwd", ""])
def test_rules_that_lead_nowhere_are_none(to: str) -> None:
    with serve({"/robots.txt": moved(to), "/a": answer(PAGE)}) as server:
        assert get(server).data == PAGE


def test_only_the_first_500_kilobytes_count() -> None:
    early = answer(b"User-agent: *\nDisallow: /a\n" + b"# more\n" * 200_000, headers=TEXT)
    late = answer(b"# more\n" * 100_000 + ALL_SHUT, headers=TEXT)
    packed = {**TEXT, "Content-Encoding": "gzip"}
    zipped = answer(gzip.compress(b"User-agent: *\nDisallow: /a\n" + b"# more\n" * 200_000), headers=packed)
    for says, is_open in ((early, False), (late, True), (zipped, False)):
        with serve({"/robots.txt": says, "/a": answer(PAGE)}) as server:
            if is_open:
                assert get(server).data == PAGE
            else:
                assert refusal(server.link("/a")).code == "robots"


HEAVY = {
    "many agents, many rules": b"".join(b"User-agent: a%d\n" % n for n in range(15_000))
    + b"".join(b"Allow: /%d\n" % n for n in range(20_000)),
    "many stars": b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*a*a*b\n" * 15_000,
    "one long rule": b"User-agent: *\nDisallow: /" + b"*a" * 250_000,
    "many agents twice": b"".join(b"User-agent: a%d\n" % n for n in range(15_000)) * 2,
    "dollars": b"User-agent: *\n" + b"Disallow: /$$$$$$$$$$$$$$$$\n" * 15_000,
    "one line": b"User-agent: " + b"*a" * 250_000,
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_rules_cost_little(name: str) -> None:
    start = time.process_time()
    rules = read_rules(HEAVY[name][: 500 * 1024], "twosource").parsed
    assert rules
    rules.can_fetch("http://news.test/" + "a" * 5000, "twosource")
    assert in_time(start, 2)


@pytest.mark.parametrize("delay", ["1000000000", "31", "1e99"])
def test_who_wants_too_long_a_pause_is_left_alone(delay: str) -> None:
    says = answer(f"User-agent: *\nCrawl-delay: {delay}\n".encode(), headers=TEXT)
    with serve({"/robots.txt": says, "/a": answer(PAGE)}) as server:
        assert refusal(server.link("/a")).code == "robots"
        assert server.paths() == []


@pytest.mark.parametrize(
    ("delay", "waited"), [("7", 7.0), ("0.5", 2.0), ("nan", 2.0), ("inf", 2.0), ("-1", 2.0), ("soon", 2.0)]
)
def test_a_pause_that_a_site_asks_for_is_kept(delay: str, waited: float) -> None:
    says = answer(f"User-agent: *\nCrawl-delay: {delay}\n".encode(), headers=TEXT)
    routes = {"/robots.txt": says, "/a": answer(PAGE), "/b": answer(PAGE)}
    with serve(routes) as server, opened(clock=(clock := Clock()), pause=2) as web:
        for path in ("/a", "/b"):
            fetch(Source(server.link(path)), web)
        assert clock.slept == [waited, waited]
