"""Cuts a name so that it fits its place in a picture, whatever letters it has."""

from __future__ import annotations

import unicodedata

# Widths in ems, as in DejaVu Sans, the widest of the usual screen faces; what fits there fits elsewhere.
NARROW, PLAIN, BROAD, FULL = 0.36, 0.61, 0.74, 1.0
_NARROW = frozenset("iljtfrI.,:;'’‘|![]() -·")
_BROAD = frozenset("mwMWQOG%&@—…")


def width_of(text: str, size: float) -> float:
    """The width of `text` at most, in the units of `size`, the size of its letters."""
    return sum(map(_em, text)) * size


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL
    if letter in _BROAD:
        return FULL
    if letter in _NARROW:
        return NARROW
    if unicodedata.combining(letter):
        return 0.0
    return BROAD if letter.isupper() or not letter.isalnum() or ord(letter) > 0x24F else PLAIN


def fit(text: str, width: float, size: float) -> str:
    """`text`, or as much of its beginning as fits, cut between words where that costs little."""
    if width_of(text, size) <= width:
        return text
    kept = ""
    for letter in text:
        if width_of(kept + letter + "…", size) > width:
            break
        kept += letter
    at_word = kept.rsplit(" ", 1)[0] if " " in kept else kept
    return (at_word if len(at_word) * 4 > len(kept) * 3 else kept).rstrip(" ,;:") + "…"
