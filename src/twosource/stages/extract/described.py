"""Definite descriptions: the person or body of the report that *the mayor* or *the committee* means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.data import Name, Span
from twosource.stages.extract.grammar import Tree, child, noun_phrase
from twosource.stages.extract.known import Known, is_subject
from twosource.stages.extract.name_kinds import lands
from twosource.stages.extract.name_runs import PEOPLE
from twosource.stages.extract.offices import HERE, asked_offices, fits, role_words
from twosource.words.load import load_set, load_words

BESIDE = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
OWNERS = frozenset({"of", "for", "at", "from"})
# Adjectives that tell nothing of which body is meant.
FREE = frozenset({"new", "whole", "entire", "same", "local", "powerful", "influential", "very"})
# What a description may stand as; a part of another noun phrase means nobody.
HANGS = frozenset({"compound", "appos", "attr", "amod", "nmod", "oprd", "npadvmod"})


def describe_person(
    known: Known, tree: Tree, earlier: Tree | None, index: int, *, is_headline: bool
) -> Name | None:
    """The holder of the office that a noun tells, as far as one is clear."""
    token = tree.tokens[index]
    if token.tag not in {"NN", "NNP"} or token.dep in HANGS or _is_explained(tree, index):
        return None
    if not is_headline and not is_definite(tree, index):
        return None
    asked = asked_offices(token.lemma, [w for w, _ in _modifiers(tree, index)])
    if not asked:
        return None
    holder = _holder(known, tree, earlier, index, asked) or _later(known, tree, index, asked, is_headline)
    return Name(_place(tree, index), "person", holder.full, holder.role, "role") if holder else None


def _holder(known: Known, tree: Tree, earlier: Tree | None, index: int, asked: frozenset[str]) -> Name | None:
    """The last named before with that office; a subject of the last sentence first."""
    at = tree.tokens[index].span.start
    before = [
        n
        for office in sorted(asked)
        if office in known.holders
        for n in known.holders[office].before(at)
        if _is_holder(known, tree, index, asked, n)
    ]
    before.sort(key=lambda n: n.span)
    leading = [
        n
        for n in before
        if earlier is not None and earlier.parsed.span.covers(n.span) and is_subject(earlier, n)
    ]
    best = leading or before
    return best[-1] if best else None


def _later(known: Known, tree: Tree, index: int, asked: frozenset[str], is_headline: bool) -> Name | None:
    """Who is named later as *the* holder, or of a headline the first who holds that office at all."""
    at = tree.tokens[index].span.start
    later = [
        n
        for office in sorted(asked)
        if office in known.holders
        for n in known.holders[office].names[:FIRST]
        if n.span.start > at and (is_headline or n.role.casefold().startswith("the "))
        if fits(asked, [w for w, _ in _modifiers(tree, index)], n.role)
    ]
    first = min(later, key=lambda n: n.span, default=None)
    if first is None or (not is_headline and len({n.full for n in later}) > 1):
        return None
    return first


def _is_holder(known: Known, tree: Tree, index: int, asked: frozenset[str], name: Name) -> bool:
    modifiers = _modifiers(tree, index)
    held = set(role_words(name.role))
    if not fits(asked, [word for word, _ in modifiers], name.role):
        return False
    lands = {land for word in held if (land := land_of(word))} | _land_after(known, name)
    for word, is_noun in modifiers:
        land = land_of(word)
        if land and lands and land not in lands:
            return False
        if is_noun and not land and word not in held:
            return False
    owners = list(_owners(tree, index))
    return not owners or any(o in held or land_of(o) in lands - {""} for o in owners)


def _land_after(known: Known, name: Name) -> set[str]:
    """``Prime Minister Paul Hask of Norvald``: the place behind the name."""
    words = known.text[name.span.end : name.span.end + LAND_REACH].split()
    found = land_of(words[1].strip(".,;")) if len(words) > 1 and words[0] == "of" else ""
    return {found} - {""}


def land_of(word: str) -> str:
    """The country that a word names, or whose people or things it calls; "" for other words."""
    table = load_words("twosource.words", "demonyms.toml")
    plain = word.casefold().rstrip("’'s") if word.casefold().endswith(("’s", "'s")) else word.casefold()
    if plain in table["countries"]:
        return str(table["countries"][plain])
    return plain if plain in lands() else ""


def _modifiers(tree: Tree, index: int) -> list[tuple[str, bool]]:
    """The words before the noun that tell which, and whether each is a noun."""
    phrase = noun_phrase(tree, index)
    return [
        (t.text.casefold(), t.pos in {"NOUN", "PROPN"} and t.ent[2:] != "NORP")
        for t in tree.tokens[:index]
        if t.span.start >= phrase.start and t.dep in BESIDE and t.pos in {"NOUN", "PROPN", "ADJ"}
    ]


def _owners(tree: Tree, index: int) -> Iterator[str]:
    """Whose or where: ``of Norvald``, ``Norvald’s``, ``its``."""
    for c in tree.children[index]:
        token = tree.tokens[c]
        if token.dep == "poss":
            yield token.text.casefold()
        elif token.dep == "prep" and token.lemma in OWNERS:
            goal = child(tree, c, "pobj")
            if goal is not None:
                yield tree.tokens[goal].text.casefold()


def _is_explained(tree: Tree, index: int) -> bool:
    """Whether a name or noun stands in apposition; ``himself`` does not count."""
    beside = child(tree, index, "appos")
    return beside is not None and tree.tokens[beside].pos != "PRON"


def _place(tree: Tree, index: int) -> Span:
    """The bare noun phrase, without whose it is and without a possessive ending."""
    phrase = noun_phrase(tree, index)
    owner = child(tree, index, "poss")
    start = phrase.start
    if owner is not None and tree.tokens[owner].pos != "PRON" and tree.tokens[owner].head == index:
        after = owner + 1
        while after < index and tree.tokens[after].dep == "case":
            after += 1
        start = tree.tokens[after].span.start
    return Span(start, min(phrase.end, tree.tokens[index].span.end))


def is_definite(tree: Tree, index: int) -> bool:
    """Whether the noun carries *the*, *this*, *that* or a possessor."""
    kids = [tree.tokens[c] for c in tree.children[index]]
    return any(k.lemma in {"the", "this", "that"} and k.dep == "det" for k in kids) or any(
        k.dep == "poss" for k in kids
    )


def describe_body(known: Known, tree: Tree, index: int) -> Name | None:
    """The last body named or described before whose name holds the noun, or a kind that the noun may call."""
    token = tree.tokens[index]
    if token.tag not in {"NN", "NNP"} or token.dep in HANGS or not _is_body_noun(token.lemma):
        return None
    has_the = any(tree.tokens[c].lemma in {"the", "this", "that"} for c in tree.children[index])
    if not has_the or any(True for _ in _owners(tree, index)) or _is_explained(tree, index):
        return None
    words = [word for word, _ in _modifiers(tree, index) if word not in FREE]
    body = next((n for n in known.last_bodies(token.span.start) if _is_called(n, token.lemma, words)), None)
    return Name(_place(tree, index), "body", body.full, "", "description") if body else None


def _is_body_noun(lemma: str) -> bool:
    if lemma in load_set(HERE, "names.toml", "unnamed_body"):
        return False
    return (
        lemma in load_set("twosource.words", PEOPLE, "body")
        or lemma in load_words(HERE, "names.toml")["calls"]
    )


def _is_called(name: Name, lemma: str, modifiers: Sequence[str]) -> bool:
    """Whether the words of a body's name hold all that the description says."""
    held = name.full.casefold().replace("-", " ").split()
    if not all(word in held for word in modifiers):
        return False
    calls = load_words(HERE, "names.toml")["calls"].get(lemma, ())
    return lemma in held or (bool(held) and any(word in held for word in calls))


# Of an office so many holders are looked at where the description stands before its name.
FIRST = 20
# A place stands no further behind a name, in code points.
LAND_REACH = 30
