"""Spans of characters: where a quote stands, and how well two spans agree."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

Place = tuple[int, int]
"""Start and end of a stretch of text, in code points."""

# Invisible characters that a tool may drop or keep without changing the words.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def overlap(a: Place, b: Place) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def char_f1(a: Place, b: Place) -> float:
    """Character F1 of two spans of one text."""
    length = (a[1] - a[0]) + (b[1] - b[0])
    return 2 * overlap(a, b) / length if length else 0.0


def best_f1(span: Place, places: Iterable[Place]) -> float:
    """The best character F1 of a span with any of the places."""
    return max((char_f1(span, place) for place in places), default=0.0)


@functools.lru_cache(maxsize=256)
def flattened(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without invisible characters and with single spaces, and where each character came from."""
    kept: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        if char in INVISIBLE or (char.isspace() and (not kept or kept[-1] == " ")):
            continue
        kept.append(" " if char.isspace() else char)
        origin.append(index)
    return "".join(kept), tuple(origin)


@functools.lru_cache(maxsize=4096)
def occurrences(text: str, quote: str) -> tuple[Place, ...]:
    """Every place of a quote in a text, white space and invisible characters aside."""
    flat, origin = flattened(text)
    wanted = flattened(quote)[0].strip()
    if not wanted:
        return ()
    starts = [found.start() for found in re.finditer(re.escape(wanted), flat)]
    return tuple((origin[start], origin[start + len(wanted) - 1] + 1) for start in starts)


# A stop with its closing marks before a new beginning, or the end of a line.
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])|(?=\n)")

# Stops that end no sentence: titles, months and ranks cut short, initials.
CUT_SHORT = re.compile(
    r"\b(?:[A-Z]|Mrs?|Ms|Dr|Gov|Sens?|Reps?|Lt|Col|Gen|Maj|Sgt|Capt|Supt|Rev|St|No|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.$"
)


@functools.lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Place, ...]:
    """A plain cut into sentences: line ends, and stops before a capital, a digit or an opening mark."""
    places: list[Place] = []
    start = 0
    for end in [*(found.end() for found in SENTENCE_END.finditer(text)), len(text)]:
        piece = text[start:end]
        if piece.strip() and not (end < len(text) and CUT_SHORT.search(piece)):
            places.append((end - len(piece.lstrip()), end))
            start = end
    return tuple(places)


def sentence_at(text: str, place: Place) -> Place:
    """The stretch of whole sentences that a place touches."""
    touched: Sequence[Place] = [cut for cut in sentences(text) if overlap(cut, place)]
    return (touched[0][0], touched[-1][1]) if touched else place
