"""Finds the headline of a mail: its own, or its subject put above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.stages.clean.mail.body import Line

_WORD = re.compile(r"\w+")
_ABOVE = 12  # lines in which a headline is looked for
_ALIKE = 0.6
_PROSE = 20  # words
_FEWEST = 3  # words of a headline that is not like the subject


def find_headline(lines: Sequence[Line], subject: str, senders: Sequence[str]) -> int:
    """The index of the line that is the headline; -1 if the subject has to stand for it.

    It is the line above the first paragraph that is most like the subject,
    else the first set like a heading that is not the sender's name.
    """
    above = _above(lines)
    alike = [(_overlap(lines[index].words, subject), -index) for index in above]
    best, found = max(alike, default=(0.0, 0))
    if best >= _ALIKE:
        return -found
    names = {_letters(name) for name in senders}
    for index in above:
        line = lines[index]
        if (
            line.is_title
            and line.make
            and line.unit.kind == "headline"
            and line.unit.count >= _FEWEST
            and _letters(line.words) not in names
        ):
            return index
    return -1


def judge_titles(lines: Sequence[Line], headline: int) -> list[Line]:
    """The lines with that one as headline, and other headings as such."""
    out = []
    for index, line in enumerate(lines):
        if index == headline:
            out.append(line.judged("headline", "title of the mail"))
        elif line.unit.kind == "headline":
            out.append(line.judged("subhead" if index > headline else "kicker", "heading"))
        else:
            out.append(line)
    return out


def _above(lines: Sequence[Line]) -> list[int]:
    """The lines above the first paragraph that may be a headline."""
    found: list[int] = []
    for index, line in enumerate(lines):
        if line.unit.kind == "other" or len(found) >= _ABOVE:
            continue
        if line.unit.is_open and line.unit.is_prose and line.unit.count >= _PROSE:
            break
        if line.unit.kind in ("", "headline", "subhead", "related"):
            found.append(index)
    return found


def _overlap(a: str, b: str) -> float:
    """How many of the words of two strings are common, against the longer one."""
    one, other = set(_WORD.findall(a.lower())), set(_WORD.findall(b.lower()))
    return len(one & other) / max(len(one), len(other), 1)


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
