"""What the body of a mail gives before it is judged: its text, and of every unit how it stood there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.data import Span, Stated
from twosource.stages.clean.stream import NOWHERE, Piece, Stream, make_stream, pieces_of
from twosource.stages.clean.units import Unit

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of a mail and how it stood there.

    `is_title` says that it is set like a heading, `is_bare` that nothing but
    its being a link sets it off, `is_linked` that it is links and nothing
    else, `has_link` that it holds one, `is_quoted` that it is marked as
    somebody else's words, `is_unseen` that no reader is shown it.
    `make` is alike for lines of HTML that are set alike, "" in plain text.
    """

    unit: Unit
    make: str = ""
    is_title: bool = False
    is_bare: bool = False
    is_linked: bool = False
    has_link: bool = False
    is_quoted: bool = False
    is_unseen: bool = False

    @property
    def words(self) -> str:
        """The words of the unit."""
        return self.unit.words

    def judged(self, kind: str, why: str) -> Line:
        """This line with a judgement on its unit."""
        return replace(self, unit=self.unit.judged(kind, why))


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a mail, or of a part of it, its lines, and what it states of itself."""

    stream: Stream
    lines: tuple[Line, ...]
    stated: tuple[Stated, ...] = ()

    @property
    def words(self) -> int:
        """How many words of prose it has that are its own."""
        return sum(line.unit.count for line in self.lines if line.unit.is_prose and not line.is_quoted)


def join_bodies(bodies: Sequence[Body]) -> Body:
    """Bodies one below the other, with a blank line between two; their streams count in the same source."""
    if len(bodies) == 1:
        return bodies[0]
    pieces: list[Piece] = []
    lines: list[Line] = []
    length = 0
    for body in bodies:
        if not body.stream.text:
            continue
        if pieces:
            pieces.append((_GAP, NOWHERE, NOWHERE))
            length += len(_GAP)
        pieces += list(pieces_of(body.stream, 0, len(body.stream.text)))
        lines += [shift_line(line, length) for line in body.lines]
        length += len(body.stream.text)
    return Body(make_stream(pieces), tuple(lines), tuple(s for body in bodies for s in body.stated))


def shift_line(line: Line, by: int) -> Line:
    """A line of a text that now starts `by` code points later."""
    span = line.unit.span
    return replace(line, unit=replace(line.unit, span=Span(span.start + by, span.end + by)))
