"""Whether two words are spellings of one name: the letters that transliterations mix, weighed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate

from twosource.words.load import load_words

# Several letters that write one sound; what is longer comes first.
SOUNDS = (
    ("tsch", "C"),
    ("sch", "S"),
    ("tch", "C"),
    ("sh", "S"),
    ("ch", "C"),
    ("kh", "K"),
    ("gh", "G"),
    ("ph", "f"),
    ("zh", "Z"),
    ("th", "T"),
    ("ts", "Q"),
    ("dj", "j"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("x", "ks"),
)
# Where 2.4 % of pairs of unlike names with one initial are taken for one: measured on the half of the public
# variant lists that the weights were learned on.
ALIKE = 0.25
# Where one in two thousand of them is.
NEARLY_SAME = 0.62
LETTERS_WEIGHED = 40
_CLASSES = str.maketrans("qcgGKQzZSCwvyjTf", "kkkhhksssSbbiitb")


@lru_cache(maxsize=65_536)
def sounds(word: str) -> str:
    """A word in the letters of `letters.toml`: Latin, one letter a sound, nothing doubled."""
    if not word.isascii():
        from anyascii import anyascii

        word = anyascii(word)
    word = re.sub(r"[^a-z]", "", word.lower())
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a word, those that transliterations mix made one; vowels alone stay."""
    written = sounds(word)
    bare = re.sub(r"[aeiouyhjw]", "", written[:1].replace("h", "") + written[1:]).translate(_CLASSES)
    return re.sub(r"(.)\1+", r"\1", bare) or written[:1]


@lru_cache(maxsize=65_536)
def closeness(a: str, b: str) -> float:
    """How alike two words are written, 1 for the same sounds, below 0 for words with little in common.

    The best alignment of their letters under the weights of `letters.toml`,
    as a share of what each has with itself.
    """
    x, y = sorted((sounds(a)[:LETTERS_WEIGHED], sounds(b)[:LETTERS_WEIGHED]))
    if not x or not y:
        return 0.0
    if x == y:
        return 1.0
    weights = _weights()
    whole = sum(weights[c, c] for c in x) + sum(weights[c, c] for c in y)
    return 2 * _aligned(x, y, weights) / whole


def _aligned(x: str, y: str, weights: Mapping[tuple[str, str], float]) -> float:
    """The best sum of weights over all alignments of two words in order."""
    gaps = [weights[letter, ""] for letter in y]
    above = [0.0, *accumulate(gaps)]
    for one in x:
        gap = weights[one, ""]
        last = above[0] + gap
        row = [last]
        for at, other in enumerate(y):
            paired, left_out, too_many = above[at] + weights[one, other], above[at + 1] + gap, last + gaps[at]
            last = paired if paired >= left_out else left_out
            last = last if last >= too_many else too_many
            row.append(last)
        above = row
    return above[-1]


@cache
def _weights() -> Mapping[tuple[str, str], float]:
    """The weight of one letter for another, and, with "" for the other, of leaving it out."""
    table = load_words("twosource.stages.match", "letters.toml")
    own, other = table["own"], float(table["other"])
    found = {(a, b): other for a in own for b in own}
    found |= {(a, a): float(value) for a, value in own.items()}
    found |= {(a, ""): float(value) for a, value in table["gap"].items()}
    for (a, b), value in table["pair"].items():
        found[a, b] = found[b, a] = float(value)
    return found
