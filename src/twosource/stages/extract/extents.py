"""How far the words that name a source reach: apposition, brackets, relative clauses and coordination."""

from __future__ import annotations

from collections.abc import Collection

from twosource.data import Span
from twosource.stages.extract.descriptions import is_in
from twosource.stages.extract.grammar import (
    NOUN_PARTS,
    Tree,
    contiguous,
    full_phrase,
    noun_phrase,
    span_of,
    subtree,
)

# Children that are no part of who speaks.
APART = frozenset({"ccomp", "parataxis", "advcl", "csubj", "mark", "dep", "intj", "aux", "meta"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# An apposition or an age opens with one of these; a place or a time of speaking does not.
OPENING = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "CD", "PRP$", "WP", "WDT", "WP$", "VBN"})
OPENING_WORDS = frozenset(
    {"of", "now", "then", "also", "formerly", "himself", "herself", "itself", "themselves"}
)
RELATIVE = frozenset({"WP", "WDT", "WP$"})
QUOTES = frozenset({"”", "“", '"', "''", "``"})
# Words before a name that are no part of it.
LEADING = frozenset({"even", "both", "also", "now", "so", "then"})
DASHES = frozenset({"–", "—", "--", "-"})
ENDS = frozenset({".", "?", "!", ";", ":", "”", '"', "''"})
# No bracket and no apposition after a name is longer, in tokens.
LONGEST_BRACKET, LONGEST_APPOSITION = 10, 40
# Clauses that only add to how somebody is hidden.
ADDED = frozenset({"relcl", "advcl", "ccomp", "parataxis"})
# What hides a person is told in no more tokens.
LONGEST_HIDDEN = 16


def source_span(tree: Tree, head: int, apart: Collection[int] = ()) -> Span:
    """All words that name the source at `head`; `apart` are the tokens of the cue and of what is said."""
    top = _topmost(tree, head, apart)
    words = contiguous(subtree(tree, top, lambda c: _belongs(tree, top, c, apart)), top)
    words = _trimmed(tree, _cut(tree, words, head), head)
    start, end = _over_lead(tree, words[0], words[-1]), _over_bracket(tree, words[-1], apart)
    if _tells_inside(tree, top, apart):
        return noun_phrase(tree, head)
    end = _over_apposition(tree, end, apart)
    return span_of(tree, (start, end))


def hidden_phrase(tree: Tree, head: int) -> Span:
    """How somebody without a name is hidden, as worded: ``two officials briefed on the talks``."""
    here, short = head, full_phrase(tree, head)
    for _ in range(2):
        below = [c for c in tree.children[here] if tree.tokens[c].dep in {"prep", "pobj"}]
        told = [c for c in tree.children[here] if tree.tokens[c].dep == "acl" and tree.tokens[c].tag == "VBN"]
        if told:
            below = subtree(
                tree, told[0], lambda c: tree.tokens[c].dep not in ADDED and tree.tokens[c].text != ","
            )
            words = contiguous(sorted({*below, *_inside(tree, short)}), head)
            whole = span_of(tree, words)
            return whole if whole.covers(short) and len(words) <= LONGEST_HIDDEN else short
        here = below[-1] if below else here
    return short


def _inside(tree: Tree, span: Span) -> list[int]:
    return [i for i, t in enumerate(tree.tokens) if span.covers(t.span)]


def _parts(tree: Tree, index: int) -> bool:
    """Whether a sign parts what is before it from what is behind: a quotation mark, a dash between blanks."""
    token = tree.tokens[index]
    if token.text in QUOTES:
        return True
    before = tree.tokens[index - 1].span.end if index else token.span.start
    return token.text in DASHES and before < token.span.start


def _cut(tree: Tree, words: list[int], head: int) -> list[int]:
    """Without what a dateline's dash or a quotation mark parts from the name."""
    last = max((i for i in words if i < head and _parts(tree, i)), default=-1)
    return [i for i in words if i > last]


def _tells_inside(tree: Tree, top: int, apart: Collection[int]) -> bool:
    """``Anna Brown, who said …``: the cue is in the relative clause, the name alone is the source."""
    clauses = [c for c in subtree(tree, top) if tree.tokens[c].dep == "relcl"]
    return any(i in apart for c in clauses for i in subtree(tree, c))


def _over_lead(tree: Tree, first: int, last: int) -> int:
    """``The town's keeper, Anna Brown, said``: the office before the name, between commas."""
    tokens = tree.tokens
    is_between = first > 1 and tokens[first - 1].text == "," and last + 1 < len(tokens)
    if not is_between or tokens[last + 1].text != "," or tokens[first].ent[2:] != "PERSON":
        return first
    office = first - 2
    if tokens[office].pos != "NOUN" or not is_in(tokens[office].lemma, "office"):
        return first
    return min(contiguous(subtree(tree, office, lambda c: tokens[c].dep in NOUN_PARTS), office))


def _topmost(tree: Tree, head: int, apart: Collection[int]) -> int:
    """The noun that the phrase hangs on: of an apposition, a part of a name, or the second of two."""
    here = head
    for _ in range(4):
        token = tree.tokens[here]
        above = token.head
        is_part = token.dep in {"appos", "compound", "nmod"} or (
            token.dep == "conj" and tree.tokens[above].dep in {"nsubj", "nsubjpass", "pobj", "agent"}
        )
        if not is_part or above in apart or above == here or tree.tokens[above].pos not in NOUNS:
            return here
        if tree.tokens[above].ent[2:] in {"DATE", "TIME"}:
            return here
        if tree.tokens[above].dep == "pobj" and token.ent.endswith("PERSON"):
            return here
        if any(i in apart or _parts(tree, i) for i in range(min(here, above), max(here, above))):
            return here
        here = above
    return here


def _belongs(tree: Tree, top: int, index: int, apart: Collection[int]) -> bool:
    token = tree.tokens[index]
    if index in apart or (token.dep in APART and tree.tokens[token.head].pos in NOUNS):
        return False
    if token.dep == "conj" and tree.tokens[token.head].pos in NOUNS:
        return token.pos in NOUNS and not any(tree.tokens[c].dep == "nsubj" for c in tree.children[index])
    if token.dep in {"relcl", "acl"} and any(i in apart for i in subtree(tree, index)):
        return False
    if token.dep == "prep" and token.head == top and index > top:
        return not _is_when(tree, index)
    return token.dep != "npadvmod" or token.head != top


def _is_when(tree: Tree, prep: int) -> bool:
    """Whether a preposition after the name tells a time: ``in 2001``, ``on Friday``."""
    goals = [c for c in tree.children[prep] if tree.tokens[c].dep == "pobj"]
    return tree.tokens[prep].lemma != "of" and any(tree.tokens[g].ent[2:] in {"DATE", "TIME"} for g in goals)


def _trimmed(tree: Tree, words: list[int], head: int) -> list[int]:
    """Without signs and conjunctions at either end; a bracket that was opened stays open."""
    low, high = 0, len(words)
    while words[low] < head and tree.tokens[words[low]].dep in {"punct", "cc"}:
        low += 1
    while words[low] < head and tree.tokens[words[low]].lemma in LEADING:
        low += 1
    while words[high - 1] > head and tree.tokens[words[high - 1]].dep in {"punct", "cc"}:
        if tree.tokens[words[high - 1]].text == ")":
            break
        high -= 1
    return words[low:high]


def _over_bracket(tree: Tree, last: int, apart: Collection[int]) -> int:
    """``Rita Blum (Greens)``: the end of the bracket that follows."""
    tokens = tree.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].text != "(":
        return last
    for index in range(last + 2, min(last + 2 + LONGEST_BRACKET, len(tokens))):
        if index in apart:
            return last
        if tokens[index].text == ")":
            return index
    return last


def _over_apposition(tree: Tree, last: int, apart: Collection[int]) -> int:
    """``Rita Blum, who keeps the lock, said``: what stands between commas before the cue, or to the end."""
    tokens = tree.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].text not in {",", *DASHES}:
        return last
    opening = tokens[last + 2]
    if last + 2 in apart or (opening.tag not in OPENING and opening.lemma not in OPENING_WORDS):
        return last
    if opening.ent[2:] in {"DATE", "TIME"} and opening.tag != "CD":
        return last
    stop = _stop(tree, last + 2, apart)
    if stop is None or stop - last > LONGEST_APPOSITION or _has_clause(tree, last + 2, stop):
        return last
    return stop


def _stop(tree: Tree, start: int, apart: Collection[int]) -> int | None:
    """The last token before the comma that the cue follows, or before the sentence ends."""
    tokens = tree.tokens
    for index in range(start, len(tokens)):
        if index in apart:
            back = index - 1
            while back > start and (tokens[back].pos in {"ADV", "AUX"} or tokens[back].tag in RELATIVE):
                back -= 1
            return back - 1 if back > start and tokens[back].text in {",", *DASHES} else None
        if tokens[index].text in ENDS:
            return index - 1
    return len(tokens) - 1


def _has_clause(tree: Tree, start: int, stop: int) -> bool:
    """Whether a verb stands there that belongs to no relative clause."""
    relative = False
    for index in range(start, stop + 1):
        token = tree.tokens[index]
        relative = relative or token.tag in RELATIVE or token.tag == "WRB"
        if token.tag in FINITE and not relative:
            return True
    return False
