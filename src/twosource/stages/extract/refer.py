"""Pronouns and descriptions that stand for a person named before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from twosource.data import Name, Span, Voice
from twosource.stages.extract.grammar import SUBJECTS, Tree, noun_phrase
from twosource.words.load import load_set

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
PEOPLE = "people.toml"
# A pronoun further than this from the last mention is left alone (code points).
REACH = 900


def find_references(text: str, trees: Sequence[Tree], names: Sequence[Name]) -> tuple[Name, ...]:
    """Names for the pronouns and definite offices of a report; what is not clear is left out."""
    found: list[Name] = []
    people = sorted((n for n in names if n.kind == "person"), key=lambda n: n.span.end)
    ends = [n.span.end for n in people]
    for number, tree in enumerate(trees):
        earlier = trees[number - 1] if number else None
        for index, token in enumerate(tree.tokens):
            if not _may_refer(tree, index):
                continue
            low, high = bisect_left(ends, token.span.start - REACH), bisect_right(ends, token.span.start)
            match = _refer(tree, earlier, index, people[low:high])
            if match is not None and not any(n.span.overlaps(token.span) for n in names):
                found.append(match)
    return tuple(found)


def _may_refer(tree: Tree, index: int) -> bool:
    """Whether the token is a pronoun or a noun of office at all."""
    token = tree.tokens[index]
    word = token.text.casefold()
    is_office = token.tag == "NN" and (token.lemma == "counterpart" or office_key(token.lemma) is not None)
    return is_office or word in HE | SHE or word == "latter"


def follow_speakers(names: Sequence[Name], chains: Iterable[Sequence[Voice]]) -> tuple[Name, ...]:
    """The names, a pronoun that speaks taken for whoever its saying was traced to."""
    speakers = {v.span: v for chain in chains for v in chain if v.kind == "person" and v.span is not None}
    return tuple(
        replace(n, full=speakers[n.span].name, role=speakers[n.span].role)
        if n.by == "pronoun" and n.span in speakers
        else n
        for n in names
    )


def _refer(tree: Tree, earlier: Tree | None, index: int, before: Sequence[Name]) -> Name | None:
    token = tree.tokens[index]
    word = token.text.casefold()
    if not before:
        return None
    if word in HE | SHE:
        target = nearest_person(tree, earlier, index, before)
        return Name(token.span, "person", target.full, target.role, "pronoun") if target else None
    if word == "latter":
        return Name(noun_phrase(tree, index), "person", before[-1].full, before[-1].role, "description")
    if token.lemma == "counterpart":
        return _counterpart(tree, index, before)
    if is_definite(tree, index) and token.pos == "NOUN" and token.tag == "NN":
        leading = [
            n
            for n in before
            if earlier is not None and earlier.parsed.span.covers(n.span) and _is_subject(earlier, n)
        ]
        holder = role_holder(token.lemma, leading) or role_holder(token.lemma, before)
        if holder is not None and not _has_owner(tree, index):
            return Name(noun_phrase(tree, index), "person", holder.full, holder.role, "role")
    return None


def _counterpart(tree: Tree, index: int, before: Sequence[Name]) -> Name | None:
    """``the president … his US counterpart``: whoever holds the same office there.

    The name is the description itself; its role joins it to the holder where
    a report names one.
    """
    land = next(
        (tree.tokens[c] for c in tree.children[index] if tree.tokens[c].dep in {"compound", "amod", "nmod"}),
        None,
    )
    owner = next((c for c in tree.children[index] if tree.tokens[c].dep == "poss"), None)
    if land is None or owner is None or any(tree.tokens[c].dep == "appos" for c in tree.children[index]):
        return None
    named = name_at(before, tree.tokens[owner].span)
    holder = named or nearest_person(
        tree, None, owner, [n for n in before if n.span.end <= tree.tokens[owner].span.start] or before
    )
    office = next((w for w in reversed(list(role_words(holder.role))) if office_key(w)), "") if holder else ""
    if not office:
        return None
    words = Span(land.span.start, tree.tokens[index].span.end)
    return Name(words, "person", f"{land.text} counterpart", f"{land.text} {office}", "description")


def nearest_person(tree: Tree, earlier: Tree | None, index: int, before: Sequence[Name]) -> Name | None:
    """Whom a pronoun most likely means: a subject of this sentence, of the last, else the latest named."""
    inside = [n for n in before if tree.parsed.span.covers(n.span)]
    clause = tree.tokens[index].head
    subjects = [n for n in inside if _is_subject(tree, n) or _is_possessor(tree, n)]
    fitting = [n for n in subjects if _head_of(tree, n) != clause] or subjects
    if fitting:
        return fitting[-1]
    outside = [n for n in before if not tree.parsed.span.covers(n.span)]
    leading = [
        n
        for n in outside
        if earlier is not None and earlier.parsed.span.covers(n.span) and _is_subject(earlier, n)
    ]
    if leading:
        return leading[-1]
    return outside[-1] if outside else (inside[-1] if inside else None)


def _at(tree: Tree, name: Name) -> int | None:
    inside = [i for i, t in enumerate(tree.tokens) if name.span.covers(t.span)]
    return next((i for i in inside if tree.tokens[i].head not in inside), None)


def _is_subject(tree: Tree, name: Name) -> bool:
    at = _at(tree, name)
    return at is not None and tree.tokens[at].dep in SUBJECTS


def _is_possessor(tree: Tree, name: Name) -> bool:
    at = _at(tree, name)
    return at is not None and tree.tokens[at].dep == "poss"


def _head_of(tree: Tree, name: Name) -> int | None:
    at = _at(tree, name)
    return tree.tokens[at].head if at is not None else None


def is_definite(tree: Tree, index: int) -> bool:
    """Whether the noun carries *the*, *this*, *that* or a possessor."""
    kids = [tree.tokens[c] for c in tree.children[index]]
    return any(k.lemma in {"the", "this", "that"} and k.dep == "det" for k in kids) or any(
        k.dep == "poss" for k in kids
    )


def _has_owner(tree: Tree, index: int) -> bool:
    """``the president of X`` and ``its president`` may be somebody new."""
    return any(
        tree.tokens[c].dep == "poss"
        or (tree.tokens[c].dep == "prep" and tree.tokens[c].lemma in {"of", "for"})
        for c in tree.children[index]
    )


def role_holder(lemma: str, before: Sequence[Name]) -> Name | None:
    """The last named person whose office holds this noun."""
    wanted = office_key(lemma)
    if wanted is None:
        return None
    holders = [n for n in before if wanted in {office_key(w) for w in role_words(n.role)}]
    return holders[-1] if holders else None


def role_words(role: str) -> Iterator[str]:
    """The words of an office in lower case."""
    return (word.strip(".,()").casefold() for word in role.replace("-", " ").split())


def office_key(lemma: str) -> str | None:
    """A noun of office in one form for man, woman and person; None for other nouns."""
    if lemma in load_set("twosource.words", PEOPLE, "spokes"):
        return "spokesperson"
    return lemma if lemma in load_set("twosource.words", PEOPLE, "office") else None


def name_at(names: Sequence[Name], span: Span) -> Name | None:
    """The name that overlaps `span`, the longest if there are several."""
    return max(
        (n for n in names if n.span.overlaps(span)), key=lambda n: n.span.end - n.span.start, default=None
    )
