"""Sayings whose cue is no verb: ``allegations that …``, ``according to X``."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.data import Span
from twosource.stages.extract.grammar import Tree, ancestors, child, clause_span, span_of, subtree, trim
from twosource.stages.extract.sayings import ROOM, Saying, Source, noun_stance, verb_stance
from twosource.stages.extract.speakers import speaker_of
from twosource.words.load import load_set

# Traits by the stance that they take to a clause.
MINDS = "matters.toml"
STANCES = ("asserts", "doubts", "denies")
# Without an owner these are nobody's word: ``no doubt that``, ``the possibility that``.
NOBODYS = frozenset({"doubt", "possibility", "concern", "view", "word", "news", "conclusion"})
STATES = frozenset({"be", "feel", "become", "remain", "seem", "appear", "grow", "stay", "get"})


def noun_saying(tree: Tree, noun: int) -> Iterator[Saying]:
    """A reporting noun with a ``that`` clause, owned by a possessor, a preposition or the verb's subject."""
    token = tree.tokens[noun]
    clause = child(tree, noun, "acl", "relcl", "ccomp")
    if clause is None or not _is_that_clause(tree, clause) or _is_denied(tree, noun):
        return
    content = span_of(tree, trim(tree, subtree(tree, clause)))
    verb = _reporting_verb(tree, noun)
    if verb is not None:
        sources = (Source(tree, noun, "medium"), *_speaker(tree, verb))
        yield Saying(
            tree, tree.tokens[verb].span, tree.tokens[verb].lemma, "asserts", sources, content, "verb-medium"
        )
        return
    owner = _owner(tree, noun)
    if owner is None and token.lemma in NOBODYS:
        return
    source = Source(tree, owner, "speaker") if owner is not None else Source(tree, noun, "speaker")
    yield Saying(
        tree, token.span, token.lemma, noun_stance(token.lemma) or "asserts", (source,), content, "noun"
    )


def _reporting_verb(tree: Tree, noun: int) -> int | None:
    """The verb of ``said in a statement that …``, where the parser hangs the clause on the noun."""
    prep = tree.tokens[noun].head
    verb = tree.tokens[prep].head
    is_medium = tree.tokens[noun].dep == "pobj" and tree.tokens[prep].lemma in {"in", "on", "via", "through"}
    return verb if is_medium and verb_stance(tree.tokens[verb].lemma) == "asserts" else None


def _speaker(tree: Tree, verb: int) -> tuple[Source, ...]:
    who = speaker_of(tree, verb)
    return (Source(tree, who, "speaker"),) if who is not None else ()


def _is_that_clause(tree: Tree, clause: int) -> bool:
    mark = child(tree, clause, "mark")
    if mark is None or tree.tokens[mark].lemma != "that":
        return False
    return child(tree, clause, "nsubj", "nsubjpass", "expl") is not None


def _is_denied(tree: Tree, noun: int) -> bool:
    head = tree.tokens[noun].head
    return tree.tokens[noun].dep == "dobj" and verb_stance(tree.tokens[head].lemma) == "denies"


def _owner(tree: Tree, noun: int) -> int | None:
    owner = child(tree, noun, "poss")
    if owner is not None:
        return owner
    for prep in tree.children[noun]:
        if (
            tree.tokens[prep].dep == "prep"
            and tree.tokens[prep].lemma in {"by", "from", "of"}
            and prep > noun
        ):
            return child(tree, prep, "pobj")
    token = tree.tokens[noun]
    if token.dep == "dobj" and tree.tokens[token.head].lemma in {
        "make",
        "issue",
        "repeat",
        "raise",
        "have",
        "reject",
    }:
        return speaker_of(tree, token.head)
    return None


def trait_saying(tree: Tree, adjective: int) -> Iterator[Saying]:
    """``is confident that …``, ``was afraid the dam would burst``: the clause is its subject’s word."""
    clause = child(tree, adjective, "ccomp")
    verb = tree.tokens[adjective].head
    stance = next(
        (s for s in STANCES if tree.tokens[adjective].lemma in load_set(ROOM, MINDS, f"trait.{s}")), None
    )
    if (
        clause is None
        or stance is None
        or not verb < adjective < clause
        or tree.tokens[verb].lemma not in STATES
    ):
        return
    if child(tree, clause, "nsubj", "nsubjpass", "expl") is None:
        return
    sources = _speaker(tree, verb)
    content = span_of(tree, trim(tree, subtree(tree, clause)))
    cue = Span(tree.tokens[verb].span.start, tree.tokens[adjective].span.end)
    if sources:
        stance = "doubts" if child(tree, verb, "neg") is not None else stance
        yield Saying(tree, cue, tree.tokens[adjective].lemma, stance, sources, content, "trait")


def phrase_saying(tree: Tree, index: int) -> Iterator[Saying]:
    """``According to X``: the clause it hangs on is X's word."""
    token = tree.tokens[index]
    to = child(tree, index, "prep")
    goal = child(tree, to, "pobj") if to is not None else child(tree, index, "pobj")
    if goal is None:
        return
    goal, lost = _mend_goal(tree, index, goal)
    content = _beside(tree, index) or clause_span(tree, _clause_above(tree, index), index, lost)
    if content is not None:
        cue = Span(token.span.start, tree.tokens[to].span.end if to is not None else token.span.end)
        yield Saying(
            tree, cue, "according_to", "asserts", (Source(tree, goal, "speaker"),), content, "according"
        )


def _beside(tree: Tree, index: int) -> Span | None:
    """At the end of its sentence the phrase takes all before it."""
    cut = subtree(tree, index)
    rest = [i for i in range(max(cut) + 1, len(tree.tokens)) if tree.tokens[i].dep != "punct"]
    before = trim(tree, list(range(min(cut))))
    return span_of(tree, before) if not rest and len(before) > 2 else None


def _mend_goal(tree: Tree, index: int, goal: int) -> tuple[int, int | None]:
    """Where the parser took the words after the comma for the source, take those before it.

    Returns the source's head and, if it was mended, where the content starts.
    """
    comma = next((i for i in range(index, goal) if tree.tokens[i].text == ","), None)
    if comma is None:
        return goal, None
    before = [i for i in range(index + 1, comma) if tree.tokens[i].pos in {"PROPN", "NOUN", "PRON"}]
    return (before[-1], comma + 1) if before else (goal, None)


def _clause_above(tree: Tree, index: int) -> int:
    for above in ancestors(tree, index):
        if tree.tokens[above].pos in {"VERB", "AUX"}:
            return above
    return next((i for i, t in enumerate(tree.tokens) if t.head == i), index)
