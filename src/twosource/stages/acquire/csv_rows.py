"""Cuts a table in CSV into rows, each the bytes of the lines it takes, and finds how it is written."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from twosource.errors import SourceError
from twosource.stages.acquire.lines import Line
from twosource.text.parts_csv import DELIMITERS, QUOTES, allow_fields, as_lines

# So many times the largest row may be read anew behind quotation marks that are never closed.
_READ_ANEW = 20
_BLANKS = b" \t\r\n\0"


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in its file: its bytes, and how its fields are quoted.

    `fault` is "" or why the row cannot be read: too-large, open-quote or damaged.
    """

    data: bytes
    quotes: str = "doubled"
    fault: str = ""


@dataclass(slots=True)
class _Feed:
    """Lines of which some can be given back; `may_return` bytes are left for that."""

    lines: Iterator[Line]
    returned: deque[Line]
    may_return: int

    def take(self) -> Line | None:
        """The next line."""
        return self.returned.popleft() if self.returned else next(self.lines, None)

    def give_back(self, lines: list[Line]) -> None:
        """Put lines back; SourceError if that has happened too often."""
        self.may_return -= sum(len(line.data) for line in lines)
        if self.may_return < 0:
            raise SourceError(
                "the table opens quotation marks again and again and never closes them: "
                "save it again with every field that holds a quotation mark in doubled ones.",
                "damaged",
            )
        self.returned.extendleft(reversed(lines))


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What reading a row in one way took, how many fields it has (0: it cannot be read so), and its fault."""

    taken: list[Line]
    count: int
    fault: str = ""


def cut_rows(
    lines: Iterator[Line], delimiter: str, *, charset: str, width: int, max_bytes: int
) -> Iterator[Row]:
    """The rows of a table whose header has `width` fields.

    A row in which quotation marks are not doubled is read as one in which
    backslashes stand before them, or as one that has none, if so it has
    `width` fields.  One that opens a quotation mark and never closes it is
    given as its first line alone, with a fault.
    """
    allow_fields(max_bytes + 2)
    feed = _Feed(lines, deque(), _READ_ANEW * max_bytes)
    codec = charset if charset.startswith("utf-16") else "latin-1"  # delimiters are ASCII in the others
    while (first := feed.take()) is not None:
        yield _row(feed, first, _reader(feed, DELIMITERS[delimiter], codec, max_bytes), width)


def _reader(feed: _Feed, delimiter: str, codec: str, max_bytes: int) -> Callable[[Line, str, bool], _Attempt]:
    """What tries to read the row that begins with a line, quoted in one way, strictly or not."""

    def attempt(first: Line, quotes: str, is_strict: bool) -> _Attempt:
        taken = [first]
        fault = ""

        def fed() -> Iterator[str]:
            nonlocal fault
            yield as_lines(first.data.decode(codec, "replace"))
            size = len(first.data)
            while (line := feed.take()) is not None:
                taken.append(line)
                size += len(line.data)
                if size > max_bytes or not line.is_whole:
                    fault = "too-large"
                    return
                yield as_lines(line.data.decode(codec, "replace"))
            fault = "open-quote"

        try:
            cells = next(csv.reader(fed(), delimiter=delimiter, strict=is_strict, **QUOTES[quotes]), [])
        except csv.Error:
            return _Attempt(taken, 0, fault or "damaged")
        return _Attempt(taken, 0 if fault else len(cells), fault)

    return attempt


def _row(feed: _Feed, first: Line, attempt: Callable[[Line, str, bool], _Attempt], width: int) -> Row:
    if not first.is_whole:
        return Row(first.data, fault="too-large")
    if not first.data.strip(_BLANKS):  # a million of them took 14 s to be tried in every way
        return Row(first.data)
    for quotes in ("doubled", "escaped", "none") if b'\\"' in first.data else ("doubled", "none"):
        found = attempt(first, quotes, True)
        if found.count == width:
            return _made(found, quotes)
        feed.give_back(found.taken[1:])
    for is_strict in (True, False):
        found = attempt(first, "doubled", is_strict)
        # Read leniently over several lines, a mark inside one of the next rows has closed it.
        if not found.fault and (is_strict or len(found.taken) == 1):
            return _made(found, "doubled")
        feed.give_back(found.taken[1:])
    return Row(first.data, fault=found.fault or "open-quote")


def _made(found: _Attempt, quotes: str) -> Row:
    return Row(b"".join(line.data for line in found.taken), quotes)
