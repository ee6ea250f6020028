"""Many links come in order, hosts side by side, each host one link after the other."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from tests.servers import Line, Request, answer, moved, serve
from tests.stages.acquire.web.opened import PAGE, opened
from tests.walls import SRC
from twosource.data import Failure, Page, Source
from twosource.stages.acquire.web.many import MOST_THREADS, fetch_all


class Crowd:
    """Counts how many requests are under way, of one host and of all."""

    def __init__(self) -> None:
        self.now: list[str] = []
        self.most = 0
        self.most_of_one = 0
        self.guard = threading.Lock()

    def route(self, request: Request, line: Line) -> bytes:
        """A route that takes a while."""
        with self.guard:
            self.now.append(request.host)
            self.most = max(self.most, len(self.now))
            self.most_of_one = max(self.most_of_one, *(self.now.count(host) for host in self.now))
        line.rest(0.05)
        with self.guard:
            self.now.remove(request.host)
        return answer(PAGE + request.path.encode())


def test_pages_come_in_order_and_refusals_in_their_place() -> None:
    routes = {f"/{n}": answer(PAGE + b" %d" % n) for n in range(0, 40, 2)}
    with serve(routes) as server, opened() as web:
        links = [server.link(f"/{n}", f"h{n % 5}.test") for n in range(40)]
        links[7:7] = ["what is this", "http://169.254.169.254/", "file:///etc/passwd"]
        found = list(fetch_all(map(Source, links), web))
    assert [page.path if isinstance(page, Page) else page.item for page in found] == links
    pages = [page for page in found if isinstance(page, Page)]
    assert [page.data for page in pages] == [PAGE + b" %d" % n for n in range(0, 40, 2)]
    failures = [failure for failure in found if isinstance(failure, Failure)]
    assert {failure.step for failure in failures} == {"acquire"}
    assert [f.code for f in found[7:10] if isinstance(f, Failure)] == [
        "bad-link",
        "refused-address",
        "bad-link",
    ]
    assert all(failure.reason.endswith(".") for failure in failures)


def test_hosts_are_asked_side_by_side_but_each_by_one_at_a_time() -> None:
    crowd = Crowd()
    with serve({f"/{n}": crowd.route for n in range(4)}) as server, opened() as web:
        links = [server.link(f"/{n}", f"h{host}.test") for host in range(12) for n in range(4)]
        found = list(fetch_all(map(Source, links), web))
    assert [page.path for page in found if isinstance(page, Page)] == links
    assert crowd.most_of_one == 1
    assert 2 <= crowd.most <= MOST_THREADS


def test_redirects_onto_one_host_wait_for_each_other() -> None:
    crowd = Crowd()
    with serve({"/end": crowd.route}) as server, opened() as web:
        server.routes["/a"] = moved(server.link("/end", "one.test"))
        links = [server.link("/a", f"h{host}.test") for host in range(6)]
        found = list(fetch_all(map(Source, links), web))
    assert all(isinstance(page, Page) for page in found)
    assert crowd.most_of_one == 1


def test_links_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def endless(link: str) -> Iterator[Source]:
        while True:
            taken.append(1)
            yield Source(link)

    with serve({"/a": answer(PAGE)}) as server, opened() as web:
        pages = fetch_all(endless(server.link("/a")), web)
        assert isinstance(next(pages), Page)
        assert len(taken) < 50
        pages.close()  # type: ignore[attr-defined]
        time.sleep(0.5)  # all that were taken could be fetched in a third of it
        assert len(server.asked) < 25


def test_nothing_gives_nothing() -> None:
    with opened() as web:
        assert list(fetch_all([], web)) == []


def test_a_web_that_was_closed_asks_nobody() -> None:
    with serve({"/a": answer(PAGE)}) as server:
        with opened() as web:
            pass
        (failure,) = fetch_all([Source(server.link("/a"))], web)
        assert isinstance(failure, Failure)
        assert failure.code == "stopped"
        assert server.asked == []


def test_a_fault_of_ours_is_not_swallowed() -> None:
    def unsound(host: str) -> list[str]:
        return [7]  # type: ignore[list-item]

    with opened(resolve=unsound) as web, pytest.raises(AttributeError):
        list(fetch_all([Source("http://news.test/")], web))


CODE = """
import sys
from twosource.data import Source
from twosource.stages.acquire.web.fetch import fetch
from twosource.stages.acquire.web.many import fetch_all
from twosource.stages.acquire.web.web import WebSettings, open_web
how, *links = sys.argv[1:]
settings = WebSettings(allow_private=True, pause=5 if how == "pause" else 0, seconds=60)
def resolve(host):
    print("ready", flush=True)
    import time
    time.sleep(60 if how == "name" else 0)
    return ["127.0.0.1"]
try:
    with open_web(settings, resolve=resolve) as web:
        if how == "many":
            list(fetch_all(map(Source, links), web))
        else:
            fetch(Source(links[0]), web)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


def stopped(how: str, links: list[str]) -> None:
    """Start fetching in a process of its own, and press Ctrl-C once it is under way."""
    command = [sys.executable, "-c", CODE, how, *links]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env={"PYTHONPATH": str(SRC)}, **pipes) as child:  # type: ignore[call-overload]
        assert child.stdout.readline() == "ready\n"
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        start = time.monotonic()
        said, trouble = child.communicate(timeout=10)
        assert time.monotonic() - start < 2
        assert said.endswith("stopped\n"), trouble
        assert child.returncode == 0


@pytest.mark.parametrize("how", ["one", "many", "pause", "name"])
def test_ctrl_c_ends_it_at_once(how: str) -> None:
    def silent(request: Request, line: Line) -> None:
        line.rest(60)

    with serve({"/a": silent, "/b": answer(PAGE)}) as server:
        path = "/b" if how == "pause" else "/a"
        stopped(how, [server.link(path, f"h{n}.test") for n in range(10)])


def test_ctrl_c_ends_a_handshake_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        stopped("many", [f"https://h{n}.test:{port}/" for n in range(10)])
