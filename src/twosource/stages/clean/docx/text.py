"""Reads the paragraphs of a Word document: what is shown, insertions in, deletions and field codes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from twosource.stages.clean.stream import NOWHERE, Piece
from twosource.text.xml_tree import Element, Words, child

# Deleted or moved away, a former format, readings above words, the alternative for old programs.
_UNSEEN = frozenset(
    {"del", "moveFrom", "pPrChange", "rPrChange", "rt", "instrText", "delText", "sectPr", "binData"}
)
_OFF = frozenset({"0", "false", "off"})
_BREAK: Piece = ("\n", NOWHERE, NOWHERE)
_BLANK: Piece = (" ", NOWHERE, NOWHERE)


@dataclass(slots=True)
class Paragraph:
    """A paragraph: the name of its style and its pieces, a ``\\n`` for every break in it."""

    style: str = ""
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """The state of one walk: the paragraphs found, and those that are open, the innermost last."""

    source: str
    found: list[Paragraph] = field(default_factory=list)
    open: list[Paragraph] = field(default_factory=list)


def read_paragraphs(source: str, body: Element) -> tuple[Paragraph, ...]:
    """The paragraphs of a body in order, cell by cell, those of a text box behind the one it hangs on."""
    walk = _Walk(source)
    _all(walk, body.children)
    return tuple(walk.found)


def _all(walk: _Walk, nodes: Sequence[Element | Words]) -> None:
    for node in nodes:
        if isinstance(node, Element):
            _one(walk, node)


def _one(walk: _Walk, element: Element) -> None:
    if element.name in _UNSEEN:
        return
    if element.name == "p":
        _paragraph(walk, element)
    elif element.name == "r":
        _run(walk, element)
    elif element.name == "AlternateContent":
        shown = child(element, "Choice") or child(element, "Fallback")
        _all(walk, shown.children if shown else ())
    else:
        _all(walk, element.children)


def _paragraph(walk: _Walk, element: Element) -> None:
    style = child(element, "pPr", "pStyle")
    paragraph = Paragraph(style.attributes.get("val", "") if style else "")
    walk.found.append(paragraph)
    walk.open.append(paragraph)
    _all(walk, element.children)
    walk.open.pop()


def _run(walk: _Walk, element: Element) -> None:
    hidden = child(element, "rPr", "vanish")
    if hidden is not None and hidden.attributes.get("val", "1") not in _OFF:
        return
    for node in element.children:
        if isinstance(node, Words):  # a non-breaking hyphen; all else between the tags is blank
            if walk.open and walk.source[node.start : node.end].strip():
                walk.open[-1].pieces.append(_piece(walk.source, node))
        elif node.name == "t" and walk.open:
            for words in node.children:
                if isinstance(words, Words):
                    walk.open[-1].pieces.append(_piece(walk.source, words))
        elif node.name in ("br", "cr") and walk.open:
            walk.open[-1].pieces.append(_BREAK)
        elif node.name in ("tab", "ptab") and walk.open:
            walk.open[-1].pieces.append(_BLANK)
        else:
            _one(walk, node)


def _piece(source: str, words: Words) -> Piece:
    return source[words.start : words.end], words.start, words.end
