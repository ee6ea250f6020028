"""What others say of two names: rapidfuzz, and nomenklatura in an environment of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bench.gold_name_pairs import NamePair
from bench.places import CHECKOUT
from twosource.stages.match.name_words import latin, plain

HOME = CHECKOUT / "bench" / "peers" / "names"
PYTHON = HOME / ".venv" / "bin" / "python"
SECONDS = 300


def ratio(a: str, b: str) -> float:
    """rapidfuzz's ratio of the words in alphabetical order, 0 to 1."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(latin(plain(a)), latin(plain(b))) / 100


def jaro_winkler(a: str, b: str) -> float:
    """rapidfuzz's Jaro-Winkler similarity, 0 to 1."""
    from rapidfuzz.distance import JaroWinkler

    return float(JaroWinkler.similarity(latin(plain(a)), latin(plain(b))))


def levenshtein(a: str, b: str) -> float:
    """rapidfuzz's normalised Levenshtein similarity, 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_similarity(latin(plain(a)), latin(plain(b))))


def logic_v2(pairs: Sequence[NamePair], *, python: Path = PYTHON) -> list[float]:
    """nomenklatura's logic-v2 score of each pair; [] where its environment is not there."""
    if not python.is_file():
        return []
    asked = "".join(json.dumps([p.schema, p.a, p.b]) + "\n" for p in pairs)
    command = [str(python), str(HOME / "compare_names.py")]
    ran = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=SECONDS, check=False)
    scores = [float(line) for line in ran.stdout.split("\n") if line]
    return scores if len(scores) == len(pairs) else []


def best_floor(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The floor from which a score says yes at which its F1 on these labels is best."""
    held = sorted(zip(scores, labels, strict=True), reverse=True)
    best, floor, true = -1.0, 1.0, 0
    for number, (score, is_one) in enumerate(held, start=1):
        true += is_one
        is_last = number == len(held) or held[number][0] < score
        found = 2 * true / (number + sum(labels))
        if is_last and found > best:
            best, floor = found, score
    return floor
