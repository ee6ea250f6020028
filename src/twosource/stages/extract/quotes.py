"""Where somebody's own words stand between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.data import Span

OPENING = "“„«‘‹"
# An opening mark and what may close it; newsrooms mix them.
CLOSES = {"“": '”"', "„": '“”"', "«": "»", "‘": "’”", "‹": "›", '"': '"”', "'": "'", "`": "'`"}
WEAK = "‘'`"
# What may close a quotation; before a letter or digit a single mark is an apostrophe.
MAY_CLOSE = {
    mark: re.compile("|".join(f"{sign}(?![^\\W_])" if sign in "’'`" else sign for sign in closing))
    for mark, closing in CLOSES.items()
}
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
        if not _opens(text, here, paragraph):
            here += 1
            continue
        end = _close(text, here, paragraph)
        if end is None and text[here] in WEAK:
            here += 1
            continue
        found.append(_quote(text, here, end, paragraph))
        here = found[-1].span.end
    return found


def _quote(text: str, start: int, end: int | None, paragraph: Span) -> Quote:
    stop = paragraph.end if end is None else end
    return Quote(Span(start, stop + (end is not None)), Span(start + 1, stop), is_open=end is None)


def _opens(text: str, here: int, paragraph: Span) -> bool:
    mark = text[here]
    if mark not in CLOSES:
        return False
    before = text[here - 1] if here > paragraph.start else " "
    after = text[here + 1] if here + 1 < paragraph.end else " "
    if after.isspace():
        return False
    if mark in OPENING and mark not in WEAK:
        return True
    return before.isspace() or before in '([—–-:“"‘/'


def _close(text: str, start: int, paragraph: Span) -> int | None:
    """The place of the mark that closes the one at `start`, or None."""
    mark = text[start]
    end = min(paragraph.end, start + 1 + REACH) if mark in WEAK else paragraph.end
    for found in MAY_CLOSE[mark].finditer(text, start + 1, end):
        here = found.start()
        if text[here] in "’'`" and _is_possessive(text, here, paragraph):
            continue
        if text[here] == '"' and text[here - 1].isspace():
            continue
        return here
    return None


def _is_possessive(text: str, here: int, paragraph: Span) -> bool:
    """Whether the apostrophe at `here` more likely ends a plural possessive than a quotation."""
    if text[here - 1] not in "sS" or here + 2 >= paragraph.end:
        return False
    rest = text[here + 1 : min(paragraph.end, here + REACH)]
    later = any(sign in rest for sign in "’”'")
    return later and text[here + 1] == " " and text[here + 2].islower()
