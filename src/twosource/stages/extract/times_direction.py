"""Whether a bare weekday or month looks back from the report or ahead of it."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Parsed
from twosource.stages.extract.times_lexer import Line
from twosource.stages.extract.times_phrase import Phrase, ends_sentence
from twosource.stages.extract.times_tense import hangs_on_noun, tense
from twosource.words.load import load_set

_ROOM, _TABLE = "twosource.stages.extract", "times.toml"
_REACH = 14  # words looked at on either side
_NEAR = 4
_STOPS = frozenset(";:—")


def direction(phrase: Phrase, parsed: Sequence[Parsed] = ()) -> int:
    """1 where the verb or a cue points ahead, -1 where it points back, 0 where neither is near.

    The words that lead to the expression decide; then, in a parsed sentence,
    the verb above it; else the words before, and where its clause holds no
    verb before it, those after.
    """
    led = _led(phrase)
    if led:
        return led
    told = tense(phrase.span, parsed) if parsed else None
    if told == -1 and phrase.main.name == "month" and hangs_on_noun(phrase.span, parsed):
        return 0
    if told is not None:
        return told
    line, first = phrase.line, phrase.first
    before = _look(line, range(first - 1, max(-1, first - 1 - _REACH), -1))
    if before:
        return before
    after = _look(line, range(phrase.end, min(len(line.words), phrase.end + _REACH)))
    if after:
        return after
    weak = load_set(_ROOM, _TABLE, "direction.weak")
    return 1 if first and not weak.isdisjoint(line.words[max(0, first - 3) : first]) else 0


def _led(phrase: Phrase) -> int:
    """The direction that the words right beside the expression give it."""
    line, first = phrase.line, phrase.first
    lead = line.words[max(0, first - 2) : first]
    if lead in (("soon", "as"), ("early", "as"), ("ahead", "of")):
        return 1
    if lead[-1:] == ("since",):
        return -1
    is_possessive = line.words[phrase.end : phrase.end + 1] in (("'s",), ("’s",))
    if is_possessive and phrase.main.name == "weekday":
        coming = line.words[phrase.end + 1 : phrase.end + 2]
        is_ahead = lead[-1:] == ("for",) and not _set("coming").isdisjoint(coming)
        return 1 if is_ahead else 0 if lead[-1:] == ("before",) else -1
    if lead and lead[-1] in _set("leads"):
        near = line.words[max(0, first - _REACH) : first] + line.words[phrase.end : phrase.end + _NEAR]
        return -1 if "had" in near else 1
    return 0


def _set(key: str) -> frozenset[str]:
    return load_set(_ROOM, _TABLE, f"direction.{key}")


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
