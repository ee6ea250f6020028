"""No host is asked sooner than it likes, and what fails for a moment is tried again within bounds."""

from __future__ import annotations

import socket
import struct

import pytest

from tests.servers import Line, Request, Route, answer, moved, serve
from tests.stages.acquire.web.opened import PAGE, START, Clock, opened
from twosource.data import Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.web.fetch import fetch
from twosource.stages.acquire.web.retry import retry_after
from twosource.stages.acquire.web.web import WebSettings, open_web


def one_after_another(*answers: bytes) -> Route:
    """A route that gives another answer each time, the last for ever."""
    rest = list(answers)

    def route(request: Request, line: Line) -> bytes:
        return rest.pop(0) if len(rest) > 1 else rest[0]

    return route


def busy(after: str | None, status: int = 503) -> bytes:
    """An answer that asks to come back."""
    return answer(b"", status, {"Retry-After": after} if after is not None else {})


def test_a_pause_lies_between_two_requests_to_a_host() -> None:
    routes = {"/a": answer(PAGE), "/b": answer(PAGE)}
    with serve(routes) as server, opened(clock=(clock := Clock()), pause=1.5) as web:
        fetch(Source(server.link("/a")), web)
        assert clock.slept == [1.5]  # after robots.txt
        clock.time += 1
        fetch(Source(server.link("/b")), web)
        assert clock.slept == [1.5, 0.5]
        fetch(Source(server.link("/a", "other.test")), web)
        assert clock.slept == [1.5, 0.5, 1.5]
        clock.time -= 5000  # somebody set the clock back
        fetch(Source(server.link("/a")), web)
        assert clock.slept[-1] == 1.5


def test_a_redirect_is_a_request_like_another() -> None:
    with serve({"/a": moved("/b"), "/b": answer(PAGE)}) as server:
        with opened(clock=(clock := Clock()), pause=1) as web:
            fetch(Source(server.link("/a")), web)
        assert clock.slept == [1, 1]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_passes_is_tried_again(status: int) -> None:
    route = one_after_another(answer(b"", status), answer(b"", status), answer(PAGE))
    with serve({"/a": route}) as server, opened(clock=(clock := Clock())) as web:
        assert fetch(Source(server.link("/a")), web).data == PAGE
    assert len(clock.slept) == 2
    assert 0.5 <= clock.slept[0] <= 1 <= clock.slept[1] <= 2
    assert clock.slept != [0.5, 1.0]


def test_waits_follow_the_seed() -> None:
    def waits(seed: int) -> list[float]:
        clock = Clock()
        settings = WebSettings(allow_private=True, pause=0)
        with (
            serve({"/a": busy(None)}) as server,
            open_web(settings, now=clock.now, sleep=clock.sleep, seed=seed) as web,
            pytest.raises(SourceError),
        ):
            fetch(Source(server.link("/a")), web)
        return clock.slept

    assert waits(1) == waits(1) != waits(2)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_three_tries_and_no_more(status: int) -> None:
    with serve({"/a": answer(b"", status)}) as server, opened() as web:
        with pytest.raises(SourceError) as caught:
            fetch(Source(server.link("/a")), web)
        assert caught.value.code == "http-status"
        assert str(status) in str(caught.value)
        assert server.paths() == ["/a"] * 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 501, 505, 204, 206, 304, 999])
def test_what_does_not_pass_is_not_tried_again(status: int) -> None:
    with serve({"/a": answer(b"", status)}) as server, opened() as web:
        with pytest.raises(SourceError) as caught:
            fetch(Source(server.link("/a")), web)
        assert caught.value.code == ("gone" if status == 410 else "http-status")
        assert server.paths() == ["/a"]


def test_a_broken_connection_is_tried_again() -> None:
    calls: list[str] = []

    def route(request: Request, line: Line) -> bytes | None:
        calls.append(request.path)
        if len(calls) > 2:
            return answer(PAGE)
        line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return None  # with this, closing is a reset

    with serve({"/a": route}) as server, opened() as web:
        assert fetch(Source(server.link("/a")), web).data == PAGE
        assert len(calls) == 3


# In 2031, on the second of May at ten o'clock.
NOW = START
AFTER = [
    ("7", 7.0),
    (" 7 ", 7.0),
    ("0", 0.0),
    ("99999999999999999999", 300_000_000_000.0),
    ("Fri, 02 May 2031 10:00:09 GMT", 9.0),
    ("Fri, 02 May 2031 12:00:09 +0200", 9.0),
    ("Fri, 02 May 2031 10:00:09", 9.0),
    ("Friday, 02-May-31 10:00:09 GMT", 9.0),
    ("Thu, 01 May 2031 10:00:00 GMT", 0.0),
    ("Fri, 31 Dec 9999 23:59:59 GMT", 251_466_818_399.0),
    ("Fri, 31 Dec 99999 23:59:59 GMT", None),
    ("Fri, 31 Feb 2031 23:59:59 GMT", None),
    ("-7", None),
    ("7.5", None),
    ("soon", None),
    ("", None),
    ("٧", None),
    ("7" * 5000, None),
    ("(" * 5000, None),
]


@pytest.mark.parametrize(("value", "seconds"), AFTER)
def test_when_to_come_back_is_read(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize("after", ["3", "Fri, 02 May 2031 10:00:03 GMT"])
def test_a_short_wait_is_kept(after: str) -> None:
    routes = {"/a": one_after_another(busy(after), answer(PAGE))}
    with serve(routes) as server, opened(clock=(clock := Clock())) as web:
        assert fetch(Source(server.link("/a")), web).data == PAGE
    assert len(clock.slept) == 1
    assert 3 <= clock.slept[0] <= 4


@pytest.mark.parametrize("after", ["-5", "soon", "0", "Thu, 01 May 2031 10:00:00 GMT"])
def test_a_wait_that_makes_no_sense_is_a_short_one(after: str) -> None:
    routes = {"/a": one_after_another(busy(after), answer(PAGE))}
    with serve(routes) as server, opened(clock=(clock := Clock())) as web:
        assert fetch(Source(server.link("/a")), web).data == PAGE
    assert 0.5 <= clock.slept[0] <= 1


@pytest.mark.parametrize(
    ("after", "until"),
    [
        ("3600", "2031-05-02T11:00"),
        ("99999999999", "5"),
        ("99999999999999999999", "9"),
        ("Fri, 02 May 2031 10:00:30 GMT", "2031-05-02T10:00:30"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "9"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_long_wait_is_told_and_kept_to(after: str, until: str, status: int) -> None:
    routes = {"/a": busy(after, status), "/b": answer(PAGE)}
    with serve(routes) as server, opened(clock=(clock := Clock())) as web:
        for path in ("/a", "/b"):
            with pytest.raises(SourceError) as caught:
                fetch(Source(server.link(path)), web)
            assert caught.value.code == "http-status"
            assert f"until {until}" in str(caught.value)
        assert clock.slept == []
        assert server.paths() == ["/a"]  # nobody else of this run disturbs it either
        other = fetch(Source(server.link("/b", "other.test")), web)
        assert isinstance(other, Page)


def test_many_short_waits_are_together_bounded() -> None:
    with serve({"/a": busy("9")}) as server, opened(clock=(clock := Clock())) as web:
        with pytest.raises(SourceError) as caught:
            fetch(Source(server.link("/a")), web)
        assert "until 2031-05-02T10:00" in str(caught.value)
    assert sum(clock.slept) <= 20


def test_redirects_do_not_renew_the_patience() -> None:
    routes: dict[str, Route] = {f"/{n}": one_after_another(busy("8"), moved(f"/{n + 1}")) for n in range(4)}
    with serve(routes) as server, opened(clock=(clock := Clock())) as web, pytest.raises(SourceError):
        fetch(Source(server.link("/0")), web)
    assert sum(clock.slept) <= 20
