"""Cuts a sentence into spans of one proposition each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.data import Frame, Span
from twosource.stages.extract.factuality import is_denied
from twosource.stages.extract.factuality_own import LIGHT
from twosource.stages.extract.grammar import (
    NOUN_POS,
    Tree,
    all_children,
    child,
    noun_phrase,
    own_subject,
    span_of,
    subject,
    subtree,
    trim,
)  # fmt: skip

VERBS = frozenset({"VERB", "AUX"})
# A clause by one of these labels stands for itself.
CLAUSE_DEPS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "csubj", "parataxis", "dep"})
# "Made the remarks": the clause tells of a saying.
SPOKEN = frozenset({"remark", "statement", "comment", "announcement", "declaration"})
# Nouns that tell of an asking by their owner.
REQUESTS = frozenset(
    {"request", "demand", "offer", "call", "appeal", "proposal", "plea", "bid", "invitation"}
)
# A clause under one of these says nothing without it.
CONDITIONS = frozenset({"if", "unless"})
# Participles before which the noun they hang on is needed to make sense.
MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One proposition: its head token, its words, and who does what in it."""

    head: int
    span: Span
    frame: Frame
    facet: str = ""


def find_clauses(tree: Tree, cues: frozenset[int]) -> tuple[Clause, ...]:
    """The propositions of a sentence, in order.

    `cues` are the tokens of reporting cues; a clause that only reports (its
    content is a clause of its own) is left out.
    """
    heads = [i for i in range(len(tree.tokens)) if _is_clause(tree, i)]
    own = frozenset(heads)
    found = [c for head in heads if head not in cues for c in _clause(tree, head, own)]
    found += [*_inclusions(tree), *_requests(tree)]
    if not found and not cues:
        found = list(_verbless(tree))
    return tuple(sorted(found, key=lambda c: (c.span, c.head)))


def _is_clause(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.dep not in CLAUSE_DEPS:
        return False
    if token.dep == "conj" and token.head != index:
        return (token.pos in VERBS or own_subject(tree, index) is not None) and _is_governed(tree, index)
    if token.dep == "advcl" and token.tag == "VB" and own_subject(tree, index) is None:
        return False
    if token.dep in {"relcl", "acl"} and _is_needed(tree, index, token.head):
        return token.pos in VERBS and _says_enough(tree, index)
    if token.pos in VERBS:
        return True
    has_subject = own_subject(tree, index) is not None
    return token.dep in {"ROOT", "ccomp", "conj", "relcl"} and has_subject


def _says_enough(tree: Tree, index: int) -> bool:
    """A clause that only picks out its noun is no claim unless it tells a number or some words more."""
    mark = child(tree, index, "mark")
    if mark is not None and tree.tokens[mark].lemma == "that" and own_subject(tree, index) is not None:
        return True
    words = [
        tree.tokens[i]
        for i in subtree(tree, index)
        if tree.tokens[i].pos not in {"PUNCT", "DET", "PRON", "AUX", "PART"}
    ]
    return len(words) >= 4 or any(w.pos == "NUM" for w in words)


def _is_governed(tree: Tree, conjunct: int) -> bool:
    """Whether what it is joined to is a clause, and it is long enough to stand alone."""
    is_long = own_subject(tree, conjunct) is not None or len(subtree(tree, conjunct)) >= MIN_WORDS
    head = tree.tokens[conjunct].head
    while tree.tokens[head].dep == "conj" and tree.tokens[head].head != head:
        head = tree.tokens[head].head
    return is_long and (tree.tokens[head].dep == "ROOT" or _is_clause(tree, head))


def _clause(tree: Tree, head: int, own: frozenset[int]) -> Iterator[Clause]:
    indices = _words_of(tree, head, own)
    if len([i for i in indices if tree.tokens[i].pos != "PUNCT"]) < MIN_WORDS:
        return
    frame = frame_of(tree, head)
    yield Clause(head, span_of(tree, indices), frame, "saying" if frame.predicate in SPOKEN else "")


def _words_of(tree: Tree, head: int, own: frozenset[int]) -> list[int]:
    """The clause's words: other clauses are cut from its ends, not from its middle."""
    token = tree.tokens[head]
    loose = {"advcl", "conj", "relcl", "ccomp", "parataxis", "acl"} - (
        {"advcl"} if _is_bare(tree, head) else set()
    )
    cut = {c for c in own if c != head and tree.tokens[c].dep in loose and not _is_needed(tree, c, head)}
    indices = subtree(tree, head, lambda c: c not in cut)
    first = min(indices)
    hull = list(range(first, max(indices) + 1))
    if token.dep == "acl" and token.head < head and child(tree, head, "mark") is None:
        phrase = noun_phrase(tree, token.head)
        hull = [
            i for i in range(len(tree.tokens)) if phrase.start <= tree.tokens[i].span.start and i <= hull[-1]
        ]
    mark = child(tree, head, "mark")
    if (
        token.dep == "advcl"
        and mark is not None
        and mark < head
        and tree.tokens[mark].lemma not in CONDITIONS
    ):
        hull = [i for i in hull if i > mark]
    return trim(tree, _stop_at_commas(hull, {i for i in indices if tree.tokens[i].dep != "punct"}))


def _is_bare(tree: Tree, head: int) -> bool:
    """Whether the clause says nothing without what hangs on it: ``the drills come as …``."""
    near = subtree(
        tree, head, lambda c: tree.tokens[c].dep not in {"advcl", "conj", "relcl", "ccomp", "parataxis"}
    )
    return sum(tree.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"} for i in near) < 3


def _stop_at_commas(hull: list[int], kept: set[int]) -> list[int]:
    """Without foreign words and signs at either end."""
    low, high = 0, len(hull)
    while low < high and hull[low] not in kept and hull[low] < min(kept, default=0):
        low += 1
    while high > low and hull[high - 1] not in kept:
        high -= 1
    return hull[low:high]


def _is_needed(tree: Tree, clause: int, head: int) -> bool:
    """Whether the clause makes no sense apart: a restrictive relative or a short participle."""
    token = tree.tokens[clause]
    if token.dep == "relcl":
        before = tree.tokens[clause - 1].text if clause else ""
        start = min(subtree(tree, clause))
        comma = start > 0 and tree.tokens[start - 1].text in {",", "—", "–", "--", "("}
        return not comma and before != ","
    if token.dep == "advcl":
        return child(tree, clause, "npadvmod") is not None and child(tree, clause, "mark") is not None
    if token.dep == "ccomp":
        return token.head != head or tree.tokens[token.head].pos not in VERBS
    if token.dep == "acl":
        start = min(subtree(tree, clause))
        return start > 0 and tree.tokens[start - 1].text not in {",", "—", "–", "--", "("}
    return False


def _inclusions(tree: Tree) -> Iterator[Clause]:
    """``including 13 children and two teachers`` says of what stands before it."""
    for index, token in enumerate(tree.tokens):
        if token.lemma in {"include", "including"} and token.dep == "prep":
            indices = trim(tree, subtree(tree, index))
            if any(tree.tokens[i].pos == "NUM" for i in indices):
                yield Clause(index, span_of(tree, indices), Frame("include", token.span))


def _requests(tree: Tree) -> Iterator[Clause]:
    """``a request by the mayor for more time`` says that the mayor asked, whatever came of it."""
    for index, token in enumerate(tree.tokens):
        if token.pos not in {"NOUN", "PROPN"} or token.lemma not in REQUESTS:
            continue
        preps = {tree.tokens[c].lemma: c for c in tree.children[index] if tree.tokens[c].dep == "prep"}
        owner = child(tree, index, "poss")
        if owner is None and "by" in preps:
            owner = child(tree, preps["by"], "pobj")
        goal = preps.get("for") or (_later_for(tree, preps["by"]) if "by" in preps else None)
        if owner is None or goal is None or tree.tokens[owner].pos == "PRON":
            continue
        indices = trim(tree, sorted({index, *subtree(tree, owner), *subtree(tree, index)}))
        yield Clause(
            index, span_of(tree, indices), Frame(token.lemma, token.span, agent=noun_phrase(tree, owner))
        )


def _later_for(tree: Tree, by: int) -> int | None:
    """The tagger may hang ``for …`` on the asker."""
    return next(
        (i for i in subtree(tree, by) if tree.tokens[i].lemma == "for" and tree.tokens[i].dep == "prep"), None
    )


def _verbless(tree: Tree) -> Iterator[Clause]:
    """A headline or a line without a verb stands as it is."""
    root = next((i for i, t in enumerate(tree.tokens) if t.head == i), None)
    indices = trim(tree, list(range(len(tree.tokens))))
    if root is not None and len([i for i in indices if tree.tokens[i].pos != "PUNCT"]) >= MIN_WORDS:
        yield Clause(root, span_of(tree, indices), frame_of(tree, root))


def frame_of(tree: Tree, head: int) -> Frame:
    """Predicate, negation and logical arguments of a clause."""
    passive = child(tree, head, "nsubjpass")
    agent = (
        _agent(tree, head) if passive is not None or tree.tokens[head].dep == "acl" else subject(tree, head)
    )
    patient = passive if passive is not None else child(tree, head, "dobj", "attr", "dative")
    if patient is None and tree.tokens[head].dep == "acl" and tree.tokens[head].tag == "VBN":
        patient = tree.tokens[head].head
    core = core_of(tree, head)
    if patient is None and core != head:
        patient = child(tree, core, "dobj")
    return Frame(
        predicate=predicate_of(tree, core),
        span=tree.tokens[core].span,
        negated=is_denied(tree, head, core),
        agent=noun_phrase(tree, agent) if agent is not None else None,
        patient=noun_phrase(tree, patient) if patient is not None else None,
    )


def _agent(tree: Tree, head: int) -> int | None:
    by = child(tree, head, "agent")
    return child(tree, by, "pobj") if by is not None else None


def core_of(tree: Tree, head: int) -> int:
    """The token that names the act: past *be*, light verbs, *begin to*, *fail to* and their like."""
    here = head
    for _ in range(4):
        below = _below(tree, here)
        if below is None:
            return here
        here = below
    return here


def _below(tree: Tree, head: int) -> int | None:
    token = tree.tokens[head]
    if token.lemma == "be":
        return child(tree, head, "acomp", "attr")
    if token.lemma in LIGHT:
        thing = child(tree, head, "dobj")
        return thing if thing is not None and tree.tokens[thing].pos == "NOUN" else None
    if token.lemma in {
        "begin",
        "start",
        "continue",
        "seem",
        "appear",
        "decide",
        "have",
        "go",
        "come",
        "help",
        "fail",
        "manage",
        "able",
        "unable",
    }:
        return child(tree, head, "xcomp")
    return None


def predicate_of(tree: Tree, core: int) -> str:
    """The lemma with its particle: ``turn_down``."""
    particles = all_children(tree, core, "prt")
    return "_".join([tree.tokens[core].lemma, *(tree.tokens[p].lemma for p in particles)])


def content_words(tree: Tree, span: Span) -> Iterator[int]:
    """The tokens of `span` that carry meaning."""
    for index, token in enumerate(tree.tokens):
        if span.covers(token.span) and token.pos in NOUN_POS | {"VERB", "ADJ", "ADV"} and token.pos != "PRON":
            yield index
