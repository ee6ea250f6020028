"""Thousands of reports that look alike: what one costs stays the same, and none joins what it is not."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.placed import put_all, report, together
from tests.faults.held import rows
from tests.faults.said import FERRY, ROCKS
from tests.store import held
from twosource.data import Article

BATCH = 64
# A report costs some milliseconds, whatever there are of its kind; chance on a busy machine counts in this.
MORE = 2.0
NOON = "2031-03-04T12:00Z"


def put_in_batches(connection: sqlite3.Connection, articles: list[Article]) -> list[float]:
    """Add and place articles; the processor seconds of each batch."""
    spent = []
    for at in range(0, len(articles), BATCH):
        began = time.process_time()
        put_all(connection, articles[at : at + BATCH])
        spent.append(time.process_time() - began)
    return spent


def copies(many: int) -> list[Article]:
    """One text, each paper with a line of its own."""
    text = FERRY + " ".join(row["text"] for row in rows(1))
    return [
        report(f"{text}\n\nPaper {n} has more inside.", name=f"{n}.txt", published=NOON) for n in range(many)
    ]


def stuffed(many: int) -> list[Article]:
    """Keywords of many stories in another order each, and words around them that none else has."""
    chance = random.Random(5)
    words = sorted({w for row in rows(200) for w in row["text"].split() if w[:1].isupper() and len(w) > 5})[
        :60
    ]
    found = []
    for n in range(many):
        chance.shuffle(words)
        around = " ".join(f"{chance.choice(words)}{chance.randrange(9)}" for _ in range(30))
        found.append(
            report(f"{' '.join(words[:5])}\n\n{' '.join(words)} {around}.", name=f"{n}.txt", published=NOON)
        )
    return found


BOMBS: dict[str, Callable[[int], list[Article]]] = {"copies": copies, "stuffed": stuffed}


@pytest.mark.parametrize("name", BOMBS)
def test_what_a_report_costs_stays_the_same(tmp_path: Path, name: str) -> None:
    connection = held.library(tmp_path)
    spent = put_in_batches(connection, BOMBS[name](14 * BATCH))
    # The first batches load what is loaded once.
    early, late = sorted(spent[2:7])[2], sorted(spent[-5:])[2]
    assert late < MORE * early


def test_a_bomb_of_copies_is_one_story_behind_one_report(tmp_path: Path) -> None:
    connection = held.library(tmp_path)
    put_in_batches(connection, copies(1_000))
    assert len(together(connection)) == 1
    assert connection.execute("SELECT count(*) FROM sketch WHERE copy_of IS NULL").fetchone()[0] <= 5


def test_a_report_stuffed_with_keywords_brings_no_stories_together(tmp_path: Path) -> None:
    connection = held.library(tmp_path)
    told = rows(60, words=120)
    put_in_batches(
        connection, [report(f"{r['title']}\n\n{r['text']}", name=r["url"], published=r["date"]) for r in told]
    )
    before = together(connection)
    assert len(before) > 8
    every = " ".join(word for row in told for word in row["text"].split() if word[:1].isupper())
    put_all(
        connection, [report(f"{told[0]['title']}\n\n{every}", name="bait.txt", published=told[0]["date"])]
    )
    after = together(connection)
    assert [group for group in before if group not in after and not any(group < more for more in after)] == []
    assert len(after) in (len(before), len(before) + 1)


def test_stories_that_share_boilerplate_stay_apart(tmp_path: Path) -> None:
    connection = held.library(tmp_path)
    shared = "\n\nSign up to our morning letter. Have you seen something? Write to the newsroom at any hour."
    told = [row for row in rows(500, seed=3, words=120) if row["url"].endswith("-1")][:200]
    articles = [
        report(f"{row['title']}\n\n{row['text']}{shared}", name=row["url"], published=row["date"])
        for row in told
    ]
    put_in_batches(connection, articles)
    sizes = [len(group) for group in together(connection)]
    assert sum(sizes) == len(articles) > 120
    assert len(sizes) > 0.8 * len(articles)
    assert max(sizes) < 15


def test_texts_of_two_reports_that_lack_words_join_nothing(tmp_path: Path) -> None:
    connection = held.library(tmp_path)
    put_all(connection, [report(FERRY, published=NOON), report(ROCKS, published=NOON)])
    put_all(connection, [report(f"\n\n{mark}", name=f"{n}.txt") for n, mark in enumerate("…—?!")])
    assert sum(len(group) == 1 for group in together(connection)) >= 4
