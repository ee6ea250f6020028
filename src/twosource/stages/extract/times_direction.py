"""Whether a bare weekday or month looks back from the report or ahead of it."""

from __future__ import annotations

from twosource.stages.extract.times_lexer import Line
from twosource.stages.extract.times_phrase import Phrase, ends_sentence
from twosource.words.load import load_set

_ROOM, _TABLE = "twosource.stages.extract", "times.toml"
_REACH = 14  # words looked at on either side
_STOPS = frozenset(";:—()")


def direction(phrase: Phrase) -> int:
    """1 where the nearest verb or cue points ahead, -1 where it points back, 0 where neither is near.

    The words before the expression decide; where its clause holds no verb before it, those after.
    """
    before = _look(phrase.line, range(phrase.first - 1, max(-1, phrase.first - 1 - _REACH), -1))
    if before:
        return before
    return _look(phrase.line, range(phrase.end, min(len(phrase.line.words), phrase.end + _REACH)))


def _look(line: Line, order: range) -> int:
    """The direction of the first word of the row that has one."""
    future, past = load_set(_ROOM, _TABLE, "direction.future"), load_set(_ROOM, _TABLE, "direction.past")
    auxiliary = load_set(_ROOM, _TABLE, "direction.auxiliary")
    for index in order:
        word = line.words[index]
        if word in _STOPS or ends_sentence(line, index):
            return 0
        if word in future and not (word == "by" and line.words[index - 1].endswith("ed")):
            return 1
        if word in past or (len(word) > 3 and word.endswith("ed")):
            return 1 if _is_led(line, index, future, auxiliary) else -1
    return 0


def _is_led(line: Line, index: int, future: frozenset[str], auxiliary: frozenset[str]) -> bool:
    """Whether an auxiliary that points ahead stands before a verb form (``will be buried``)."""
    index -= 1
    while index >= 0 and line.words[index] in auxiliary:
        if line.words[index] == "to":
            return True
        index -= 1
    return index >= 0 and line.words[index] in future - {"by", "set"}
