"""Reads and compares one table of reports in this process and prints what that cost as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")


def main(table: Path) -> None:
    """Print seconds of the processor by step, claims, points and peak memory in MB (2**20 bytes).

    The models are loaded beforehand, by the first report of the table.
    """
    from twosource.data import Article, Case
    from twosource.library import read_claims
    from twosource.pipeline import without_matters
    from twosource.stages.cluster.given import given
    from twosource.stages.match.match import match
    from twosource.stages.trace.trace import trace
    from twosource.step import load_model

    embedder = load_model("embedder").value
    first = table.with_name("first.jsonl")
    first.write_text(table.read_text(encoding="utf-8").split("\n")[0], encoding="utf-8")
    read_claims([first])
    seconds: dict[str, float] = {}

    def timed(step: str, work: Callable[[], Made]) -> Made:
        start = time.process_time()
        made = work()
        seconds[step] = time.process_time() - start
        return made

    pairs = timed("extract", lambda: [p for p in read_claims([table]) if isinstance(p, tuple)])
    articles: tuple[Article, ...] = tuple(article for article, _ in pairs)
    case = Case(given(articles), articles, tuple(without_matters(reading) for _, reading in pairs))
    if embedder is not None:
        embedder.embed(["The models are loaded by now."])
    matched = timed("match", lambda: match(case, embedder))
    timed("trace", lambda: trace(case, matched))
    unit = 2**20 if sys.platform == "darwin" else 2**10
    counted = {
        "claims": sum(len(reading.claims) for reading in case.readings),
        "points": len(matched.points),
        "only": len(matched.only_in),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
    }
    print(json.dumps({**seconds, **counted}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
