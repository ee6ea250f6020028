"""The questions that rooms ask of heavy libraries: list in, list out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from twosource.data import Attribution, Parsed, Span


class Parser(Protocol):
    """Cuts texts into sentences of tagged, parsed tokens."""

    name: str

    def parse(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[tuple[Parsed, ...]]:
        """For each ``(text, spans to read)`` its sentences, in order.

        Spans of tokens and sentences are code points of the whole text; no
        sentence crosses the border of a span to read.
        """
        ...


class Embedder(Protocol):
    """Turns sentences into unit vectors whose dot product is a similarity."""

    name: str

    def embed(self, sentences: Sequence[str]) -> list[tuple[float, ...]]:
        """One vector a sentence; the same sentence gives the same vector in any batch."""
        ...


class Attributor(Protocol):
    """Marks who is said to have said what."""

    name: str

    def attribute(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[tuple[Attribution, ...]]:
        """For each ``(text, its sentences)`` what is attributed, every span the text's own words.

        Nothing where the model cannot be asked: that is told by the adapter,
        and is no error.
        """
        ...
