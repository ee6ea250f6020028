"""What a page holds, decoded: one source, or several parts joined, with the way back to their bytes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from twosource.stages.clean.decode import Decoded

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """A decoded part of a page; `name` is "" for the page itself.

    `boxes` are, for a page of a PDF, ``(first character, box)`` line by line.
    """

    name: str
    decoded: Decoded
    has_lines: bool = True
    boxes: tuple[tuple[int, Box], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the source lies: bytes of a part, the line it starts on, and its box."""

    part: str
    byte_start: int
    byte_end: int
    line: int
    box: Box | None


class Held:
    """The parts of a page one after the other: `text` is theirs, with a line end between two.

    Drafts count in code points of `text`; `place` leads back to the bytes.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)
        starts: list[int] = []
        length = 0
        for part in self.parts:
            starts.append(length)
            length += len(part.decoded.text) + 1
        self.starts = tuple(starts)

    @cached_property
    def text(self) -> str:
        """The text of all parts."""
        return "\n".join(part.decoded.text for part in self.parts)

    def start_of(self, name: str) -> int:
        """Where the part called `name` starts in `text`."""
        return next(at for at, part in zip(self.starts, self.parts, strict=True) if part.name == name)

    def place(self, start: int, end: int) -> Place:
        """Where the stretch ``[start, end)`` of `text` lies; it must not reach over two parts."""
        index = bisect_right(self.starts, start) - 1
        part, at = self.parts[index], self.starts[index]
        decoded = part.decoded
        box = None
        if part.boxes:
            box = part.boxes[max(0, bisect_right(part.boxes, start - at, key=lambda entry: entry[0]) - 1)][1]
        line = bisect_right(self._line_ends[index], start - at - 1) + 1 if part.has_lines else 0
        return Place(part.name, decoded.byte_at(start - at), decoded.byte_at(end - at), line, box)

    @cached_property
    def _line_ends(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(line_ends(part.decoded.text)) for part in self.parts)


def line_ends(text: str) -> Iterable[int]:
    """The places of the line feeds of a text."""
    at = text.find("\n")
    while at >= 0:
        yield at
        at = text.find("\n", at + 1)
