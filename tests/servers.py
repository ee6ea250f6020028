"""A web server on the loopback that says exactly the bytes a test wants, however wrong they are."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

# How a client begins that wants TLS.
_HANDSHAKE = b"\x16\x03"
Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked: its path with query, and its headers (names lower-case)."""

    path: str
    headers: dict[str, str]

    @property
    def host(self) -> str:
        """The Host header without the port."""
        return self.headers.get("host", "").rpartition(":")[0]


@dataclass(frozen=True, slots=True)
class Line:
    """The connection a route writes to; `send` gives False once the client has gone."""

    socket: socket.socket
    closing: threading.Event

    def send(self, data: bytes) -> bool:
        """Send all of it, unless the client or the server has gone."""
        try:
            self.socket.sendall(data)
        except OSError:
            return False
        return not self.closing.is_set()

    def rest(self, seconds: float) -> None:
        """Wait, but not past the server's end."""
        self.closing.wait(seconds)


Route = bytes | Callable[[Request, Line], "bytes | None"]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, and what it was asked, in order."""

    port: int
    routes: dict[str, Route]
    asked: list[Request] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)

    def link(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        """The link to a path of this server."""
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt apart."""
        return [request.path for request in self.asked if request.path != "/robots.txt"]


def answer(body: bytes = b"", status: int = 200, headers: Headers | None = None) -> bytes:
    """A whole response; Content-Length is set unless the headers say how long it is."""
    given = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
    if not {name.lower() for name in given} & {"content-length", "transfer-encoding"}:
        given["Content-Length"] = str(len(body))
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode("latin-1") + body


def moved(location: str, status: int = 302) -> bytes:
    """A redirect."""
    return answer(b"", status, {"Location": location})


@contextmanager
def serve(
    routes: Mapping[str, Route] | None = None,
    *,
    address: str = "127.0.0.1",
    tls: ssl.SSLContext | None = None,
) -> Iterator[Server]:
    """Run a server; a path without a route gets a 404."""
    listener = socket.create_server((address, 0), backlog=64)
    closing = threading.Event()
    server = Server(listener.getsockname()[1], dict(routes or {}))
    if tls:
        tls.sni_callback = lambda _socket, name, _context: server.names.append(name)
    threading.Thread(target=_accept, args=(listener, server, closing, tls), daemon=True).start()
    try:
        yield server
    finally:
        closing.set()
        listener.close()


def _accept(
    listener: socket.socket, server: Server, closing: threading.Event, tls: ssl.SSLContext | None
) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_serve_one, args=(connection, server, closing, tls), daemon=True).start()


def _serve_one(
    connection: socket.socket, server: Server, closing: threading.Event, tls: ssl.SSLContext | None
) -> None:
    with suppress(OSError), connection:
        connection.settimeout(10)
        plain = connection if tls is None else tls.wrap_socket(connection, server_side=True)
        with plain:
            request = _read(plain)
            if request is None:
                return
            server.asked.append(request)
            route = server.routes.get(request.path, answer(b"none here", 404))
            line = Line(plain, closing)
            data = route if isinstance(route, bytes) else route(request, line)
            if data:
                line.send(data)


def _read(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65_536)
        if not more:
            return None
        data += more
        if data.startswith(_HANDSHAKE):
            connection.sendall(answer(b"speak plainly", 400))
            return None
    first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    pairs = (line.split(":", 1) for line in lines)
    return Request(first.split(" ")[1], {name.strip().lower(): value.strip() for name, value in pairs})
