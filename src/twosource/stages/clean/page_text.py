"""The text of an HTML page as shown, paragraph by paragraph, with the way back to its source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from twosource.errors import CleanError
from twosource.stages.clean.draft import resolved_pieces
from twosource.stages.clean.markup import Tag, cut_markup, names
from twosource.stages.clean.stream import NOWHERE, Piece, Stream, make_stream
from twosource.text.readback import DROPPED, LINE_END, REFERENCE, reference, sound

_SPACE = re.compile(r"[ \t\n\r\f\xa0]+")
_SPECIAL = re.compile(rf"{REFERENCE.pattern}|{_SPACE.pattern}|{LINE_END.pattern}|{DROPPED.pattern}")
# Beyond 256 open elements the extractor's parser drops text without a word.
_DEEPEST = 250
_TELLING = ("class", "id", "itemprop", "role", "data-testid", "rel")
_BREAKS = frozenset({"iframe", "video", "audio", "object", "canvas", "textarea", "select"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TRAIL = 8  # elements around a paragraph whose names tell what it is


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the page: its stretch of the stream, its element, and what stands around it.

    `trail` holds the names, classes and ids of the elements around it, and
    `inside` the numbers of all of them, inner ones first; `built` is its
    element and the next with their classes, alike for paragraphs of one make;
    `linked` counts its characters inside links.
    """

    start: int
    end: int
    trail: tuple[str, ...]
    inside: tuple[int, ...]
    built: str
    linked: int

    @property
    def tag(self) -> str:
        """The name of the element it is the text of."""
        return self.trail[0].partition(" ")[0] if self.trail else ""

    @property
    def parent(self) -> int:
        """The number of the element that holds its element."""
        return self.inside[1] if len(self.inside) > 1 else 0

    @property
    def is_list_of_links(self) -> bool:
        """Whether it is links and little else; a paragraph of prose may hold long ones."""
        return self.linked > (0.9 if self.tag == "p" else 0.6) * (self.end - self.start)

    @property
    def is_heading(self) -> bool:
        """Whether its element or the one around it is a heading."""
        return any(step.partition(" ")[0] in _HEADINGS for step in self.trail[:2])


@dataclass(frozen=True, slots=True)
class PageText:
    """All paragraphs of a page over one stream."""

    stream: Stream
    paragraphs: tuple[Paragraph, ...]


@dataclass(slots=True)
class _Open:
    """An element that is open while the page is read."""

    name: str
    trail: str
    built: str
    number: int
    is_hidden: bool


@dataclass(slots=True)
class _Reader:
    """The state of one reading of a page."""

    pieces: list[Piece] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    length: int = 0
    start: int = 0
    has_words: bool = False
    linked: int = 0
    link_depth: int = -1
    number: int = 0
    loose: int = 0


def read_page(source: str) -> PageText:
    """The paragraphs of a page.

    CleanError if its elements lie so deep in one another that the extractor
    would lose text silently.
    """
    reader = _Reader()
    inline, void, unseen, loose = names("inline"), names("void"), names("unseen"), names("loose")
    for item in cut_markup(source):
        if not isinstance(item, Tag):
            _take_words(reader, source, item.start, item.end)
        elif item.name == "br":
            _add(reader, ("\n", item.start, item.end))
        elif item.name in inline or (item.name in unseen and item.name not in _BREAKS):
            _take_inline(reader, item)
        else:
            _close_paragraph(reader)
            if item.name not in void and item.name not in unseen:
                _take_block(reader, item, loose)
    _close_paragraph(reader)
    return PageText(make_stream(reader.pieces), tuple(reader.paragraphs))


def _add(reader: _Reader, piece: Piece) -> None:
    if piece[0]:
        reader.pieces.append(piece)
        reader.length += len(piece[0])


def _take_words(reader: _Reader, source: str, start: int, end: int) -> None:
    if any(element.is_hidden for element in reader.stack[-_TRAIL:]):
        return
    before = reader.length
    for piece in resolved_pieces(source, start, end, _SPECIAL, _resolve):
        if not reader.has_words and piece[0].strip():
            reader.has_words = True
        _add(reader, piece)
    if reader.link_depth >= 0:
        reader.linked += reader.length - before


def _resolve(written: str) -> str:
    if written.isspace():
        return " "
    return sound(reference(written)).replace("\xa0", " ")


def _take_inline(reader: _Reader, tag: Tag) -> None:
    if tag.name == "a":
        reader.link_depth = -1 if tag.is_end else len(reader.stack)


def _take_block(reader: _Reader, tag: Tag, loose: frozenset[str]) -> None:
    if not tag.is_end:
        if tag.rest.endswith("/") and "-" in tag.name:
            return
        _open(reader, tag)
        if sum(element.name not in loose for element in reader.stack) > _DEEPEST:
            raise CleanError("the page is nested too deeply to be read whole: save its text instead.")
        return
    for depth in range(len(reader.stack) - 1, max(-1, len(reader.stack) - 40), -1):
        if reader.stack[depth].name == tag.name:
            del reader.stack[depth:]
            if depth < reader.link_depth:  # a link left open ends with the element it stands in
                reader.link_depth = -1
            return


def _open(reader: _Reader, tag: Tag) -> None:
    attributes = tag.attributes() if tag.rest.strip() else {}
    told = " ".join(attributes.get(key, "") for key in _TELLING)
    style = attributes.get("style", "").replace(" ", "").lower()
    reader.number += 1
    reader.stack.append(
        _Open(
            tag.name,
            f"{tag.name} {told.lower()}".strip()[:300],
            f"{tag.name}.{attributes.get('class', '')}"[:200],
            reader.number,
            "hidden" in attributes.get("class", "").lower().split() or "display:none" in style,
        )
    )


def _close_paragraph(reader: _Reader) -> None:
    """End the paragraph that is open, if it has words; a break has no place in the source."""
    if reader.has_words:
        stack = reader.stack
        reader.paragraphs.append(
            Paragraph(
                reader.start,
                reader.length,
                tuple(element.trail for element in reversed(stack[-_TRAIL:])),
                tuple(element.number for element in reversed(stack)),
                " < ".join(element.built for element in stack[:-3:-1]),
                reader.linked,
            )
        )
        _add(reader, ("\n", NOWHERE, NOWHERE))
    reader.start, reader.has_words, reader.linked = reader.length, False, 0


def shown(page: PageText, paragraph: Paragraph) -> str:
    """The words of a paragraph."""
    return page.stream.text[paragraph.start : paragraph.end].strip()
