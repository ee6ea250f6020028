"""Clauses that deny in their own words: ``we had no part in it``, ``the account is not accurate``."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.data import Span, Voice
from twosource.stages.extract.grammar import Tree, all_children, child, subject
from twosource.stages.extract.sayings import ROOM, noun_stance
from twosource.words.load import load_set

FIRST = frozenset({"i", "we"})
BODIES = frozenset({"body", "outlet", "agency", "crowd"})
# What could, may or should not be denies nothing.
POWERLESS = frozenset({"can", "could", "may", "might", "should", "must"})
# Words of an office that tell no side.
SIDELESS = frozenset(
    {"the", "a", "an", "of", "for", "in", "and", "to", "at", "by", "on", "with", "his", "her", "its"}
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: words of name and office in lower case, where a name means the speaker, if a body."""

    words: frozenset[str]
    meant: tuple[Span, ...] = ()
    is_body: bool = False


def speaker_in(voice: Voice, meant: tuple[Span, ...]) -> Speaker:
    """The speaker for a clause in which the names at `meant` are the voice's."""
    words = f"{voice.name} {voice.role}".casefold().replace("’", "'").replace("'s", "").split()
    return Speaker(frozenset(w.strip(".,()") for w in words) - SIDELESS, meant, voice.kind in BODIES)


def denies(tree: Tree, head: int, speaker: Speaker | None) -> bool:
    """Whether the clause at `head` denies: its truth word, or something of the speaker's own side."""
    by_words = (_denies_truth, _denies_proof, _denies_by_contrast)
    return any(rule(tree, head) for rule in by_words) or _denies_own(tree, head, speaker)


def is_stance_word(lemma: str, key: str) -> bool:
    """Whether the room's list `key` of words about stances holds the lemma."""
    return lemma in load_set(ROOM, "stance.toml", key)


def _denies_truth(tree: Tree, head: int) -> bool:
    """``that is not true``, ``the claims are baseless``."""
    if tree.tokens[head].lemma != "be":
        return False
    negated = child(tree, head, "neg") is not None
    who = subject(tree, head)
    lemma = tree.tokens[who].lemma if who is not None else ""
    is_word = is_stance_word(lemma, "words") or noun_stance(lemma) is not None
    told = [tree.tokens[c].lemma for c in all_children(tree, head, "acomp", "attr")]
    return any(
        is_stance_word(t, "true" if negated else "false") and (is_word or not is_stance_word(t, "weak"))
        for t in told
    )


def _denies_proof(tree: Tree, head: int) -> bool:
    """``there is no evidence``, ``has had no contact``."""
    things = all_children(tree, head, "dobj", "attr", "nsubj")
    return any(is_stance_word(tree.tokens[t].lemma, "proofs") and _has_no(tree, t) for t in things)


def _denies_by_contrast(tree: Tree, head: int) -> bool:
    """``these are repairs, not closures``."""
    told = all_children(tree, head, "attr", "acomp") if tree.tokens[head].lemma == "be" else []
    return any(tree.tokens[c].lemma == "not" and c > t for t in told for c in tree.children[t])


def _has_no(tree: Tree, noun: int) -> bool:
    return any(
        tree.tokens[c].lemma == "no" and tree.tokens[c].dep in {"det", "neg"} for c in tree.children[noun]
    )


def _denies_own(tree: Tree, head: int, speaker: Speaker | None) -> bool:
    """A negated clause about the speaker or the side that the speaker stands for."""
    if speaker is None or is_stance_word(tree.tokens[head].lemma, "minds") or not _is_negated(tree, head):
        return False
    if any(tree.tokens[c].lemma in POWERLESS for c in all_children(tree, head, "aux")):
        return False
    if any(is_stance_word(tree.tokens[c].lemma, "minds") for c in all_children(tree, head, "acomp", "xcomp")):
        return False
    who = subject(tree, head)
    return who is not None and _is_speaker(tree, who, speaker)


def _is_speaker(tree: Tree, who: int, speaker: Speaker) -> bool:
    token = tree.tokens[who]
    owners = {tree.tokens[c].lemma for c in all_children(tree, who, "poss")}
    if token.lemma in FIRST or owners & {"our", "my"}:
        return True
    if token.pos == "PRON":
        is_body = speaker.is_body and token.lemma in {"it", "they"}
        return is_body or any(m.overlaps(token.span) for m in speaker.meant)
    return token.pos in {"PROPN", "NOUN"} and token.text.casefold() in speaker.words


def _is_negated(tree: Tree, head: int) -> bool:
    if child(tree, head, "nsubjpass") is not None:
        return False
    things = all_children(tree, head, "dobj", "attr")
    # "Had no time" denies nothing; "had no part" is found by its noun.
    lacks = tree.tokens[head].lemma != "have" and any(_has_no(tree, t) for t in things)
    return lacks or bool(_negations(tree, head))


def _negations(tree: Tree, head: int) -> list[int]:
    """Negations of the clause itself; *not only* and *not yet* deny nothing."""
    found = all_children(tree, head, "neg")
    return [
        n
        for n in found
        if not (
            n + 1 < len(tree.tokens) and tree.tokens[n + 1].lemma in {"only", "yet", "just", "necessarily"}
        )
    ]
