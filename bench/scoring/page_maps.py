"""The map from a report's text to its bytes: how much is mapped, and what reads back as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Place = tuple[int, int]


def mapped(text: str, places: Iterable[Place]) -> tuple[int, int]:
    """How many characters of a text that are no white space lie in the places, of how many."""
    inside = bytearray(len(text))
    for start, end in places:
        inside[start:end] = b"\x01" * (min(end, len(text)) - start)
    seen = [bool(inside[at]) for at, letter in enumerate(text) if not letter.isspace()]
    return sum(seen), len(seen)


def read_alike(pairs: Sequence[tuple[str, str]]) -> int:
    """How many pairs of texts are the same words, white space made single."""
    return sum(said.split() == due.split() for said, due in pairs)
