"""What `extract` reads in plain texts whose places must stay as they are: no cleaning, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bench.figures import AbsentError
from twosource.data import Article, Block, Reading, Span, Stated
from twosource.models.ports import Parser

# A stretch of lines with words; a blank line ends it.
PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
LINE = re.compile(r"\S[^\n]*")


def article_of(
    name: str, text: str, *, published: str = "", has_headline: bool = False, is_by_line: bool = False
) -> Article:
    """A text as the article that `clean` would give, but for its blocks: every paragraph is body.

    `has_headline` makes the first one the headline; `is_by_line` takes every
    line for a paragraph.  `published` is an ISO date.
    """
    places = [_trimmed(text, found.span()) for found in (LINE if is_by_line else PARAGRAPH).finditer(text)]
    kinds = ["headline" if has_headline and at == 0 else "body" for at in range(len(places))]
    blocks = tuple(Block(place, kind, "layout") for place, kind in zip(places, kinds, strict=True))
    stated = (Stated("published", published, "field"),) if published else ()
    return Article(name, name, "", "text/plain", text, blocks, stated)


def _trimmed(text: str, place: tuple[int, int]) -> Span:
    start, end = place
    return Span(start, start + len(text[start:end].rstrip()))


def load_parser() -> Parser:
    """The parser of the library, or `AbsentError`: without it nothing here is what is to be measured."""
    from twosource.errors import ModelError
    from twosource.models.load import load

    try:
        parser: Parser = load("parser")  # type: ignore[assignment]
    except ModelError as missing:
        raise AbsentError(str(missing)) from missing
    return parser


def readings_of(articles: Sequence[Article]) -> list[Reading]:
    """What `extract` reads in the articles, in order."""
    from twosource.stages.extract.extract import extract

    return extract(articles, load_parser())


def text_in(file: Path) -> str:
    """The text of a file with its line ends as they are: places count them."""
    with file.open(encoding="utf-8", newline="") as stream:
        return stream.read()
