"""A chat endpoint on the loopback that answers as a script says, and notes what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from twosource.models.chat_wire import Endpoint

# What to send: a status with a body, or a function that writes to the line itself.
Write = Callable[[Any], None]
Reply = tuple[int, bytes] | Write


@dataclass(slots=True)
class Chat:
    """A running endpoint and the questions it got: path, key and JSON body of each."""

    port: int
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    def endpoint(self, seconds: float = 10.0, key: str = "") -> Endpoint:
        """It as the adapter knows it."""
        return Endpoint(f"{self.url}/chat/completions", key, seconds)


def says(message: Any) -> tuple[int, bytes]:
    """An answer whose message is the text, or the attributions as JSON."""
    text = message if isinstance(message, str) else json.dumps({"attributions": message})
    choice = {"index": 0, "message": {"role": "assistant", "content": text}}
    return 200, json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


@contextmanager
def chat(replies: Sequence[Reply]) -> Iterator[Chat]:
    """An endpoint that gives the replies in order, the last one over and over."""
    closing = threading.Event()
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            talk.asked.append((self.path, self.headers.get("authorization", ""), json.loads(body)))
            reply = left.pop(0) if len(left) > 1 else left[0]
            with suppress(OSError):
                if callable(reply):
                    self.closing = closing
                    reply(self)
                    return
                self.send_response(reply[0])
                if 300 <= reply[0] < 400:
                    self.send_header("location", f"{talk.url}/elsewhere")
                self.send_header("content-length", str(len(reply[1])))
                self.end_headers()
                self.wfile.write(reply[1])

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    talk = Chat(server.server_address[1])
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield talk
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
