"""Whether a bare weekday or month looks back from the report or ahead of it."""

from __future__ import annotations

from twosource.stages.extract.times_lexer import Line
from twosource.stages.extract.times_phrase import Phrase, ends_sentence
from twosource.words.load import load_set

_ROOM, _TABLE = "twosource.stages.extract", "times.toml"
_REACH = 14  # words looked at on either side
_NEAR = 4
_STOPS = frozenset(";:—")


def direction(phrase: Phrase) -> int:
    """1 where the nearest verb or cue points ahead, -1 where it points back, 0 where neither is near.

    The words before the expression decide; where its clause holds no verb before it, those after.
    """
    line, first = phrase.line, phrase.first
    if line.words[max(0, first - 2) : first] == ("soon", "as"):
        return 1
    if (
        phrase.end < len(line.words)
        and line.words[phrase.end] in ("'s", "’s")
        and phrase.main.name == "weekday"
    ):
        return -1
    if first and line.words[first - 1] in load_set(_ROOM, _TABLE, "direction.leads"):
        near = line.words[max(0, first - _REACH) : first] + line.words[phrase.end : phrase.end + _NEAR]
        return -1 if "had" in near else 1
    before = _look(line, range(first - 1, max(-1, first - 1 - _REACH), -1))
    if before:
        return before
    after = _look(line, range(phrase.end, min(len(line.words), phrase.end + _REACH)))
    if after:
        return after
    weak = load_set(_ROOM, _TABLE, "direction.weak")
    return 1 if first and not weak.isdisjoint(line.words[max(0, first - 3) : first]) else 0


def _look(line: Line, order: range) -> int:
    """The direction of the first word of the row that has one."""
    future, past = load_set(_ROOM, _TABLE, "direction.future"), load_set(_ROOM, _TABLE, "direction.past")
    auxiliary = load_set(_ROOM, _TABLE, "direction.auxiliary")
    infinitive = load_set(_ROOM, _TABLE, "direction.infinitive")
    for index in order:
        word = line.words[index]
        if word in _STOPS or ends_sentence(line, index):
            return 0
        if word in future or (word == "to" and index and line.words[index - 1] in infinitive):
            return 1
        if word in past or (len(word) > 3 and word.endswith("ed") and not line.is_capital(index)):
            return 1 if _is_led(line, index, future, auxiliary) else -1
    return 0


def _is_led(line: Line, index: int, future: frozenset[str], auxiliary: frozenset[str]) -> bool:
    """Whether an auxiliary that points ahead stands before a verb form (``will be buried``)."""
    index -= 1
    while index >= 0 and line.words[index] in auxiliary:
        if line.words[index] == "to":
            return True
        index -= 1
    return index >= 0 and line.words[index] in future
