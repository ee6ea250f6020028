"""One request and its answer: a connection of its own to a checked address, the body within its bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from twosource.errors import SourceError
from twosource.stages.acquire.web.links import Target
from twosource.stages.acquire.web.lookup import find_addresses
from twosource.stages.acquire.web.pace import take_turn
from twosource.stages.acquire.web.transport import Deadline, PinnedBackend
from twosource.stages.acquire.web.unpack import codings_of, unpack
from twosource.stages.acquire.web.web import Web

if TYPE_CHECKING:
    import httpcore

Headers = tuple[tuple[str, str], ...]
# Head, chunk sizes and trailers come on top of what a body may have.
_MOST_AROUND = 1_000_000
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,*/*;q=0.8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the target that answered, status, headers (names lower-case), body unpacked."""

    target: Target
    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        """The first value of a header, or ""."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a body is read, and whether more is cut off instead of refused."""

    max_bytes: int
    is_cut: bool = False


def ask(web: Web, target: Target, deadline: Deadline, bounds: Bounds, extra: Headers = ()) -> Answer:
    """Send one request and read its answer, of whatever status, when it is the host's turn.

    SourceError ``refused-address``, ``network``, ``damaged``, ``too-large``;
    ConnectionError where another try might help.
    """
    addresses = find_addresses(web, target.host, deadline)
    backend = PinnedBackend(addresses, deadline, web.live, bounds.max_bytes + _MOST_AROUND)
    with (
        take_turn(web, target.host, deadline),
        _told(target, deadline),
        _connection(web, target, backend) as connection,
    ):
        response = connection.handle_request(_request(web, target, extra))
        headers = tuple((_text(name).lower(), _text(value)) for name, value in response.headers)
        head = Answer(target, response.status, headers, b"")
        body = _body(cast("Iterable[bytes]", response.stream), head, bounds, deadline.name)
    return Answer(target, response.status, headers, body)


@contextmanager
def _connection(web: Web, target: Target, backend: PinnedBackend) -> Iterator[httpcore.HTTPConnection]:
    import httpcore

    origin = httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port)
    network = cast("httpcore.NetworkBackend", backend)
    connection = httpcore.HTTPConnection(origin, ssl_context=web.tls, network_backend=network)
    try:
        yield connection
    finally:
        connection.close()


def _request(web: Web, target: Target, extra: Headers) -> httpcore.Request:
    import httpcore

    headers = (
        ("Host", target.authority),
        ("User-Agent", web.settings.user_agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", "gzip, deflate, br, zstd"),
        ("Connection", "close"),
        *extra,
    )
    url = httpcore.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode(),
        port=target.port,
        target=target.path.encode(),
    )
    return httpcore.Request("GET", url, headers=list(headers))


def _body(stream: Iterable[bytes], head: Answer, bounds: Bounds, name: str) -> bytes:
    """The body, unpacked; of an answer that is no page only its head counts."""
    if head.status != 200:
        return b""
    declared = head.header("content-length")
    if not bounds.is_cut and len(declared) < 20 and declared.isdecimal() and int(declared) > bounds.max_bytes:
        raise _too_large(name, bounds)
    body = bytearray()
    codings = codings_of(head.header("content-encoding"))
    for piece in unpack(stream, codings, bounds.max_bytes, name):
        body += piece
        if len(body) > bounds.max_bytes:
            if not bounds.is_cut:
                raise _too_large(name, bounds)
            break
    return bytes(body[: bounds.max_bytes])


def _too_large(name: str, bounds: Bounds) -> SourceError:
    most = f"{bounds.max_bytes / 1e6:g} MB"
    return SourceError(f"{name} is too large: at most {most} a page are read; try another link.", "too-large")


@contextmanager
def _told(target: Target, deadline: Deadline) -> Iterator[None]:
    """Turn what the libraries raise into our own sentences."""
    import ssl

    import httpcore

    try:
        yield
    except (httpcore.NetworkError, httpcore.TimeoutException) as trouble:
        cause = trouble.__cause__
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = f"shows no certificate that can be trusted ({cause.verify_message.rstrip('.')})"
            raise SourceError(f"{target.host} {why}: check the link.", "network") from None
        if isinstance(cause, ssl.SSLError):
            raise SourceError(
                f"{target.host} cannot be spoken to in TLS: check the link.", "network"
            ) from None
        deadline.left()  # what took all the time is not tried again
        raise ConnectionError(f"{target.host} could not be reached or broke off") from trouble
    except (httpcore.ProtocolError, ValueError):
        raise SourceError(
            f"{target.host} broke off in the middle or sent what is no HTTP: "
            "nothing of it was kept; try again later.",
            "damaged",
        ) from None


def _text(raw: bytes) -> str:
    return raw.decode("latin-1")
