"""A library in a folder, and what is put into it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from twosource.data import Article, Change, Page, Source
from twosource.store.file import open_file, writing
from twosource.store.migrate import bring_up_to_date
from twosource.store.reports import keep_report
from twosource.store.sources import ask, finish, keep_page
from twosource.store.told import changes_since
from twosource.testing import make_article, make_page

NOON = "2031-03-04T12:00:00+00:00"


def library(folder: Path) -> sqlite3.Connection:
    """An empty library, or the one that is there."""
    connection = open_file(folder / "news.db", create=True)
    bring_up_to_date(connection)
    return connection


def changes_of(connection: sqlite3.Connection, story: str = "", since: str = "") -> list[Change]:
    """The changes of a story, or of all, since a time, as they were recorded."""
    noted = changes_since(connection, [story] if story else [], since, [], -1)
    return [each.change for each in reversed(noted)]


def put(connection: sqlite3.Connection, text: str, *, path: str = "a.txt", outlet: str = "Gull") -> Article:
    """One report with its page, added in one transaction."""
    page, article = make_page(text, path=path), make_article(text, path=path, outlet=outlet)
    with writing(connection):
        put_page(connection, page, article)
    return article


def put_page(connection: sqlite3.Connection, page: Page, article: Article) -> None:
    """What adding one report writes."""
    ask(connection, [Source(page.path)], NOON)
    capture = keep_page(connection, page.path, page, NOON)
    keep_report(connection, article, capture, at=NOON, made_by="t", placed=NOON)
    finish(connection, page.path, [], NOON)
