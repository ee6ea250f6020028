"""What each way of reading a page gives before it is judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from twosource.data import Failure, Flag, Stated
from twosource.stages.clean.held import Held
from twosource.stages.clean.stream import Piece, Stream
from twosource.stages.clean.units import Unit
from twosource.text.readback import DROPPED, LINE_END, sound


@dataclass(frozen=True, slots=True)
class Draft:
    """One article before it is judged: its text with the way back to the source, cut into units.

    `stated` is what the page says of it, `flags` what is odd about it, and
    `item` which it is where the page holds several.
    """

    stream: Stream
    units: tuple[Unit, ...]
    stated: tuple[Stated, ...] = ()
    flags: tuple[Flag, ...] = ()
    item: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """All articles of a page, what their streams count in, and the encoding of the page.

    `failures` are articles of the page that must not be read, as withdrawn ones.
    `captured` is when the page was saved (ISO 8601), where the page itself says so.
    """

    held: Held
    drafts: tuple[Draft, ...]
    charset: Stated
    failures: tuple[Failure, ...] = ()
    captured: str | None = None


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
