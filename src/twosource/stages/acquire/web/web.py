"""The state of one run of fetching: settings, clocks, what is known of each host so far."""

from __future__ import annotations

import os
import random
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from twosource.errors import SettingError
from twosource.stages.acquire.web.addresses import Allowed, read_allowed
from twosource.stages.acquire.web.kept import Kept, open_kept
from twosource.stages.acquire.web.rules import Rules
from twosource.stages.acquire.web.transport import Live
from twosource.version import __version__

if TYPE_CHECKING:
    import ssl

_AGENT = f"twosource/{__version__} (compares news reports that its user names)"


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How links are fetched.

    Only public addresses, unless `allow_private` opens networks of one's own
    or `allowed_hosts` names hosts, addresses or ranges.  A page may have
    `max_bytes` once unpacked and take `seconds` in all, waiting out of
    politeness not counted.  At most `redirects` are followed; `pause` seconds
    lie between two requests to one host.  `cache` is a folder that keeps
    pages, so that an unchanged one is not sent again.
    """

    allow_private: bool = False
    allowed_hosts: tuple[str, ...] = ()
    max_bytes: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5
    pause: float = 1.0
    user_agent: str = _AGENT
    cache: str | None = None

    def __post_init__(self) -> None:
        for name in ("max_bytes", "seconds"):
            if not getattr(self, name) > 0:
                raise SettingError(f"The setting {name} is {getattr(self, name)}; it must be more than 0.")
        for name in ("redirects", "pause"):
            if not getattr(self, name) >= 0:
                raise SettingError(f"The setting {name} is {getattr(self, name)}; it must not be negative.")
        if not (self.user_agent.isascii() and self.user_agent.isprintable() and self.user_agent.strip()):
            raise SettingError("The setting user_agent must be a line of ASCII characters.")


@dataclass(slots=True)
class Host:
    """What is known of a host: one request at a time, when the last ended, how long to wait.

    `last` and `until` are Unix seconds; before `until` it asked not to be
    disturbed; `delay` is what its robots.txt asks for.
    """

    lock: Lock = field(default_factory=Lock)
    last: float | None = None
    until: float = 0.0
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Web:
    """What one run of fetching knows; made by `open_web`, used by several threads."""

    settings: WebSettings
    now: Callable[[], float]
    sleep: Callable[[float], object]
    resolve: Callable[[str], Sequence[str]]
    tls: ssl.SSLContext
    allowed: Allowed
    kept: Kept | None
    dice: random.Random
    live: Live = field(default_factory=Live)
    hosts: dict[str, Host] = field(default_factory=dict)
    addresses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rules: dict[str, Rules] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@contextmanager
def open_web(
    settings: WebSettings,
    *,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], object] | None = None,
    resolve: Callable[[str], Sequence[str]] | None = None,
    tls: ssl.SSLContext | None = None,
    seed: int | None = None,
) -> Iterator[Web]:
    """Open what one run of fetching needs, and cut every connection at its end.

    `now` tells Unix seconds, `sleep` waits, `resolve` gives the addresses of a
    name (OSError if there are none), `tls` checks certificates (by default
    against those of the system and of certifi), `seed` moves the waits.
    """
    import httpcore

    live = Live()
    notes: list[str] = []
    web = Web(
        settings,
        now,
        sleep or live.stop.wait,
        resolve or _resolve,
        tls or httpcore.default_ssl_context(),
        read_allowed(settings.allowed_hosts, allow_private=settings.allow_private),
        open_kept(settings.cache, settings.max_bytes, notes),
        random.Random(os.getpid() if seed is None else seed),
        live,
        notes=notes,
    )
    try:
        yield web
    finally:
        live.cut()


def _resolve(host: str) -> list[str]:
    """The addresses of a name, as the system knows them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
