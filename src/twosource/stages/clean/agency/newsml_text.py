"""Makes lines of elements of XML: XHTML, NITF, or a field of NewsML-G2, with their places in the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from twosource.stages.clean.agency.drafts import Line, Parts
from twosource.stages.clean.agency.lines import (
    field_pieces,
    holds_paragraphs,
    html_lines,
    is_markup,
    plain_lines,
    plain_pieces,
    shifted,
)
from twosource.stages.clean.agency.stated import TABLE
from twosource.stages.clean.decode import Decoded
from twosource.stages.clean.patterns import HERE
from twosource.stages.clean.stream import NOWHERE, Piece
from twosource.text.parts_xml import AS_WRITTEN, open_inline
from twosource.text.xml_tree import Element, Words, words_in
from twosource.words.load import load_set, load_words

_BLANK = (" ", NOWHERE, NOWHERE)


@dataclass(slots=True)
class Source:
    """A page of XML while its reports are made: its text, its parts, and what `inlineData` elements it has.

    `as_written` is where the part begins in which CDATA sections stand, None
    while none is needed.
    """

    decoded: Decoded
    parts: Parts
    inlines: tuple[Element, ...]
    as_written: int | None = None

    @property
    def text(self) -> str:
        """The text of the page."""
        return self.decoded.text


@dataclass(slots=True)
class _Walk:
    """The state of one walk through an element."""

    source: Source
    lines: list[Line] = field(default_factory=list)
    nodes: list[Words | Piece] = field(default_factory=list)


def element_lines(source: Source, element: Element, kind: str = "", why: str = "") -> list[Line]:
    """The lines of an element that holds paragraphs; what no element names is `kind`."""
    walk = _Walk(source)
    _walk(walk, element, (kind, why))
    _close(walk, (kind, why))
    return walk.lines


def field_of(source: Source, element: Element, kind: str, why: str) -> Iterator[Line]:
    """The lines of an element that is all one thing: a headline, a note."""
    for line in element_lines(source, element, kind, why):
        yield Line(line.pieces, kind, why)


def _walk(walk: _Walk, element: Element, kind: tuple[str, str]) -> None:
    for node in element.children:
        if isinstance(node, Words):
            walk.nodes.append(node)
        elif node.name == "br":
            walk.nodes.append(("\n", NOWHERE, NOWHERE))
        elif _is("blocks", node.name):
            inner = _kinds().get(node.name)
            own = (inner, f"element {node.name}") if inner else kind
            _close(walk, kind)
            _walk(walk, node, own)
            _close(walk, own, is_plain=node.name == "pre")
        elif not _is("dropped", node.name):
            is_spaced = _is("spaced", element.name)
            walk.nodes += [_BLANK] if is_spaced else []
            _walk(walk, node, kind)
            walk.nodes += [_BLANK] if is_spaced else []


def _close(walk: _Walk, kind: tuple[str, str], *, is_plain: bool = False) -> None:
    """End the line that is open, if it has words; a wire's text in one element is many lines."""
    source, nodes, walk.nodes = walk.source, walk.nodes, []
    written = "".join(source.text[n.start : n.end] if isinstance(n, Words) else n[0] for n in nodes)
    if not written.strip():
        return
    make = plain_pieces if is_plain or holds_paragraphs(written) else field_pieces
    pieces: list[Piece] = []
    for node in nodes:
        pieces += _pieces(source, node, make) if isinstance(node, Words) else [node]
    if make is plain_pieces:
        walk.lines += plain_lines(pieces, *kind)
    else:
        walk.lines.append(Line(tuple(pieces), *kind))


def _pieces(source: Source, words: Words, make: Callable[..., Iterator[Piece]]) -> Iterator[Piece]:
    """The pieces of a stretch of text, in the part in which they are to be read back."""
    by = _place(source, words)
    yield from shifted(make(source.text, words.start, words.end, refers=not words.is_cdata), by)


def _is(key: str, name: str) -> bool:
    return name.lower() in load_set(HERE, TABLE, f"elements.{key}")


@cache
def _kinds() -> Mapping[str, str]:
    return {name: kind for kind, listed in load_words(HERE, TABLE)["kinds"].items() for name in listed}


def _place(source: Source, words: Words) -> int:
    """How much further on the words stand, for what looks like a reference in a CDATA section is none."""
    if not words.is_cdata or source.text.find("&", words.start, words.end) < 0:
        return 0
    if source.as_written is None:
        source.as_written = source.parts.add(AS_WRITTEN, source.decoded)
    return source.as_written


def data_lines(source: Source, element: Element) -> list[Line]:
    """The lines of an element that holds text: plain, or HTML that is written as text."""
    opened = open_inline(source.text, element)
    if is_markup(opened.data.decode("utf-8")):
        number = next(n for n, found in enumerate(source.inlines, 1) if found is element)
        text, by = source.parts.add_string(f"inline={number}", opened.data)
        return list(html_lines(text, by))
    pieces = [piece for words in words_in(element) for piece in _pieces(source, words, plain_pieces)]
    return list(plain_lines(pieces))
