"""One request at a time to a host, with a pause between two, and no sooner than it asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from twosource.errors import SourceError
from twosource.stages.acquire.web.transport import Deadline
from twosource.stages.acquire.web.web import Host, Web

# Whoever asks for more than this is not waited for, but left alone.
MOST_WAIT = 20.0
_LONGEST_KNOWN = 253_000_000_000.0  # the last seconds of the year 9986: a date that can still be written


@contextmanager
def take_turn(web: Web, host: str, deadline: Deadline) -> Iterator[None]:
    """Wait until `host` may be asked, and keep others from asking it meanwhile.

    SourceError if the host has asked to be left alone for longer than MOST_WAIT.
    """
    start = time.monotonic()
    known = web.hosts.setdefault(host, Host())
    with known.lock:
        try:
            _wait(web, host, known)
        finally:
            deadline.extend(time.monotonic() - start)
        try:
            yield
        finally:
            known.last = web.now()


def hold(web: Web, host: str, seconds: float) -> None:
    """Let nobody ask `host` for that many seconds."""
    known = web.hosts.setdefault(host, Host())
    known.until = max(known.until, web.now() + seconds)


def when(unix_seconds: float) -> str:
    """A time as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(min(unix_seconds, _LONGEST_KNOWN), UTC).isoformat(timespec="seconds")


def _wait(web: Web, host: str, known: Host) -> None:
    web.live.check()
    now = web.now()
    held = known.until - now
    if held > MOST_WAIT:
        raise SourceError(
            f"{host} asked to be left alone until {when(known.until)}: try again then.", "http-status"
        )
    pause = max(web.settings.pause, known.delay)
    # A clock that was set back must not make us wait longer than the pause.
    rest = 0.0 if known.last is None else min(pause, known.last + pause - now)
    if max(rest, held) > 0:
        web.sleep(max(rest, held))
        web.live.check()
