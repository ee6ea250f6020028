"""Cuts a text into the units that are judged: paragraphs, or lines where lines stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from twosource.data import Span

_PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*\n))*")
_LINE = re.compile(r"\S.*")
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_TERMINAL = re.compile(r"[.!?。！？।؟]['\"”’»)\]]*$")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])['\"”’»)\]]*$")
_END = 12  # characters in which a mark and quotation marks behind it stand
_WRAPPED_AT_LEAST = 50
_WRAPPED_AT_MOST = 110


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a line: its span, its words with white space made single, and what it was judged to be.

    `kind` is "" while nobody has judged it.
    """

    span: Span
    words: str
    kind: str = ""
    why: str = ""

    @property
    def count(self) -> int:
        """How many words it has."""
        return self.words.count(" ") + 1

    @property
    def is_open(self) -> bool:
        """Whether nobody has judged it yet."""
        return not self.kind

    @property
    def is_cut_short(self) -> bool:
        """Whether it ends in dots, as a teaser does."""
        return bool(_CUT_SHORT.search(self.words[-_END:]))

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a sentence or more: eight words at least, closed by a mark."""
        return self.count >= 8 and self.is_closed and not self.is_cut_short

    @property
    def is_closed(self) -> bool:
        """Whether it ends in a sentence's mark."""
        return is_closed(self.words)

    def judged(self, kind: str, why: str) -> Unit:
        """This unit with a judgement."""
        return replace(self, kind=kind, why=why)


def is_closed(words: str) -> bool:
    """Whether words end in a sentence's mark, quotation marks behind it apart."""
    return bool(_TERMINAL.search(words[-_END:]))


def make_unit(text: str, start: int, end: int, kind: str = "", why: str = "") -> Unit | None:
    """The unit of a stretch without the white space around it; None if nothing is left."""
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    words = _SPACE.sub(" ", _UNSEEN.sub("", bare)).strip() or bare
    return Unit(Span(start, start + len(bare)), words, kind, why)


def cut_units(text: str, start: int = 0) -> tuple[Unit, ...]:
    """The units of a text from `start` on, in order."""
    return tuple(unit for low, high in _stretches(text, start) if (unit := make_unit(text, low, high)))


def _stretches(text: str, start: int) -> Iterator[tuple[int, int]]:
    for found in _PARAGRAPH.finditer(text, start):
        low, high = found.span()
        lines = [line.span() for line in _LINE.finditer(text, low, high)]
        if len(lines) > 1 and not _is_wrapped([end - begin for begin, end in lines]):
            yield from lines
        else:
            yield low, high


def _is_wrapped(lengths: list[int]) -> bool:
    """Whether lines are one paragraph broken at a width: all but the last are full and about as long."""
    full = lengths[:-1]
    longest = max(full)
    return (
        _WRAPPED_AT_LEAST <= longest <= _WRAPPED_AT_MOST
        and min(full) >= 0.6 * longest
        and lengths[-1] <= longest + 5
    )
