"""Connects to addresses that were checked and to no other, and lets no exchange outlast its time."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from twosource.errors import SourceError

if TYPE_CHECKING:
    import ssl

    from httpcore import NetworkStream

# An address that does not answer must not use up the time of those that would.
_CONNECT_SECONDS = 5.0
_MOST_ADDRESSES = 4


@dataclass(slots=True)
class Deadline:
    """When a fetch has to be over; time spent waiting for others or out of politeness does not count.

    `waited` are the seconds it has waited because a host was busy.
    """

    seconds: float
    name: str
    ends: float = 0.0
    waited: float = 0.0

    def __post_init__(self) -> None:
        self.ends = time.monotonic() + self.seconds

    def left(self) -> float:
        """Seconds that are left; SourceError if there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise SourceError(
                f"{self.name} did not arrive whole within {self.seconds:g} seconds: "
                "nothing of it was kept; try again later.",
                "network",
            )
        return left

    def extend(self, seconds: float) -> None:
        """Give back time that was spent waiting."""
        self.ends += seconds


@dataclass(frozen=True, slots=True)
class Live:
    """The connections that are open now, so that all can be cut at once."""

    sockets: set[socket.socket] = field(default_factory=set)
    guard: Lock = field(default_factory=Lock)
    stop: Event = field(default_factory=Event)

    def add(self, stream: NetworkStream) -> None:
        """Note a connection."""
        with self.guard:
            self.sockets.add(stream.get_extra_info("socket"))
        if self.stop.is_set():
            self.cut()

    def remove(self, stream: NetworkStream) -> None:
        """Forget a connection."""
        with self.guard:
            self.sockets.discard(stream.get_extra_info("socket"))

    def cut(self) -> None:
        """End every exchange: whoever reads gets an end of data."""
        self.stop.set()
        with self.guard:
            sockets = list(self.sockets)
        for each in sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def check(self) -> None:
        """SourceError if all was stopped meanwhile."""
        if self.stop.is_set():
            raise SourceError("fetching was stopped before this link's turn: start again.", "stopped")


@dataclass(frozen=True, slots=True)
class TimedStream:
    """A connection whose every step ends with the deadline: httpcore's NetworkStream by its shape."""

    inner: NetworkStream
    deadline: Deadline
    live: Live
    most: int
    taken: list[int] = field(default_factory=lambda: [0])

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most `max_bytes` that have arrived; SourceError past the time or the cap."""
        data = self.inner.read(max_bytes, self.deadline.left())
        self.live.check()
        self.taken[0] += len(data)
        if self.taken[0] > self.most:
            large = f"{self.deadline.name} is too large: more than {self.most / 1e6:.3g} MB came"
            raise SourceError(f"{large}; try another link.", "too-large")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`."""
        self.inner.write(buffer, self.deadline.left())

    def close(self) -> None:
        """Close the connection."""
        self.live.remove(self.inner)
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> TimedStream:
        """The same connection with TLS, checked against the name."""
        self.live.remove(self.inner)
        inner = self.inner.start_tls(ssl_context, server_hostname, self.deadline.left())
        self.live.add(inner)
        return TimedStream(inner, self.deadline, self.live, self.most, self.taken)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a connection (its socket, whether TLS)."""
        return self.inner.get_extra_info(info)


@dataclass(frozen=True, slots=True)
class PinnedBackend:
    """Connects to given addresses whatever the host is called: httpcore's NetworkBackend by its shape."""

    addresses: tuple[str, ...]
    deadline: Deadline
    live: Live
    most: int

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> TimedStream:
        """A connection to the first of the addresses that answers; `host` is not looked up."""
        import httpcore

        backend = httpcore.SyncBackend()
        trouble: Exception = httpcore.ConnectError("no address")
        for address in self.addresses[:_MOST_ADDRESSES]:
            self.live.check()
            try:
                stream = backend.connect_tcp(address, port, min(_CONNECT_SECONDS, self.deadline.left()))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
                continue
            self.live.add(stream)
            return TimedStream(stream, self.deadline, self.live, self.most)
        raise trouble
