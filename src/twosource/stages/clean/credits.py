"""Reads which agency a text is credited to: in a statement, a credit line, behind a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from twosource.data import Block, Span, Stated
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_LONGEST_LINE = 200  # characters
_LONGEST_SIGN = 60  # of the same below a text, where no element says that it is none of its sentences
_TAIL = 120
_LAST = 2  # paragraphs of the body that may be or end in a credit
# Their agencies made a picture, or are in the news.
_NO_CREDIT = frozenset(
    {"caption", "headline", "subhead", "quote", "related", "comments", "author-bio", "dateline"}
)


def agencies_in(words: str) -> list[str]:
    """The agencies that a short statement names, as written, each once."""
    return list(dict.fromkeys(found.group() for found in _agency().finditer(words[:300])))


def find_credits(text: str, blocks: Sequence[Block]) -> Iterator[Stated]:
    """The agencies that lines about the text and the end of its last paragraphs credit."""
    last = [block for block in blocks if block.kind == "body"][-_LAST:]
    for block in blocks:
        start, end = block.span.start, block.span.end
        if block in last:
            yield from _credited("tail", text, Span(max(start, end - _TAIL), end))
        is_line = end - start <= (_LONGEST_SIGN if block.kind == "body" else _LONGEST_LINE)
        if is_line and block.kind not in _NO_CREDIT and block.why != "picture credit":
            yield from _credited("line", text, block.span)


def _credited(key: str, text: str, span: Span) -> Iterator[Stated]:
    words = span.of(text)
    if not _agency().search(words):
        return
    for pattern in _patterns(key):
        if found := pattern.search(words):
            for agency in _agency().finditer(found.group()):
                start = span.start + found.start() + agency.start()
                yield Stated("agency", agency.group(), "credit", Span(start, start + len(agency.group())))
            return


@cache
def _agency() -> re.Pattern[str]:
    """One of the agencies by any of its names, as whole words."""
    names = sorted(load_words(HERE, "people.toml")["agencies"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of one kind; names of agencies keep their case, the rest is read in either."""
    table = load_words(HERE, "credits.toml")
    agencies = f"(?-i:{_agency().pattern}(?:{table['joined']}{_agency().pattern}){{0,3}})"
    return tuple(re.compile(p.replace("{agencies}", agencies), re.IGNORECASE) for p in table[key])
