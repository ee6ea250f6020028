"""Small questions to a parsed sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from twosource.data import Parsed, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
NOUN_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# Children that belong to a bare noun phrase; clauses and most prepositions do not.
NOUN_PARTS = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "case", "nummod", "quantmod", "advmod", "predet"}
    | {"punct", "neg", "npadvmod"}
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence with the children of every token."""

    parsed: Parsed
    children: tuple[tuple[int, ...], ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.parsed.tokens


def grow(parsed: Parsed) -> Tree:
    """The tree of a parsed sentence."""
    children: list[list[int]] = [[] for _ in parsed.tokens]
    for index, token in enumerate(parsed.tokens):
        if token.head != index:
            children[token.head].append(index)
    return Tree(parsed, tuple(tuple(c) for c in children))


def child(tree: Tree, index: int, *deps: str) -> int | None:
    """The first child with one of the labels."""
    return next((c for c in tree.children[index] if tree.tokens[c].dep in deps), None)


def all_children(tree: Tree, index: int, *deps: str) -> list[int]:
    """All children with one of the labels."""
    return [c for c in tree.children[index] if tree.tokens[c].dep in deps]


def subtree(tree: Tree, index: int, keep: Callable[[int], bool] = lambda _: True) -> list[int]:
    """The indices below and with `index`, in order; `keep` says which children are entered."""
    found: list[int] = []
    stack = [index]
    while stack:
        here = stack.pop()
        found.append(here)
        stack.extend(c for c in tree.children[here] if keep(c))
    return sorted(found)


def ancestors(tree: Tree, index: int) -> Iterator[int]:
    """The heads above `index`, nearest first."""
    while tree.tokens[index].head != index:
        index = tree.tokens[index].head
        yield index


def subject(tree: Tree, verb: int) -> int | None:
    """The verb's subject; of a coordinated or open complement the governor's."""
    here: int | None = verb
    for _ in range(6):
        if here is None:
            return None
        found = all_children(tree, here, *SUBJECTS)
        if found:
            return min(found, key=lambda c: abs(c - verb))
        token = tree.tokens[here]
        here = token.head if token.dep in {"conj", "xcomp"} and token.head != here else None
    return None


def own_subject(tree: Tree, verb: int) -> int | None:
    """The verb's own subject, not one it shares."""
    return child(tree, verb, *SUBJECTS)


def span_of(tree: Tree, indices: Iterable[int]) -> Span:
    """From the first to the last of the tokens."""
    places = [tree.tokens[i].span for i in indices]
    return Span(min(p.start for p in places), max(p.end for p in places))


def noun_phrase(tree: Tree, head: int) -> Span:
    """The bare noun phrase around `head`: no clause, no preposition."""
    indices = subtree(tree, head, lambda c: tree.tokens[c].dep in NOUN_PARTS)
    run = contiguous(indices, head)
    while run and tree.tokens[run[-1]].dep == "punct":
        run.pop()
    while run and tree.tokens[run[0]].dep == "punct":
        run.pop(0)
    return span_of(tree, run or [head])


def full_phrase(tree: Tree, head: int) -> Span:
    """The noun phrase with its prepositions and apposition, without relative clauses."""
    skip = {"relcl", "conj", "cc", "acl", "advcl", "ccomp"}
    indices = contiguous(subtree(tree, head, lambda c: tree.tokens[c].dep not in skip), head)
    while len(indices) > 1 and tree.tokens[indices[-1]].dep == "punct":
        indices.pop()
    while len(indices) > 1 and tree.tokens[indices[0]].dep == "punct":
        indices.pop(0)
    return span_of(tree, indices)


def contiguous(indices: list[int], around: int) -> list[int]:
    """The unbroken stretch of `indices` that holds `around`."""
    have = set(indices)
    low = high = around
    while low - 1 in have:
        low -= 1
    while high + 1 in have:
        high += 1
    return list(range(low, high + 1))


def trim(tree: Tree, indices: list[int]) -> list[int]:
    """Without leading connectives and leading and trailing punctuation; *if* and *whether* stay."""
    low, high = 0, len(indices)
    while low < high and _is_loose(tree.tokens[indices[low]]):
        low += 1
    while high > low and tree.tokens[indices[high - 1]].dep in {"punct", "cc"}:
        high -= 1
    return indices[low:high]


def _is_loose(token: Token) -> bool:
    is_mark = token.dep == "mark" and token.lemma not in {"if", "unless", "whether"}
    return is_mark or token.dep in {"punct", "cc"}


def token_at(tree: Tree, offset: int) -> int | None:
    """The token that holds the code point at `offset`."""
    return next((i for i, t in enumerate(tree.tokens) if t.span.start <= offset < t.span.end), None)


def clause_span(tree: Tree, clause: int, phrase: int, start: int | None = None) -> Span | None:
    """The clause at `clause` without the phrase at `phrase`: the longer side of it."""
    root = clause
    while tree.tokens[root].dep == "conj" and tree.tokens[root].head != root:
        root = tree.tokens[root].head
    if start is not None:
        words = trim(tree, list(range(start, len(tree.tokens))))
        return span_of(tree, words) if words else None
    cut = set(subtree(tree, phrase))
    words = [i for i in subtree(tree, root) if i not in cut]
    before = trim(tree, [i for i in words if i < min(cut)])
    after = trim(tree, [i for i in words if i > max(cut)])
    if _holds_verb(tree, before) or _holds_verb(tree, after):
        best = max(before, after, key=lambda side: (_holds_verb(tree, side), len(side)))
        is_split = not _holds_verb(tree, before) and any(tree.tokens[i].dep in SUBJECTS for i in before)
        return span_of(tree, [*before, *after] if is_split else best)
    best = max(before, after, key=len)
    return span_of(tree, best) if best else None


def _holds_verb(tree: Tree, indices: list[int]) -> bool:
    return any(tree.tokens[i].pos in {"VERB", "AUX"} for i in indices)
