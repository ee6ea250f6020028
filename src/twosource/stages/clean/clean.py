"""Turns a captured page into a report: its text, told apart from furniture, and what is stated of it."""

from __future__ import annotations

import hashlib

from twosource.data import Article, Page
from twosource.errors import CleanError
from twosource.stages.clean.charset import find_charset, mark_length
from twosource.stages.clean.decode import Decoded, decode
from twosource.stages.clean.draft import Draft, plain_pieces
from twosource.stages.clean.judge import judge
from twosource.stages.clean.opening import part_outlet
from twosource.stages.clean.stated import gather
from twosource.stages.clean.stream import make_stream, runs_of
from twosource.stages.clean.table import draft_table
from twosource.stages.clean.units import cut_units, is_closed
from twosource.text.readback import HTML, TABLE

_FEW_WORDS = 3
_MANY_WORDS = 12
_UNSPACED = 20


def clean(page: Page) -> Article:
    """Give the report that a page holds.

    The text holds all that is shown, furniture too; `blocks` tell it apart
    and `map` leads from every character that is no white space to its bytes.
    CleanError if the page is blank, badly encoded, or holds no report.
    """
    charset = find_charset(page)
    decoded = decode(page.data, charset.value, mark_length(page.data))
    draft = _draft(page, decoded)
    text = draft.stream.text
    if not text.strip():
        raise CleanError("the page is blank: a report's text was expected; save it again.")
    outlets = [s.value for s in (*page.given, *draft.stated) if s.field == "outlet"]
    blocks = judge(part_outlet(draft.units, text, outlets), text)
    if not any(_has_sentence(block.span.of(text)) for block in blocks if block.kind == "body"):
        raise CleanError("the page holds no sentence of a report: headlines and furniture are not compared.")
    stated = gather(page.given, draft.stated, text, blocks)
    outlet = next((s.value for s in stated if s.field == "outlet"), "")
    return Article(
        id="r" + hashlib.sha256(f"{page.sha256}\n{outlet}".encode()).hexdigest()[:8],
        path=page.path,
        sha256=page.sha256,
        media_type=page.media_type,
        text=text,
        blocks=blocks,
        stated=(*stated, charset),
        map=runs_of(draft.stream, decoded),
    )


def _has_sentence(words: str) -> bool:
    """Whether a paragraph says something: letters, and a closing mark or a good many words."""
    if not any(letter.isalpha() for letter in words):
        return False
    count = len(words.split())
    is_unspaced = len(words) >= _UNSPACED * count  # scripts that put no blanks between words
    return count >= _MANY_WORDS or is_unspaced or (count >= _FEW_WORDS and is_closed(words))


def _draft(page: Page, decoded: Decoded) -> Draft:
    if page.media_type == HTML:
        from twosource.stages.clean.page import draft_page

        return draft_page(decoded.text)
    if page.media_type == TABLE:
        return draft_table(decoded.text)
    stream = make_stream(plain_pieces(decoded.text))
    return Draft(stream, cut_units(stream.text))
