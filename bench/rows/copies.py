"""Copies among thousands of reports: what is found, at what cost, beside MinHash; and by mistake."""

from __future__ import annotations

import json
import math
import re
import time
from pathlib import Path

from bench.copying.cost import Ran, ran_on
from bench.copying.made import Made, make
from bench.copying.ours import articles_of, quotations_of
from bench.figures import Figure
from bench.places import roots
from twosource.data import Article, Span
from twosource.stages.extract.quotes import find_quotes

SEED = 31
SIZES = (1_000, 3_000, 10_000)
STORY = 100
MADE = "made reports"
GROUPS = ("basil.jsonl", "wikinews_galaxy.jsonl")


def run(data: Path) -> list[Figure]:
    """The made reports at three sizes, one story of a hundred, and real reports where the data is there."""
    sets = {size: make(SEED, size) for size in SIZES}
    ran = {size: ran_on(made) for size, made in sets.items()}
    return [
        *(figure for size in SIZES for figure in of_size(size, sets[size], ran[size])),
        growth(ran),
        one_story(sets[SIZES[0]]),
        *between_events(data),
    ]


def of_size(size: int, made: Made, ran: dict[str, Ran]) -> list[Figure]:
    """Cost, recall and precision at one size."""
    ours = ran["twosource"]
    peers = [(name, each) for name, each in ran.items() if name != "twosource"]
    of = f"{size:,} {MADE}"

    def beside(values: list[float | None]) -> tuple[tuple[str, float | None], ...]:
        return tuple((name, value) for (name, _), value in zip(peers, values, strict=True))

    note = "one process, seconds of the processor, texts to pairs"
    return [
        Figure("seconds", ours.seconds, size, "", beside([each.seconds for _, each in peers]), "s", note, of),
        Figure("peak memory", ours.mb, size, "", beside([each.mb for _, each in peers]), "MB", "", of),
        Figure(
            "copied pairs found",
            ours.recall(made),
            len(made.copied),
            ">= .90",
            beside([each.recall(made) for _, each in peers]),
            of=of,
        ),
        Figure(
            "pairs found through which one text runs",
            ours.recall_through(made),
            len(made.through),
            "",
            beside([each.recall_through(made) for _, each in peers]),
            of=of,
        ),
        Figure(
            "of pairs said to be copied, right",
            ours.precision(made),
            len(ours.pairs),
            ">= .98",
            beside([each.precision(made) for _, each in peers]),
            of=of,
        ),
    ]


def growth(ran: dict[int, dict[str, Ran]]) -> Figure:
    """The power of the number of reports with which seconds grow, from the least number to the greatest."""
    few, many = SIZES[0], SIZES[-1]

    def power(name: str) -> float:
        return math.log(ran[many][name].seconds / ran[few][name].seconds) / math.log(many / few)

    beside = tuple((name, power(name)) for name in ran[few] if name != "twosource")
    note = "1 is linear, 2 is every pair; not a share"
    of = f"{few:,} to {many:,} {MADE}"
    return Figure(
        "growth: power of the number of reports", power("twosource"), 2, "<= 1.2", beside, "", note, of
    )


def one_story(made: Made) -> Figure:
    """Seconds to compare every pair of one story of a hundred reports."""
    from twosource.stages.trace.copies import find_copies

    articles = articles_of(
        [{"id": r.id, "published": r.published, "text": r.text} for r in made.reports[:STORY]]
    )
    quoted = quotations_of(articles)
    start = time.process_time()
    pairs = len(find_copies(articles, quoted))
    return Figure(
        "every pair of a hundred reports",
        time.process_time() - start,
        pairs,
        "<= 5",
        unit="s",
        of=f"{STORY} {MADE}",
    )


def between_events(data: Path) -> list[Figure]:
    """Pairs of real reports of different events and outlets said to share text; [] without the data."""
    from twosource.stages.trace.copies import COPIED
    from twosource.stages.trace.many import copies_among

    held = [json.loads(line) for file in groups(data) for line in file.read_text("utf-8").splitlines()]
    if not held:
        return []
    told = {each["id"]: (each["story"], each["outlet"]) for each in held}
    articles = articles_of([{**each, "published": ""} for each in held])
    quoted = {article.id: quotations(article) for article in articles}
    found = [
        copy
        for copy in copies_among(articles, quoted)
        if copy.kind in COPIED and all(x != y for x, y in zip(told[copy.a], told[copy.b], strict=True))
    ]
    of, size = "reports of different events", len(held)
    note = (
        f"of {size * (size - 1) // 2:,} pairs; those there are were read: see docs/decisions/shared-text.md"
    )
    return [Figure("pairs said to be copied", len(found), size, "<= 5", unit="pairs", note=note, of=of)]


def groups(data: Path) -> list[Path]:
    """The unlabelled groups of reports."""
    every = (top / "groups" / name for top in roots(data) for name in GROUPS)
    return list(dict.fromkeys(file.resolve() for file in every if file.is_file()))


def quotations(article: Article) -> list[Span]:
    """The quotations of a report as the product finds them."""
    lines = [Span(*found.span()) for found in re.finditer(r"[^\n]+", article.text)]
    return [quote.inner for quote in find_quotes(article.text, lines)]
