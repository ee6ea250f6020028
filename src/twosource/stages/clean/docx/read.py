"""Reads a Word document: its paragraphs as they are shown, with the place of every word in its XML."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.data import Page, Stated
from twosource.errors import CleanError, SourceError
from twosource.stages.clean.charset import mark_length
from twosource.stages.clean.decode import decode
from twosource.stages.clean.docx.stated import find_stated
from twosource.stages.clean.docx.styles import settle_headings, style_kinds
from twosource.stages.clean.docx.text import Paragraph, read_paragraphs
from twosource.stages.clean.draft import Draft, Drafted
from twosource.stages.clean.held import Held, Part
from twosource.stages.clean.stream import NOWHERE, Piece, make_stream
from twosource.stages.clean.tidy import tidy_pieces
from twosource.stages.clean.units import Unit, is_closed, make_unit
from twosource.text.parts_docx import open_member, open_zip, read_member
from twosource.text.xml_tree import Element, child, children, read_tree

_CHARSET = Stated("charset", "utf-8", "part")
_MOST_SIDE_BYTES = 5_000_000
# Where the main part lies in other documents that are ZIP archives, and what they are.
_OTHERS = (
    ("xl/", "a spreadsheet"),
    ("ppt/", "a presentation"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an e-book"),
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of a document: its main part, its paragraphs, what their styles are, what it states."""

    part: Part
    paragraphs: tuple[Paragraph, ...]
    kinds: dict[str, str]
    stated: tuple[Stated, ...]


def read_docx(page: Page) -> Drafted:
    """The draft of a Word document; CleanError if it is locked, damaged, too large or something else."""
    try:
        with open_zip(page.data) as archive:
            read = _read(archive)
    except SourceError as error:
        raise CleanError(str(error), error.code) from error
    return Drafted(Held([read.part]), (_draft(read),), _CHARSET)


def _read(archive: zipfile.ZipFile) -> _Read:
    package = _relations(archive, "_rels/.rels")
    main = package.get("officeDocument", "word/document.xml")
    if main not in archive.NameToInfo or main.startswith(("xl/", "ppt/")):
        raise SourceError(_what_else(archive), "unknown-kind")
    opened = open_member(archive, main)
    decoded = decode(opened.data, opened.charset, mark_length(opened.data))
    root = read_tree(decoded.text)
    body = child(root, "body")
    if root.name != "document" or body is None:
        raise SourceError(f"the document's part {main} holds no text: save it again.", "damaged")
    folder, file = posixpath.split(main)
    own = _relations(archive, f"{folder}/_rels/{file}.rels")
    _, styles = _side_part(archive, own.get("styles", f"{folder}/styles.xml"))
    text, properties = _side_part(archive, package.get("core-properties", "docProps/core.xml"))
    return _Read(
        Part(main, decoded, has_lines=False),  # Word writes all on one line
        read_paragraphs(decoded.text, body),
        style_kinds(styles),
        tuple(find_stated(text, properties)) if properties else (),
    )


def _what_else(archive: zipfile.ZipFile) -> str:
    names = sorted(archive.NameToInfo)
    found = (what for start, what in _OTHERS if any(name.startswith(start) for name in names))
    what = next(found, "a ZIP archive without a Word document in it")
    return f"the file is {what}, and a Word document was expected: save the report as text or DOCX."


def _relations(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The parts that one part names, by the last word of their relation's type."""
    _, root = _side_part(archive, name)
    folder = posixpath.dirname(posixpath.dirname(name))
    found: dict[str, str] = {}
    for relation in children(root, "Relationship"):
        kind = relation.attributes.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, relation.attributes.get("Target", "")))
        if relation.attributes.get("TargetMode") != "External":
            found.setdefault(kind, target.lstrip("/"))
    return found


def _side_part(archive: zipfile.ZipFile, name: str) -> tuple[str, Element | None]:
    """The text and root of a part that a report can be read without; none where it is missing or damaged."""
    if name not in archive.NameToInfo:
        return "", None
    try:
        text = read_member(archive, name, _MOST_SIDE_BYTES).decode("utf-8-sig", "replace")
        return text, read_tree(text)
    except SourceError:
        return "", None


def _draft(read: _Read) -> Draft:
    shown = [(p, own) for p in read.paragraphs if (own := tuple(tidy_pieces(p.pieces)))]
    pieces: list[Piece] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for _, own in shown:
        if pieces:
            pieces.append(("\n\n", NOWHERE, NOWHERE))
            length += 2
        size = sum(len(text) for text, _, _ in own)
        spans.append((length, length + size))
        pieces += own
        length += size
    stream = make_stream(pieces)
    kinds = [read.kinds.get(paragraph.style, "") for paragraph, _ in shown]
    return Draft(stream, tuple(_units(stream.text, spans, kinds)), read.stated)


def _units(text: str, spans: Sequence[tuple[int, int]], kinds: Sequence[str]) -> Iterator[Unit]:
    whole = [make_unit(text, *span) for span in spans]
    is_text = (i for i, unit in enumerate(whole) if unit and unit.is_prose and not kinds[i])
    for span, kind in zip(spans, settle_headings(kinds, next(is_text, len(whole))), strict=True):
        for low, high in [span] if kind else _lines(text, *span):
            if unit := make_unit(text, low, high, kind, "style of the paragraph" if kind else ""):
                yield unit


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph with breaks in it, but a sentence that a break cuts is left whole."""
    low, at = start, text.find("\n", start, end)
    while at >= 0:
        after = text[at:end].lstrip()[:1]
        if is_closed(text[low:at]) or not after.islower():
            yield low, at
            low = at
        at = text.find("\n", at + 1, end)
    yield low, end
