"""Short mentions of people and bodies: how many are led to the full name that they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure
from bench.gold_names import GoldNames, gold_names
from bench.reading_of import article_of, readings_of
from bench.scoring.counting import share
from bench.scoring.names import KINDS, RIGHT, WRONG, Label, at_head, commonest, nearest_earlier, verdict
from twosource.data import Reading

ASKED = ("surname", "office")
Judged = tuple[GoldNames, Label, str | None]
"""An article, a label in it and our answer."""


def run(data: Path) -> list[Figure]:
    """Surnames and offices together, then every kind, each beside the simplest answers."""
    judged = judged_of(gold_names(data))
    asked = [each for each in judged if each[1].kind in ASKED]
    fuller = [each for each in asked if each[1].full is not None]
    return [
        _figure(asked, "surnames and offices"),
        _figure(fuller, "of these, fully named in the article"),
        *(_figure([each for each in judged if each[1].kind == kind], kind) for kind in KINDS),
    ]


def judged_of(articles: Sequence[GoldNames]) -> list[Judged]:
    """Every label with what `extract` says at its place."""
    readings = readings_of(
        [article_of(a.name, a.text, has_headline=True, is_by_line=a.is_by_line) for a in articles]
    )
    return [
        (article, label, _answer(reading, label))
        for article, reading in zip(articles, readings, strict=True)
        for label in article.labels
    ]


def _answer(reading: Reading, label: Label) -> str | None:
    return at_head((((n.span.start, n.span.end), n.full) for n in reading.names), label)


def _figure(judged: Sequence[Judged], of: str) -> Figure:
    def right(answer: Callable[[Judged], str | None]) -> float | None:
        hits = [verdict(each[0].text, each[1], answer(each)) == RIGHT for each in judged]
        return share(sum(hits), len(hits))

    wrong = sum(verdict(article.text, label, ours) == WRONG for article, label, ours in judged)
    beside = (
        ("nearest earlier name with the word", right(lambda each: nearest_earlier(each[0].text, each[1]))),
        ("as worded", right(lambda _: None)),
        ("the commonest", right(lambda each: commonest(each[0].text, each[0].labels))),
    )
    value = right(lambda each: each[2])
    return Figure("full name right", value, len(judged), "", beside, note=f"{wrong} wrong", of=of)
