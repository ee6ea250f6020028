"""Clauses that tell of a saying without giving its words: ``the town had warned them of the flood``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.data import Span
from twosource.stages.extract.chains import CONTEXT
from twosource.stages.extract.descriptions import can_tell
from twosource.stages.extract.grammar import Tree, child, own_subject
from twosource.stages.extract.media import hand_over
from twosource.stages.extract.placed import Placed, place, touching
from twosource.stages.extract.sayings import ROOM, Saying, verb_stance
from twosource.stages.extract.speakers import find_sources
from twosource.words.load import load_set

# Sayings whose content is a thing or an act to come: the clause around them is a word of its own.
THINGS = frozenset({"verb-infinitive", "verb-thing", "verb-demand", "verb-gerund"})
OBJECTS = ("dobj", "prep", "xcomp", "dative")
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def find_acts(trees: Sequence[Tree], sayings: Sequence[Saying]) -> Iterator[Saying]:
    """What the sayings leave out: acts of speech inside somebody's words, and who takes the word without any.

    Inside another's words the whole clause is the word of its subject: the
    ministry said that *the town had warned them*.  Elsewhere the act only tells
    who speaks next, and in what: *In a statement, the mayor defended the sale*.
    """
    cues = {s.cue for s in sayings if s.by not in THINGS}
    contents = place(sayings, lambda s: s.content)
    for tree in trees:
        for verb, token in enumerate(tree.tokens):
            if token.pos == "VERB" and token.span not in cues and _has_teller(tree, verb):
                yield from _act(tree, verb, contents)


def _has_teller(tree: Tree, verb: int) -> bool:
    who = own_subject(tree, verb)
    return who is not None and tree.tokens[who].dep == "nsubj" and can_tell(tree, who)


def _act(tree: Tree, verb: int, contents: Placed[Saying]) -> Iterator[Saying]:
    token = tree.tokens[verb]
    is_told = any(
        s.content.covers(token.span) and s.content != token.span for s in touching(contents, token.span)
    )
    is_account = token.lemma in load_set(ROOM, "voices.toml", "accounts")
    if is_told and is_account and _is_outright(tree, verb):
        stance = verb_stance(token.lemma) or "asserts"
        yield Saying(
            tree, token.span, token.lemma, stance, tuple(find_sources(tree, verb)), token.span, "verb-act"
        )
    elif not is_told and token.tag in FINITE:
        yield from _context(tree, verb, is_account=is_account)


def _is_outright(tree: Tree, verb: int) -> bool:
    """Whether something was told: not ``would agree``, ``did not confirm``, ``agreed to go``."""
    helpers = [tree.tokens[c] for c in tree.children[verb] if tree.tokens[c].dep in {"aux", "neg"}]
    is_plan = tree.tokens[verb].lemma == "agree" and child(tree, verb, "xcomp") is not None
    is_plain = not is_plan and not any(t.tag == "MD" or t.dep == "neg" for t in helpers)
    return is_plain and child(tree, verb, *OBJECTS) is not None


def _context(tree: Tree, verb: int, *, is_account: bool) -> Iterator[Saying]:
    """Who takes the word: by an account, in a document, or by issuing one."""
    token, who = tree.tokens[verb], own_subject(tree, verb)
    thing = child(tree, verb, "dobj")
    sources = tuple(find_sources(tree, verb))
    if thing is not None and who is not None and token.lemma in load_set(ROOM, "voices.toml", "issuing"):
        issued = tuple(hand_over(tree, len(tree.tokens), thing))
        sources = issued if len(issued) > 1 else sources
    spoken_in = load_set(ROOM, "voices.toml", "spoken_in")
    media = [s.tree.tokens[s.head].lemma for s in sources if s.part == "medium" and s.head is not None]
    has_document = any(lemma in spoken_in for lemma in media)
    if is_account or has_document:
        nothing = Span(token.span.start, token.span.start)
        yield Saying(tree, token.span, token.lemma, "asserts", sources, nothing, CONTEXT)
