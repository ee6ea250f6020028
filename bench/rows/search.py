"""What a search finds of a story by one of its titles: by meaning, beside words and beside all vectors."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bench.figures import AbsentError, Figure
from bench.gold_groups import BASIL, WIKINEWS, Grouped, gold_groups
from bench.grouping import library, put
from twosource.desk.meaning import find_by_meaning, nearest, read_leads
from twosource.step import Model, load_model
from twosource.store.file import writing
from twosource.store.search import search, with_any
from twosource.store.sketches import numbers_of

# What is looked at of each answer, but for the report whose title is asked for.
FIRST = 10
SETS = (WIKINEWS, BASIL)
# Words of a title that tell nothing of what it is about.
COMMON = re.compile(
    r"about|after|an|and|are|as|at|but|by|for|from|has|in|is|it|its|of|on|over|says|the|to|with"
)
Answers = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A title, its own report, the others of the story, and those of them whose titles share no word."""

    title: str
    own: str
    others: frozenset[str]
    unlike: frozenset[str]


def run(data: Path) -> list[Figure]:
    """The share of a story's other reports among the first ten, and the seconds of a search."""
    reports = [each for name, held in gold_groups(data).items() if name in SETS for each in held]
    embedder = load_model("embedder")
    if embedder.value is None or not reports:
        raise AbsentError(f"no reports of {' or '.join(SETS)}, or no embedder: {embedder.says}")
    questions = list(questions_of(reports))
    with library_of(reports) as connection:
        seconds: list[float] = []
        ways = ways_of(connection, embedder, seconds)
        answers = {name: [way(q.title)[: FIRST + 1] for q in questions] for name, way in ways.items()}
    return [
        figure("others of the story", [q.others for q in questions], questions, answers),
        figure("others whose titles share no word", [q.unlike for q in questions], questions, answers),
        Figure(
            "a search by meaning", mean(seconds), len(seconds), unit="s",
            beside=(("the first", seconds[0]),), note="seconds of the processor; each report read once",
        ),
    ]  # fmt: skip


def ways_of(connection: sqlite3.Connection, embedder: Model, seconds: list[float]) -> dict[str, Answers]:
    """How a question is answered, ours first: it reads what the others may then find read."""
    ids = {row["number"]: row["id"] for row in connection.execute("SELECT number, id FROM report")}

    def ours(title: str) -> list[str]:
        began = time.process_time()
        found = find_by_meaning(connection, title, embedder, most=FIRST + 1, tell=lambda *_: None)
        seconds.append(time.process_time() - began)
        return [one.report for one in found]

    def vectors(title: str) -> list[str]:
        read_leads(connection, embedder, list(ids), lambda *_: None)
        (asked,) = embedder.value.embed([title])
        return [ids[number] for number in nearest(connection, embedder.identity, asked)]

    return {
        "by meaning": ours,
        "any word": lambda title: [ids[n] for n in with_any(connection, title.split(), most=FIRST + 1)],
        "all words": lambda title: [row["id"] for row in search(connection, title, most=FIRST + 1)],
        "vectors of all": vectors,
    }


def figure(
    name: str,
    wanted: Sequence[frozenset[str]],
    asked: Sequence[Asked],
    answers: dict[str, list[Sequence[str]]],
) -> Figure:
    """The mean share of what is wanted that each way has among its first ten."""

    def share(found: Sequence[Sequence[str]]) -> float:
        shares = []
        for want, question, ids in zip(wanted, asked, found, strict=True):
            first = [one for one in ids if one != question.own][:FIRST]
            shares += [len(want.intersection(first)) / min(FIRST, len(want))] if want else []
        return mean(shares)

    ours, *others = ((way, share(found)) for way, found in answers.items())
    count = sum(bool(want) for want in wanted)
    return Figure(f"{name}, among the first {FIRST}", ours[1], count, beside=tuple(others), of="titles")


def questions_of(reports: Sequence[Grouped]) -> Iterator[Asked]:
    """The title of every report that is not alone in its story."""
    words = {each.article.id: words_of(each.article.value("title") or "") for each in reports}
    for each in reports:
        own = each.article.id
        others = frozenset(o.article.id for o in reports if o.story == each.story) - {own}
        unlike = frozenset(other for other in others if not words[own] & words[other])
        if others and words[own]:
            yield Asked(each.article.value("title") or "", own, others, unlike)


def words_of(title: str) -> frozenset[str]:
    """The words of a title that tell what it is about."""
    return frozenset(word for word in re.findall(r"\w{2,}", title.casefold()) if not COMMON.fullmatch(word))


@contextmanager
def library_of(reports: Sequence[Grouped]) -> Iterator[sqlite3.Connection]:
    """A library that holds the reports."""
    articles = [each.article for each in reports]
    with library() as connection:
        with writing(connection):
            put(connection, articles)
        assert len(numbers_of(connection, [article.id for article in articles])) == len(articles)
        yield connection
