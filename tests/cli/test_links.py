"""Links and feeds as a user names them: a server on the loopback, the command in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.formats import HTML, SENTENCES, TITLE, pdf
from tests.servers import Server, answer, moved, serve

Command = Callable[..., CompletedProcess[str]]
ALLOW = ("--allow-host", "127.0.0.1")
SECOND = HTML.replace(TITLE, "Vell quay shut").replace(SENTENCES[2], "The mayor of Vell visited the quay.")


@pytest.fixture
def server() -> Iterator[Server]:
    """Two pages, a paper, a feed of the three, and what no report is."""
    with serve() as running:
        items = "".join(
            f"<item><title>{n}</title><link>/{n}</link><source url='x'>Coast Press</source></item>"
            for n in ("one", "two", "paper", "gone")
        )
        feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Vell</title>{items}</channel></rss>"
        running.routes.update(
            {
                "/one": answer(HTML.encode()),
                "/two": answer(SECOND.encode(), headers={"Content-Type": "text/plain"}),
                "/paper": answer(pdf(), headers={"Content-Type": "text/html"}),
                "/feed": answer(feed.encode(), headers={"Content-Type": "text/xml"}),
                "/inward": moved("http://10.0.0.1/secret"),
                "/robots.txt": answer(
                    b"User-agent: *\nDisallow: /private", headers={"Content-Type": "text/plain"}
                ),
                "/private": answer(HTML.encode()),
            }
        )
        yield running


def test_a_feed_is_followed_and_what_it_says_is_kept(twosource: Command, server: Server, yard: Path) -> None:
    done = twosource("read", server.link("/feed"), *ALLOW, "--json", "out.json", "--errors", "unread.jsonl")
    assert done.returncode == 3, done.stderr
    reports = json.loads((yard / "out.json").read_bytes())["reports"]
    assert [report["path"] for report in reports] == [server.link(p) for p in ("/one", "/two", "/paper")]
    assert [report["media_type"] for report in reports] == ["text/html", "text/html", "application/pdf"]
    assert {s["value"] for r in reports for s in r["stated"] if s["field"] == "publisher"} == {"Coast Press"}
    assert [report["title"] for report in reports] == [TITLE, "Vell quay shut", TITLE]
    (ledger,) = [json.loads(line) for line in (yard / "unread.jsonl").read_text().splitlines()]
    assert (ledger["source"], ledger["stage"]) == (server.link("/gone"), "acquire")
    assert twosource("verify", "out.json").returncode == 0


def test_links_and_files_are_compared_in_one_call(twosource: Command, server: Server, yard: Path) -> None:
    done = twosource("compare", server.link("/one"), "herald.txt", *ALLOW, "--json", "-", "--most", "1")
    assert done.returncode == 0, done.stderr
    paths = [report["path"] for report in json.loads(done.stdout)["reports"]]
    assert paths == [server.link("/one"), "herald.txt"]


@pytest.mark.parametrize(
    ("path", "code"),
    [("/inward", "refused-address"), ("/private", "robots"), ("/nowhere", "http-status")],
)
def test_what_is_refused_is_named(twosource: Command, server: Server, path: str, code: str) -> None:
    done = twosource("read", server.link(path), *ALLOW, "--json", "-")
    assert done.returncode == 4
    assert [failure["code"] for failure in json.loads(done.stdout)["failures"]] == [code]


def test_a_host_that_is_not_public_is_asked_nothing(twosource: Command, server: Server) -> None:
    done = twosource("read", server.link("/one"), "--errors", "unread.jsonl")
    assert done.returncode == 4
    assert "only public addresses are fetched" in done.stderr
    assert server.asked == []


def test_what_did_not_change_is_not_sent_again(twosource: Command, server: Server, yard: Path) -> None:
    def page(request: object, line: object) -> bytes:
        known = getattr(request, "headers", {}).get("if-none-match")
        return answer(b"", 304) if known else answer(HTML.encode(), headers={"ETag": '"a"'})

    server.routes["/one"] = page
    words = ("read", server.link("/one"), *ALLOW, "--cache", "cache", "--json", "-")
    (yard / "cache").mkdir()
    first, second = twosource(*words), twosource(*words)
    assert (first.returncode, second.returncode) == (0, 0), second.stderr
    assert [request.headers.get("if-none-match") for request in server.asked if request.path == "/one"] == [
        None,
        '"a"',
    ]
    texts = [json.loads(done.stdout)["reports"][0]["text"] for done in (first, second)]
    assert texts[0] == texts[1]


def test_a_folder_that_cannot_keep_pages_is_said_once(twosource: Command, server: Server, yard: Path) -> None:
    done = twosource("read", server.link("/one"), *ALLOW, "--cache", "herald.txt", "--json", "-")
    assert done.returncode == 0
    assert done.stderr.count("herald.txt") == 1
