"""Pairs of statements that people judged, found by layout: ``claims/<set>`` or ``<set>``."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import AbsentError
from bench.places import roots

# So many pairs of a large set are read, drawn with a fixed seed.
PAIRS, SEED = 200, 1


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two statements and what people said: a class, a number as text, or classes parted by a blank."""

    a: str
    b: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """The answers of several outlets to one question: each headline, the answer in it, and its group."""

    name: str
    answers: tuple[tuple[str, str, int], ...]


def set_files(data: Path, name: str, pattern: str) -> tuple[Path, ...]:
    """The files of a set, or `AbsentError`."""
    tops = [root / sub for root in roots(data) for sub in (name, f"claims/{name}")]
    found = dict.fromkeys(
        file.resolve() for top in tops if top.is_dir() for file in sorted(top.glob(pattern))
    )
    if not found:
        raise AbsentError(f"no {name}/{pattern} under {data}")
    return tuple(found)


def sample(pairs: Sequence[GoldPair]) -> list[GoldPair]:
    """PAIRS of them, drawn with SEED; all where there are fewer."""
    return random.Random(SEED).sample(list(pairs), min(PAIRS, len(pairs)))


def questions(data: Path) -> tuple[Question, ...]:
    """Answers grouped by people (NaNCo); the group is the one all judges settled on."""
    held = (json.loads(f.read_text(encoding="utf-8")) for f in set_files(data, "nanco", "*.json"))
    return tuple(
        Question(
            item["question"],
            tuple((a["Paragraph"], a["Answer"], int(a["cluster_global"])) for a in item["answers"]),
        )
        for items in held
        for item in items
    )


def stances(data: Path) -> list[GoldPair]:
    """A rumour and a headline that is for it, against it, or only observing (Emergent)."""
    return sample(
        [
            GoldPair(r["claim"], r["headline"], r["stance"])
            for r in _lines(set_files(data, "emergent", "*.jsonl"))
        ]
    )


def turns(data: Path) -> list[GoldPair]:
    """Two claims of one topic, the second strengthening and/or weakening the first or not (ClaimDiff)."""
    labels: dict[str, dict[str, Any]] = {}
    for kind in ("strength", "weak"):
        for file in set_files(data, "claimdiff", f"*{kind}*.json"):
            for row in json.loads(file.read_text(encoding="utf-8"))["data"]:
                labels.setdefault(row["pair_id"], {"row": row})[kind] = int(row["relation"])
    return sample(
        [
            GoldPair(one["row"]["claim_a"], one["row"]["claim_b"], f"{one['strength']} {one['weak']}")
            for _, one in sorted(labels.items())
            if {"strength", "weak"} <= set(one)
        ]
    )


def paraphrases(data: Path) -> list[GoldPair]:
    """Two sentences of news that are paraphrases, ``1``, or not, ``0`` (MSR)."""
    pairs = []
    for file in set_files(data, "msr_paraphrase", "*.tsv"):
        lines = file.read_text(encoding="utf-8-sig").split("\n")[1:]
        rows = (line.rstrip("\r").split("\t") for line in lines if line.strip())
        pairs += [GoldPair(row[3], row[4], row[0]) for row in rows]
    return sample(pairs)


def similar(data: Path) -> list[GoldPair]:
    """Two sentences and how alike in meaning people found them, 0 to 5 (STS, its sets of news)."""
    pairs = []
    for file in set_files(data, "sts", "**/*.tsv"):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            pairs += [GoldPair(row[1].strip(), row[2].strip(), row[0]) for row in rows if len(row) == 3]
    return sample(pairs)


def _lines(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        yield from (json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip())
