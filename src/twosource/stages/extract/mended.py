"""Sentences whose parse is known to go wrong before a reporting verb, put right."""

from __future__ import annotations

from dataclasses import replace

from twosource.data import Parsed
from twosource.stages.extract.grammar import SUBJECTS, Tree, all_children, child, grow
from twosource.stages.extract.sayings import verb_stance

PAST = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def mend(parsed: Parsed) -> Parsed:
    """The sentence with what hangs wrong hung right; itself where nothing does.

    ``Two officials briefed on the talks, who …, said the gate was open``: the
    participle is no clause of its own that was said, its noun says the other.
    """
    tree = grow(parsed)
    for verb, token in enumerate(parsed.tokens):
        if token.pos == "VERB" and token.tag in FINITE and verb_stance(token.lemma) == "asserts":
            told = _told_apart(tree, verb)
            if told is not None:
                return _hung(parsed, verb, *told)
    return parsed


def _told_apart(tree: Tree, verb: int) -> tuple[int, int] | None:
    """Who is described before the cue, and by which participle that the parse takes for a clause."""
    if child(tree, verb, *SUBJECTS) is not None or tree.tokens[verb - 1].text != ",":
        return None
    clauses = all_children(tree, verb, "ccomp")
    behind = [c for c in clauses if c > verb and child(tree, c, *SUBJECTS) is not None]
    ahead = [c for c in clauses if c < verb and tree.tokens[c].tag in PAST]
    if not behind or not ahead:
        return None
    who = child(tree, ahead[0], "nsubj")
    is_bare = child(tree, ahead[0], "dobj", "aux", "auxpass", "ccomp", "xcomp") is None
    return (who, ahead[0]) if who is not None and who < ahead[0] and is_bare else None


def _hung(parsed: Parsed, verb: int, who: int, participle: int) -> Parsed:
    tokens = list(parsed.tokens)
    tokens[who] = replace(tokens[who], dep="nsubj", head=verb)
    tokens[participle] = replace(tokens[participle], dep="acl", tag="VBN", head=who)
    return replace(parsed, tokens=tuple(tokens))
