"""``python -m bench.eval_snippets [--data DIR] [--ours] [--every N] [--worst N]``: is all kept that must be?

DIR, or TWOSOURCE_EVAL, is laid out as ``tests`` of trafilatura's repository: ``evaldata.json`` beside the
folders ``eval`` and ``cache`` with the pages, which are of every kind, blogs and shops too.  For choosing an
extractor; no part of RESULTS.md, as nothing of that folder can be kept here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.page_answers import RUNNING, clean_page
from bench.page_peers import peers_answers, versions
from bench.scoring.snippets import Counted, count_snippets, pooled
from twosource.data import ARTICLE_KINDS, Article, Failure, Page
from twosource.text.parts import HTML

PEERS = (
    "trafilatura",
    "trafilatura precision",
    "trafilatura fast",
    "trafilatura fast precision",
    "readability-lxml",
)
# What of an article is compared: its running text, that with captions, all that is the report itself.
KEPT = {
    "twosource": RUNNING,
    "twosource with captions": RUNNING | {"caption"},
    "twosource whole": ARTICLE_KINDS,
}

_REASONS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A page and the snippets its text must hold and must not."""

    file: Path
    due: tuple[str, ...]
    unwanted: tuple[str, ...]


def cases(folder: Path) -> Iterator[Case]:
    """The pages of the folder that are there, by address."""
    labels = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    for _, item in sorted(labels.items()):
        places = [folder / sub / item["file"] for sub in ("cache", "eval")]
        for file in [place for place in places if place.is_file()][:1]:
            yield Case(file, tuple(item["with"]), tuple(item["without"]))


def read_page(file: Path) -> Article | Failure:
    """Our article of a page."""
    data = file.read_bytes()
    return clean_page(Page(data, hashlib.sha256(data).hexdigest(), str(file), HTML))


def text_of(read: Article | Failure, kinds: frozenset[str]) -> str:
    """The blocks of these kinds, a line each."""
    if isinstance(read, Failure):
        return ""
    return "\n".join(block.span.of(read.text) for block in read.blocks if block.kind in kinds)


def our_texts(read: Sequence[Article | Failure]) -> dict[str, list[str]]:
    """Our text of every page, for each way to choose among the blocks; empty where it is refused."""
    return {name: [text_of(one, kinds) for one in read] for name, kinds in KEPT.items()}


def peers_texts(held: Sequence[Case]) -> dict[str, list[str]]:
    """The text of every page by every peer that is installed."""
    told = peers_answers([case.file for case in held], PEERS)
    return {name: [answer.body for answer in answers] for name, answers in told.items()}


def refusals(read: Sequence[Article | Failure]) -> Iterator[str]:
    """Why pages were refused, the most frequent reasons first."""
    reasons = Counter(one.reason for one in read if isinstance(one, Failure))
    yield from (f"refused {count}: {reason}" for reason, count in reasons.most_common(_REASONS))


def counts_of(texts: Sequence[str], held: Sequence[Case]) -> list[Counted]:
    """The counts of one reader, page by page."""
    return [count_snippets(text, case.due, case.unwanted) for text, case in zip(texts, held, strict=True)]


def report(held: Sequence[Case], texts: dict[str, list[str]]) -> Iterator[str]:
    """A line a reader."""
    yield f"{'':28} precision  recall     F1  empty"
    for name, said in texts.items():
        total = pooled(counts_of(said, held))
        empty = sum(not text.strip() for text in said)
        yield f"{name:28} {total.precision:9.4f}  {total.recall:.4f} {total.f1:.4f}  {empty}"


def worst(held: Sequence[Case], texts: dict[str, list[str]], shown: int) -> Iterator[str]:
    """The pages on which we are furthest behind the peer that does best."""
    ours = counts_of(texts["twosource"], held)
    peers = [counts_of(said, held) for name, said in texts.items() if name not in KEPT]
    behind = [
        (own.f1 - max((one[at].f1 for one in peers), default=1.0), case.file.name)
        for at, (own, case) in enumerate(zip(ours, held, strict=True))
    ]
    yield from (f"{gap:+.3f}  {name}" for gap, name in sorted(behind)[:shown])


def main(arguments: list[str]) -> int:
    """Measure, or say that the folder is not there."""
    parser = argparse.ArgumentParser(prog="python -m bench.eval_snippets", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_EVAL"))
    parser.add_argument("--ours", action="store_true", help="without the peers")
    parser.add_argument("--every", type=int, default=1, help="only every N-th page")
    parser.add_argument("--worst", type=int, default=0, help="also name the pages we are furthest behind on")
    asked = parser.parse_args(arguments)
    folder = Path(asked.data) if asked.data else None
    if folder is None or not (folder / "evaldata.json").is_file():
        print(f"skipped: no evaldata.json beside eval and cache under {folder}; name a folder with --data.")
        return 1
    held = list(cases(folder))[:: asked.every]
    read = [read_page(case.file) for case in held]
    texts = our_texts(read) | ({} if asked.ours else peers_texts(held))
    print(f"{len(held)} pages; {versions()}")
    print("\n".join([*report(held, texts), *refusals(read), *worst(held, texts, asked.worst)]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
