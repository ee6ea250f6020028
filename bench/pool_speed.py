"""What a second process brings and costs: words a second, seconds to start, memory."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench.figures import Figure
from bench.reading_of import load_parser
from twosource.data import Article, Reading
from twosource.engines import inline, pool
from twosource.settings import Settings
from twosource.stages.extract.extract import extract
from twosource.step import Step

# The fastest counts: what else runs on the machine only ever adds.
ROUNDS = 2
MEGABYTE = 2**20
FROM = f"from so many on another process pays; it is started from {2 * pool.WORTH} characters on"


@dataclass(frozen=True, slots=True)
class Spent:
    """A batch as one process read it: seconds of computing before and over it, and its peak memory in MB."""

    process: int
    before: float
    over: float
    words: int
    memory: float
    readings: tuple[Reading, ...]


def measured(articles: Sequence[Article], parser: Any) -> list[Spent]:
    """`extract` for the pool, and what it took where it ran: all of it with the first article."""
    before = time.process_time()
    readings = tuple(extract(articles, parser))
    over = time.process_time() - before
    spent = Spent(os.getpid(), before, over, words_in(articles), peak(), readings)
    empty = Spent(spent.process, before, 0.0, 0, spent.memory, ())
    return [spent, *[empty] * (len(articles) - 1)]


def words_in(articles: Sequence[Article]) -> int:
    """How many words the articles have."""
    return sum(len(article.text.split()) for article in articles)


def peak() -> float:
    """The peak memory of this process in MB."""
    if sys.platform == "linux":
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no file of a disk
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def pool_figures(articles: Sequence[Article]) -> list[Figure]:
    """Speed with one process and with two, whether they answer alike, and from when on a second one pays."""
    load_parser()
    words = words_in(articles)
    here, one = timed(articles, 1)
    there, two = timed(articles, 2)
    others = [spent for spent in there if spent.process != os.getpid()]
    start = min((spent.before for spent in others), default=0.0)
    speed = sum(s.words for s in here) / sum(s.over for s in here)
    note = (
        f"by the seconds of computing of the busier process, its start included; {len(articles)} reports; "
        f"passed {two:.1f} s with two and {one:.1f} s with one, fastest of {ROUNDS}"
    )
    fast = (("one process", round(speed)),)
    figures = (
        Figure("words a second", round(words / busiest(there, start)), words, "", fast, "words", note),
        Figure("readings like those of one process", alike(here, there), len(articles), ">= 1"),
        Figure("seconds of computing before a process reads", start, len(others), unit="s"),
        Figure(
            "words that one process reads meanwhile", round(speed * start), words, unit="words", note=FROM
        ),
        Figure("peak memory of a process", max((s.memory for s in others), default=0.0), 1, unit="MB"),
    )
    return [replace(figure, of="2 processes") for figure in figures]


def busiest(spent: Sequence[Spent], start: float) -> float:
    """The seconds of the process that computed longest; each but this one took `start` before it read."""
    seconds: dict[int, float] = {}
    for one in spent:
        first = 0.0 if one.process == os.getpid() else start
        seconds[one.process] = seconds.get(one.process, first) + one.over
    return max(seconds.values())


def timed(articles: Sequence[Article], processes: int) -> tuple[list[Spent], float]:
    """What was spent with so many processes, and the seconds that passed, in the fastest round."""
    settings = Settings(processes=processes)
    step = Step("extract", measured, needs=("parser",), batch=settings.batch)
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        done = inline.run(step, articles) if processes == 1 else pool.run(step, articles, settings=settings)
        rounds.append((time.perf_counter() - began, list(done.values)))
    seconds, spent = min(rounds, key=lambda one: one[0])
    return spent, seconds


def alike(here: Sequence[Spent], there: Sequence[Spent]) -> float:
    """The share of reports whose readings are equal, in order."""
    pairs = list(zip(*([r for s in spent for r in s.readings] for spent in (here, there)), strict=True))
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0
