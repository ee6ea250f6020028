"""Puts the lines of an agency file together: what stands above the report, its body, what stands below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from twosource.data import Flag, Stated
from twosource.stages.clean.decode import Decoded, decode
from twosource.stages.clean.draft import Draft
from twosource.stages.clean.held import Part
from twosource.stages.clean.inline import find_dateline
from twosource.stages.clean.stream import NOWHERE, Piece, make_stream
from twosource.stages.clean.units import Unit, make_unit

# Of these a report has one; where the file's fields and the body both show it, the body's is shown.
_ONCE = frozenset({"headline", "byline", "dateline", "kicker"})
_TITLES = frozenset({"kicker", "headline", "subhead"})
_BLANK_LINE = re.compile(r"\n\s*\n")
# Paragraphs of a body in which its own headline, byline and date line are looked for.
_OPENING = 16
_FIRST = 3
# Letters of a date line, behind which a summary's words begin.
_LONGEST_PLACE = 60
_LONGEST_TOPIC = 60
# What stands above a text and often says the same as its first words.
_REPEATING = frozenset({"element abstract", "element dateline"})
_PLACED = {"title": ("headline",), "author": ("byline",), "agency": ("byline", "dateline")}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of an agency file, and what the file says it is; "" where its words must tell."""

    pieces: tuple[Piece, ...]
    kind: str = ""
    why: str = ""

    @property
    def words(self) -> str:
        """Its words, parted by single blanks."""
        return " ".join("".join(text for text, _, _ in self.pieces).split())

    @property
    def key(self) -> str:
        """Its letters and digits alone, by which two lines are the same."""
        return "".join(c for text, _, _ in self.pieces for c in text.casefold() if c.isalnum())


@dataclass(slots=True)
class Parts:
    """The parts of a page that its reports stand in, and how long the text of all is so far."""

    parts: list[Part] = field(default_factory=list)
    length: int = 0

    def add(self, name: str, decoded: Decoded) -> int:
        """Take a part in; gives where it starts in the text of all."""
        start = self.length
        self.parts.append(Part(name, decoded))
        self.length += len(decoded.text) + 1
        return start

    def add_string(self, name: str, data: bytes) -> tuple[str, int]:
        """Take in a part that is UTF-8; gives its text and where it starts in the text of all."""
        decoded = decode(data, "utf-8")
        return decoded.text, self.add(name, decoded)


def arrange(head: Sequence[Line], body: Sequence[Line], foot: Sequence[Line]) -> list[Line]:
    """The lines of a report, none of them there twice."""
    named = _once(_named(head, body))
    shown = {line.kind for line in named} & _ONCE
    said = {line.key for line in named}
    openings = _openings(named)
    if any(_has_dateline(line) for line in openings):
        shown.add("dateline")
    above = [line for line in _new(head, said) if line.kind not in shown and not _begins(line, openings)]
    top = list(takewhile(lambda line: line.kind in _TITLES, named))
    titles = [line for line in above if line.kind in _TITLES]
    others = [line for line in above if line.kind not in _TITLES]
    return [*titles, *top, *others, *named[len(top) :], *_new(foot, said)]


def _named(head: Sequence[Line], body: Sequence[Line]) -> Iterator[Line]:
    """The lines of a body, those that show the file's headline, byline and so on called that."""
    told = {line.key: line for line in head if line.kind in _ONCE}
    is_titled = any(line.kind == "headline" for line in (*head, *body))
    for at, line in enumerate(body):
        same = told.get(line.key) if at < _OPENING and line.kind in ("", "subhead") else None
        if same:
            yield replace(line, kind=same.kind, why=same.why)
        elif at < _OPENING and not is_titled and line.why == "element h1":
            is_titled = True
            yield replace(line, kind="headline")
        else:
            yield line


def _once(body: Iterable[Line]) -> list[Line]:
    """The lines of a body without a second headline, and without a summary that the text begins with."""
    named = list(body)
    openings = _openings(named)
    titles = {
        line.key: at for at, line in reversed(list(enumerate(named[:_OPENING]))) if line.kind == "headline"
    }
    last = max(titles.values(), default=-1)
    return [
        _above(line) if at < last and not line.kind else line
        for at, line in enumerate(named)
        if not (line.kind in _TITLES and titles.get(line.key, at) < at)
        and not (line.why in _REPEATING and _begins(line, openings))
    ]


def _openings(named: Iterable[Line]) -> list[Line]:
    """The first paragraphs of the text itself."""
    return list(islice((line for line in named if not line.kind), _FIRST))


def _above(line: Line) -> Line:
    """A line above the headline: the topics that a story is filed under."""
    return (
        replace(line, kind="other", why="above the headline") if len(line.words) <= _LONGEST_TOPIC else line
    )


def _begins(line: Line, openings: Iterable[Line]) -> bool:
    """Whether the text begins with the words of a place or summary, so that they would be there twice."""
    reach = {"dateline": 0, "subhead": _LONGEST_PLACE}.get(line.kind, -1)
    return any(0 <= found.key.find(line.key) <= reach for found in openings)


def _has_dateline(line: Line) -> bool:
    start = line.words[:200]
    unit = make_unit(start, 0, len(start))
    return unit is not None and find_dateline(start, unit.span) is not None


def _new(lines: Iterable[Line], said: set[str]) -> Iterator[Line]:
    for line in lines:
        if line.key not in said:
            said.add(line.key)
            yield line


def make_draft(
    lines: Sequence[Line], stated: Sequence[Stated], *, flags: tuple[Flag, ...] = (), item: str = ""
) -> Draft:
    """The draft of lines, one below the other with a blank line between them."""
    pieces: list[Piece] = []
    placed: list[tuple[Line, int, int]] = []
    length = 0
    for line in lines:
        own = tuple(_tidy(line.pieces))
        if not own:
            continue
        if pieces:
            pieces.append(("\n\n", NOWHERE, NOWHERE))
            length += 2
        size = sum(len(text) for text, _, _ in own)
        placed.append((line, length, length + size))
        pieces += own
        length += size
    stream = make_stream(pieces)
    units = tuple(unit for place in placed for unit in _units(stream.text, *place))
    return Draft(stream, units, tuple(_with_span(s, stream.text, units) for s in stated), flags, item)


def _tidy(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces without white space at the edges and with single blanks; up to two line breaks stay."""
    blanks: list[Piece] = []
    started, last = False, ""
    for piece in pieces:
        if not piece[0].strip():
            blanks += [piece] if piece[0] else []
            continue
        if started and blanks:
            ends = [blank for blank in blanks if "\n" in blank[0]][:2]
            yield from ends or ([] if " " in (last, piece[0][0]) else blanks[:1])
        blanks, started, last = [], True, piece[0][-1]
        yield piece


def _units(text: str, line: Line, start: int, end: int) -> Iterator[Unit]:
    """The units of a line: what two breaks part is two paragraphs."""
    for found in _BLANK_LINE.finditer(text, start, end):
        yield from filter(None, [make_unit(text, start, found.start(), line.kind, line.why)])
        start = found.end()
    yield from filter(None, [make_unit(text, start, end, line.kind, line.why)])


def _with_span(stated: Stated, text: str, units: Sequence[Unit]) -> Stated:
    """A title, author or agency with its place, where the head of the report shows it."""
    for unit in units if stated.span is None else ():
        if unit.kind in _PLACED.get(stated.field, ()):
            at = text.find(stated.value, unit.span.start, unit.span.end)
            if at >= 0:
                return replace(stated, span=replace(unit.span, start=at, end=at + len(stated.value)))
    return stated
