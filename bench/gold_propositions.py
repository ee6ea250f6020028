"""Propositions of several documents that people aligned (SuperPAL), found by layout: ``superpal/*.csv``."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import AbsentError
from bench.places import roots
from bench.scoring.spans import Place
from twosource.data import Article, Block, Span

SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Topic:
    """Documents on one event; `aligned` are the propositions in them: label, article id, places."""

    name: str
    articles: tuple[Article, ...]
    aligned: tuple[tuple[str, str, tuple[Place, ...]], ...]


def proposition_files(data: Path) -> tuple[Path, ...]:
    """Every table of aligned propositions, or `AbsentError`."""
    tops = [root / sub for root in roots(data) for sub in ("superpal", "claims/superpal")]
    found = dict.fromkeys(file.resolve() for top in tops for file in sorted(top.glob("*.csv")))
    if not found:
        raise AbsentError(f"no aligned propositions (superpal/*.csv) under {data}")
    return tuple(found)


def gold_topics(data: Path) -> tuple[Topic, ...]:
    """Every topic of every table, its documents made of the sentences that the table gives."""
    topics: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for file in proposition_files(data):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                topics[row["topic"]].append(row)
    return tuple(read_topic(name, rows) for name, rows in sorted(topics.items()))


def read_topic(name: str, rows: Sequence[Mapping[str, str]]) -> Topic:
    """One topic; what the table says twice stands in its document once."""
    sentences: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for row in rows:
        sentences[SUMMARY][int(row["scuSentCharIdx"])] = row["scuSentence"]
        sentences[row["documentFile"]][int(row["docSentCharIdx"])] = row["docSentText"]
    articles, moved = [], {}
    for document, found in sentences.items():
        article, starts = _article(f"{name}-{document}", found)
        articles.append(article)
        moved[document] = {old: new - old for old, new in starts.items()}
    aligned = []
    for row in rows:
        for document, sentence, spans in (
            (row["documentFile"], row["docSentCharIdx"], row["docSpanOffsets"]),
            (SUMMARY, row["scuSentCharIdx"], row["summarySpanOffsets"]),
        ):
            shift = moved[document][int(sentence)]
            places = tuple((start + shift, end + shift) for start, end in _places(spans))
            aligned.append((row["scuText"], f"{name}-{document}", places))
    return Topic(name, tuple(articles), tuple(aligned))


def _article(name: str, sentences: Mapping[int, str]) -> tuple[Article, dict[int, int]]:
    """The sentences as paragraphs in their order, and where each starts now."""
    text, blocks, starts = "", [], {}
    for old, sentence in sorted(sentences.items()):
        text += "\n\n" if text else ""
        starts[old] = len(text)
        blocks.append(Block(Span(len(text), len(text) + len(sentence)), "body", "layout"))
        text += sentence
    return Article(name, name, "", "text/plain", text, tuple(blocks)), starts


def _places(told: str) -> Iterable[Place]:
    """``1, 5;9, 12`` as places."""
    for part in told.split(";"):
        start, end = part.split(",")
        yield int(start), int(end)


def overlap(span: Span, places: Sequence[Place]) -> float:
    """Character F1 of a span with one passage of several parts."""
    shared = sum(max(0, min(span.end, end) - max(span.start, start)) for start, end in places)
    return 2 * shared / (span.end - span.start + sum(end - start for start, end in places))
