"""Runs reports through a library as they come, and gives the stories they are in."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from twosource.data import Article, Page, Source
from twosource.desk.placing import place
from twosource.store.file import open_file, writing
from twosource.store.migrate import bring_up_to_date
from twosource.store.reports import keep_report
from twosource.store.sources import ask, keep_page

AT = "2031-03-04T12:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Streamed:
    """The story of each report, and the processor's seconds to place one."""

    stories: dict[str, str]
    seconds: float


def stream(articles: Sequence[Article], size: int) -> Streamed:
    """Place reports in a new library, in this order, so many at a time."""
    with library() as connection:
        seconds = 0.0
        with writing(connection):
            for start in range(0, len(articles), size):
                seconds += put(connection, articles[start : start + size])
        rows = connection.execute("SELECT report, story FROM member")
        return Streamed({row[0]: row[1] for row in rows}, seconds / len(articles))


@contextmanager
def library() -> Iterator[sqlite3.Connection]:
    """A new library, gone with the block."""
    with tempfile.TemporaryDirectory() as folder:
        connection = open_file(Path(folder) / "news.db", create=True)
        try:
            bring_up_to_date(connection)
            yield connection
        finally:
            connection.close()


def put(connection: sqlite3.Connection, articles: Sequence[Article]) -> float:
    """Keep reports and place them, in the caller's transaction; the processor's seconds of placing."""
    ask(connection, [Source("made")], AT)
    for article in articles:
        page = Page(b"", article.sha256, article.path, article.media_type)
        capture = keep_page(connection, "made", page, AT)
        keep_report(connection, article, capture, at=AT, made_by="bench", placed=AT)
    began = time.process_time()
    place(connection, articles, AT)
    return time.process_time() - began
