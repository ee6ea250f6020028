"""Joins the lines of a paragraph: with a blank, with nothing, or without the hyphen that parted a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.stages.clean.patterns import HERE
from twosource.stages.clean.pdf.lines import Line
from twosource.words.load import load_set

_HYPHENS = "-\u2010"
_SOFT_HYPHEN = "\u00ad"
_FIRST = re.compile(rf"(?<![{_HYPHENS}\w])([^\W\d_]+)[{_HYPHENS}]$")  # the first half of a parted word
_SECOND = re.compile(r"([^\W\d_]+)")
_DROP_CAP = re.compile(r"[“\"'‘]?([^\W\d_a-z])")
_WORDS_OF_A_LETTER = "AIO"
_WORD = re.compile(rf"[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")
# Of the lines of a text without hyphenation 0.3 to 0.9 % end in a hyphen, with it 8 to 20 % (own tries).
_HYPHENATES = 0.03


@dataclass(frozen=True, slots=True)
class Habits:
    """The words that stand whole in a document, and whether it parts words at the ends of its lines."""

    words: frozenset[str]
    hyphenates: bool


def find_habits(lines: Sequence[Line]) -> Habits:
    """How a document parts words."""
    words: Counter[str] = Counter()
    parted = 0
    for line in lines:
        whole = line.words
        if _FIRST.search(whole):
            parted += 1
            whole = whole.rpartition(" ")[0]
        words.update(found.group().lower() for found in _WORD.finditer(whole))
    return Habits(frozenset(words), parted >= 2 and parted >= _HYPHENATES * len(lines))


def join_lines(before: str, after: str, habits: Habits) -> tuple[int, str]:
    """How many letters fall away at the end of a line, and what stands between it and the next."""
    if before.endswith(_SOFT_HYPHEN):
        return 1, ""
    if drop_cap := _DROP_CAP.fullmatch(before):
        return 0, _behind_drop_cap(drop_cap[1], after, habits)
    first, second = _FIRST.search(before), _SECOND.match(after)
    if first and second:
        return (1 if _is_parted(first[1], second[1], habits) else 0), ""
    if before[-1] in _HYPHENS + "—–/" and len(before) > 1 and not before[-2].isspace():
        return 0, ""
    if _UNSPACED.match(before[-1]) and _UNSPACED.match(after[0]):
        return 0, ""
    return 0, " "


def _behind_drop_cap(letter: str, after: str, habits: Habits) -> str:
    """A blank where the large letter is a word of its own, as far as the document tells."""
    second = _SECOND.match(after)
    whole = letter + second[1] if second else letter
    return " " if letter in _WORDS_OF_A_LETTER and whole.lower() not in habits.words else ""


def _is_parted(first: str, second: str, habits: Habits) -> bool:
    """Whether a hyphen was put in at the line's end: shown by the same word elsewhere, or by habit."""
    one, other = first.lower(), second.lower()
    if one + other in habits.words:
        return True
    if not second[0].islower() or any(f"{one}{h}{other}" in habits.words for h in _HYPHENS):
        return False
    if one in load_set(HERE, "pdf.toml", "compound_first"):
        return False
    return habits.hyphenates
