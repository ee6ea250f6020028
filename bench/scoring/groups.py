"""How well reports are grouped: B-cubed, pair F1, adjusted Rand; average link over TF-IDF to stand beside."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Labels = Sequence[Hashable]
Merge = tuple[int, int, float]


def b_cubed(found: Labels, gold: Labels) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998): what is right of each report's group, and of its story."""
    both, ours, theirs = Counter(zip(found, gold, strict=True)), Counter(found), Counter(gold)
    precision = sum(n * n / ours[a] for (a, _), n in both.items()) / len(gold)
    recall = sum(n * n / theirs[b] for (_, b), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def pair_f1(found: Labels, gold: Labels) -> float:
    """F1 over the pairs of reports said to be, and being, of one story; 1 where neither has a pair."""
    right = _pairs(Counter(zip(found, gold, strict=True)))
    said, there = _pairs(Counter(found)), _pairs(Counter(gold))
    return 2 * right / (said + there) if said + there else 1.0


def adjusted_rand(one: Labels, two: Labels) -> float:
    """How much two groupings agree beyond chance (Hubert and Arabie 1985); 1 where they are one."""
    both = _pairs(Counter(zip(one, two, strict=True)))
    a, b, every = _pairs(Counter(one)), _pairs(Counter(two)), math.comb(len(one), 2)
    chance = a * b / every if every else 0.0
    return (both - chance) / ((a + b) / 2 - chance) if (a + b) / 2 != chance else 1.0


def _pairs(sizes: Counter[Any]) -> int:
    return sum(math.comb(size, 2) for size in sizes.values())


def tf_idf(texts: Sequence[str]) -> NDArray[np.float64]:
    """Cosines of texts by TF-IDF (sublinear, smoothed, unit length: the usual defaults), of shape (n, n)."""
    counts = [Counter(re.findall(r"\w\w+", text.lower())) for text in texts]
    held = Counter(word for count in counts for word in count)
    column = {word: number for number, word in enumerate(held)}
    matrix = np.zeros((len(texts), len(column)), np.float32)
    for row, count in enumerate(counts):
        for word, n in count.items():
            idf = math.log((1 + len(texts)) / (1 + held[word])) + 1
            matrix[row, column[word]] = (1 + math.log(n)) * idf
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    product: NDArray[np.float64] = (matrix @ matrix.T).astype(np.float64)
    return product


def average_link(alike: NDArray[np.float64]) -> list[Merge]:
    """The joins of average link, most alike first: two groups (by first member) and their mean likeness."""
    sums, sizes = alike.copy(), np.ones(len(alike))
    np.fill_diagonal(sums, -np.inf)
    made = []
    for _ in range(len(alike) - 1):
        means = sums / np.outer(sizes, sizes)
        a, b = sorted(divmod(int(np.argmax(means)), len(alike)))
        made.append((a, b, float(means[a, b])))
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        sums[a, a] = -np.inf
        sums[b] = sums[:, b] = -np.inf
        sizes[a] += sizes[b]
    return made


def cut(made: Sequence[Merge], size: int, least: float) -> list[int]:
    """The groups after the joins of at least this likeness, each report by the first member of its group."""
    home = list(range(size))
    for a, b, score in made:
        if score >= least:
            home[b] = a
    for number in range(size):
        while home[number] != home[home[number]]:
            home[number] = home[home[number]]
    return home
