"""One question to a chat endpoint and its answer: JSON there, bytes back, within a time and a size."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from twosource.errors import SettingError

if TYPE_CHECKING:
    import ssl

    import httpcore

PATH = "/chat/completions"
# An answer that only points at spans is some kilobytes long.
MOST_BYTES = 500_000
CONNECT_SECONDS = 10.0
# Tries at connecting are httpcore's; a busy server is asked once more.
CONNECT_RETRIES = 2
PASSING = frozenset({429, 500, 502, 503, 504})
PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where questions are sent, with what key, and for how many seconds an answer is awaited."""

    url: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0


class NoAnswerError(Exception):
    """No answer came; the text says why in a few words of our own, `status` is the server's, or 0."""

    def __init__(self, why: str, status: int = 0) -> None:
        super().__init__(why)
        self.status = status


def address(url: str) -> str:
    """The address of chat completions under a base URL (``https://host/v1``); SettingError if it is none."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if (
        not host
        or parts.scheme not in ("http", "https")
        or "@" in parts.netloc
        or parts.query + parts.fragment
    ):
        # It is not shown: a password may stand in it.
        raise SettingError(
            "The setting model_url is no base URL such as http://127.0.0.1:8080/v1, "
            "without a user's name and without a question mark."
        )
    path = parts.path.rstrip("/").removesuffix(PATH)
    return f"{parts.scheme}://{parts.netloc}{path or '/v1'}{PATH}"


def ask(endpoint: Endpoint, question: Mapping[str, Any]) -> bytes:
    """The body of the answer; NoAnswerError where none came whole, in time and within MOST_BYTES.

    Redirects are not followed and proxies not used: the text goes where the
    user said, and nowhere else.
    """
    import httpcore

    ends = time.monotonic() + endpoint.seconds
    try:
        status, body = _once(endpoint, question, ends)
        if status in PASSING and time.monotonic() + PAUSE < ends:
            time.sleep(PAUSE)
            status, body = _once(endpoint, question, ends)
    except httpcore.TimeoutException as error:
        raise NoAnswerError("no answer in time") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise NoAnswerError("no connection") from error
    if status != 200:
        raise NoAnswerError(f"status {status}", status)
    return body


def _once(endpoint: Endpoint, question: Mapping[str, Any], ends: float) -> tuple[int, bytes]:
    import httpcore

    headers: dict[bytes | str, bytes | str] = {
        "content-type": "application/json",
        "accept-encoding": "identity",
    }
    if endpoint.key:
        headers["authorization"] = f"Bearer {endpoint.key}"
    backend = cast("httpcore.NetworkBackend", Timed(ends))
    content = json.dumps(question, ensure_ascii=False).encode("utf-8", "replace")
    with (
        httpcore.ConnectionPool(retries=CONNECT_RETRIES, network_backend=backend) as pool,
        pool.stream("POST", endpoint.url, headers=headers, content=content) as response,
    ):
        return response.status, _whole(response.iter_stream()) if response.status == 200 else b""


def _whole(pieces: Iterable[bytes]) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > MOST_BYTES:
            raise NoAnswerError("answer too large")
    return bytes(body)


@dataclass(frozen=True, slots=True)
class Timed:
    """Opens connections whose every step ends by a time: httpcore's NetworkBackend by its shape."""

    ends: float

    def left(self, most: float = float("inf")) -> float:
        """The seconds left, `most` at most; httpcore's error of time if there are none."""
        import httpcore

        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return min(left, most)

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> TimedStream:
        """A connection to a host."""
        import httpcore

        return TimedStream(httpcore.SyncBackend().connect_tcp(host, port, self.left(CONNECT_SECONDS)), self)

    def sleep(self, seconds: float) -> None:
        """Wait between two tries."""
        time.sleep(self.left(seconds))


@dataclass(frozen=True, slots=True)
class TimedStream:
    """A connection of `Timed`: httpcore's NetworkStream by its shape."""

    inner: httpcore.NetworkStream
    timed: Timed

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has arrived."""
        return self.inner.read(max_bytes, self.timed.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        self.inner.write(buffer, self.timed.left())

    def close(self) -> None:
        """Close the connection."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> TimedStream:
        """The same connection with TLS."""
        inner = self.inner.start_tls(ssl_context, server_hostname, self.timed.left())
        return TimedStream(inner, self.timed)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a connection."""
        return self.inner.get_extra_info(info)
