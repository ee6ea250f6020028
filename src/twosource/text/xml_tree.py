"""Reads XML as a tree that knows where in its source every word stands; nothing is expanded or loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from twosource.errors import SourceError
from twosource.text.readback import REFERENCE, reference

# Measured: a page of so many elements is cleaned in four seconds; agency files have some thousands.
_MOST_MARKS = 100_000
_DEEPEST = 250
# Possessive, so that a tag is read once from left to right.
_TAG = re.compile(r"""<(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
# No XML may hold these; they are left out of every text, and must not cost the report.
_UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
_CDATA = "<![CDATA["


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text of the source, in code points; in a CDATA section it stands as it is written."""

    start: int
    end: int
    is_cdata: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element by its local name, with its attributes by theirs, and what it holds, in order."""

    name: str
    attributes: Mapping[str, str]
    children: list[Element | Words] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """The state of one reading: `ended` is where the last tag, comment or section ended."""

    source: str
    data: bytes
    parser: expat.XMLParserType
    root: Element | None = None
    stack: list[Element] = field(default_factory=list)
    is_empty: bool = False
    count: int = 0
    ended: int = 0
    byte: int = 0
    char: int = 0


def read_tree(source: str) -> Element:
    """The root of XML, its declared encoding passed over.

    References are not resolved; one that no HTML knows stays as it is
    written.  SourceError if it is not well-formed, declares entities, or is too deep or
    too large.
    """
    data = _NO_CHARACTERS.sub("\ufffd", _UNSOUND.sub(" ", source)).encode("utf-8")
    reader = _Reader(source, data, expat.ParserCreate("utf-8"))
    _listen(reader)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as trouble:
        told = f"{expat.ErrorString(trouble.code)} on line {trouble.lineno}"
        raise SourceError(f"the XML of the page is damaged ({told}): get the file anew.", "damaged") from None
    assert reader.root is not None
    return reader.root


def _listen(reader: _Reader) -> None:
    parser = reader.parser
    # As if a list of entities were elsewhere: a reference to one that is not known is passed over.
    parser.UseForeignDTD(True)
    parser.StartElementHandler = lambda name, attributes: _start(reader, name, attributes)
    parser.EndElementHandler = lambda name: _end(reader)
    parser.CommentHandler = lambda comment: _pass_over(reader, "-->")
    parser.ProcessingInstructionHandler = lambda target, told: _pass_over(reader, "?>")
    parser.StartCdataSectionHandler = lambda: _section(reader)
    parser.EntityDeclHandler = _refuse_entity


def _refuse_entity(name: str, *_: object) -> None:
    raise SourceError(
        f'the XML of the page declares the entity "{name[:60]}": a report declares none, and none is ever '
        "expanded; get the file anew.",
        "entities",
    )


def _here(reader: _Reader) -> int:
    """Where the parser is, in code points of the source; it is counted how often that is asked."""
    reader.count += 1
    if reader.count > 2 * _MOST_MARKS:
        told = f"the XML of the page has more than {_MOST_MARKS:,} elements"
        raise SourceError(f"{told}: cut it to the report.", "too-large")
    upto = reader.parser.CurrentByteIndex
    reader.char += len(reader.data[reader.byte : upto].decode("utf-8"))
    reader.byte = upto
    return reader.char


def _take_words(reader: _Reader, upto: int) -> None:
    if reader.stack and reader.ended < upto:
        reader.stack[-1].children.append(Words(reader.ended, upto))


def _start(reader: _Reader, name: str, attributes: dict[str, str]) -> None:
    here = _here(reader)
    _take_words(reader, here)
    element = Element(_local(name), {_local(key): value for key, value in attributes.items()})
    if reader.stack:
        reader.stack[-1].children.append(element)
    else:
        reader.root = element
    reader.stack.append(element)
    if len(reader.stack) > _DEEPEST:
        raise SourceError("the XML of the page is nested too deeply: get the file anew.", "too-deep")
    found = _TAG.match(reader.source, here)
    assert found is not None
    reader.ended = found.end()
    reader.is_empty = reader.source[reader.ended - 2] == "/"


def _end(reader: _Reader) -> None:
    # For an element without content the parser stands somewhere behind it.
    if not reader.is_empty:
        here = _here(reader)
        _take_words(reader, here)
        reader.ended = reader.source.index(">", here) + 1
    reader.is_empty = False
    reader.stack.pop()


def _pass_over(reader: _Reader, closing: str) -> None:
    here = _here(reader)
    _take_words(reader, here)
    # A comment's own opening holds two hyphens already.
    reader.ended = reader.source.index(closing, here + 4 if closing == "-->" else here) + len(closing)


def _section(reader: _Reader) -> None:
    here = _here(reader)
    _take_words(reader, here)
    start = here + len(_CDATA)
    end = reader.source.find("]]>", start)  # without an end, the parser refuses all in a moment
    if start < end:
        reader.stack[-1].children.append(Words(start, end, True))
    reader.ended = end + 3


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first element that a path of local names leads to, or None."""
    for name in path:
        element = next(children(element, name), None)
    return element


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements right inside one, those of the names where any is named."""
    for found in element.children if element else ():
        if isinstance(found, Element) and (not names or found.name in names):
            yield found


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """The elements of the names, the one given and all inside it, in the order of their start tags."""
    open_elements = [element]
    while open_elements:
        found = open_elements.pop()
        if found.name in names:
            yield found
        open_elements += [kid for kid in reversed(found.children) if isinstance(kid, Element)]


def words_in(element: Element) -> Iterator[Words]:
    """The stretches of text inside an element, in order."""
    open_nodes: list[Element | Words] = [element]
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, Words):
            yield node
        else:
            open_nodes += reversed(node.children)


def content(source: str, element: Element) -> str:
    """The text inside an element, references resolved."""
    return "".join(_resolved(source, words) for words in words_in(element))


def _resolved(source: str, words: Words) -> str:
    written = source[words.start : words.end]
    return written if words.is_cdata else REFERENCE.sub(lambda found: reference(found.group()), written)
