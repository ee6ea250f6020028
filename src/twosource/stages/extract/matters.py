"""What somebody is said to want, hold or speak about: smaller claims beside the one that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from twosource.stages.extract.grammar import Tree, all_children, ancestors, child, span_of, subtree, trim
from twosource.stages.extract.sayings import ROOM, Saying, Source, lemma_of
from twosource.stages.extract.speakers import is_time, speaker_of
from twosource.words.load import load_set, load_words

LIST = "matters.toml"
RULES = frozenset({"matter-aim", "matter-view", "matter-about", "matter-trait", "matter-noun"})
MINDS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
PRONOUNS = frozenset({"he", "she", "they", "we", "i", "who", "him", "her", "them", "us", "me", "everyone"})
KINDS = ("office", "body", "crowd", "outlet", "spokes")
# What a verb's object is said to be, and by what: ``called it a ruin``, ``criticised it for its noise``.
OBJECTS = frozenset({"dobj", "oprd", "ccomp", "xcomp", "acomp", "attr", "nsubj"})
OF_OBJECT = frozenset({"as", "for", "of", "over", "about", "to", "with", "against", "from"})
# With a bare object these are acts: *called the doctor*.
NAMING = frozenset({"call", "dub", "label", "brand", "deem", "read"})
# Behind a comma these are the report's own words: ``the plan, which failed, …``.
ADDED = frozenset({"relcl", "appos", "advcl", "acl"})


@dataclass(frozen=True, slots=True)
class Matter:
    """A cue, the tokens of its matter, whose mind it tells, and the rule."""

    cue: int
    words: Sequence[int]
    mind: int
    rule: str


def find_matters(tree: Tree, told: Iterable[Saying]) -> Iterator[Saying]:
    """The matters of a sentence as sayings; none where the cue governs a clause already."""
    cues = {s.cue for s in told if s.by != "verb-act"}
    for index, token in enumerate(tree.tokens):
        if token.span in cues:
            continue
        for matter in _of_word(tree, index):
            words = _said(tree, matter.words)
            if words and matter.mind not in words and is_mind(tree, matter.mind):
                source = Source(tree, matter.mind, "speaker")
                lemma = lemma_of(token)
                yield Saying(
                    tree, token.span, lemma, _stance(lemma), (source,), span_of(tree, words), matter.rule
                )
                break


def _said(tree: Tree, words: Sequence[int]) -> list[int]:
    """The words without what the report adds behind a comma; none where only a pronoun is left."""
    loose = (i for i in words if tree.tokens[i].dep in ADDED and tree.tokens[i].head in words)
    added = {below for i in loose if _opens_after_comma(tree, i) for below in subtree(tree, i)}
    kept = trim(tree, [i for i in words if i not in added])
    return kept if any(tree.tokens[i].pos not in {"PRON", "DET", "PUNCT", "ADP"} for i in kept) else []


def _opens_after_comma(tree: Tree, index: int) -> bool:
    first = min(subtree(tree, index))
    return first > 0 and tree.tokens[first - 1].text in {",", "-", "—", "–", "--"}


def _of_word(tree: Tree, index: int) -> Iterator[Matter]:
    pos = tree.tokens[index].pos
    if pos in {"VERB", "AUX"}:
        yield from (*_aim(tree, index), *_view(tree, index), *_about(tree, index))
    elif pos in {"ADJ", "NOUN"}:
        yield from _trait(tree, index) if _is_predicate(tree, index) else _noun(tree, index)


def _has(key: str, lemma: str) -> bool:
    return lemma in load_set(ROOM, LIST, key)


def _stance(lemma: str) -> str:
    keys = ("denies", "asks", "doubts")
    trait = next((s for s in ("denies", "doubts") if _has(f"trait.{s}", lemma)), None)
    return next((s for s in keys if _has(f"stances.{s}", lemma)), trait or "asserts")


def is_mind(tree: Tree, head: int) -> bool:
    """Whether the word names people or a body, that can want and say."""
    token = tree.tokens[head]
    if token.pos == "PRON":
        return token.text.casefold() in PRONOUNS
    lemmas = {token.lemma, token.text.casefold()}
    is_kind = any(lemmas & load_set("twosource.words", "people.toml", key) for key in KINDS)
    return is_kind or token.ent[2:] in MINDS or (token.pos == "PROPN" and token.ent[2:] in {"", "FAC"})


def _speaker(tree: Tree, verb: int) -> int | None:
    who = speaker_of(tree, verb)
    return who if who is not None and who < len(tree.tokens) else None


def _aim(tree: Tree, verb: int) -> Iterator[Matter]:
    """``plans to sell the mill``, ``wants the court to halt the sale``, ``proposed selling it``."""
    if not _has("aim.verbs", lemma_of(tree.tokens[verb])):
        return
    who = _speaker(tree, verb)
    for clause in all_children(tree, verb, "xcomp", "ccomp"):
        is_infinitive = any(tree.tokens[c].tag == "TO" for c in tree.children[clause])
        if who is not None and clause > verb and (is_infinitive or tree.tokens[clause].tag == "VBG"):
            actor = child(tree, verb, "dobj")
            with_actor = subtree(tree, actor) if actor is not None and verb < actor < clause else []
            yield Matter(verb, sorted({*with_actor, *subtree(tree, clause)}), who, "matter-aim")


def _view(tree: Tree, verb: int) -> Iterator[Matter]:
    """``attacked the plan``, ``called the plan a theft``, ``was criticised by the union``."""
    token = tree.tokens[verb]
    if not _has("view.verbs", lemma_of(token)):
        return
    who = _speaker(tree, verb)
    passive = child(tree, verb, "nsubjpass")
    if who is None or who == passive:
        return
    if passive is not None:
        yield Matter(verb, subtree(tree, passive), who, "matter-view")
        return
    things = [c for c in tree.children[verb] if c > verb and tree.tokens[c].dep in OBJECTS and c != who]
    named = lemma_of(token) in NAMING and all(tree.tokens[c].dep == "dobj" for c in things)
    if not things or named or tree.tokens[things[0]].dep == "xcomp":
        return
    more = [
        c for c in all_children(tree, verb, "prep") if c > things[0] and tree.tokens[c].lemma in OF_OBJECT
    ]
    words = sorted({i for c in (*things, *more) for i in subtree(tree, c)})
    yield Matter(verb, _unbroken(words), who, "matter-view")


def _unbroken(words: Sequence[int]) -> list[int]:
    """The words up to the first gap of more than a sign."""
    found = [words[0]]
    for word in words[1:]:
        if word > found[-1] + 2:
            break
        found.append(word)
    return found


def _about(tree: Tree, verb: int) -> Iterator[Matter]:
    """``spoke about the flood``, ``pointed to the crack in the wall``."""
    lists = load_words(ROOM, LIST)["about"]
    lemma = lemma_of(tree.tokens[verb])
    for prep in all_children(tree, verb, "prep", "dative"):
        goal = child(tree, prep, "pobj", "pcomp")
        if goal is None or is_time(tree, goal) or lemma not in lists.get(tree.tokens[prep].lemma, ()):
            continue
        who = _speaker(tree, verb)
        if who is not None:
            yield Matter(verb, subtree(tree, goal), who, "matter-about")


def _is_predicate(tree: Tree, index: int) -> bool:
    return tree.tokens[index].dep in {"acomp", "attr", "oprd"} and tree.tokens[index].pos == "ADJ"


def _trait(tree: Tree, adjective: int) -> Iterator[Matter]:
    """``is confident of a win``, ``was ready to leave``; with a clause it is a saying."""
    lemma = tree.tokens[adjective].lemma
    who = _speaker(tree, tree.tokens[adjective].head)
    if who is None or not any(_has(f"trait.{s}", lemma) for s in ("asserts", "doubts", "denies")):
        return
    for below in all_children(tree, adjective, "prep", "xcomp"):
        goal = child(tree, below, "pobj", "pcomp") if tree.tokens[below].dep == "prep" else below
        if goal is not None:
            yield Matter(adjective, subtree(tree, goal), who, "matter-trait")


def _noun(tree: Tree, noun: int) -> Iterator[Matter]:
    """``the mayor's plan to sell the mill``, ``gave a warning about the dam``."""
    if tree.tokens[noun].pos != "NOUN" or not _has("noun.words", tree.tokens[noun].lemma):
        return
    owner = _owner(tree, noun)
    for below in all_children(tree, noun, "acl", "prep", "ccomp", "relcl"):
        goal = _goal(tree, below)
        if owner is not None and goal is not None and below > noun:
            yield Matter(noun, subtree(tree, goal), owner, "matter-noun")


def _goal(tree: Tree, below: int) -> int | None:
    token = tree.tokens[below]
    if token.dep == "prep":
        return child(tree, below, "pobj", "pcomp") if _has("noun.preps", token.lemma) else None
    is_clause = any(tree.tokens[c].tag == "TO" or tree.tokens[c].dep == "mark" for c in tree.children[below])
    return below if is_clause else None


def _owner(tree: Tree, noun: int) -> int | None:
    """Whose word or mind it is: a possessor, ``by X``, or the subject of the verb that carries the noun."""
    owner = child(tree, noun, "poss")
    if owner is not None:
        return owner
    if noun > 1 and tree.tokens[noun - 1].tag == "POS":
        return noun - 2
    by = next((p for p in all_children(tree, noun, "prep") if tree.tokens[p].lemma in {"by", "from"}), None)
    if by is not None:
        return child(tree, by, "pobj")
    verb = next(iter(ancestors(tree, noun)), None)
    if (
        verb is not None
        and tree.tokens[noun].dep == "dobj"
        and _has("noun.carriers", tree.tokens[verb].lemma)
    ):
        return _speaker(tree, verb)
    return None
