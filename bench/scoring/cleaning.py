"""Cleaning: furniture left in, and words of the article lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bench.scoring.spans import Place, flattened, overlap
from bench.scoring.story import Json, View

# The kinds of block that are the report itself.
ARTICLE = frozenset(
    {"headline", "kicker", "subhead", "byline", "dateline", "body", "caption", "quote", "correction"}
)


def article_places(report: Json) -> list[Place]:
    """The stretches of a report that are told to be the report itself."""
    return [(block["start"], block["end"]) for block in report["blocks"] if block["kind"] in ARTICLE]


def furniture_left(view: View) -> list[tuple[str, bool]]:
    """For each labelled piece of furniture its words and whether any of it is left in the article."""
    reports = {view.articles.get(report["id"]): report for report in view.comparison["reports"]}
    return [
        (
            label["quote"],
            is_left(reports.get(label["article"]), view.places(label["article"], label["quote"])),
        )
        for label in view.labels["furniture"]
    ]


def is_left(report: Json | None, places: Sequence[Place]) -> bool:
    """Whether any place touches the article's own blocks."""
    kept = article_places(report) if report else []
    return any(overlap(place, block) for place in places for block in kept)


def counted(text: str) -> Counter[str]:
    """The words of a text, counted."""
    return Counter(re.findall(r"\w+", flattened(text)[0]))


def words_lost(view: View, texts: dict[str, str]) -> tuple[int, int]:
    """How many of the articles' words (`texts`, furniture aside) our own blocks lack, of how many."""
    lost = total = 0
    for report in view.comparison["reports"]:
        article = view.articles.get(report["id"])
        if article is None:
            continue
        due = counted(texts[article])
        for label in view.labels["furniture"]:
            if label["article"] == article:
                due -= counted(label["quote"])
        kept: Counter[str] = Counter()
        for start, end in body_places(report, texts[article]):
            kept += counted(report["text"][start:end])
        lost += (due - kept).total()
        total += due.total()
    return lost, total


def body_places(report: Json, text: str) -> list[Place]:
    """The article's blocks without a headline that is no part of the source text."""
    flat = flattened(text)[0]
    headlines = [
        (block["start"], block["end"])
        for block in report["blocks"]
        if block["kind"] == "headline"
        and not flat.startswith(flattened(report["text"][block["start"] : block["end"]])[0].strip())
    ]
    return [place for place in article_places(report) if place not in headlines]
