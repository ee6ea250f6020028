"""Whether the parse bears out that an expression tells a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from twosource.data import Parsed, Token
from twosource.stages.extract.times_phrase import Phrase
from twosource.stages.extract.times_tense import sentence_of

_NOUNS = frozenset({"NOUN", "PROPN"})
_OWNERS = frozenset({"a", "an", "'s", "’s", "his", "her", "their", "its", "our", "my"})


def is_told(phrase: Phrase, parsed: Sequence[Parsed]) -> bool:
    """False for a paper called a daily, a car's model year, *past* and *future* before a noun."""
    name = phrase.main.name
    if name == "set" and phrase.has("often"):
        return _pos(phrase, phrase.main.at["often"], parsed) not in _NOUNS
    if name == "year" and phrase.end - phrase.first == 1:
        return not _is_model(phrase, parsed)
    if name == "vague" and phrase.has("past", "future"):
        return _is_noun(phrase, parsed)
    return True


def _token(phrase: Phrase, index: int, parsed: Sequence[Parsed]) -> tuple[Sequence[Token], int] | None:
    """The parsed token at a word of the line, with its sentence's tokens."""
    start = phrase.line.starts[index]
    sentence = sentence_of(parsed, start)
    if sentence is None:
        return None
    place = bisect_left(sentence.tokens, start, key=lambda token: token.span.start)
    is_there = place < len(sentence.tokens) and sentence.tokens[place].span.start == start
    return (sentence.tokens, place) if is_there else None


def _pos(phrase: Phrase, index: int, parsed: Sequence[Parsed]) -> str:
    found = _token(phrase, index, parsed)
    return found[0][found[1]].pos if found else ""


def _is_model(phrase: Phrase, parsed: Sequence[Parsed]) -> bool:
    """``a 1998 Corda sedan``: after *a* or an owner, before a name that the noun phrase ends with."""
    found = _token(phrase, phrase.first, parsed)
    if found is None or phrase.first == 0 or phrase.line.words[phrase.first - 1] not in _OWNERS:
        return False
    tokens, place = found
    follows = place + 1 < len(tokens) and tokens[place + 1].pos == "PROPN"
    return follows and tokens[tokens[place].head].pos == "PROPN"


def _is_noun(phrase: Phrase, parsed: Sequence[Parsed]) -> bool:
    """Whether *past* or *future* stands for itself; without a parse, whether no word follows it."""
    line, index = phrase.line, phrase.main.at["past" if phrase.has("past") else "future"]
    pos = _pos(phrase, index, parsed)
    if pos:
        found = _token(phrase, index, parsed)
        return pos == "NOUN" and found is not None and found[0][found[1]].dep not in ("compound", "amod")
    after = line.words[index + 1 : index + 2]
    is_alone = not after or not after[0][0].isalpha() or after[0] in ("and", "or", "that", "of", "is", "was")
    return is_alone or line.words[phrase.first] == "in"
