"""Resolves the raw pieces of a paragraph: references, single blanks, no white space at the edges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from twosource.stages.clean.stream import Piece
from twosource.text.readback import DROPPED, LINE_END, REFERENCE, reference, sound

# White space that is more than the single blank between two words.
_GAP = r"(?: *+(?:[\t\n\r\f\xa0]|&(?:nbsp|NonBreakingSpace|#160|#[xX][aA]0);))++ *+|  ++|\A | \Z"
_SPECIAL = re.compile(rf"{_GAP}|{REFERENCE.pattern}|{LINE_END.pattern}|{DROPPED.pattern}")
_MOST_BREAKS = 2


def tidy_pieces(raw: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a paragraph as they are kept; line breaks stay, at most two of them in a row."""
    blanks: list[Piece] = []
    started = False
    for piece in _resolved(raw):
        if not piece[0] or piece[0].isspace():
            blanks.append(piece)
            continue
        if started and blanks:
            yield from [blank for blank in blanks if blank[0] == "\n"][:_MOST_BREAKS] or blanks[:1]
        blanks, started = [], True
        yield piece


def _resolved(raw: Iterable[Piece]) -> Iterator[Piece]:
    for text, start, end in raw:
        if len(text) != end - start:  # a line break
            yield text, start, end
            continue
        at = 0
        for found in _SPECIAL.finditer(text):
            low, high = found.span()
            if low > at:
                yield text[at:low], start + at, start + low
            if resolved := _resolve(found.group()):
                yield resolved, start + low, start + high
            at = high
        if at < len(text):
            yield text[at:], start + at, start + len(text)


def _resolve(written: str) -> str:
    """What a special stretch stands for; of white space a blank, also where it is written as references."""
    resolved = sound(reference(written)).replace("\xa0", " ")
    return " " if resolved.isspace() else resolved
