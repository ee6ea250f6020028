"""Times told by their distance from an event: ``hours after the speech``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from twosource.data import Anchor, Parsed, Span, Token
from twosource.stages.extract.times_lexer import Line
from twosource.stages.extract.times_phrase import Phrase
from twosource.stages.extract.times_scene import Meaning
from twosource.stages.extract.times_shifts import counted, duration_value
from twosource.stages.extract.times_tense import sentence_of
from twosource.words.load import load_set, load_words

_HOURS = {"S": 1 / 3600, "m": 1 / 60, "H": 1, "D": 24, "W": 168, "F": 336, "M": 730.5, "Q": 2191.5, "Y": 8766,
          "E": 87660, "C": 876600, "L": 8766000}  # fmt: skip
_FINE = 0.9  # of its unit: "three hours after" is from 3 to 3.9 hours, "one day after" from 24 to 48
_LONGEST_EVENT = 12  # words
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_QUOTES = frozenset({"“", "”", '"', "``", "''", "«", "»"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "punct", "cc", "conj", "appos"})


def _set(key: str) -> frozenset[str]:
    return load_set("twosource.stages.extract", "times.toml", f"event.{key}")


def anchor_of(phrase: Phrase, parsed: Sequence[Parsed]) -> Anchor | None:
    """The distance and the event of an expression that fits the pattern ``anchor``."""
    event = _event(phrase, parsed)
    bounds = _bounds(phrase)
    if event is None or bounds is None:
        return None
    low, high = bounds
    return Anchor(-high, 0.0 - low, event) if phrase.value("side") == -1 else Anchor(low, high, event)


def anchor_value(phrase: Phrase) -> Meaning:
    """The TIMEX3 value of the distance; none where no length is told (``shortly after``)."""
    if not phrase.has("unit", "units"):
        return Meaning("", "vague")
    count, unit = counted(phrase)
    if count is None and phrase.has("unit"):
        count = 1.0
    return Meaning(duration_value(unit, count), "duration")


def _bounds(phrase: Phrase) -> tuple[float, float] | None:
    """The least and the most hours that the words allow."""
    table = load_words("twosource.stages.extract", "times.toml")["anchors"]
    words = phrase.words()
    for name in ("shortly", "straight"):
        if phrase.has(name):
            low, high = table[phrase.word(name)]
            return float(low), float(high)
    count, unit = counted(phrase)
    if count is None and phrase.has("unit"):
        count = 1.0
    if count is None:
        low, high = table.get(phrase.word("units"), (0, 0))
        return (0.0 if "within" in words else float(low), float(high)) if high else None
    size = _HOURS[unit]
    if "within" in words or ("than" in words and {"less", "fewer"} & words) or "under" in words:
        return 0.0, count * size
    if {"over", "least"} & words or ("than" in words and "more" in words):
        return count * size, 10 * count * size
    width = size if unit in "DWMY" else _FINE * size
    return count * size, count * size + width


def _event(phrase: Phrase, parsed: Sequence[Parsed]) -> Span | None:
    """The words that name the event: by the parse where there is one, else up to the next clause."""
    line, first = phrase.line, phrase.end
    if (
        first >= len(line.words)
        or not line.words[first][0].isalpha()
        or line.words[first] in ("that", "then")
    ):
        return None
    return _parsed_event(line.starts[first], parsed) or _plain_event(line, first)


def _parsed_event(start: int, parsed: Sequence[Parsed]) -> Span | None:
    """The noun phrase that begins at `start`, without its clauses; where it is a subject, the clause."""
    sentence = sentence_of(parsed, start)
    if sentence is None:
        return None
    tokens = sentence.tokens
    index = bisect_left(tokens, start, key=lambda token: token.span.start)
    if index == len(tokens) or tokens[index].span.start != start:
        return None
    head = _climb(tokens, index)
    verb = tokens[head].head
    is_clause = tokens[head].dep in _SUBJECTS and verb > head and tokens[verb].pos in ("VERB", "AUX")
    if is_clause and not any(token.text in _QUOTES for token in tokens[index:verb]):
        return Span(start, tokens[_clause_end(tokens, verb)].span.end)
    if tokens[head].pos not in ("NOUN", "PROPN"):
        return None
    end = head
    for place in range(index, min(len(tokens), head + _LONGEST_EVENT)):
        if place > head and not _belongs(tokens, place, head):
            break
        end = place
    return Span(start, tokens[end].span.end)


def _clause_end(tokens: Sequence[Token], verb: int) -> int:
    """The last token of a clause from its verb on, without what follows a comma or joins another clause."""
    end = verb
    for place in range(verb + 1, min(len(tokens), verb + _LONGEST_EVENT)):
        token = tokens[place]
        if token.dep in ("punct", "cc", "mark") or (token.dep in _CLAUSES and token.head == verb):
            break
        if not _belongs(tokens, place, verb):
            break
        end = place
    return end


def _climb(tokens: Sequence[Token], index: int) -> int:
    """The head of the noun phrase that starts with a token."""
    head = index
    while tokens[head].head > head and tokens[tokens[head].head].pos in ("NOUN", "PROPN", "PART", "ADJ"):
        head = tokens[head].head
    return head


def _belongs(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether a token hangs below the head without a clause between."""
    for _ in range(_LONGEST_EVENT):
        if index == head:
            return True
        if (
            tokens[index].dep in _CLAUSES
            or tokens[index].pos in ("VERB", "AUX")
            or tokens[index].head == index
        ):
            return False
        index = tokens[index].head
    return False


def _plain_event(line: Line, first: int) -> Span | None:
    end = first
    is_clause = line.words[first] in _set("pronouns")
    while end < len(line.words) and end - first < _LONGEST_EVENT:
        word = line.words[end]
        is_stop = word in _set("stops") and end > first and not (is_clause and word in _set("verbs"))
        if not (word[0].isalnum() or word[0] in "'’-") or is_stop:
            break
        end += 1
    return line.span(first, end) if end > first else None
