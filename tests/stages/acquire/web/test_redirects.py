"""Redirects are followed a few times, and never in a ring."""

from __future__ import annotations

import pytest

from tests.servers import answer, moved, serve
from tests.stages.acquire.web.opened import PAGE, get, refusal
from twosource.data import Stated
from twosource.stages.acquire.web.fetch import NOTE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_told(status: int) -> None:
    with serve({"/a": moved("/b?c=d", status), "/b?c=d": answer(PAGE)}) as server:
        page = get(server)
        assert page.data == PAGE
        assert page.path == server.link("/a")
        assert page.given == (Stated("fetched-from", server.link("/b?c=d"), "redirect"),)
        notes = [value for name, value in page.headers if name == NOTE]
        assert notes == ([f"moved for good to {server.link('/b?c=d')}"] if status in (301, 308) else [])


def test_five_redirects_are_followed_and_six_are_not() -> None:
    chain = {f"/{number}": moved(f"/{number + 1}") for number in range(6)}
    with serve({**chain, "/6": answer(PAGE)}) as server:
        assert get(server, "/1").data == PAGE
        assert refusal(server.link("/0")).code == "redirects"
        assert server.paths()[-6:] == [f"/{number}" for number in range(6)]
        assert refusal(server.link("/1"), redirects=0).code == "redirects"


@pytest.mark.parametrize("ring", [["/a"], ["/a", "/b"], ["/a", "/b", "/c"]])
def test_a_ring_is_left_at_once(ring: list[str]) -> None:
    with serve({at: moved(to) for at, to in zip(ring, [*ring[1:], ring[0]], strict=True)}) as server:
        assert refusal(server.link("/a")).code == "redirects"
        assert server.paths() == ring


def test_a_redirect_to_nowhere_is_refused() -> None:
    with serve({"/a": answer(b"", 302), "/b": moved("http://news.test:99999/")}) as server:
        assert refusal(server.link("/a")).code == "redirects"
        assert refusal(server.link("/b")).code == "bad-link"


@pytest.mark.parametrize("location", ["/gr\xc3\xb6\xc3\x9fe", "/gr%C3%B6%C3%9Fe", "/gr\xf6\xdfe"])
def test_a_location_may_hold_letters(location: str) -> None:
    with serve({"/a": moved(location), "/gr%C3%B6%C3%9Fe": answer(PAGE)}) as server:
        assert get(server).data == PAGE


def test_a_status_that_is_no_redirect_is_not_followed() -> None:
    with serve({"/a": moved("/b", 300), "/b": answer(PAGE)}) as server:
        assert refusal(server.link("/a")).code == "http-status"
        assert server.paths() == ["/a"]
