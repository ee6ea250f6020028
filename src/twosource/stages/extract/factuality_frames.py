"""How one word governs another: small questions about the form of a clause or a thing."""

from __future__ import annotations

from twosource.data import Token
from twosource.stages.extract.factuality_signs import Signature, signatures
from twosource.stages.extract.grammar import Tree, child

VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
THE = frozenset({"the", "this", "that", "these", "those"})


def frame_at(tree: Tree, clause: int) -> str:
    """The form of a clause: to, that, wh, ing, bare or part (a participle)."""
    token = tree.tokens[clause]
    helpers = [tree.tokens[c].tag for c in tree.children[clause] if tree.tokens[c].dep in {"aux", "auxpass"}]
    if token.tag == "TO" or "TO" in helpers:
        return "to"
    if FINITE.isdisjoint(helpers) and token.tag not in FINITE:
        if token.tag == "VBG" or helpers[:1] == ["VBG"]:
            return "ing"
        if not helpers and token.tag in {"VBN", "VB"}:
            return "part" if token.tag == "VBN" else "bare"
    return (
        "wh"
        if any(tree.tokens[c].tag in {"WP", "WRB", "WDT", "WP$"} for c in tree.children[clause])
        else "that"
    )


def opening_of(tree: Tree, clause: int) -> str:
    """The word that opens a clause: a conjunction, or *when* and the like; "" if none."""
    for dep, tags in (("mark", None), ("advmod", {"WRB"})):
        for c in tree.children[clause]:
            if tree.tokens[c].dep == dep and (tags is None or tree.tokens[c].tag in tags):
                return tree.tokens[c].text.lower()
    return ""


def lemma_at(tree: Tree, index: int) -> str:
    """The lemma with its particle: ``call_off``."""
    particle = child(tree, index, "prt")
    lemma = tree.tokens[index].lemma.lower()
    return lemma if particle is None else f"{lemma}_{tree.tokens[particle].lemma.lower()}"


def signature_at(tree: Tree, governor: int, *frames: str) -> Signature | None:
    """What the word at `governor` makes of what it governs in one of the frames, or None."""
    known = signatures()
    lemma, text = lemma_at(tree, governor), tree.tokens[governor].text.lower()
    plain = tree.tokens[governor].lemma.lower()
    found = (known.get((word, frame)) for word in dict.fromkeys((lemma, text, plain)) for frame in frames)
    return next((one for one in found if one is not None), None)


def is_definite(tree: Tree, thing: int) -> bool:
    """Whether a thing is told as known: by *the*, *this* or an owner."""
    return any(
        tree.tokens[c].dep == "poss" or (tree.tokens[c].dep == "det" and tree.tokens[c].text.lower() in THE)
        for c in tree.children[thing]
    )


def is_verb(token: Token) -> bool:
    """Whether the token is a verb or an auxiliary."""
    return token.pos in VERBS
