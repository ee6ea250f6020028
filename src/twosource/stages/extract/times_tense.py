"""Whether the verb that a time expression hangs on points back from the report or ahead of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from twosource.data import Parsed, Span, Token
from twosource.words.load import load_set

_CLIMB = 14  # heads looked at above an expression
_REACH = 10  # words before a verb in which its auxiliaries stand
_VERBS = frozenset({"VERB", "AUX"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_LINKED = frozenset({"xcomp", "acl", "ccomp", "relcl"})
_ENDS = ".!?”\"'’"


def sentence_of(parsed: Sequence[Parsed], place: int) -> Parsed | None:
    """The sentence that holds a place of the text."""
    index = bisect_right(parsed, place, key=lambda sentence: sentence.span.start) - 1
    return parsed[index] if index >= 0 and place < parsed[index].span.end else None


def tense(span: Span, parsed: Sequence[Parsed]) -> int | None:
    """1 where the verb above the expression points ahead, -1 where back; None where no verb tells."""
    sentence = sentence_of(parsed, span.start)
    if sentence is None:
        return None
    tokens = sentence.tokens
    first = max(0, bisect_right(tokens, span.start, key=lambda token: token.span.start) - 1)
    if _follows_past(tokens, first):
        return -1
    index = top_of(tokens, first, span.end)
    for _ in range(_CLIMB):
        head = tokens[index].head
        if head == index:
            return None
        index = head
        if tokens[index].pos in _VERBS:
            if first > 0 and index + 1 < len(tokens) and _is_arranged(tokens, index, first):
                return 1
            told = _points(tokens, index, 0)
            if told is not None:
                return told or None
    return None


def _follows_past(tokens: Sequence[Token], first: int) -> bool:
    """Whether a saying's past form stands right before, whatever it hangs on: ``said Monday it would``."""
    before = first - 1
    while before > 0 and tokens[before].text.lower() in ("on", "late", "early"):
        before -= 1
    return before >= 0 and tokens[before].tag == "VBD" and tokens[before].lemma.lower() in _set("lasting")


def hangs_on_noun(span: Span, parsed: Sequence[Parsed]) -> bool:
    """Whether the expression belongs to a noun (``the visit in May``), whose time need not be the verb's."""
    sentence = sentence_of(parsed, span.start)
    if sentence is None:
        return False
    tokens = sentence.tokens
    first = max(0, bisect_right(tokens, span.start, key=lambda token: token.span.start) - 1)
    index = top_of(tokens, first, span.end)
    head = tokens[index].head
    if tokens[head].pos == "ADP":
        head = tokens[head].head
    return head != index and tokens[head].pos in ("NOUN", "PROPN")


def _is_arranged(tokens: Sequence[Token], verb: int, first: int) -> bool:
    """Whether something is arranged for the day: ``set for Friday``, ``planned a march on Friday``."""
    token = tokens[verb]
    is_set = token.lemma.lower() == "set" and "for" in (tokens[verb + 1].text, tokens[first - 1].text)
    return is_set or (token.lemma.lower() in ("plan", "schedule") and token.tag == "VBD" and first > verb)


def top_of(tokens: Sequence[Token], first: int, end: int) -> int:
    """Of the tokens from `first` up to the place `end` the first whose head lies outside of them."""
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].span.start < end:
        last += 1
    within = range(first, last + 1)
    return next((i for i in within if tokens[i].head not in within or tokens[i].head == i), first)


def _points(tokens: Sequence[Token], verb: int, depth: int) -> int | None:
    """Where a verb form points, 0 nowhere; None where that is for the verb above it to say."""
    if depth > _CLIMB:
        return None
    token, lemma = tokens[verb], tokens[verb].lemma.lower()
    beside = _auxiliaries(tokens, verb)
    if "to" in beside:
        return -1 if _set("have") & beside else _infinitive(tokens, verb)
    if _set("modals") & beside:
        return -1 if _set("have") & beside or (_set("not") & beside and {"would", "could"} & beside) else 1
    if "could" in beside or "can" in beside:
        return -1 if (_set("not") | _set("have")) & beside or lemma in _set("sensed") else 1
    if lemma in _set("scheduled") and token.tag == "VBN":
        return -1 if "had" in beside else 1
    if _set("have") & beside or {"was", "were", "did", "been", "got"} & beside:
        return -1
    if token.tag == "VBD" or (token.tag == "VBN" and not _set("are") & beside):
        return _in_coming_clause(tokens, verb, depth) or -1
    if token.tag == "VBG":
        return 1 if _set("are") & beside or lemma in _set("beginning") else None
    return _present(tokens, verb) if token.tag in ("VBP", "VBZ", "VBN") else None


def _auxiliaries(tokens: Sequence[Token], verb: int) -> frozenset[str]:
    """The auxiliaries and negations of a verb, in lower case."""
    near = range(max(0, verb - _REACH), verb)
    return frozenset(
        tokens[i].text.lower() for i in near if tokens[i].head == verb and tokens[i].dep in _AUXILIARIES
    )


def _infinitive(tokens: Sequence[Token], verb: int) -> int | None:
    """Ahead below what is planned or due; below *began to*, *was forced to* what the verb above says."""
    head = tokens[verb].head
    above = tokens[head]
    if head == verb or tokens[verb].dep not in _LINKED or above.lemma.lower() in _set("implied"):
        return None
    if above.pos in _VERBS or above.pos == "ADJ":
        upper = head if above.pos in _VERBS else above.head
        if "had" in _auxiliaries(tokens, upper):
            return -1
    return 1


def _in_coming_clause(tokens: Sequence[Token], verb: int, depth: int) -> int:
    """1 for a past form in a clause of time below a verb that points ahead: ``once it opened Monday``."""
    head = tokens[verb].head
    if tokens[verb].dep != "advcl" or head == verb:
        return 0
    marks = _marks(tokens, verb)
    for _ in range(_CLIMB):
        if tokens[head].pos in _VERBS:
            return 1 if {"if", "when", "once", "as"} & marks and _points(tokens, head, depth + 1) == 1 else 0
        head = tokens[head].head
    return 0


def _marks(tokens: Sequence[Token], verb: int) -> set[str]:
    """The words that open the clause of a verb."""
    near = range(max(0, verb - _REACH), verb)
    return {tokens[i].text.lower() for i in near if tokens[i].dep in ("mark", "advmod")}


def _present(tokens: Sequence[Token], verb: int) -> int:
    """The present tense points ahead (``The court meets Monday.``), not in headlines or of lasting states."""
    is_sentence = tokens[-1].text[-1:] in _ENDS
    word, lemma = tokens[verb].text.lower(), tokens[verb].lemma.lower()
    if _marks(tokens, verb) & {"if", "when", "once", "until", "before", "after", "unless"}:
        return 1
    return 1 if is_sentence and lemma not in _set("lasting") and word not in _set("twofold") else 0


def _set(key: str) -> frozenset[str]:
    return load_set("twosource.stages.extract", "times.toml", f"tense.{key}")
