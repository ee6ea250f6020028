"""Makes the lines of an agency file from its text: one field, plain text, or a page of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from twosource.stages.clean.agency.drafts import Line
from twosource.stages.clean.draft import resolved_pieces
from twosource.stages.clean.page_text import Paragraph, read_page, trail
from twosource.stages.clean.stream import NOWHERE, Piece, make_stream, pieces_of
from twosource.stages.clean.surroundings import furniture_around, report_part_around
from twosource.stages.clean.tidy import tidy_pieces
from twosource.stages.clean.units import cut_units, make_unit
from twosource.text.readback import DROPPED, LINE_END, REFERENCE, reference, sound

_ENDS = f"{LINE_END.pattern}|{DROPPED.pattern}"
# White space that is more than the single blank between two words.
_GAPS = r"(?: *+[\t\n\r\f\xa0])++ *+|  ++|\A | \Z"
_PLAIN = {True: re.compile(f"{REFERENCE.pattern}|{_ENDS}"), False: re.compile(_ENDS)}
_SINGLE = {True: re.compile(f"{_GAPS}|{REFERENCE.pattern}|{_ENDS}"), False: re.compile(f"{_GAPS}|{_ENDS}")}
# Words, a blank line, words.
_BLANK_LINE = re.compile(r"\S[ \t]*+\r?\n[ \t]*+\r?\n\s*+\S")
_INDENTED = re.compile(r"\n(?=[ \t]+\S)")
_FLUSH = re.compile(r"\n[^\s]")
_MARKUP = re.compile(
    r"<(?:p|br|div|h[1-6]|section|article|html|body|ul|ol|table|blockquote|span)\b[^<>]*>", re.IGNORECASE
)
_LOOK = 5000
_NARROWEST, _WIDEST = 30, 110  # characters in a line of a wire that is full
_HEADING = re.compile("h[1-6]")
_NEAR = 4  # elements


def is_markup(text: str) -> bool:
    """Whether text is HTML, whatever it is called."""
    return _MARKUP.search(text, 0, _LOOK) is not None


def field_pieces(source: str, start: int, end: int, *, refers: bool) -> Iterator[Piece]:
    """The pieces of one field, white space made single; with `refers`, references are resolved."""
    written = source[start:end]
    for text, low, high in resolved_pieces(written, 0, len(written), _SINGLE[refers], _single):
        yield text, low + start, high + start


def _single(written: str) -> str:
    resolved = _resolved(written).replace("\xa0", " ")
    return " " if resolved.isspace() else resolved


def _resolved(written: str) -> str:
    return sound(reference(written) if written[0] == "&" else written)


def field_line(source: str, by: int, kind: str, why: str) -> Line:
    """The line of a field that is the whole of `source`, which starts at `by` in the text of all parts."""
    return Line(shifted(field_pieces(source, 0, len(source), refers=False), by), kind, why)


def plain_pieces(source: str, start: int, end: int, *, refers: bool) -> Iterator[Piece]:
    """The pieces of plain text, line by line; with `refers`, references are resolved."""
    return resolved_pieces(source, start, end, _PLAIN[refers], _resolved)


def plain_lines(pieces: Iterable[Piece], kind: str = "", why: str = "") -> Iterator[Line]:
    """The paragraphs of plain text: parted by blank lines, by an indent, or one a line."""
    stream = make_stream(pieces)
    text = stream.text
    for low, high in _indented(text) if _FLUSH.search(text) else [(0, len(text))]:
        whole = make_unit(text, low, high) if _is_wrapped(text[low:high]) else None
        for unit in [whole] if whole else cut_units(text[low:high]):
            start = 0 if whole else low
            span = (start + unit.span.start, start + unit.span.end)
            yield Line(tuple(pieces_of(stream, *span)), kind, why)


def _indented(text: str) -> Iterator[tuple[int, int]]:
    """The stretches before each line that is moved in, as a wire parts its paragraphs."""
    start = 0
    for found in _INDENTED.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _is_wrapped(stretch: str) -> bool:
    """Whether lines that begin with an indent are one paragraph, broken at the width of a wire."""
    lines = stretch.rstrip().split("\n")
    starts_in = stretch[:1] in (" ", "\t")
    return starts_in and len(lines) > 1 and all(_NARROWEST <= len(line) <= _WIDEST for line in lines[:-1])


def html_lines(source: str, by: int) -> Iterator[Line]:
    """The paragraphs of a page of HTML, which starts at `by` in the text of all parts."""
    for paragraph in read_page(source).paragraphs:
        kind, why = _kind(paragraph)
        if holds_paragraphs("".join(text for text, _, _ in paragraph.pieces)):
            raw = [piece for text, at, end in paragraph.pieces for piece in _raw(source, text, at, end)]
            for line in plain_lines(raw, kind, why):
                yield Line(shifted(line.pieces, by), kind, why)
        else:
            yield Line(shifted(tidy_pieces(paragraph.pieces), by), kind, why)


def holds_paragraphs(written: str) -> bool:
    """Whether one element holds text as a wire sends it, its paragraphs parted by blank lines."""
    return _BLANK_LINE.search(written) is not None


def _raw(source: str, text: str, start: int, end: int) -> Iterator[Piece]:
    if len(text) == end - start:
        return plain_pieces(source, start, end, refers=True)
    return iter([(text, start, end)])  # a line break


def _kind(paragraph: Paragraph) -> tuple[str, str]:
    """What the elements around a paragraph say of it."""
    tags = [step.partition(" ")[0] for step in trail(paragraph, _NEAR)]
    if paragraph.is_heading:
        return "subhead", f"element {next(tag for tag in tags if _HEADING.fullmatch(tag))}"
    around = report_part_around(paragraph)
    if around in ("caption", "byline", "kicker"):
        return around, "its surroundings say so"
    if around == "date":
        return "dateline", "date line"
    if furniture := furniture_around(paragraph):
        return furniture, "its surroundings say so"
    if paragraph.is_list_of_links:
        return "related", "links"
    return ("quote", "element blockquote") if "blockquote" in tags else ("", "")


def shifted(pieces: Iterable[Piece], by: int) -> tuple[Piece, ...]:
    """Pieces with their source `by` code points further on."""
    return tuple(
        (text, start, end) if start == NOWHERE else (text, start + by, end + by)
        for text, start, end in pieces
    )
