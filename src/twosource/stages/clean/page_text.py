"""The text of an HTML page as shown, paragraph by paragraph, with the way back to its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from twosource.errors import CleanError
from twosource.stages.clean.elements import Element, above, make, told
from twosource.stages.clean.markup import TAG, attributes_of, ended_by, names, past_content
from twosource.stages.clean.stream import Piece
from twosource.stages.clean.units import is_closed
from twosource.text.readback import REFERENCE, reference, sound

_DEEPEST = 1000  # no report lies deeper; the extractor's parser gives up at 256 already
_TRAIL = 8  # elements around a paragraph whose names tell what it is
_SCOPE = 40  # open elements among which the one that an end tag ends is looked for
_MOST_BREAKS = 2
_MOST_TAGS = 150_000  # the largest of 1,120 pages had 20,000
_TOO_MANY = f"the page has more than {_MOST_TAGS:,} tags, as no report has: save its text instead."
_LONG_TAG = 5000  # characters; its attributes are counted as if they were tags
_DRAWN = ("svg", "math")
_QUOTED_AROUND, _FRAME = 3, 3  # elements around a paragraph, and around a picture
_HIDDEN = frozenset({"hidden", "is-hidden", "u-hidden", "d-none"})
_SHOWN_AGAIN = re.compile(
    r"\b(?:sm|md|lg|xl|xxl|2xl|tablet|desktop)[:-](?:block|flex|grid|inline|table|contents)\b"
)
_CREDIT = re.compile("credit|copyright|photographer|source", re.IGNORECASE)
_PROSE = 80  # characters
_LONGEST_LABEL = 200
_INLINE, _LINK, _BREAK, _PICTURE, _UNSEEN, _PARTING, _VOID, _BLOCK = range(8)
# A link to a place of the same page leads nowhere else: headings often are one.
_ANCHORS = ('="#', "='#", "=#")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the page: its words with white space made single, its raw pieces, and its element.

    `linked` counts its characters inside links.  Raw pieces hold references
    and white space as the source has them; `page.py` resolves those kept.
    """

    text: str
    pieces: tuple[Piece, ...]
    element: Element
    linked: int

    @property
    def size(self) -> int:
        """How many characters are shown."""
        return len(self.text)

    @property
    def tag(self) -> str:
        """The name of the element it is the text of."""
        return self.element.name

    @property
    def is_list_of_links(self) -> bool:
        """Whether it is links and little else; a paragraph of prose may hold long ones."""
        size = len(self.text)
        if self.linked <= 0.5 * size:
            return False
        return self.linked > (0.9 if self.tag == "p" else 0.6) * size or (
            size <= _LONGEST_LABEL and not is_closed(self.text)
        )

    @property
    def is_long(self) -> bool:
        """Whether it is long enough to tell where the report lies, and not made of links."""
        return len(self.text) >= _PROSE and self.linked < 0.3 * len(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether its element or the one around it is a heading."""
        around = self.element.parent
        return self.tag in _HEADINGS or (around is not None and around.name in _HEADINGS)


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class PageText:
    """All paragraphs of a page; `deepest` is how many elements lie in one another, `tags` how many tags."""

    source: str
    paragraphs: tuple[Paragraph, ...]
    deepest: int
    tags: int
    within: tuple[int, int] | None = None  # of an item of a page: where in the source it stands


def trail(paragraph: Paragraph, depth: int = _TRAIL) -> Iterator[str]:
    """The names, classes and ids of the elements around a paragraph, inner ones first."""
    at: Element | None = paragraph.element
    while at is not None and depth:
        yield told(at.name, at.rest)
        at, depth = at.parent, depth - 1


def is_quoted(paragraph: Paragraph) -> bool:
    """Whether it stands in a block quotation."""
    around = islice(above(paragraph.element), _QUOTED_AROUND)
    return any(element.name == "blockquote" for element in around)


def built(paragraph: Paragraph) -> tuple[str, ...]:
    """Its element and the next with their classes: alike for paragraphs of one make."""
    at, around = paragraph.element, paragraph.element.parent
    return (make(at.name, at.rest), make(around.name, around.rest) if around else "")


@dataclass(slots=True)
class _Reader:
    """The state of one reading of a page."""

    element: Element
    paragraphs: list[Paragraph] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    has_words: bool = False
    breaks: int = 0
    linked: int = 0
    link: Element | None = None
    number: int = 0
    deepest: int = 0


def read_page(source: str) -> PageText:
    """The paragraphs of a page.

    CleanError if its elements are so many, or lie so deep, as no report's do.
    """
    reader = _Reader(Element("", "", None, 0, 0, is_hidden=False))
    kinds, search = _kinds(), TAG.search
    at = tags = 0
    while found := search(source, at):
        start, end = found.span()
        if start > at:
            _take_words(reader, source, at, start)
        at = end
        tags += 1 if end - start < _LONG_TAG else source.count("=", start, end)
        if tags > _MOST_TAGS:
            raise CleanError(_TOO_MANY, "too-large")
        name = found[2]
        if name is None:
            continue
        kind = kinds.get(name)
        if kind is None:
            name = name.lower()
            kind = kinds.get(name, _BLOCK)
        if kind == _INLINE:
            if not _is_apart(reader.element, name, found):
                continue
            kind = _BLOCK
        at = _take_tag(reader, source, kind, name, found)
    _take_words(reader, source, at, len(source))
    _close_paragraph(reader)
    return PageText(source, tuple(reader.paragraphs), reader.deepest, tags)


def _take_tag(reader: _Reader, source: str, kind: int, name: str, tag: re.Match[str]) -> int:
    """Take a tag that is not merely inline, and give the place from which to read on."""
    if kind == _BLOCK:
        _take_block(reader, name, tag[3], is_end=bool(tag[1]))
    elif kind == _LINK:
        reader.link = reader.element if _is_link(tag) else None
    elif kind == _BREAK:
        _take_break(reader, *tag.span())
    elif kind == _PICTURE:
        _take_picture(reader)
    else:
        if kind != _UNSEEN:
            _close_paragraph(reader)
        if kind != _VOID and _has_content(name, tag):
            return past_content(source, name, tag.end())
    return tag.end()


def _is_link(tag: re.Match[str]) -> bool:
    return not tag[1] and not any(mark in tag[3] for mark in _ANCHORS)


def _has_content(name: str, tag: re.Match[str]) -> bool:
    return not tag[1] and not (name in _DRAWN and tag[3].endswith("/"))


def _is_apart(element: Element, name: str, found: re.Match[str]) -> bool:
    """Whether an inline element is one of its own: the credit in a caption, and its end."""
    if found[1]:
        return element.name == name
    is_caption = element.name == "figcaption" or "caption" in element.rest
    return is_caption and bool(found[3]) and _CREDIT.search(found[3]) is not None


@cache
def _kinds() -> Mapping[str, int]:
    """What is done with an element, by its name."""
    kinds = dict.fromkeys(names("void"), _VOID) | dict.fromkeys(names("inline"), _INLINE)
    kinds |= dict.fromkeys(names("unseen"), _UNSEEN) | dict.fromkeys(names("parting"), _PARTING)
    kinds |= dict.fromkeys(names("picture"), _PICTURE)
    return kinds | {"a": _LINK, "br": _BREAK}


def _take_words(reader: _Reader, source: str, start: int, end: int) -> None:
    words = source[start:end]
    if words.isspace():
        if reader.has_words:
            reader.pieces.append((words, start, end))
        return
    if reader.element.is_hidden or not words:
        return
    reader.has_words, reader.breaks = True, 0
    reader.pieces.append((words, start, end))
    if reader.link is not None:
        reader.linked += len(words.strip())


def _take_break(reader: _Reader, start: int, end: int) -> None:
    if reader.has_words and reader.breaks < _MOST_BREAKS:
        reader.breaks += 1
        reader.pieces.append(("\n", start, end))


def _take_picture(reader: _Reader) -> None:
    """Note a picture in the elements nearest to it."""
    element: Element | None = reader.element
    for _ in range(_FRAME):
        if element is not None and not element.has_picture:
            element.has_picture = True
            element = element.parent


def _take_block(reader: _Reader, name: str, rest: str, *, is_end: bool) -> None:
    if reader.has_words:
        _close_paragraph(reader)
    if not is_end:
        if not (rest.endswith("/") and "-" in name):
            _open(reader, name, rest)
        return
    at: Element | None = reader.element
    for _ in range(_SCOPE):
        if at is None or at.parent is None:
            return
        if at.name == name:
            _leave(reader, at.parent)
            return
        at = at.parent


def _leave(reader: _Reader, element: Element) -> None:
    """Go back to `element`; a link left open ends with the element it stands in."""
    reader.element = element
    if reader.link is not None and reader.link.depth > element.depth:
        reader.link = None


def _open(reader: _Reader, name: str, rest: str) -> None:
    ends = ended_by().get(name)
    while ends and reader.element.name in ends and reader.element.parent is not None:
        _leave(reader, reader.element.parent)
    around = reader.element
    reader.number += 1
    hidden = around.is_hidden or (("hidden" in rest or "none" in rest) and _is_hidden(rest))
    reader.element = Element(name, rest, around, reader.number, around.depth + 1, hidden)
    if around.depth >= reader.deepest:
        reader.deepest = around.depth + 1
        if reader.deepest > _DEEPEST:
            raise CleanError(
                "the page is nested too deeply to be read whole: save its text instead.", "too-deep"
            )


def _is_hidden(rest: str) -> bool:
    given = attributes_of(rest)
    style = given.get("style", "").replace(" ", "").lower()
    if "display:none" in style:
        return True
    classes = given.get("class", "").lower()
    # Hidden on small screens only where another class shows it again: ``hidden md:block``.
    return not _HIDDEN.isdisjoint(classes.split()) and not _SHOWN_AGAIN.search(classes)


def _close_paragraph(reader: _Reader) -> None:
    """End the paragraph that is open, if it has words."""
    if reader.has_words and (text := _shown(reader.pieces)):
        reader.paragraphs.append(Paragraph(text, tuple(reader.pieces), reader.element, reader.linked))
    reader.pieces, reader.has_words, reader.linked, reader.breaks = [], False, 0, 0


def _shown(pieces: list[Piece]) -> str:
    """What raw pieces show, references resolved, white space made single."""
    text = "".join([piece[0] for piece in pieces]) if len(pieces) > 1 else pieces[0][0]
    if "&" in text:
        text = REFERENCE.sub(lambda found: reference(found.group()), text)
    return sound(" ".join(text.split()))
