"""Reports put into a library and into stories, as adding does it."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.store.held import NOON, put_page
from twosource.data import Article, Stated
from twosource.desk.placing import place
from twosource.store.file import writing
from twosource.testing import make_article, make_page

ALIKE = tomllib.loads((Path(__file__).parent / "alike.toml").read_text(encoding="utf-8"))


def report(text: str, *, published: str = "", name: str = "") -> Article:
    """A report of which title and time are stated; its first line is its title."""
    path = name or f"{text.splitlines()[0]}.txt"
    article = make_article(text, path=path, outlet=path)
    stated = [Stated("title", text.splitlines()[0], "flag")] if text else []
    if published:
        stated.append(Stated("published", published, "flag"))
    digest = make_page(text + path).sha256
    return replace(article, id=f"r{digest[:12]}", stated=(*article.stated, *stated))


def events(kind: str, *, dated: bool = True) -> dict[str, list[Article]]:
    """The reports of look-alike events, by event."""
    return {
        event: [
            report(text, published=told["published"] if dated else "")
            for key, text in told.items()
            if key != "published"
        ]
        for event, told in ALIKE[kind].items()
    }


def put_all(connection: sqlite3.Connection, articles: Sequence[Article], at: str = NOON) -> None:
    """Add and place one batch in one transaction."""
    with writing(connection):
        for article in articles:
            put_page(connection, make_page(article.text, path=article.path), article)
        place(connection, articles, at)


def stories(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Reports by story."""
    found: dict[str, set[str]] = {}
    for row in connection.execute("SELECT story, report FROM member"):
        found.setdefault(row["story"], set()).add(row["report"])
    return found


def together(connection: sqlite3.Connection) -> list[set[str]]:
    """The sets of reports that are one story, whatever its id."""
    return sorted(stories(connection).values(), key=sorted)


def ids(articles: Sequence[Article]) -> set[str]:
    """The ids of articles."""
    return {article.id for article in articles}
