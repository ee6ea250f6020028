"""Puts the parts of a page one below the other as the text of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.data import Stated
from twosource.stages.clean.draft import Draft
from twosource.stages.clean.page_parts import Part
from twosource.stages.clean.page_text import PageText
from twosource.stages.clean.stream import NOWHERE, Piece, make_stream
from twosource.stages.clean.tidy import tidy_pieces
from twosource.stages.clean.units import Unit, is_closed, make_unit

_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part of the page and where it lies in the new text."""

    part: Part
    start: int
    end: int


def assemble(page: PageText, parts: Sequence[Part], stated: tuple[Stated, ...]) -> Draft:
    """Put the parts one below the other, with a blank line between them, as one text."""
    pieces: list[Piece] = []
    placed: list[_Placed] = []
    length = 0
    for part in parts:
        paragraph = page.paragraphs[part.index]
        own = list(tidy_pieces(paragraph.pieces))
        if not own:
            continue
        if pieces:
            gap = _gap(page, placed[-1].part, part, pieces[-1][0], own[0][0])
            pieces.append((gap, NOWHERE, NOWHERE))
            length += len(gap)
        size = sum(len(text) for text, _, _ in own)
        placed.append(_Placed(part, length, length + size))
        pieces += own
        length += size
    stream = make_stream(pieces)
    titles = [s.value for s in stated if s.field == "title"]
    return Draft(stream, tuple(_units(stream.text, placed, titles)), stated)


def _gap(page: PageText, before: Part, part: Part, end: str, start: str) -> str:
    """What parts two paragraphs: a blank line, or less where an element broke a sentence in two."""
    is_broken = (
        before.kind == part.kind == ""
        and part.index == before.index + 1
        and (start[0].islower() or start[0] in ",;:.)")
        and not is_closed(end.rstrip())
        and not page.paragraphs[before.index].is_heading
        and page.paragraphs[before.index].tag != "li"
    )
    return ("" if start[0] in ",;:.)" else " ") if is_broken else "\n\n"


def _units(text: str, placed: Sequence[_Placed], titles: Sequence[str]) -> Iterator[Unit]:
    for place in _joined(text, placed):
        start, part = place.start, place.part
        if part.kind == "headline" and (kicker := _kicker_length(text[start : place.end], titles)):
            if above := make_unit(text, start, start + kicker, "kicker", "in front of the title"):
                yield above
            start += kicker
        for low, high in _cut(text, start, place.end):
            if unit := make_unit(text, low, high, part.kind, part.why):
                yield unit


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines: what two breaks part is two paragraphs."""
    for found in _BLANK_LINE.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _joined(text: str, placed: Sequence[_Placed]) -> Iterator[_Placed]:
    """The parts, those that no blank line parts from the one before made one."""
    pending: _Placed | None = None
    for place in placed:
        if pending is not None and "\n\n" not in text[pending.end : place.start]:
            pending = replace(pending, end=place.end)
            continue
        if pending is not None:
            yield pending
        pending = place
    if pending is not None:
        yield pending


def _kicker_length(words: str, titles: Sequence[str]) -> int:
    """How much of a heading stands in front of what the page calls its title."""
    for title in titles:
        before = len(words) - len(title)
        if len(title) > before > 0 and words.endswith(title) and not words[before - 1].isalnum():
            return before
    return 0
