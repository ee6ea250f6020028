"""Reports are added once, in order of what is left, and a run goes on where the last one stopped."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.store.held import NOON, library
from twosource.data import Article, Source
from twosource.desk.adding import Added, Adding, add
from twosource.engines.inline import run
from twosource.pipeline import Means
from twosource.settings import Settings
from twosource.stages.acquire.reach import Reach
from twosource.step import load_model
from twosource.store.sources import due, failures_of

FERRY = (
    "The ferry Alder ran aground on Monday.\n\nNine people were hurt, said Ida Brook, the harbour master.\n"
)
TIDE = "The tide lifted the ferry on Tuesday.\n\nNobody was aboard, the harbour master said.\n"


def working(connection: sqlite3.Connection, placed: list[str] | None = None) -> Adding:
    def place(_: sqlite3.Connection, articles: Sequence[Article], __: str) -> None:
        (placed if placed is not None else []).extend(article.id for article in articles)

    means = Means(load_model, run, Settings(), Reach())
    return Adding(connection, means, lambda: NOON, "t", place, lambda *_: None)


def count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def write(folder: Path, **texts: str) -> list[Source]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return [Source(str(folder / f"{name}.txt")) for name in texts]


def test_reports_are_added_and_placed_once(tmp_path: Path) -> None:
    connection, placed = library(tmp_path), list[str]()
    sources = write(tmp_path, a=FERRY, b=TIDE)
    first = add(sources, working(connection, placed))
    again = add(sources, working(connection, placed))
    assert (len(first.new), first.held, again) == (2, 0, Added((), 2, ()))
    assert placed == list(first.new)
    assert (count(connection, "report"), count(connection, "page"), count(connection, "capture")) == (2, 2, 2)


def test_only_what_failed_is_listed_and_tried_again(tmp_path: Path) -> None:
    connection = library(tmp_path)
    sources = [*write(tmp_path, a=FERRY, b="Home\n\nNews\n"), Source(str(tmp_path / "none.txt"))]
    first = add(sources, working(connection))
    assert [(Path(s).name, f.step) for s, f in failures_of(connection)] == [
        ("b.txt", "clean"),
        ("none.txt", "acquire"),
    ]
    assert len(first.failures) == 2
    write(tmp_path, b=TIDE)
    second = add(sources[1:2], working(connection))
    assert (len(second.new), [Path(s).name for s, _ in failures_of(connection)]) == (1, ["none.txt"])


def test_an_edited_file_is_a_report_beside_the_old(tmp_path: Path) -> None:
    connection = library(tmp_path)
    sources = write(tmp_path, a=FERRY)
    add(sources, working(connection))
    write(tmp_path, a=FERRY.replace("Nine", "Ten"))
    assert len(add(sources, working(connection)).new) == 1
    assert count(connection, "report") == 2


def test_a_table_stopped_half_way_goes_on(tmp_path: Path) -> None:
    connection = library(tmp_path)
    rows = [
        {"id": str(n), "outlet": "Gull", "text": f"{FERRY}Boat {n} came to help them all."}
        for n in range(150)
    ]
    table = tmp_path / "all.jsonl"
    table.write_text("\n".join(json.dumps(row) for row in rows) + "\n")

    def stop(_: str, reports: int) -> None:
        if reports:
            raise KeyboardInterrupt

    work = working(connection)
    with pytest.raises(KeyboardInterrupt):
        add([Source(str(table))], Adding(connection, work.means, work.now, "t", work.place, stop))
    held = count(connection, "report")
    assert 0 < held < 150
    assert [s.path for s in due(connection)] == [str(table)]
    rest = add([], working(connection))
    assert (len(rest.new), rest.held, count(connection, "report")) == (150 - held, held, 150)
    assert due(connection) == []


def test_two_copies_of_one_table_give_its_reports_once_each(tmp_path: Path) -> None:
    connection = library(tmp_path)
    for name in ("one.jsonl", "two.jsonl"):
        (tmp_path / name).write_text(json.dumps({"outlet": "Gull", "text": FERRY}) + "\n")
    found = add([Source(str(tmp_path / n)) for n in ("one.jsonl", "two.jsonl")], working(connection))
    assert (len(found.new), count(connection, "report"), count(connection, "page")) == (1, 1, 1)


def test_a_feed_gives_its_items_as_sources(tmp_path: Path) -> None:
    connection = library(tmp_path)
    (source,) = write(tmp_path, a=FERRY)
    feed = tmp_path / "feed.xml"
    item = f"<item><title>Ferry</title><link>https://gull.example/ferry</link><description>{FERRY}</description></item>"
    feed.write_text(f'<rss version="2.0"><channel><title>Gull</title>{item}</channel></rss>')
    add([Source(str(feed)), source], working(connection))
    named = {r["path"]: r["state"] for r in connection.execute("SELECT path, state FROM source")}
    assert named[str(feed)] in {"done", "failed"}
    assert any("gull.example" in path for path in named)
