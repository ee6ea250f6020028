"""A library with reports of two events, without weights, processes or a clock of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from twosource.engines.inline import run
from twosource.news import Library
from twosource.testing import FakeEmbedder, FakeParser, fake_models

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
FERRY = """The Alder runs aground off Vell

Nine people were hurt when the ferry Alder ran aground off Vell on Monday, said Ida Brook, the harbour master.

The Alder of the Vell Line lay on the Gannet rocks until the tide lifted it.
"""
ROCKS = """Nine hurt as Vell Line ferry strikes rocks

The ferry Alder of the Vell Line struck the Gannet rocks off Vell on Monday, and nine were hurt, police said.

Ida Brook, the harbour master, said the Alder would be towed to Vell.
"""
VOTE = """Parliament in Osterby passes the budget

Members of parliament in Osterby passed the budget of Finance Minister Lena Kortig late on Thursday.

Kortig called the vote of 61 to 40 a relief. The opposition under Pavel Renn had asked for a delay.
"""


def opened(folder: Path, name: str = "news.db", **given: Any) -> Library:
    """The library in a folder, made where it is missing."""
    models = fake_models(parser=FakeParser(), embedder=FakeEmbedder())
    return Library(folder / name, **{"models": models, "engine": run, "clock": lambda: NOON, **given})


def shelved(folder: Path) -> Library:
    """A library with two reports of a ferry and one of a vote."""
    for name, text in (("gull", FERRY), ("heron", ROCKS), ("osterby", VOTE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    library = opened(folder)
    paths = {name: str(folder / f"{name}.txt") for name in ("gull", "heron", "osterby")}
    library.add(
        list(paths.values()),
        outlets={path: name.title() for name, path in paths.items()},
        published=dict.fromkeys(paths.values(), "2031-03-03"),
    )
    return library


def ferry(library: Library) -> str:
    """The id of the story of two reports."""
    (line,) = library.stories(min_outlets=2)
    return line.id


def vote(library: Library) -> str:
    """The id of the story of one report."""
    (line,) = library.stories(query="budget")
    return line.id
