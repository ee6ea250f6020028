"""What the words beside an event say of it: modals, adverbs, negation, the sort of its subject."""

from __future__ import annotations

from twosource.stages.extract.factuality_frames import frame_at, is_verb, opening_of
from twosource.stages.extract.factuality_signs import (
    POSSIBLE,
    PROBABLE,
    UNKNOWN,
    Held,
    turned,
    weakened,
    words,
)  # fmt: skip
from twosource.stages.extract.grammar import SUBJECTS, Tree, child
from twosource.stages.extract.sayings import verb_stance

BESIDE = (("probable", PROBABLE), ("possible", POSSIBLE), ("unknown", UNKNOWN))
# Negated, these deny the event itself, not only its being sure: "could not stop", "will not stop".
FIRM = frozenset({"will", "shall", "wo", "'ll", "’ll", "can", "ca", "could", "would", "'d", "’d"})
# Verbs that only carry a noun: the act is their object's.
LIGHT = frozenset(
    {"be", "make", "take", "have", "hold", "give", "deliver", "launch", "issue", "carry", "conduct", "pose"}
)
WOULD = frozenset({"would", "'d", "’d"})
LATE = frozenset({"until", "till"})
MODIFIERS = frozenset({"aux", "advmod", "amod", "neg", "acomp"})
OBJECTS = frozenset({"dobj", "attr"})


def with_own(tree: Tree, index: int, base: Held) -> Held:
    """What is held of an event after the words beside it."""
    if not tree.children[index] and tree.tokens[index].head != index:
        return base
    sign = _negation(tree, index)
    held = _hedged(tree, index, base, is_denied=bool(sign))
    return turned(held, f"negation:{sign}") if sign else held


def _hedged(tree: Tree, index: int, held: Held, *, is_denied: bool) -> Held:
    """Weakened by modals, adverbs and adjectives, turned by *failed* and the like."""
    for c in tree.children[index]:
        token, text = tree.tokens[c], tree.tokens[c].text.lower()
        if token.dep in MODIFIERS and not (is_denied and text in FIRM and token.dep == "aux"):
            degree = next((degree for key, degree in BESIDE if text in words(f"beside.{key}")), None)
            if text in WOULD and _is_shifted(tree, index):
                degree = PROBABLE
            if degree is not None:
                held = weakened(held, degree, f"modal:{text}")
        if token.dep == "amod" and text in words("beside.undone"):
            held = turned(held, f"undone:{text}")
        if token.dep == "amod" and text in words("negation.few") and not _has_article(tree, index):
            held = turned(weakened(held, PROBABLE, text), f"negation:{text}")
    if tree.tokens[index].head == index and frame_at(tree, index) == "to":
        held = weakened(held, PROBABLE, "infinitive")
    if _is_wish(tree, index):
        held = weakened(held, POSSIBLE, "imperative")
    return held if not _is_conditional(tree, index) else weakened(held, POSSIBLE, "condition")


def _has_article(tree: Tree, noun: int) -> bool:
    return any(tree.tokens[c].dep in {"det", "poss"} for c in tree.children[noun])


def _is_shifted(tree: Tree, index: int) -> bool:
    """Whether *would* is the *will* of somebody whose words are told in the past: ``said it would close``."""
    first = tree.tokens[index].head if tree.tokens[index].dep == "conj" else index
    above = tree.tokens[tree.tokens[first].head]
    is_told = tree.tokens[first].dep == "ccomp" and above.tag in {"VBD", "VBN"}
    return is_told and verb_stance(above.lemma) == "asserts" and not _is_conditional(tree, index)


def _is_wish(tree: Tree, index: int) -> bool:
    """Whether the verb is an imperative."""
    token = tree.tokens[index]
    return (
        token.tag == "VB" and token.head == index and child(tree, index, *SUBJECTS, "aux", "auxpass") is None
    )


def _is_conditional(tree: Tree, index: int) -> bool:
    """Whether a modal verb stands under a clause with *if*."""
    if all(tree.tokens[c].tag != "MD" for c in tree.children[index]):
        return False
    clauses = [c for c in tree.children[index] if tree.tokens[c].dep == "advcl"]
    return any(opening_of(tree, c) in {"if", "unless"} for c in clauses)


def _negation(tree: Tree, index: int) -> str:
    """The word that negates the event, "" if none or two, or if it only came late."""
    own = _own_negation(tree, index)
    other = _argument_negation(tree, index) if is_verb(tree.tokens[index]) else ""
    is_double = own and other and not _agree(own, other)
    return "" if is_double or ((own or other) and _is_late(tree, index)) else own or other


def _agree(own: str, other: str) -> bool:
    """``Neither … nor``, ``never … nothing``: two words for one negation."""
    return own in {"neither", "nor"} or other in {"neither", "nor"}


def _own_negation(tree: Tree, index: int) -> str:
    """The word beside an event that negates it, "" if none."""
    for c in tree.children[index]:
        token, text = tree.tokens[c], tree.tokens[c].text.lower()
        if token.dep in {"neg", "det", "preconj", "cc", "advmod"} and text in words("negation.words"):
            if not _is_only(tree, c):
                return text
        elif token.dep == "advmod" and text == "longer" and _holds_no(tree, c):
            return "no longer"
    return ""


def _is_late(tree: Tree, index: int) -> bool:
    """Whether the event came after some waiting: ``did not arrive until noon``, ``until the fog lifted``."""
    if any(tree.tokens[c].tag == "MD" for c in tree.children[index]):
        return False
    below = (c for c in tree.children[index] if c > index)
    return any(
        tree.tokens[c].text.lower() in LATE or (tree.tokens[c].dep == "advcl" and opening_of(tree, c) in LATE)
        for c in below
    )


def _holds_no(tree: Tree, index: int) -> bool:
    return any(tree.tokens[c].text.lower() in {"no", "any", "n't", "not"} for c in tree.children[index])


def _is_only(tree: Tree, negation: int) -> bool:
    """``Not only``, ``not until``, ``no later``: the event itself stands."""
    after = tree.tokens[negation + 1].text.lower() if negation + 1 < len(tree.tokens) else ""
    return after in words("negation.only")


def _argument_negation(tree: Tree, index: int) -> str:
    """``Nobody came``, ``no ship came``, ``saw nothing``.

    Where there is no object of a sort (``saw no end``) only the object is denied.
    """
    for c in tree.children[index]:
        token, text = tree.tokens[c], tree.tokens[c].text.lower()
        if token.dep in SUBJECTS | OBJECTS and (text in words("negation.pronouns") or _is_no_one(tree, c)):
            return text
        if token.dep in SUBJECTS:
            sign = _own_negation(tree, c)
            if sign:
                return sign
    return ""


def _is_no_one(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text.lower() == "one" and any(
        tree.tokens[c].text.lower() == "no" for c in tree.children[index]
    )


def denies_object(tree: Tree, verb: int) -> bool:
    """``Fired no shots``: nothing of the sort was done; in ``had no plans`` the noun is the act."""
    if tree.tokens[verb].pos != "VERB" or tree.tokens[verb].lemma in LIGHT:
        return False
    objects = (c for c in tree.children[verb] if tree.tokens[c].dep in OBJECTS)
    return any(_own_negation(tree, c) for c in objects)
