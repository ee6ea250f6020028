"""Changes reach whoever is to be told: in order, each with its id, however long a webhook was away."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import feedparser
import pytest

from tests.servers import answer, serve
from tests.store.held import NOON, library, put
from twosource.data import Change, Member
from twosource.desk.notices import open_listeners, post_json, send, to_dict, to_line, unprinted, write_atom
from twosource.desk.polling import later
from twosource.errors import OutputError, SettingError
from twosource.store.file import writing
from twosource.store.stories import join_story, record, start_story
from twosource.store.told import changes_after

HOOK = "http://desk.example/hook"


@pytest.fixture
def held(tmp_path: Path) -> sqlite3.Connection:
    """A story of two outlets."""
    connection = library(tmp_path)
    for outlet in ("Gull", "Tern"):
        article = put(connection, f"The ferry struck the pier, {outlet} says.", path=outlet, outlet=outlet)
        with writing(connection):
            start_story(connection, "s1", "Ferry <at> Vell & Orm\x1b", NOON)
            join_story(connection, "s1", Member(article.id, "near"), by="rule", at=NOON)
    return connection


def change(connection: sqlite3.Connection, *kinds: str, story: str = "s1", at: str = NOON) -> None:
    """Changes as they are recorded."""
    with writing(connection):
        record(connection, [Change(story, kind, at, ("r1",), f"Why\t{kind}\n…") for kind in kinds])


def test_lines_are_told_once(held: sqlite3.Connection) -> None:
    change(held, "started")
    open_listeners(held, "")
    change(held, "joined", "denial")
    assert [noted.change.kind for noted in unprinted(held, 2)] == ["joined", "denial"]
    assert list(unprinted(held, 2)) == []
    change(held, "withdrawn")
    assert list(unprinted(held, 3)) == []
    assert list(unprinted(held, 2)) == []


TITLE = "Ferry <at> Vell & Orm\\x1b"


def lines(connection: sqlite3.Connection, *about: str, kind: str) -> list[list[str]]:
    """The lines of changes about these, by their cells."""
    with writing(connection):
        record(connection, [Change("s1", kind, NOON, about, "Why\n…")])
    return [to_line(noted).split("\t") for noted in changes_after(connection, 0, min_outlets=1, most=10)]


def test_a_line_has_six_cells_and_can_be_read_alone(held: sqlite3.Connection) -> None:
    (one, *_) = held.execute("SELECT id, path FROM report WHERE outlet = 'Gull'").fetchall()
    held.execute("UPDATE report SET title = 'Ferry hits pier', address = 'https://gull.example/1'")
    held.commit()
    why = "Gull: “Ferry hits pier”. Why …"
    assert lines(held, one["id"], kind="joined") == [
        [NOON, "joined", "s1", TITLE, why, "https://gull.example/1"]
    ]
    assert lines(held, f"{one['id']}:0-3", kind="denial")[1][4:] == ["Why …", "https://gull.example/1"]
    assert lines(held, "s1", kind="merged")[2][4:] == ["“Ferry <at> Vell & Orm\\x1b”. Why …", ""]
    assert lines(held, "r9", kind="left")[3][4:] == ["Why …", ""]


def test_a_feed_reader_is_led_to_the_reports(held: sqlite3.Connection, tmp_path: Path) -> None:
    ids = [row["id"] for row in held.execute("SELECT id FROM report ORDER BY number")]
    with writing(held):
        for number, (one, link) in enumerate(
            zip(ids, ("https://gull.example/?a=1&b=<2>", "/etc/x"), strict=True)
        ):
            held.execute(
                "UPDATE report SET title = ?, address = ? WHERE id = ?", (f"A <b> & {number}", link, one)
            )
        record(held, [Change("s1", "new-clash", NOON, tuple(f"{one}:0-3" for one in ids), "<i>Why</i>")])
    write_atom(held, tmp_path / "changes.xml", min_outlets=2, now=NOON)
    (entry,) = feedparser.parse((tmp_path / "changes.xml").read_bytes()).entries
    assert [(link.rel, link.href) for link in entry.links] == [
        ("alternate", "https://gull.example/?a=1&b=<2>")
    ]
    page = entry.content[0]
    assert page.type == "text/html"
    assert "<i>" not in page.value
    assert "A &lt;b&gt; &amp; 0</a> (Gull" in page.value
    assert "A &lt;b&gt; &amp; 1 (Tern" in page.value


def test_two_texts_of_one_report_are_one_to_a_reader(held: sqlite3.Connection, tmp_path: Path) -> None:
    ids = [row["id"] for row in held.execute("SELECT id FROM report ORDER BY number")]
    held.execute("UPDATE report SET address = 'https://gull.example/1', title = 'A', outlet = 'Gull'")
    with writing(held):
        record(held, [Change("s1", "edited", NOON, tuple(ids), "Why")])
    write_atom(held, tmp_path / "changes.xml", min_outlets=1, now=NOON)
    (entry,) = feedparser.parse((tmp_path / "changes.xml").read_bytes()).entries
    assert [link.rel for link in entry.links] == ["alternate"]
    assert entry.content[0].value.count("<li>") == 1


def test_a_report_without_a_title_is_named_by_its_outlet(held: sqlite3.Connection) -> None:
    (one, _) = held.execute("SELECT id FROM report ORDER BY number").fetchall()
    assert lines(held, one["id"], kind="joined")[0][4] == "Gull: a report without a title. Why …"


def test_a_webhook_that_was_away_gets_all_in_order(held: sqlite3.Connection) -> None:
    open_listeners(held, HOOK)
    change(held, "joined", "denial", "withdrawn")
    got: list[str] = []
    asked: list[str] = []
    down = True

    def post(_: str, body: bytes, name: str) -> int:
        asked.append(name)
        if down and len(asked) > 1:
            raise ConnectionError("refused")
        got.append(json.loads(body)["kind"])
        return 200

    def sent(seconds: float) -> str:
        return send(held, HOOK, post, min_outlets=2, now=later(NOON, seconds))

    assert "could not be reached" in sent(0)
    assert got == ["joined"]
    sent(30)
    assert len(asked) == 2  # it is left alone for a minute
    assert sent(60) == ""  # the same trouble is said once
    sent(150)
    assert len(asked) == 3  # and then for two
    down = False
    sent(180)
    assert got == ["joined", "denial", "withdrawn"]
    assert asked[1] == asked[2] == asked[3]


def test_a_new_webhook_gets_no_flood(held: sqlite3.Connection) -> None:
    change(held, "joined", "denial")
    open_listeners(held, HOOK)
    got: list[str] = []
    assert send(held, HOOK, lambda *a: got.append(a[2]) or 200, min_outlets=2, now=NOON) == ""  # type: ignore[func-returns-value]
    assert got == []


@pytest.mark.parametrize("status", [301, 404, 500])
def test_only_a_good_answer_counts(held: sqlite3.Connection, status: int) -> None:
    open_listeners(held, HOOK)
    change(held, "denial")
    assert str(status) in send(held, HOOK, lambda *_: status, min_outlets=2, now=NOON)
    got: list[str] = []
    send(held, HOOK, lambda *a: got.append(a[2]) or 204, min_outlets=2, now=later(NOON, 61))  # type: ignore[func-returns-value]
    assert len(got) == 1


@pytest.mark.parametrize("hook", ["desk.example", "ftp://desk.example/", "http://"])
def test_what_is_no_webhook(held: sqlite3.Connection, hook: str) -> None:
    with pytest.raises(SettingError, match="no webhook"):
        open_listeners(held, hook)


def test_json_is_posted_with_its_id() -> None:
    with serve({"/hook": answer(b"", 204)}) as server:
        assert post_json(server.link("/hook"), b'{"a": 1}', "urn:x") == 204
        assert server.asked[0].headers["idempotency-key"] == "urn:x"
        assert server.asked[0].headers["content-type"].startswith("application/json")


@pytest.mark.parametrize("link", ["http://127.0.0.1:1/hook", "http://[::1", "http://127.0.0.1:99999/"])
def test_where_nobody_answers(link: str) -> None:
    with pytest.raises(ConnectionError):
        post_json(link, b"{}", "urn:x")


def test_the_atom_feed_is_sound_and_stays_as_it_was(held: sqlite3.Connection, tmp_path: Path) -> None:
    file = tmp_path / "changes.xml"
    write_atom(held, file, min_outlets=2, now=NOON)
    assert feedparser.parse(file.read_bytes()).bozo is False
    change(held, "joined", "denial")
    write_atom(held, file, min_outlets=2, now=NOON)
    first = file.read_bytes()
    feed = feedparser.parse(first)
    assert (feed.bozo, [entry.tags[0].term for entry in feed.entries]) == (False, ["denial", "joined"])
    assert feed.entries[0].title == "Denial: Ferry <at> Vell & Orm\ufffd"
    stamp = file.stat().st_mtime_ns
    write_atom(held, file, min_outlets=2, now=later(NOON, 900))
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (first, stamp)
    ids = {entry.id for entry in feed.entries}
    assert ids == {to_dict(noted)["id"] for noted in changes_after(held, 0, min_outlets=1, most=9)}


def test_an_atom_feed_without_a_folder_is_refused(held: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_atom(held, tmp_path / "none" / "changes.xml", min_outlets=2, now=NOON)
