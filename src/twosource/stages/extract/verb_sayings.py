"""Sayings whose cue is a verb: ``said that``, ``denied``, ``urged``, ``quoted as saying``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.data import Span
from twosource.stages.extract.contents import find_content
from twosource.stages.extract.grammar import Tree, child, clause_span, span_of, subtree, trim
from twosource.stages.extract.sayings import CUES, ROOM, Saying, Source, lemma_of, verb_stance
from twosource.stages.extract.speakers import find_sources, speaker_of
from twosource.words.load import load_set

# *You know* and *you see* tell of nobody's knowing.
FILLERS = frozenset({"know", "imagine", "suppose", "guess", "figure", "say"})


def verb_saying(tree: Tree, verb: int, quotes: Sequence[Span]) -> Iterator[Saying]:
    """A reporting verb with what it governs, if that is a clause, a quotation or a denied thing."""
    lemma = lemma_of(tree.tokens[verb])
    stance = "doubts" if _is_withheld(tree, verb) else verb_stance(lemma) or "asserts"
    if tree.tokens[verb].tag == "VBG" and verb and tree.tokens[verb - 1].lemma == "as":
        return
    content, rule = _hearsay(tree, verb, lemma)
    if content is None:
        content, rule = find_content(tree, verb, stance, quotes)
    if (
        content is None
        and lemma in load_set(ROOM, CUES, "acts.verbs")
        and child(tree, verb, "dobj") is not None
    ):
        content, rule = tree.tokens[verb].span, "act"
    if content is None:
        return
    sources = tuple(find_sources(tree, verb))
    if not sources and tree.tokens[verb].tag in {"VB", "VBG", "VBP"}:
        return
    if lemma in FILLERS and any(s.head is not None and tree.tokens[s.head].lemma == "you" for s in sources):
        return
    if lemma in load_set(ROOM, CUES, "neutral_subject.verbs") and not any(
        s.head is not None for s in sources
    ):
        return
    yield Saying(tree, tree.tokens[verb].span, lemma, stance, sources, content, f"verb-{rule}")


def _hearsay(tree: Tree, verb: int, lemma: str) -> tuple[Span | None, str]:
    """``The driver is believed to be a farmer``: the clause is the word of whoever believes it."""
    clause = child(tree, verb, "xcomp")
    is_passive = child(tree, verb, "nsubjpass") is not None and tree.tokens[verb].tag == "VBN"
    if (
        not is_passive
        or clause is None
        or clause < verb
        or lemma not in load_set(ROOM, CUES, "hearsay.verbs")
    ):
        return None, ""
    return span_of(tree, trim(tree, subtree(tree, verb))), "hearsay"


def _is_withheld(tree: Tree, verb: int) -> bool:
    """Whether the word is not given: ``did not say``, ``neither confirmed nor denied``."""
    head = tree.tokens[verb].head if tree.tokens[verb].dep == "conj" else verb
    around = [tree.tokens[c] for v in {verb, head} for c in tree.children[v]]
    return child(tree, verb, "neg") is not None or any(t.lemma in {"neither", "nor"} for t in around)


def quoting(tree: Tree, verb: int) -> Iterator[Saying]:
    """``quoted X as saying …``, ``was quoted as saying``, ``citing X``."""
    token = tree.tokens[verb]
    as_saying = _as_saying(tree, verb)
    passive = child(tree, verb, "nsubjpass")
    quoted = passive if passive is not None else child(tree, verb, "dobj")
    if quoted is None:
        return
    teller = speaker_of(tree, verb)
    tellers = (Source(tree, teller, "teller"),) if teller is not None and teller != quoted else ()
    if passive is not None and not tellers:
        tellers = (Source(tree, None, "teller", "(report not named)"),)
    if as_saying is not None:
        yield Saying(
            tree,
            token.span,
            token.lemma,
            "asserts",
            (*tellers, Source(tree, quoted, "speaker")),
            as_saying,
            "quoted-as",
        )
    elif token.tag == "VBG" and passive is None and token.dep in {"advcl", "conj", "acl", "prep", "pcomp"}:
        content = clause_span(tree, token.head, verb)
        if content is not None:
            yield Saying(
                tree,
                token.span,
                token.lemma,
                "asserts",
                (Source(tree, quoted, "speaker"),),
                content,
                "citing",
            )


def _as_saying(tree: Tree, verb: int) -> Span | None:
    """What follows ``as saying``; the tagger often hangs it elsewhere, so it is sought by order."""
    for index in range(verb + 1, len(tree.tokens)):
        token = tree.tokens[index]
        is_near = tree.tokens[index - 1].lemma == "as" or token.head == verb
        if token.tag == "VBG" and token.lemma in {"say", "tell", "add"} and is_near:
            clause = child(tree, index, "ccomp", "dobj", "xcomp")
            if clause is not None:
                return span_of(tree, trim(tree, subtree(tree, clause)))
            rest = trim(tree, list(range(index + 1, len(tree.tokens))))
            return span_of(tree, rest) if rest else None
    return None
