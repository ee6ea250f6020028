"""Words a second that `extract` reads on one core, beside the parser alone, and where the seconds go."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from bench.figures import AbsentError, Figure
from bench.gold_attributions import gold_articles
from bench.places import slugs, story_folders
from bench.pool_speed import pool_figures
from bench.reading_of import article_of, load_parser, readings_of
from bench.sampling import sampled
from bench.scoring.word_speed import PARSE, added, by_group, by_step
from twosource.data import Article

# The fastest counts: what else runs on the machine only ever adds.
ROUNDS = 7
# Enough for a steady figure; more only takes time.
WORDS = 8_000
# Text enough for two processes to be worth their start.
POOL_REPORTS = 60
ROOM = "twosource.stages.extract"
PARSER = "twosource.models"


def run(data: Path) -> list[Figure]:
    """Speed, what the rules add, and seconds by step."""
    articles, words = first_words(news_texts(data))
    bare = bare_parser()
    read = [partial(readings_of, [article]) for article in articles]
    parse = [partial(bare, [block.span.of(article.text) for block in article.blocks]) for article in articles]
    least = fastest([work for pair in zip(read, parse, strict=True) for work in pair])
    ours, alone = sum(least[::2]), sum(least[1::2])
    note = f"one core, fastest of {ROUNDS} for every report; {len(articles)} reports"
    beside = ("spaCy alone", round(words / alone))
    steps = by_step(sampled(lambda: readings_of(articles)), ROOM, PARSER)
    return [
        Figure("words a second", round(words / ours), words, "", (beside,), "words", note),
        Figure(
            "seconds the rules add, for each of spaCy's",
            added(ours, alone),
            words,
            "<= .40",
            note="seconds for 1000 words by step: " + told_by_step(steps, words),
        ),
        *step_figures(steps, words),
        *pool_figures(list(islice(news_articles(data), POOL_REPORTS))),
    ]


def step_figures(steps: Sequence[tuple[str, float]], words: int) -> list[Figure]:
    """Words a second of each step alone; the parse holds what makes records of it."""
    return [
        Figure("words a second, one step alone", round(words / seconds), words, unit="words", of=step)
        for step, seconds in by_group(steps).items()
        if seconds
    ]


def news_articles(data: Path) -> Iterator[Article]:
    """The annotated articles where there are any, else the reports of stories."""
    with contextlib.suppress(AbsentError):
        yield from (article_of(a.name, a.text, published="2020-01-01") for a in gold_articles(data))
        return
    texts = enumerate(story_texts(story_folders(data)))
    yield from (article_of(f"r{number}", text, published="2020-01-01") for number, text in texts)


def news_texts(data: Path) -> Iterator[str]:
    """The texts of stories' reports, else of annotated articles, or `AbsentError`."""
    with contextlib.suppress(AbsentError):
        yield from story_texts(story_folders(data))
        return
    with contextlib.suppress(AbsentError):
        yield from (article.text for article in gold_articles(data))
        return
    raise AbsentError(f"no news texts (stories, or annotated articles) under {data}")


def story_texts(folders: Sequence[Path]) -> Iterator[str]:
    """The texts of the reports of stories."""
    for file in (folder / f"{slug}.articles.jsonl" for folder in folders for slug in slugs(folder)):
        lines = file.read_text(encoding="utf-8").split("\n")
        yield from (json.loads(line)["text"] for line in lines if line.strip())


def first_words(texts: Iterator[str]) -> tuple[list[Article], int]:
    """Reports up to WORDS words, and how many words they have."""
    articles: list[Article] = []
    words = 0
    for text in texts:
        if words >= WORDS:
            break
        articles.append(article_of(f"r{len(articles)}", text, published="2020-01-01"))
        words += len(text.split())
    return articles, words


def bare_parser() -> Callable[[Sequence[str]], object]:
    """spaCy with the same weights, and nothing made of what it gives."""
    load_parser()
    import spacy

    from twosource.models.checksum import find_package
    from twosource.models.spacy_parser import PACKAGE, VERSION

    pipeline = spacy.load(find_package(PACKAGE) / f"{PACKAGE}-{VERSION}")
    return lambda texts: sum(len(doc) for doc in pipeline.pipe(texts, batch_size=32))


def fastest(works: Sequence[Callable[[], object]]) -> list[float]:
    """The seconds of computing that each work takes in its fastest round.

    A round before them warms what is kept.  Reports are timed one by one: on
    a busy machine a second seldom goes by undisturbed, a tenth of one does.
    """
    least = [float("inf")] * len(works)
    for turn in range(ROUNDS + 1):
        for place, work in enumerate(works):
            start = time.process_time()
            work()
            if turn:
                least[place] = min(least[place], time.process_time() - start)
    return least


def told_by_step(steps: Sequence[tuple[str, float]], words: int) -> str:
    """Seconds for 1000 words of every step, the most first; the parse holds what makes records of it."""
    told = [f"{step} {1000 * seconds / words:.3f}" for step, seconds in steps]
    return ", ".join(told) if any(step == PARSE for step, _ in steps) else "the parser was not seen"
