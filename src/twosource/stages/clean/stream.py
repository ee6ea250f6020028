"""Text made of pieces of a decoded page, with the way back from every piece to its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from twosource.data import Run, Span
from twosource.stages.clean.held import Held

# A piece: its text, and the stretch of the source it stands for; None where it has none (a break).
Piece = tuple[str, int, int]
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Stream:
    """`text`, cut into pieces: piece i starts at ``at[i]`` and stands for source ``[start[i], end[i])``.

    Where a piece is as long as its source, they are the same letter by letter.
    """

    text: str
    at: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]


def make_stream(pieces: Iterable[Piece]) -> Stream:
    """Put pieces one after the other."""
    texts: list[str] = []
    at: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    length = 0
    for text, start, end in pieces:
        if not text:
            continue
        texts.append(text)
        at.append(length)
        starts.append(start)
        ends.append(end)
        length += len(text)
    return Stream("".join(texts), tuple(at), tuple(starts), tuple(ends))


def pieces_of(stream: Stream, start: int, end: int) -> Iterator[Piece]:
    """The pieces of the stretch ``[start, end)`` of a stream; a resolved escape is never cut in two."""
    index = bisect_right(stream.at, start) - 1
    while index < len(stream.at) and stream.at[index] < end:
        low = stream.at[index]
        high = stream.at[index + 1] if index + 1 < len(stream.at) else len(stream.text)
        first, last = max(low, start), min(high, end)
        text = stream.text[first:last]
        if stream.start[index] == NOWHERE:
            yield text, NOWHERE, NOWHERE
        elif high - low == stream.end[index] - stream.start[index]:
            yield text, stream.start[index] + first - low, stream.start[index] + last - low
        else:
            yield text, stream.start[index], stream.end[index]
        index += 1


def moved(stream: Stream, by: int) -> Stream:
    """The stream with its source `by` code points further on, as in a page of several parts."""
    return replace(
        stream,
        start=tuple(NOWHERE if at == NOWHERE else at + by for at in stream.start),
        end=tuple(NOWHERE if at == NOWHERE else at + by for at in stream.end),
    )


def runs_of(stream: Stream, held: Held) -> tuple[Run, ...]:
    """The map of a whole stream to bytes: a run a stretch that is whole in the source, at most a line."""
    runs: list[Run] = []
    open_at, source_start, source_end = -1, 0, 0
    for at, start, end, text in _cut_at_lines(stream):
        if open_at >= 0 and (start != source_end or text == "\n"):
            runs.append(_run(open_at, at, source_start, source_end, held))
            open_at = -1
        if text == "\n" or start == NOWHERE:
            continue
        if open_at < 0:
            open_at, source_start = at, start
        source_end = end
    if open_at >= 0:
        runs.append(_run(open_at, len(stream.text), source_start, source_end, held))
    return tuple(run for run in runs if run.span.of(stream.text).strip())


def _run(at: int, upto: int, start: int, end: int, held: Held) -> Run:
    place = held.place(start, end)
    return Run(Span(at, upto), place.byte_start, place.byte_end, place.part, place.line, place.box)


def _cut_at_lines(stream: Stream) -> Iterator[tuple[int, int, int, str]]:
    """Pieces, those that hold a line end and are letter for letter cut there."""
    for index, (at, start, end) in enumerate(zip(stream.at, stream.start, stream.end, strict=True)):
        upto = stream.at[index + 1] if index + 1 < len(stream.at) else len(stream.text)
        if start == NOWHERE or upto - at != end - start or "\n" not in stream.text[at:upto]:
            yield at, start, end, stream.text[at:upto]
            continue
        for line in stream.text[at:upto].splitlines(keepends=True):
            bare = line.removesuffix("\n")
            if bare:
                yield at, start, start + len(bare), bare
            if bare != line:
                yield at + len(bare), start + len(bare), start + len(line), "\n"
            at, start = at + len(line), start + len(line)
