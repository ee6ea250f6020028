"""Makes the draft of a piece of HTML that is known to be a report: all of it is shown, nothing is chosen."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from twosource.errors import CleanError
from twosource.stages.clean.draft import Draft, plain_pieces, resolved_pieces
from twosource.stages.clean.held import Held
from twosource.stages.clean.markup import TAG, names, past_content
from twosource.stages.clean.page_text import Paragraph, read_page
from twosource.stages.clean.stream import NOWHERE, Piece, Stream, make_stream, moved
from twosource.stages.clean.surroundings import furniture_around, report_part_around
from twosource.stages.clean.tidy import tidy_pieces
from twosource.stages.clean.units import Unit, cut_units
from twosource.text.readback import DROPPED, LINE_END, REFERENCE, reference, sound

_BLOCK_TAG = re.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote|article|section|table|tr|td|figure)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_WHOLE_PAGE = re.compile(r"<(?:html|head|body)\b[^<>]{0,500}>", re.IGNORECASE)
# Elements in a line, or a reference that nobody would write in plain text.
_INLINE = re.compile(
    r"</(?:a|b|i|em|strong|span|u|sup|sub)>|&(?:amp|quot|apos|lt|gt|nbsp|hellip|[lr][ds]quo|[mn]dash|#\d{2,6}"
    r"|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z](?:acute|grave|uml|circ|cedil|tilde|slash|ring)|szlig);"
)
_LOOK = 200_000
_MANY = 2
_SPECIAL = re.compile(rf"{REFERENCE.pattern}|{LINE_END.pattern}|{DROPPED.pattern}")


def markup_of(text: str) -> str:
    """What a field of a table is written in: page, blocks, inline, or "" for plain text.

    ``blocks`` is HTML with paragraphs; ``inline`` text whose line ends count,
    with references or with elements that stand in a line.
    """
    look = text[:_LOOK]
    if _WHOLE_PAGE.search(look):
        return "page"
    blocks = sum(1 for _, _ in zip(_BLOCK_TAG.finditer(look), range(_MANY), strict=False))
    if blocks >= _MANY or (blocks and look.lstrip().startswith("<")):
        return "blocks"
    return "inline" if _INLINE.search(look) else ""


def draft_field(held: Held, name: str, markup: str) -> Draft:
    """The draft of the part called `name`, which is in that markup ("": plain), in its place of `held`."""
    index = [part.name for part in held.parts].index(name)
    source = held.parts[index].decoded.text
    draft = draft_markup(source, markup)
    return replace(draft, stream=moved(draft.stream, held.starts[index]))


def title_pieces(held: Held, name: str) -> list[Piece]:
    """The pieces of the part called `name`, which holds a title, in their place of `held`."""
    index = [part.name for part in held.parts].index(name)
    source, by = held.parts[index].decoded.text, held.starts[index]
    pieces = inline_pieces(source) if markup_of(source) else plain_pieces(source)
    return [(text, start + by, end + by) for text, start, end in pieces]


def draft_markup(source: str, markup: str) -> Draft:
    """The draft of a field in the markup that `markup_of` told; CleanError if it shows no text."""
    if markup == "page":
        from twosource.stages.clean.page import draft_page

        return draft_page(source)
    if markup in ("inline", ""):
        stream = make_stream(inline_pieces(source) if markup else plain_pieces(source))
        return Draft(stream, cut_units(stream.text))
    return draft_fragment(source)


def inline_pieces(source: str) -> Iterator[Piece]:
    """The pieces of text with elements in it: tags left out, references resolved, line ends kept."""
    at = 0
    while found := TAG.search(source, at):
        yield from resolved_pieces(source, at, found.start(), _SPECIAL, _resolve)
        at = found.end()
        if found[2] and not found[1] and found[2].lower() in names("unseen"):
            at = past_content(source, found[2], at)
    yield from resolved_pieces(source, at, len(source), _SPECIAL, _resolve)


def _resolve(written: str) -> str:
    return sound(reference(written)) if written[0] == "&" else sound(written)


def draft_fragment(source: str) -> Draft:
    """The draft of a piece of HTML without a head: every paragraph is shown, in order."""
    page = read_page(source)
    return draft_paragraphs(page.paragraphs)


def draft_paragraphs(paragraphs: Iterable[Paragraph]) -> Draft:
    """The draft of some paragraphs of a page; CleanError if there is no text."""
    stream, found = paragraph_units(paragraphs)
    if not found:
        raise CleanError("the HTML shows no text: a report was expected.", "no-text")
    return Draft(stream, tuple(unit for unit, _ in found))


def paragraph_units(paragraphs: Iterable[Paragraph]) -> tuple[Stream, list[tuple[Unit, Paragraph]]]:
    """The text of paragraphs with a blank line between two, and its units, each with its paragraph.

    What the elements around a paragraph call furniture, a caption or a heading
    is judged so.
    """
    pieces: list[Piece] = []
    starts: list[int] = []
    kept: list[Paragraph] = []
    length = 0
    for paragraph in paragraphs:
        own = list(tidy_pieces(paragraph.pieces))
        if not own:
            continue
        if pieces:
            pieces.append(("\n\n", NOWHERE, NOWHERE))
            length += 2
        starts.append(length)
        kept.append(paragraph)
        pieces += own
        length += sum(len(text) for text, _, _ in own)
    stream = make_stream(pieces)
    placed = [(unit, kept[bisect_right(starts, unit.span.start) - 1]) for unit in cut_units(stream.text)]
    return stream, [(_judged(unit, paragraph), paragraph) for unit, paragraph in placed]


def _judged(unit: Unit, paragraph: Paragraph) -> Unit:
    if report_part_around(paragraph) == "caption":
        return unit.judged("caption", "below a picture")
    if kind := furniture_around(paragraph):
        return unit.judged(kind, "its surroundings say so")
    if paragraph.is_list_of_links and not paragraph.is_heading:
        return unit.judged("related", "links")
    if paragraph.is_heading and not unit.is_prose:
        return unit.judged("headline" if paragraph.tag == "h1" else "subhead", "heading")
    return unit
