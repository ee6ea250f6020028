"""What *would*, *could* and *should* make of a clause that somebody says."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.data import Span, Token
from twosource.stages.extract.grammar import Tree, all_children, child, subject
from twosource.stages.extract.sayings import CUES, ROOM
from twosource.words.load import load_set

# A subject with one of these is only supposed.
SUPPOSED = frozenset({"such", "any", "a", "an"})


@dataclass(frozen=True, slots=True)
class Reported:
    """How words are reported: under a cue in the past or not, and which stretches are quoted."""

    is_past: bool = False
    quotes: tuple[Span, ...] = ()


def modal_stance(tree: Tree, head: int, reported: Reported) -> str:
    """The stance that the auxiliaries of the clause at `head` lend it, or ""."""
    for index in all_children(tree, head, "aux"):
        word = tree.tokens[index].lemma
        is_quoted = any(q.covers(tree.tokens[index].span) for q in reported.quotes)
        is_past = reported.is_past and not is_quoted
        if word in {"would", "'d", "’d"} and not (is_past and _is_future(tree, head)):
            return "conditional"
        if word == "could":
            found = _could(tree, head, is_past=is_past, is_quoted=is_quoted)
            if found:
                return found
        if word in load_set(ROOM, CUES, "modals.asks"):
            return "asks"
    return ""


def _is_future(tree: Tree, head: int) -> bool:
    """``said he would be in Tarnow``: what will be, told afterwards, not *such a deal would*."""
    who = subject(tree, head)
    supposed = who is not None and any(tree.tokens[c].lemma in SUPPOSED for c in tree.children[who])
    is_judged = tree.tokens[head].lemma == "be" and child(tree, head, "acomp", "attr") is not None
    has_have = any(tree.tokens[c].lemma == "have" for c in all_children(tree, head, "aux"))
    return not (supposed or is_judged or has_have)


def _could(tree: Tree, head: int, *, is_past: bool, is_quoted: bool) -> str:
    """What was able in the past is told as such; ``could be`` is a guess, ``could fail`` a condition."""
    lemma = tree.tokens[head].lemma
    if lemma in load_set(ROOM, "stance.toml", "senses"):
        return ""
    is_negated = any(c.dep == "neg" or c.lemma in {"neither", "nor"} for c in _children(tree, head))
    if (is_past or not is_quoted) and is_negated:
        return ""
    has_have = any(tree.tokens[c].lemma == "have" for c in all_children(tree, head, "aux"))
    is_state = lemma == "be" and child(tree, head, "acomp", "attr") is not None
    return "doubts" if has_have or is_state else "conditional"


def _children(tree: Tree, head: int) -> list[Token]:
    return [tree.tokens[c] for c in tree.children[head]]
