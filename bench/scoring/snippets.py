"""Snippets that a page's text must hold and others it must not, counted as trafilatura's evaluation does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """Snippets found and due, found and not due, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """How many of those found are due; 0 where none is found."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """How many of those due are found; 0 where none is due."""
        return self.right / ((self.right + self.missed) or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)


def count_snippets(text: str, due: Sequence[str], unwanted: Sequence[str]) -> Counted:
    """Which snippets stand in a text, white space made single; letters count as they are."""
    words = _single(text)
    right = sum(_single(snippet) in words for snippet in due)
    return Counted(right, sum(_single(snippet) in words for snippet in unwanted), len(due) - right)


def pooled(counts: Iterable[Counted]) -> Counted:
    """The counts of several pages together."""
    held = list(counts)
    return Counted(*(sum(getattr(one, key) for one in held) for key in ("right", "wrong", "missed")))


def _single(text: str) -> str:
    return " ".join(text.split())
