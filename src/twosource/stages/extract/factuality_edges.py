"""What a governing word makes of what it governs, by the label between them."""

from __future__ import annotations

from twosource.stages.extract.factuality_frames import frame_at, is_verb, opening_of, signature_at
from twosource.stages.extract.factuality_own import with_own
from twosource.stages.extract.factuality_signs import (
    CERTAIN,
    POSSIBLE,
    PROBABLE,
    SURE,
    UNKNOWN,
    Held,
    Signature,
    governed,
    signatures,
    turned,
    weakened,
    words,
)  # fmt: skip
from twosource.stages.extract.factuality_things import (
    REJECTS,
    after_preposition,
    compounded,
    object_of,
    subject_of,
)  # fmt: skip
from twosource.stages.extract.grammar import SUBJECTS, Tree, child
from twosource.stages.extract.sayings import noun_stance, verb_stance

COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "acomp"})
# The class whose signature a reporting word has that no class names, by its stance.
STANCES = {"asserts": "say", "denies": "deny", "doubts": "suspect", "asks": "want"}


def inherited(tree: Tree, index: int, held: dict[int, Held], base: dict[int, Held]) -> Held:
    """What is held of a token before its own words are heard; its head is done."""
    token = tree.tokens[index]
    head, dep = token.head, token.dep
    if dep == "conj":
        return _joined(tree, index, held, base)
    if dep in COMPLEMENTS:
        return _complement(tree, index, head, held)
    if dep == "advcl":
        return _adverbial(tree, index, held[head])
    if dep in {"acl", "relcl"}:
        return _of_noun(tree, index, head, held)
    if dep in {"pobj", "pcomp"}:
        return after_preposition(tree, index, head, held)
    if dep in OBJECTS:
        return object_of(tree, index, head, held[head])
    if dep == "nsubj":
        return subject_of(tree, index, head, held[head])
    if dep == "parataxis" and verb_stance(token.lemma) is not None:
        return SURE
    if dep in {"compound", "nmod"}:
        return compounded(tree, index, head, held[head])
    return SURE if dep in {"appos", "poss", "amod"} else held[head]


def _joined(tree: Tree, index: int, held: dict[int, Held], base: dict[int, Held]) -> Held:
    """A second verb has the first one's governor, and its auxiliaries unless it has its own."""
    token, first = tree.tokens[index], tree.tokens[index].head
    if not (is_verb(token) and is_verb(tree.tokens[first])):
        return base[first] if is_verb(token) else held[first]
    is_alone = child(tree, index, *SUBJECTS, "aux", "auxpass") is None
    is_turned = any(tree.tokens[c].text.lower() == "but" for c in tree.children[first])
    if is_alone and token.tag == tree.tokens[first].tag and not is_turned:
        return with_own(tree, first, base[first])
    return base[first]


def _complement(tree: Tree, clause: int, head: int, held: dict[int, Held]) -> Held:
    frame, token = frame_at(tree, clause), tree.tokens[head]
    if opening_of(tree, clause) in {"whether", "if"}:
        return Held(1, UNKNOWN, ("whether",))
    if tree.tokens[clause].dep.startswith("csubj"):
        return _as_subject(tree, clause, head, held[head])
    governor = _predicate(tree, head) if token.lemma == "be" else head
    if governor == clause:
        return held[head]
    signature = signature_at(tree, governor, frame, "that" if frame == "wh" else frame)
    if signature is not None:
        return governed(held[head], signature, tree.tokens[governor].text.lower())
    if frame == "to":
        return _infinitive(tree, head, clause, held[head])
    return _clause(tree, head, held[head], frame) if frame in {"that", "wh"} else held[head]


def _predicate(tree: Tree, be: int) -> int:
    """The adjective or noun after *be*, which governs the clause: ``it is likely that``."""
    found = child(tree, be, "acomp", "attr", "oprd")
    return be if found is None else found


def _as_subject(tree: Tree, clause: int, head: int, held: Held) -> Held:
    """``To leave would be wrong``."""
    frame = frame_at(tree, clause)
    if frame == "wh":
        return SURE
    signature = signature_at(tree, _predicate(tree, head), frame)
    if signature is not None:
        return governed(held, signature, tree.tokens[head].text.lower())
    return weakened(held, POSSIBLE, "infinitive") if frame == "to" else held


def _infinitive(tree: Tree, head: int, clause: int, held: Held) -> Held:
    """An infinitive under a word of no class: something wanted, or yet to come."""
    token = tree.tokens[head]
    if token.lemma == "use":
        return held
    if token.lemma in {"be", "have", "remain"} and _is_yet(tree, head, clause):
        return turned(held, "yet")
    if token.lemma in {"be", "have"}:
        return weakened(held, PROBABLE, f"infinitive:{token.lemma}")
    beside_it = {tree.tokens[c].text.lower() for c in tree.children[head]}
    if "too" in beside_it:
        return turned(held, "too")
    if "enough" in beside_it or verb_stance(token.lemma) == "asserts":
        return weakened(held, PROBABLE, f"infinitive:{token.text.lower()}")
    return weakened(held, POSSIBLE, f"infinitive:{token.text.lower()}")


def _is_yet(tree: Tree, head: int, clause: int) -> bool:
    """``Have yet to sign``."""
    around = (*tree.children[head], *tree.children[clause])
    return any(tree.tokens[c].text.lower() == "yet" for c in around)


def _clause(tree: Tree, head: int, held: Held, frame: str) -> Held:
    """A finite clause under a word of no class."""
    lemma = tree.tokens[head].lemma.lower()
    stance = verb_stance(lemma) or noun_stance(lemma)
    if frame == "wh" and stance != "asks":
        return held if held.sign > 0 else SURE
    like = STANCES[stance or "asserts"]
    return governed(held, signatures()[like, "that"], tree.tokens[head].text.lower())


def _adverbial(tree: Tree, clause: int, held: Held) -> Held:
    """A clause of condition, purpose, time or cause."""
    opening = opening_of(tree, clause)
    if opening in words("openings.supposed"):
        return Held(1, UNKNOWN, (f"supposed:{opening}",))
    if opening == "than" and frame_at(tree, clause) == "bare":
        return turned(held, "negation:rather than")
    if frame_at(tree, clause) == "to":
        head = tree.tokens[clause].head
        signature = signature_at(tree, head, "to") if tree.tokens[head].tag == "VBN" else None
        if signature is not None:
            return governed(held, signature, tree.tokens[head].text.lower())
        return weakened(held if held.sign > 0 else SURE, POSSIBLE, "purpose")
    is_past = tree.tokens[clause].tag == "VBD"
    if not is_past and opening in words("openings.timed") and held.sign > 0 and held.degree < CERTAIN:
        return weakened(held, PROBABLE, f"time:{opening}")
    return SURE


def _of_noun(tree: Tree, clause: int, noun: int, held: dict[int, Held]) -> Held:
    """A clause that hangs on a noun: ``the plan to go``, ``the report that she went``, ``a man who went``."""
    frame, token = frame_at(tree, clause), tree.tokens[noun]
    opening = opening_of(tree, clause)
    if opening in {"whether", "if"}:
        return Held(1, UNKNOWN, ("whether",))
    if frame != "to" and (tree.tokens[clause].dep == "relcl" or opening != "that"):
        return SURE
    rejected = _rejection(tree, noun)
    if rejected is not None:
        return governed(held[token.head], rejected, tree.tokens[token.head].text.lower())
    signature = signature_at(tree, noun, frame)
    if signature is not None:
        return governed(held[noun], signature, token.text.lower())
    if token.dep == "dobj" and (above := signature_at(tree, token.head, frame)) is not None:
        return governed(held[token.head], above, tree.tokens[token.head].text.lower())
    if frame == "to":
        return weakened(held[noun], POSSIBLE, "infinitive")
    return _clause(tree, noun, held[noun], frame)


def _rejection(tree: Tree, noun: int) -> Signature | None:
    """What is made of the content of a wish or word by the verb that rejects it: ``denied a request to``."""
    token = tree.tokens[noun]
    if token.dep not in {"dobj", "nsubjpass"} or token.lemma not in words("standing.words"):
        return None
    found = signature_at(tree, token.head, "thing")
    if found is None and verb_stance(tree.tokens[token.head].lemma) == "denies":
        return signatures()["deny", "that"]
    return found if found is not None and found.name in REJECTS else None
