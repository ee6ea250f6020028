"""``twosource watch`` as a user runs it, against an outlet on the loopback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import feedparser
import pytest

from tests.formats import HTML, SENTENCES, TITLE
from tests.servers import Server, answer, serve

Command = Callable[..., CompletedProcess[str]]
SECOND = HTML.replace(TITLE, "Vell quay shut").replace(SENTENCES[2], "The mayor of Vell visited the quay.")


@pytest.fixture
def server() -> Iterator[Server]:
    """Two pages, their feed, and a webhook."""
    with serve() as running:
        items = "".join(f"<item><title>{n}</title><link>/{n}</link></item>" for n in ("one", "two"))
        feed = f"<rss version='2.0'><channel><title>Vell</title>{items}</channel></rss>"
        running.routes.update(
            {
                "/one": answer(HTML.encode()),
                "/two": answer(SECOND.encode()),
                "/feed": answer(feed.encode(), headers={"Content-Type": "text/xml"}),
                "/hook": answer(b"", 204),
            }
        )
        yield running


def test_one_round_is_told_everywhere_and_not_again(twosource: Command, server: Server, yard: Path) -> None:
    (yard / "feeds.txt").write_text(server.link("/feed") + "\n")
    words = ["watch", "feeds.txt", "--once", "--allow-host", "127.0.0.1", "--min-outlets", "1"]
    more = ["--atom", "changes.xml", "--webhook", server.link("/hook"), "--jsonl"]
    done = twosource(*words, *more)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert "started" in {change["kind"] for change in told}
    assert all(change["why"] and change["at"] and change["story"] for change in told)
    feed = feedparser.parse((yard / "changes.xml").read_bytes())
    assert {entry.id for entry in feed.entries} == {change["id"] for change in told}
    taken = [asked.headers["idempotency-key"] for asked in server.asked if asked.path == "/hook"]
    assert taken == [change["id"] for change in told]
    again = twosource(*words)
    assert (again.returncode, again.stdout) == (0, "")


def test_whoever_allows_a_host_is_not_kept_waiting(twosource: Command, server: Server, yard: Path) -> None:
    words = ["watch", server.link("/feed"), "--once", "--min-outlets", "1"]
    refused = twosource(*words)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr.startswith(f"twosource: {server.link('/feed')}: 127.0.0.1 leads to")
    assert "(--allow-host 127.0.0.1)" in refused.stderr
    assert "started" in twosource(*words, "--allow-host", "127.0.0.1").stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("nothing.opml",), 2, "No feed is named"),
        (("empty.txt",), 2, "No feed is named"),
        (("http://127.0.0.1:1/feed", "--every", "1s"), 2, "no interval"),
        (("http://127.0.0.1:1/feed", "--webhook", "desk"), 2, "no webhook"),
        (("http://127.0.0.1:1/feed", "--atom", "no/changes.xml"), 5, "folder does not exist"),
    ],
)
def test_wrong_usage_is_said(twosource: Command, words: tuple[str, ...], status: int, said: str) -> None:
    done = twosource("watch", *words, "--once")
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr
