"""A web whose clock, sleep and names are the test's own, and that may look at the loopback."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.servers import Server
from twosource.data import Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.web.fetch import fetch
from twosource.stages.acquire.web.web import Web, WebSettings, open_web

# Made once: reading the certificates of the system takes longer than most tests.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# 2031-05-02, 10:00 in UTC.
START = 1_935_482_400.0
PAGE = b"<!doctype html><title>Quay shut</title><p>The quay was shut on Monday, harbour officials said."


@dataclass(slots=True)
class Clock:
    """A clock that stands still but for sleeping."""

    time: float = START
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        """Unix seconds."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let the time pass, at once."""
        self.slept.append(seconds)
        self.time += seconds


def to_loopback(host: str) -> list[str]:
    """Every name leads here."""
    return ["127.0.0.1"]


@contextmanager
def opened(
    *,
    clock: Clock | None = None,
    resolve: Callable[[str], Sequence[str]] = to_loopback,
    tls: ssl.SSLContext | None = None,
    **settings: Any,
) -> Iterator[Web]:
    """A web for a test: private addresses allowed, no pause, three seconds, unless it says otherwise."""
    wanted = WebSettings(**{"allow_private": True, "pause": 0, "seconds": 3, **settings})
    clock = clock or Clock()
    with open_web(
        wanted, now=clock.now, sleep=clock.sleep, resolve=resolve, tls=tls or NO_TLS, seed=7
    ) as web:
        yield web


def get(server: Server, path: str = "/a", **options: Any) -> Page:
    """The page at a path of the server."""
    with opened(**options) as web:
        return fetch(Source(server.link(path)), web)


def refusal(link: str, **options: Any) -> SourceError:
    """Why a link is refused."""
    with opened(**options) as web, pytest.raises(SourceError) as caught:
        fetch(Source(link), web)
    text = str(caught.value)
    assert text.endswith(".")
    assert text.isprintable()
    assert caught.value.code
    return caught.value
