"""Sentence vectors without a model: hashed words and word beginnings."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator

SIZE = 512


def embed_words(sentence: str) -> tuple[float, ...]:
    """The unit vector of one sentence; of an empty one, zeros."""
    vector = [0.0] * SIZE
    for feature, weight in features(sentence):
        vector[zlib.crc32(feature.encode()) % SIZE] += weight
    length = math.sqrt(sum(x * x for x in vector))
    return tuple(x / length for x in vector) if length else tuple(vector)


def features(sentence: str) -> Iterator[tuple[str, float]]:
    """Words of three letters and more, and their first five letters."""
    for word in re.findall(r"\w+", sentence.casefold()):
        if len(word) > 2 or word.isdigit():
            yield word, 1.0
            yield "^" + word[:5], 0.7
