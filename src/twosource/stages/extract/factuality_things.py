"""What is held of a thing told by a noun, given the verb or preposition that it stands with."""

from __future__ import annotations

from twosource.stages.extract.factuality_frames import is_definite, signature_at
from twosource.stages.extract.factuality_signs import (
    CERTAIN,
    POSSIBLE,
    PROBABLE,
    SURE,
    UNKNOWN,
    Held,
    Signature,
    decided,
    governed,
    weakened,
    words,
)  # fmt: skip
from twosource.stages.extract.grammar import Tree, child

# A verb may govern by a preposition that hangs on its object: "prevent them from going".
REACHING = frozenset({"from", "of", "into", "for", "against", "with", "in"})
ARGUMENTS = frozenset({"dobj", "acomp", "attr", "oprd"})
# Classes of verbs that reject a wish or a word, which stands all the same.
REJECTS = frozenset({"prevent", "deny"})
# Classes of adjectives that tell how likely their subject is.
CHANCES = frozenset({"seem", "want", "hard", "unable"})
# What stands under one of these prepositions did happen.
SETTLED = frozenset({"despite", "since", "amid", "because", "following", "during", "after", "like"})


def object_of(tree: Tree, thing: int, verb: int, held: Held) -> Held:
    """A thing that is done, prevented, wanted; `held` is held of the verb."""
    token = tree.tokens[verb]
    if token.lemma == "be":
        return held
    signature = signature_at(tree, verb, "thing")
    if signature is None:
        return beside(tree, thing, held)
    if _stands(tree, thing, signature):
        return beside(tree, thing, held)
    return governed(held, signature, token.text.lower())


def _stands(tree: Tree, thing: int, signature: Signature) -> bool:
    """Whether a wish or a word is rejected, which stands all the same."""
    return signature.name in REJECTS and tree.tokens[thing].lemma in words("standing.words")


def beside(tree: Tree, thing: int, held: Held) -> Held:
    """A thing that its verb tells nothing of: as sure as the verb, surer where it is known."""
    if held.degree == CERTAIN and held.sign > 0:
        return held
    if is_definite(tree, thing):
        return SURE if held.sign < 0 else decided(1, PROBABLE, held, "definite")
    return decided(1, POSSIBLE, held, "under-negation") if held.sign < 0 else held


def subject_of(tree: Tree, thing: int, verb: int, held: Held) -> Held:
    """A thing that does, or that is said to be likely: ``a strike is unlikely``."""
    adjective = child(tree, verb, "acomp", "oprd")
    signature = None if adjective is None else signature_at(tree, adjective, "that")
    if adjective is None or signature is None or signature.name not in CHANCES:
        return beside(tree, thing, held)
    return governed(held, signature, tree.tokens[adjective].text.lower())


def after_preposition(tree: Tree, index: int, preposition: int, held: dict[int, Held]) -> Held:
    """A noun or gerund under a preposition."""
    word, above = tree.tokens[preposition].text.lower(), tree.tokens[preposition].head
    if word in words("negation.before") or _is_instead(tree, preposition):
        return decided(-1, held[above].degree, held[above], f"negation:{word}")
    if word in SETTLED and held[above].sign < 0:
        return SURE
    reached = _reached(tree, index, preposition, held)
    if reached is not None:
        return reached
    if tree.tokens[index].dep == "pcomp":
        return held[above] if held[above].sign > 0 else SURE
    return beside(tree, index, held[above])


def _is_instead(tree: Tree, preposition: int) -> bool:
    return preposition > 0 and tree.tokens[preposition - 1].text.lower() == "instead"


def _reached(tree: Tree, index: int, preposition: int, held: dict[int, Held]) -> Held | None:
    """What the governor of the preposition makes of what stands under it."""
    word, above = tree.tokens[preposition].text.lower(), tree.tokens[preposition].head
    frames = (word, "ing") if tree.tokens[index].dep == "pcomp" else (word,)
    signature = signature_at(tree, above, *frames)
    if signature is None and word in REACHING and tree.tokens[above].dep in ARGUMENTS | {"nsubjpass"}:
        above = tree.tokens[above].head
        signature = signature_at(tree, above, word)
    if signature is None or _stands(tree, index, signature):
        return None
    return governed(held[above], signature, tree.tokens[above].text.lower())


def compounded(tree: Tree, part: int, noun: int, held: Held) -> Held:
    """A noun before the noun that it tells of: ``strike threat``."""
    signature = signature_at(tree, noun, "compound", "of", "to", "for")
    if signature is None or signature.stays:
        return held
    return governed(held, signature, tree.tokens[noun].text.lower())


def questioned() -> Held:
    """What a question asks."""
    return weakened(SURE, UNKNOWN, "question")
