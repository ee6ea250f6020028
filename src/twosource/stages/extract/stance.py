"""How the innermost voice stands to its words."""

from __future__ import annotations

from twosource.stages.extract.grammar import Tree, ancestors, subtree
from twosource.stages.extract.sayings import CUES, ROOM
from twosource.words.load import load_set


def stance_of(tree: Tree, head: int, cue_stance: str, question: bool) -> str:
    """The stance to the clause at `head`, given the cue's own.

    A denial, a doubt or a demand by the cue stays; an assertion is weakened
    by *may* and *might* (doubts), by *would*, *could* and *if* (conditional),
    turned by *whether* or a question mark (asks).
    """
    if cue_stance in {"denies", "asks", "doubts"}:
        return cue_stance
    if question or _is_whether(tree, head):
        return "asks"
    around = [
        head,
        *(c for c in tree.children[head] if tree.tokens[c].dep in {"aux", "auxpass", "advmod", "mark"}),
    ]
    above = [a for a in ancestors(tree, head) if tree.tokens[head].dep in {"xcomp", "conj"}][:1]
    words = {
        tree.tokens[i].lemma for i in (*around, *(k for a in above for k in (a, *_auxiliaries(tree, a))))
    }
    return _weakened(words, tree, head)


def _auxiliaries(tree: Tree, head: int) -> list[int]:
    return [c for c in tree.children[head] if tree.tokens[c].dep == "aux"]


def _weakened(words: set[str], tree: Tree, head: int) -> str:
    for key in ("doubts", "doubt_adverbs", "doubt_verbs"):
        if words & load_set(ROOM, CUES, f"modals.{key}"):
            return "doubts"
    if _is_imperative(tree, head):
        return "asks"
    if words & load_set(ROOM, CUES, "modals.conditional") or _has_if(tree, head):
        return "conditional"
    return "asks" if words & load_set(ROOM, CUES, "modals.asks") else "asserts"


def _is_whether(tree: Tree, head: int) -> bool:
    marks = [tree.tokens[c].lemma for c in tree.children[head] if tree.tokens[c].dep == "mark"]
    governor = tree.tokens[tree.tokens[head].head].lemma
    return "whether" in marks or (
        "if" in marks and governor in {"ask", "investigate", "determine", "wonder", "see"}
    )


def _has_if(tree: Tree, head: int) -> bool:
    if_words = load_set(ROOM, CUES, "modals.if_words")
    clauses = [c for c in tree.children[head] if tree.tokens[c].dep == "advcl"]
    own = any(tree.tokens[c].dep == "mark" and tree.tokens[c].lemma in if_words for c in tree.children[head])
    return own or any(
        tree.tokens[k].dep == "mark" and tree.tokens[k].lemma in if_words
        for c in clauses
        for k in tree.children[c]
    )


def _is_imperative(tree: Tree, head: int) -> bool:
    token = tree.tokens[head]
    is_bare = token.tag == "VB" and token.head == head
    has_subject = any(tree.tokens[c].dep in {"nsubj", "nsubjpass", "aux"} for c in tree.children[head])
    return is_bare and not has_subject


def ends_in_question(tree: Tree, text: str) -> bool:
    """Whether the sentence closes with a question mark."""
    tail = text[tree.parsed.span.start : tree.parsed.span.end].rstrip("”\"'’ ")
    return tail.endswith("?")


def size(tree: Tree, head: int) -> int:
    """How many words hang on `head`."""
    return len(subtree(tree, head))
