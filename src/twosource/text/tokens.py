"""Words of a text in normal form, each with its place in the text as it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.data import Span
from twosource.text.normal import normalise

_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)+"  # 38.1  1,000  5:30
    rf"|(?<!\w)(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?"  # U.S.  a.m.
    r"|[^\W_\u0300-\u036f][^\W_]*(?:[\u0300-\u036f]+[^\W_]*)*(?:'[^\W_]+)*"  # don't  Iran's  5th
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in normal form (`norm`) and where it stands in the text (`span`)."""

    norm: str
    span: Span


def words(text: str, *, fold_accents: bool = False) -> tuple[Word, ...]:
    """Cut a text into words.

    Numbers keep their inner points (``1,000``), short forms lose theirs
    (``U.S.`` is ``us``), an apostrophe inside a word belongs to it, a hyphen
    parts two words.  Spans are code points of `text`.
    """
    normal = normalise(text, fold_accents=fold_accents)
    return tuple(
        Word(_without_points(found.group()), normal.original(found.start(), found.end()))
        for found in _WORD.finditer(normal.text)
    )


def _without_points(word: str) -> str:
    return word if word[0].isdigit() else word.replace(".", "")
