"""Cuts a stream into lines, no line longer and no packed stream larger than allowed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from twosource.errors import SourceError
from twosource.stages.acquire.opening import damaged

# A table may be long, but not the work of a packing bomb.
MOST_UNPACKED = 20_000_000
MOST_RATIO = 200
_CHUNK = 1 << 16
# A line counts for so many bytes at least: line ends alone take as long to read as lines.
_LEAST = 50
LINE_FEED = b"\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end; of one that is longer than allowed only how it begins."""

    data: bytes
    is_whole: bool = True


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked of the file called `name`."""

    name: str
    left: int

    def spend(self, size: int) -> None:
        """Count what was unpacked; SourceError if it is far more than the file's size allows."""
        self.left -= size
        if self.left < 0:
            raise SourceError(
                f"{self.name} unpacks to far more than its size allows: give it unpacked.", "too-large"
            )


def budget_of(path: str, name: str, *, is_packed: bool) -> Budget | None:
    """What a packed file may unpack to: 20 MB, or 200 times its size; None for one that is not packed."""
    return Budget(name, max(MOST_UNPACKED, MOST_RATIO * Path(path).stat().st_size)) if is_packed else None


def cut_lines(
    stream: BinaryIO, max_bytes: int, *, name: str, budget: Budget | None = None, end: bytes = LINE_FEED
) -> Iterator[Line]:
    """The lines of a stream, ended by `end` (a line feed, or a line end of UTF-16).

    Of a line of more than `max_bytes` only the first `max_bytes` + 1 are given.
    SourceError if the stream cannot be unpacked or unpacks to too much.
    """
    pieces = _by_feed(stream, max_bytes + 1) if end == LINE_FEED else _by_chunk(stream, end)
    kept, size = bytearray(), 0
    try:
        for piece, is_end in pieces:
            if budget:
                budget.spend(max(len(piece), _LEAST))
            size += len(piece)
            kept += piece[: max_bytes + 1 - len(kept)]
            if is_end:
                yield Line(bytes(kept), size <= max_bytes)
                kept, size = bytearray(), 0
    except (gzip.BadGzipFile, EOFError, zlib.error) as damage:
        raise SourceError(damaged(name, damage), "damaged") from None
    if kept:
        yield Line(bytes(kept), size <= max_bytes)


def _by_feed(stream: BinaryIO, at_most: int) -> Iterator[tuple[bytes, bool]]:
    while piece := stream.readline(min(at_most, 1 << 20)):
        yield piece, piece.endswith(LINE_FEED)


def _by_chunk(stream: BinaryIO, end: bytes) -> Iterator[tuple[bytes, bool]]:
    """Pieces up to an `end` that stands at a multiple of its own length."""
    width, rest = len(end), b""
    while chunk := stream.read(_CHUNK):
        chunk = rest + chunk
        whole = len(chunk) - len(chunk) % width
        start = at = 0
        while (at := chunk.find(end, at, whole)) >= 0:
            if at % width:
                at += 1
                continue
            at += width
            yield chunk[start:at], True
            start = at
        yield chunk[start:whole], False
        rest = chunk[whole:]
    if rest:
        yield rest, False
