"""Puts a title that came beside a report's text above it, as its headline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from twosource.data import Span
from twosource.stages.clean.draft import Draft
from twosource.stages.clean.stream import NOWHERE, Piece, Stream, make_stream, pieces_of
from twosource.stages.clean.units import Unit, make_unit

_LEADING = 3  # units of the text among which its own headline stands
_GAP = "\n\n"


def put_title(draft: Draft, title: Iterable[Piece], why: str) -> Draft:
    """The draft with `title` as its headline, unless the text begins with those words itself."""
    pieces = list(title)
    words = " ".join("".join(text for text, _, _ in pieces).split())
    if not words:
        return draft
    for index, unit in enumerate(draft.units[:_LEADING]):
        if _letters(unit.words) == _letters(words):
            again = replace(unit, kind="headline", why="the title again")
            rest = tuple(_open_heading(other) for other in draft.units[index + 1 :])
            return replace(draft, units=(*draft.units[:index], again, *rest))
    head = make_stream([*pieces, (_GAP, NOWHERE, NOWHERE)])
    headline = make_unit(head.text, 0, len(head.text), "headline", why)
    below = [_open_heading(unit) for unit in shifted(draft.units, len(head.text))]
    units = (headline, *below) if headline else tuple(below)
    return replace(draft, stream=joined(head, draft.stream), units=units)


def joined(first: Stream, second: Stream) -> Stream:
    """Two streams of the same source, one behind the other."""
    return make_stream(
        piece for stream in (first, second) if stream.text for piece in pieces_of(stream, 0, len(stream.text))
    )


def shifted(units: Iterable[Unit], by: int) -> list[Unit]:
    """Units of a text that now starts `by` code points later."""
    return [replace(unit, span=Span(unit.span.start + by, unit.span.end + by)) for unit in units]


def _open_heading(unit: Unit) -> Unit:
    """A headline of the text itself, where the title is another, is a heading below it."""
    return replace(unit, kind="subhead", why="heading") if unit.kind == "headline" else unit


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
