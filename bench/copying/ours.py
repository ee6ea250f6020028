"""``python -m bench.copying.ours TEXTS.jsonl OUT.json``: what twosource finds, at what cost."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from twosource.data import Article, Block, Span, Stated

QUOTATION = re.compile('“([^”\n]*)”|"([^"\n]*)"')
HOURS = 72.0


def articles_of(held: Iterable[Mapping[str, Any]]) -> list[Article]:
    """Reports that are running text from first to last."""
    return [
        Article(
            each["id"],
            each["id"],
            "",
            "text/plain",
            each["text"],
            (Block(Span(0, len(each["text"])), "body"),),
            (Stated("published", each["published"], "field"),),
        )
        for each in held
    ]


def quotations_of(articles: Sequence[Article]) -> dict[str, list[Span]]:
    """What stands between quotation marks."""
    return {a.id: [Span(*found.span()) for found in QUOTATION.finditer(a.text)] for a in articles}


def main(texts: Path, out: Path) -> None:
    """Write the pairs found by kind, seconds of the processor, and peak memory in MB (2**20 bytes)."""
    from twosource.stages.trace.many import copies_among

    held = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
    start = time.process_time()
    articles = articles_of(held)
    found = copies_among(articles, quotations_of(articles), hours=HOURS)
    pairs = [(copy.a, copy.b, copy.kind) for copy in found]
    seconds = time.process_time() - start
    unit = 2**20 if sys.platform == "darwin" else 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    out.write_text(json.dumps({"pairs": pairs, "seconds": seconds, "mb": peak}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
