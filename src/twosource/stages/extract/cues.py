"""All sayings of a sentence, whatever their cue."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.data import Span
from twosource.stages.extract.grammar import Tree
from twosource.stages.extract.noun_sayings import noun_saying, phrase_saying, trait_saying
from twosource.stages.extract.sayings import CUES, ROOM, Saying, lemma_of, noun_stance, verb_stance
from twosource.stages.extract.verb_sayings import quoting, verb_saying
from twosource.words.load import load_set


def _is_cue(tree: Tree, verb: int) -> bool:
    lemma = lemma_of(tree.tokens[verb])
    is_phrase = lemma in load_set(ROOM, CUES, "particles.out") and any(
        tree.tokens[c].lemma == "out" for c in tree.children[verb]
    )
    return verb_stance(lemma) is not None or lemma in load_set(ROOM, CUES, "acts.verbs") or is_phrase


def find_sayings(tree: Tree, quotes: Sequence[Span]) -> list[Saying]:
    """All sayings whose cue stands in this sentence; `quotes` are the inner spans of quotations."""
    found: list[Saying] = []
    for index, token in enumerate(tree.tokens):
        if token.pos in {"VERB", "AUX"} and token.lemma in {"quote", "cite"}:
            found.extend(quoting(tree, index))
        elif token.pos in {"VERB", "AUX"} and _is_cue(tree, index):
            found.extend(verb_saying(tree, index, quotes))
        elif token.pos == "NOUN" and noun_stance(token.lemma):
            found.extend(noun_saying(tree, index))
        elif token.pos == "ADJ" and token.dep == "acomp":
            found.extend(trait_saying(tree, index))
        elif token.text.casefold() == "according":
            found.extend(phrase_saying(tree, index))
    return found
