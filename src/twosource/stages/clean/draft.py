"""What each way of reading a page gives before it is judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from twosource.data import Stated
from twosource.stages.clean.stream import Piece, Stream
from twosource.stages.clean.units import Unit
from twosource.text.readback import DROPPED, LINE_END, sound


@dataclass(frozen=True, slots=True)
class Draft:
    """The text with its way back to the source, its units, and what the page states of itself."""

    stream: Stream
    units: tuple[Unit, ...]
    stated: tuple[Stated, ...] = ()


_PLAIN = re.compile(f"{LINE_END.pattern}|{DROPPED.pattern}")


def plain_pieces(source: str, start: int = 0) -> Iterator[Piece]:
    """The pieces of plain text: as it stands, line ends made one, controls left out."""
    return resolved_pieces(source, start, len(source), _PLAIN, sound)


def resolved_pieces(
    source: str, start: int, end: int, special: re.Pattern[str], resolve: Callable[[str], str]
) -> Iterator[Piece]:
    """The pieces of a stretch of the source in which every match of `special` is resolved."""
    at = start
    for found in special.finditer(source, start, end):
        if found.start() > at:
            yield source[at : found.start()], at, found.start()
        yield resolve(found.group()), found.start(), found.end()
        at = found.end()
    if at < end:
        yield source[at:end], at, end
