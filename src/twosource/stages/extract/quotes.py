"""Where somebody's own words stand between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.data import Span

OPENING = "“„«‘‹"
# An opening mark and what may close it; newsrooms mix them.
CLOSES = {"“": '”"', "„": '“”"', "«": "»", "‘": "’”", "‹": "›", '"': '"”', "'": "'", "`": "'`", "”": '”"'}
WEAK = "‘'`"
# Typewriters and wires write a double mark as two single ones.
DOUBLED = ("''", "``")
# What may close a quotation; before a letter or digit a single mark is an apostrophe.
MAY_CLOSE = {
    mark: re.compile("|".join(f"{sign}(?![^\\W_])" if sign in "’'`" else sign for sign in closing))
    for mark, closing in CLOSES.items()
} | {mark: re.compile("''(?![^\\W_])|”") for mark in DOUBLED}
# A single mark may be an apostrophe: its partner is sought this far, in code points.
REACH = 1_500


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `span` with its marks, `inner` without; `is_open` if a mark is missing."""

    span: Span
    inner: Span
    is_open: bool = False


def find_quotes(text: str, paragraphs: Sequence[Span]) -> tuple[Quote, ...]:
    """The quotations of the text, outermost only, in order, in linear time.

    A quotation that its paragraph does not close goes on in the next one if
    that opens with a mark; each paragraph's part is a Quote of its own.
    """
    found: list[Quote] = []
    for paragraph in paragraphs:
        found.extend(_in_paragraph(text, paragraph))
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span) -> list[Quote]:
    found: list[Quote] = []
    here = paragraph.start
    while here < paragraph.end:
        mark = _opening(text, here, paragraph)
        if not mark:
            here += 1
            continue
        closing = _close(text, here, mark, paragraph)
        if closing is None and mark in WEAK:
            here += 1
            continue
        found.append(_quote(Span(here, here + len(mark)), closing, paragraph))
        here = max(found[-1].span.end, here + 1)
    return found


def _quote(opening: Span, closing: Span | None, paragraph: Span) -> Quote:
    if closing is None:
        return Quote(Span(opening.start, paragraph.end), Span(opening.end, paragraph.end), is_open=True)
    return Quote(Span(opening.start, closing.end), Span(opening.end, closing.start))


def _opening(text: str, here: int, paragraph: Span) -> str:
    """The mark that opens a quotation here, or ""."""
    if text[here] not in CLOSES:
        return ""
    mark = text[here : here + 2] if text[here : here + 2] in DOUBLED else text[here]
    end = here + len(mark)
    before = text[here - 1] if here > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    if after.isspace():
        return ""
    if mark == "”":
        return mark if here == paragraph.start else ""
    is_clear = mark in OPENING and mark not in WEAK
    return mark if is_clear or before.isspace() or before in '([—–-:“"‘/' else ""


def _close(text: str, start: int, mark: str, paragraph: Span) -> Span | None:
    """The mark that closes the one at `start`, or None."""
    opened = start + len(mark)
    end = min(paragraph.end, opened + REACH) if mark in WEAK else paragraph.end
    for found in MAY_CLOSE[mark].finditer(text, opened, end):
        here = found.start()
        if mark not in DOUBLED and text[here] in "’'`" and _is_possessive(text, here, paragraph):
            continue
        if text[here] == '"' and text[here - 1].isspace():
            continue
        if mark == '"' and text[here] == "”" and "“" in text[opened:here]:
            opened = here
            continue
        return Span(*found.span())
    return None


def _is_possessive(text: str, here: int, paragraph: Span) -> bool:
    """Whether the apostrophe at `here` more likely ends a plural possessive than a quotation."""
    if text[here - 1] not in "sS" or here + 2 >= paragraph.end:
        return False
    rest = text[here + 1 : min(paragraph.end, here + REACH)]
    later = any(sign in rest for sign in "’”'")
    return later and text[here + 1] == " " and text[here + 2].islower()
