"""A parser whose trees are trees, and nothing more: no label, tag or head makes sense."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from twosource.data import Parsed, Span, Token
from twosource.testing import FakeParser

DEPS = (
    "nsubj", "nsubjpass", "dobj", "attr", "dative", "pobj", "prep", "agent", "ccomp", "xcomp", "advcl",
    "relcl", "acl", "conj", "cc", "mark", "aux", "auxpass", "neg", "det", "poss", "amod", "compound", "nmod",
    "appos", "punct", "advmod", "npadvmod", "parataxis", "prt", "acomp", "oprd", "csubj", "pcomp",
    "case", "dep",
)  # fmt: skip
KINDS = (("VERB", "VBD"), ("VERB", "VBG"), ("VERB", "VB"), ("AUX", "MD"), ("NOUN", "NN"), ("NOUN", "NNS"),
         ("PROPN", "NNP"), ("PRON", "PRP"), ("PRON", "WP"), ("NUM", "CD"), ("PUNCT", ","), ("ADP", "IN"),
         ("DET", "DT"))  # fmt: skip
# A cue stays a verb, so that there is much to trace.
CUES = {"said": "say", "denied": "deny", "quoted": "quote", "saying": "say", "left": "ask"}
ENTS = ("", "", "B-PERSON", "I-PERSON", "B-ORG", "B-GPE", "B-DATE", "B-NORP")


class WildParser:
    """The words of the flat fake under trees of chance, the same for the same text."""

    name = "fake/wild"

    def parse(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[tuple[Parsed, ...]]:
        """See `twosource.models.ports.Parser.parse`."""
        return [tuple(_grow_wild(sentence) for sentence in found) for found in FakeParser().parse(texts)]


def _grow_wild(sentence: Parsed) -> Parsed:
    dice = random.Random(" ".join(token.text for token in sentence.tokens))
    order = dice.sample(range(len(sentence.tokens)), len(sentence.tokens))
    heads = {here: order[dice.randrange(place)] if place else here for place, here in enumerate(order)}
    tokens = (_twist(token, at, heads[at], dice) for at, token in enumerate(sentence.tokens))
    return Parsed(sentence.span, tuple(tokens))


def _twist(token: Token, at: int, head: int, dice: random.Random) -> Token:
    lemma = CUES.get(token.lemma, token.lemma)
    pos, tag = dice.choice(KINDS[:3] if lemma != token.lemma else KINDS)
    dep = "ROOT" if at == head else dice.choice(DEPS)
    return replace(token, lemma=lemma, head=head, dep=dep, pos=pos, tag=tag, ent=dice.choice(ENTS))
