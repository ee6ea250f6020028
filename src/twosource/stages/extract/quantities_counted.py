"""What a figure counts, and what happened to it: ``15 people … were killed``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache

from twosource.data import Parsed, Token
from twosource.stages.extract.quantities_words import table, words_of
from twosource.stages.extract.times_lexer import Line

_REACH = 6  # words between a number and the word that says what happened
_TOLL_REACH = 12
_PHRASE = 5  # words of a noun phrase that are looked at; with tags
_LONGEST_PHRASE = 9
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM"})
_SHORTEST = 3
_LONGEST_ASIDE = 20
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those"})


def tokens_by_start(parsed: Sequence[Parsed]) -> Mapping[int, tuple[Parsed, int]]:
    """Where each token of the parsed sentences stands."""
    return {token.span.start: (p, i) for p in parsed for i, token in enumerate(p.tokens)}


def counted_noun(
    line: Line, end: int, tokens: Mapping[int, tuple[Parsed, int]], taken: Set[int] = frozenset()
) -> tuple[str, int]:
    """The lemma of the noun that a number before token `end` counts (or ``""``), and the token after it."""
    if end < len(line.words) and line.words[end] == "of":
        end += 1
        end += end < len(line.words) and line.words[end] in _DETERMINERS
    if end < len(line.words) and line.words[end] in ("-", "‐", "‑"):
        end += 1
    if end >= len(line.words) or end in taken:
        return "", end
    known = tokens.get(line.starts[end])
    lemma, last = _parsed_noun(line, end, *known) if known else _plain_noun(line, end)
    return ("person" if lemma in words_of("count", "persons") else lemma), last


def _parsed_noun(line: Line, end: int, sentence: Parsed, place: int) -> tuple[str, int]:
    """By the tags: the last noun of the phrase, a common one before a name."""
    tokens = sentence.tokens[place : place + _LONGEST_PHRASE]
    best: Token | None = None
    for index, token in enumerate(tokens):
        if token.text.lower() in ("others", "people"):
            return "person", _index_after(line, end, token.span.end)
        if token.tag in ("HYPH", "POS"):
            if not _leads_to_noun(tokens, index):
                break
            best = None  # what was found only stands before the noun: "state-run camps", "the mayor's aides"
        elif token.pos in _NOUNS and (token.pos == "NOUN" or best is None or best.pos == "PROPN"):
            best = token if not _is_split(tokens, index) or _leads_to_noun(tokens, index + 1) else best
        elif best is not None or not (token.pos in _INSIDE or token.tag in ("VBN", "VBG")):
            break
    return (_lemma(best), _index_after(line, end, best.span.end)) if best else ("", end)


def _is_split(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen follows."""
    return index + 1 < len(tokens) and tokens[index + 1].tag == "HYPH"


def _leads_to_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun comes soon after a hyphen or a possessive, with no verb of its own before it."""
    after = tokens[index + 1 : index + 4]
    return any(token.pos == "NOUN" and place for place, token in enumerate(after)) or (
        tokens[index].tag == "POS" and any(token.pos == "NOUN" for token in after)
    )


def _lemma(token: Token) -> str:
    lemma = token.lemma.lower()
    return singular(lemma) if token.pos == "PROPN" else table("count")["plurals"].get(lemma, lemma)


def _index_after(line: Line, index: int, end: int) -> int:
    while index < len(line.ends) and line.ends[index] < end:
        index += 1
    return min(index + 1, len(line.ends))


def _plain_noun(line: Line, end: int) -> tuple[str, int]:
    """By the look of the words: the first plural before the phrase ends."""
    stops = words_of("count", "stops")
    for index in range(end, min(end + _PHRASE, len(line.words))):
        word = line.words[index]
        if word in ("others", "people"):
            return "person", index + 1
        if word in words_of("count", "ordinals"):
            return word, index + 1
        if word in stops or not (word[0].isalpha() or word in "-‐‑") or index in line.numbers:
            break
        if word in table("count")["plurals"] or is_plural(word):
            return singular(word), index + 1
    return "", end


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    return len(word) > _SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def singular(word: str) -> str:
    """The singular of a plural noun, by its ending."""
    known = table("count")["plurals"].get(word)
    if known:
        return str(known)
    if not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST + 1:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


@cache
def _roles() -> Mapping[str, str]:
    return {word: role for role, words in table("role").items() for word in words}


def role_after(
    line: Line, end: int, busy: Mapping[int, int], parsed: Mapping[int, tuple[Parsed, int]]
) -> str:
    """What happened to those counted, told after them (``were killed``, ``deaths``)."""
    roles, barriers = _roles(), words_of("roleguards", "barriers")
    start = _past_aside(line, end)
    for index in range(start, min(start + _REACH, len(line.words))):
        word = line.words[index]
        if word in roles:
            return "" if _is_negated(line, index) else roles[word]
        is_wall = not (word[0].isalnum() or word[0] in "'’-") or index in busy
        if (
            is_wall
            or (word in barriers and not (word == "of" and index == end))
            or _is_other_verb(line, index, parsed)
        ):
            return ""
    return ""


def _past_aside(line: Line, end: int) -> int:
    """The token after an aside that counts parts (``15 people, including two women, were``)."""
    for comma in range(end, min(end + _PHRASE, len(line.words) - 1)):
        if line.words[comma] == "," and line.words[comma + 1] in words_of("roleguards", "parts"):
            rest = range(comma + 1, min(comma + _LONGEST_ASIDE, len(line.words)))
            closing = next((i for i in rest if line.words[i] in (",", ".", ";")), None)
            return end if closing is None or line.words[closing] != "," else closing + 1
        if not line.words[comma].isalpha():
            break
    return end


def _is_negated(line: Line, index: int) -> bool:
    return not {"not", "n't", "never"}.isdisjoint(line.words[max(0, index - 3) : index])


def _is_other_verb(line: Line, index: int, parsed: Mapping[int, tuple[Parsed, int]]) -> bool:
    known = parsed.get(line.starts[index])
    return known is not None and known[0].tokens[known[1]].pos == "VERB"


def role_before(line: Line, first: int, busy: Mapping[int, int]) -> tuple[str, int]:
    """What happened to those counted, told before them (``killing``, ``toll … to``), and how far away."""
    roles, barriers = _roles(), words_of("roleguards", "barriers")
    for index in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = line.words[index]
        if word in roles and not _is_negated(line, index):
            return roles[word], first - 1 - index
        is_link = word == "to" and line.words[index - 1] in words_of("roleguards", "linked")
        is_wall = word in barriers and not is_link
        if not (word[0].isalnum() or word[0] in "'’-") or index in busy or is_wall:
            break
    return _toll(line, first, busy), 0


def _toll(line: Line, first: int, busy: Mapping[int, int]) -> str:
    """``the death toll … has risen to 25``."""
    if not first or line.words[first - 1] not in words_of("roleguards", "tollverbs"):
        return ""
    tolls, roles = words_of("roleguards", "tolls"), _roles()
    for index in range(first - 2, max(0, first - 1 - _TOLL_REACH), -1):
        if line.words[index] in tolls and index:
            return roles.get(line.words[index - 1], "killed" if line.words[index] == "toll" else "")
        if line.words[index] in ".;:" or index in busy:
            break
    return ""
