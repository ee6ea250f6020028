"""Reads the plain text of a mail: lines broken by the sender joined again, quoted lines told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from twosource.stages.clean.draft import resolved_pieces
from twosource.stages.clean.mail.body import Body, Line
from twosource.stages.clean.mail.passed import is_marker
from twosource.stages.clean.stream import NOWHERE, Piece, make_stream
from twosource.stages.clean.units import Unit, cut_units, is_closed
from twosource.text.readback import DROPPED, LINE_END, sound

_SPECIAL = re.compile(f"{LINE_END.pattern}|{DROPPED.pattern}")
_ENDS = re.compile("\r\n?|\n")
_QUOTED = re.compile(r"(?:> ?){0,40}")
# What a mailbox puts before a line of the body that begins like its own.
_ESCAPED = re.compile(r">+From ")
_RULE = re.compile(r"\s*([-=_*~#+])(?:\s*\1){3,}\s*")
# With which programs that make plain text of HTML set a heading, above a line of dashes.
_TITLE_MARK = re.compile(r"\*\* ")
_BULLET = re.compile(r"\s{0,3}(?:[-*•·–]|\d{1,2}[.)])\s+\S")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_ONLY_LINKS = re.compile(r"(?:[\s<>\[\]()|*:»→>-]|https?://\S+|www\.\S+)+")
_SIGNATURE = "-- "
_SHORT = 0.6
_WRAPPED = 50
_LONGEST_TITLE = 18  # words


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as sent: its place without its end, where its end ends, and how deeply it is quoted."""

    start: int
    end: int
    after: int
    depth: int
    is_soft: bool

    def words(self, source: str) -> str:
        """The line without its end."""
        return source[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Form:
    """How a line is to be read: whether lines go on in the next, and whether a forwarded mail began above."""

    is_flowed: bool
    is_passed_on: bool


def read_plain(source: str, *, is_flowed: bool, drops_space: bool) -> Body:
    """The body that plain text is.

    With `is_flowed` a line that ends in a blank goes on in the next, and with
    `drops_space` that blank is no part of the text (RFC 3676).
    """
    rows = list(_rows(source, is_flowed=is_flowed))
    stream = make_stream(_pieces(source, rows, drops_space=drops_space))
    return Body(stream, tuple(_line(unit, stream.text) for unit in cut_units(stream.text)))


def _rows(source: str, *, is_flowed: bool) -> Iterator[_Row]:
    start, is_passed_on = 0, False
    while start < len(source):
        found = _ENDS.search(source, start)
        end, after = found.span() if found else (len(source), len(source))
        is_passed_on = is_passed_on or is_marker(source[start:end].strip())
        yield _row(source, start, end, after, _Form(is_flowed, is_passed_on))
        start = after


def _row(source: str, start: int, end: int, after: int, form: _Form) -> _Row:
    if _ESCAPED.match(source, start, end) and not _is_among_quoted(source, start, after):
        return _Row(start + 1, end, after, 0, is_soft=False)
    quoted = _QUOTED.match(source, start, end)
    marks = quoted.group() if quoted else ""
    bare = source[start + len(marks) : end]
    if marks and form.is_passed_on:  # what is passed on is no quotation, though some programs mark it so
        start += 2 if marks.startswith("> ") else 1
        marks = marks[2 if marks.startswith("> ") else 1 :]
    depth = marks.count(">")
    is_soft = form.is_flowed and bare.endswith(" ") and bare != _SIGNATURE and not bare.isspace()
    # A line that begins with a blank had it put there, unless it is quoted.
    is_stuffed = form.is_flowed and not depth and bare.startswith(" ")
    return _Row(start + is_stuffed, end, after, depth, is_soft)


def _is_among_quoted(source: str, start: int, after: int) -> bool:
    """Whether the line before or behind is quoted: then so is this one."""
    before = source.rfind("\n", 0, max(0, start - 1)) + 1
    return source.startswith(">", after) or (start > 0 and source.startswith(">", before))


def _pieces(source: str, rows: Sequence[_Row], *, drops_space: bool) -> Iterator[Piece]:
    parted = _parted(source, rows)
    for index, row in enumerate(rows):
        if index in parted:
            yield "\n", NOWHERE, NOWHERE
        following = rows[index + 1] if index + 1 < len(rows) else None
        is_joined = row.is_soft and following is not None and following.depth == row.depth and not row.depth
        end = row.end - 1 if is_joined and drops_space else row.end
        is_underlined = following is not None and bool(_RULE.fullmatch(following.words(source)))
        mark = _TITLE_MARK.match(source, row.start, end) if is_underlined else None
        yield from resolved_pieces(source, mark.end() if mark else row.start, end, _SPECIAL, sound)
        if not is_joined and row.after > row.end:
            yield "\n", row.end, row.after


def _parted(source: str, rows: Sequence[_Row]) -> set[int]:
    """The lines before which a paragraph ends though no blank line says so."""
    parted: set[int] = set()
    for index in range(1, len(rows)):
        before, row = rows[index - 1], rows[index]
        words, above = row.words(source), before.words(source)
        if (
            row.depth != before.depth
            or _RULE.fullmatch(words)
            or _RULE.fullmatch(above)
            or _SIGNATURE.rstrip() in (words.rstrip(), above.rstrip())
            or (_BULLET.match(words) and not before.is_soft)
        ):
            parted.add(index)
    return parted | set(_below_titles(source, rows))


def _below_titles(source: str, rows: Sequence[_Row]) -> Iterator[int]:
    """The lines below a short one that has no end, where the lines that follow are broken at a width."""
    for index, row in enumerate(rows):
        words = row.words(source).strip()
        is_first = index == 0 or not rows[index - 1].words(source).strip()
        if not words or not is_first or row.is_soft or is_closed(words) or len(words) > _WRAPPED:
            continue
        below = []
        for other in rows[index + 1 : index + 6]:
            if not other.words(source).strip():
                break
            below.append(len(other.words(source).rstrip()))
        if len(below) >= 2 and max(below) >= _WRAPPED and len(words) < _SHORT * median(below[:-1]):
            yield index + 1


def _line(unit: Unit, text: str) -> Line:
    links = bool(_ONLY_LINKS.fullmatch(unit.words)) and bool(_LINK.search(unit.words))
    is_title = (
        not links
        and "\n" not in unit.span.of(text)
        and 2 <= unit.count <= _LONGEST_TITLE
        and not unit.is_closed
        and (unit.words[0].isupper() or unit.words[0] in "#*“\"‘'0123456789")
        and not unit.words.endswith((",", ";", ":"))
    )
    return Line(
        unit,
        is_title=is_title,
        is_linked=links,
        has_link=bool(_LINK.search(unit.words)),
        is_quoted=unit.words.startswith(">"),
    )
