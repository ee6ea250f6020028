"""Digits that are no quantity: parts of names, results, telephone numbers, list numbers."""

from __future__ import annotations

from twosource.stages.extract.quantities_words import phrase, words_of
from twosource.stages.extract.times_lexer import Line

_HYPHENS = frozenset("-‐‑–")


def is_score(line: Line, index: int) -> bool:
    """Whether digits joined by hyphens are a result, a telephone number or the like and no range."""

    def is_joined(at: int) -> bool:
        beside = 0 < at < len(line.words) - 1 and line.words[at] in _HYPHENS
        return (
            beside
            and at - 1 in line.numbers
            and at + 1 in line.numbers
            and line.ends[at - 1] == line.starts[at]
        )

    right, left = is_joined(index + 1), is_joined(index - 1)
    if left or (right and is_joined(index + 3)):
        return True
    if not right:
        return False
    one, two = line.numbers[index].value, line.numbers[index + 2].value
    near = line.words[max(0, index - 5) : index] + line.words[index + 3 : index + 5]
    return one is None or two is None or one >= two or not words_of("range", "scores").isdisjoint(near)


def is_label(line: Line, index: int) -> bool:
    """Whether a number is part of a name (``Flight 12``, ``F-16``, ``18-wheeler``) or joined to letters."""
    start, end, text = line.starts[index], line.ends[index], line.text
    if not line.numbers[index].in_digits:
        return _is_word_label(line, index)
    before = line.words[index - 1] if index else ""
    touches = index > 0 and line.ends[index - 1] == start
    if touches and (before[-1:].isalnum() or before in ("#", "/", ".", "_", "@", "+")):
        return not before.isalpha() or before not in ("us", "rs")
    if touches and before in _HYPHENS and index > 1 and line.ends[index - 2] == line.starts[index - 1]:
        return index - 2 not in line.numbers
    if phrase(line, index - 2, index) == "no .":
        return True
    if before in words_of("name", "labels") and (
        index < 2 or before not in ("no", "number") or line.words[index - 2] != "the"
    ):
        return text[end : end + 1] != "%"
    return _is_enumeration(line, index)


def _is_word_label(line: Line, index: int) -> bool:
    """``number one``, or a number word in a name (``the Six Day War``)."""
    if not index or line.words[index - 1] in ("no", "number"):
        return bool(index) and line.words[index] == "one"
    follows = index + 1 < len(line.words) and line.words[index + 1].isalpha() and line.is_capital(index + 1)
    return line.is_capital(index) and follows and line.words[index - 1].isalnum()


def _is_enumeration(line: Line, index: int) -> bool:
    """``(1)``, ``1.`` or ``1)`` at the head of a paragraph."""
    after = line.words[index + 1] if index + 1 < len(line.words) else ""
    is_first = index == 0 or "\n" in line.text[line.ends[index - 1] : line.starts[index]]
    return is_first and after in (".", ")", ":")
