"""The act of saying itself: when, where and on what occasion somebody spoke."""

from __future__ import annotations

from twosource.data import Frame, Span
from twosource.stages.extract.clauses import Clause
from twosource.stages.extract.grammar import (
    Tree,
    child,
    contiguous,
    noun_phrase,
    span_of,
    subtree,
    token_at,
    trim,
)
from twosource.stages.extract.sayings import Saying
from twosource.words.load import load_set

ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "advcl"})
TIME_LABELS = ("DATE", "TIME")


def occasion_of(tree: Tree, saying: Saying) -> Clause | None:
    """The words around a verb cue that tell time, place or medium of the saying, content left out.

    None where the cue is no verb, has no speaker, or nothing but the speaker
    stands beside it.
    """
    verb = token_at(tree, saying.cue.start)
    speaker = next((s.head for s in saying.sources if s.part == "speaker" and s.tree is tree), None)
    if (
        verb is None
        or speaker is None
        or tree.tokens[verb].pos != "VERB"
        or saying.by in {"quoted-as", "according", "verb-act"}
    ):
        return None
    adjuncts = [c for c in tree.children[verb] if _tells_occasion(tree, c, saying.content)]
    if not adjuncts:
        return None
    kept = {verb, *_phrase(tree, speaker), *(i for c in adjuncts for i in subtree(tree, c))}
    kept |= {
        c
        for c in tree.children[verb]
        if tree.tokens[c].dep in {"aux", "neg", "dobj", "dative"} and c not in kept
    }
    free = [i for i in range(min(kept), max(kept) + 1) if not saying.content.overlaps(tree.tokens[i].span)]
    indices = trim(tree, contiguous(free, verb))
    if speaker not in indices or not any(i in indices for c in adjuncts for i in subtree(tree, c)):
        return None
    frame = Frame(tree.tokens[verb].lemma, tree.tokens[verb].span, agent=noun_phrase(tree, speaker))
    return Clause(verb, span_of(tree, indices), frame, "saying")


def _phrase(tree: Tree, head: int) -> list[int]:
    return subtree(tree, head, lambda c: tree.tokens[c].dep not in {"relcl", "advcl", "ccomp"})


def _tells_occasion(tree: Tree, index: int, content: Span) -> bool:
    """Whether an adjunct holds a time, or a document or occasion as its noun."""
    token = tree.tokens[index]
    if token.dep not in ADJUNCTS or content.overlaps(token.span):
        return False
    if child(tree, index, "ccomp", "pcomp") is not None:
        return False
    words = [tree.tokens[i] for i in subtree(tree, index)]
    if any(content.overlaps(w.span) for w in words):
        return False
    known = load_set("twosource.words", "people.toml", "document") | load_set(
        "twosource.words", "people.toml", "occasion"
    )
    return any(w.ent[2:] in TIME_LABELS or (w.lemma in known and w.pos in {"NOUN", "PROPN"}) for w in words)


def before_quoting(tree: Tree, saying: Saying, start: int) -> int:
    """Where a clause ends that goes on into ``which quoted X as saying``."""
    verb = token_at(tree, saying.cue.start)
    if verb is None:
        return saying.cue.start
    first = min(subtree(tree, verb))
    at = (
        tree.tokens[first].span.start
        if tree.tokens[verb].dep in {"relcl", "advcl", "conj"}
        else saying.cue.start
    )
    return at if at > start else saying.content.start
