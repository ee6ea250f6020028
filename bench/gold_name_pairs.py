"""Names that are one or not, labelled: name-bench, and lists of Latin spellings of names in other scripts."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import AbsentError
from bench.places import roots
from twosource.stages.match.name_words import latin, plain

# A spelling seen once, or a twentieth as often as the commonest, is mostly another word of the same item.
LEAST_SEEN, LEAST_SHARE = 2, 0.05
UNLIKE_PAIRS, SEED = 20_000, 1
Two = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names of one schema (Person, Company …) and whether they are one."""

    schema: str
    a: str
    b: str
    is_one: bool

    @property
    def is_for_rules(self) -> bool:
        """Whether rules may be made from it: half of all pairs, by hash."""
        return is_for_rules(f"{self.a}|{self.b}")


@dataclass(frozen=True, slots=True)
class Variants:
    """Spellings of one name beside pairs of spellings of two: of one initial, and drawn from all."""

    name: str
    one: tuple[Two, ...]
    unlike: tuple[Two, ...]
    unlike_any: tuple[Two, ...]


def is_for_rules(key: str) -> bool:
    """Which half of the data a key is in."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2 == 0


def name_pairs(data: Path) -> tuple[NamePair, ...]:
    """The pairs of name-bench, or `AbsentError`."""
    for file in _files(data, "name-bench.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream)
            return tuple(NamePair(r["schema"], r["name1"], r["name2"], r["is_match"] == "true") for r in rows)
    raise AbsentError(f"no name-bench.csv under {data}")


def variants(data: Path, *, is_rules: bool | None = False) -> tuple[Variants, ...]:
    """Every list of variants; of each the half for checking, that for rules, or with None all."""
    return tuple(_read(file, is_rules) for file in _files(data, "variants_*.jsonl"))


def _files(data: Path, pattern: str) -> Iterator[Path]:
    found = {
        file.resolve() for root in roots(data) for at in (root / "names", root) for file in at.glob(pattern)
    }
    yield from sorted(found)


def _read(file: Path, is_rules: bool | None) -> Variants:
    one: list[Two] = []
    spelt: list[Two] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if is_rules is not None and is_for_rules(row["key"]) != is_rules:
            continue
        counts = {w: n for w, n in row["latin"].items() if len(latin(plain(w))) > 1}
        least = max(LEAST_SEEN, LEAST_SHARE * max(counts.values(), default=0))
        common = sorted((w for w in counts if counts[w] >= least), key=lambda w: (-counts[w], w))
        one += [(common[0], other) for other in common[1:]]
        spelt += [(row["key"], w) for w in common]
    name = file.stem.removeprefix("variants_")
    return Variants(
        name, tuple(one), unlike(spelt, has_one_initial=True), unlike(spelt, has_one_initial=False)
    )


def unlike(spelt: Sequence[Two], *, has_one_initial: bool, count: int = UNLIKE_PAIRS) -> tuple[Two, ...]:
    """Pairs of spellings ``(key, spelling)`` of two keys, drawn at random with a seed, none written alike."""
    draw = random.Random(SEED)
    by_initial: defaultdict[str, list[Two]] = defaultdict(list)
    for key, word in spelt:
        by_initial[latin(plain(word))[:1] if has_one_initial else ""].append((key, word))
    found: list[Two] = []
    for _ in range(count * 2 if spelt else 0):
        key, word = draw.choice(spelt)
        other_key, other = draw.choice(by_initial[latin(plain(word))[:1] if has_one_initial else ""])
        if key != other_key and latin(plain(word)) != latin(plain(other)):
            found.append((word, other))
    return tuple(found[:count])
