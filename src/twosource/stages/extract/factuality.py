"""Events: what a report tells, and how sure its innermost voice is that it happened or did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.data import Claim, Event, Span
from twosource.stages.extract.factuality_edges import inherited
from twosource.stages.extract.factuality_frames import is_verb, lemma_at
from twosource.stages.extract.factuality_own import denies_object, with_own
from twosource.stages.extract.factuality_signs import DEGREES, SIGNS, SURE, Held, turned, words
from twosource.stages.extract.factuality_things import questioned
from twosource.stages.extract.grammar import SUBJECTS, Tree, child
from twosource.stages.extract.sayings import verb_stance
from twosource.stages.extract.stance import ends_in_question

HELPERS = frozenset({"aux", "auxpass"})
PREDICATES = frozenset({"acomp", "attr", "oprd"})
# So many joined verbs may share one negation.
MOST_JOINED = 6


def find_events(trees: Sequence[Tree], text: str) -> tuple[Event, ...]:
    """The events of a report in the order of its text.

    An event is a verb, a predicate of *be*, or a noun that tells of one.
    """
    return tuple(event for tree in trees for event in _of_sentence(tree, text))


def _of_sentence(tree: Tree, text: str) -> Iterator[Event]:
    held = weigh(tree, is_question=ends_in_question(tree, text))
    for index, token in enumerate(tree.tokens):
        if is_event(tree, index):
            one = turned(held[index], "no object") if denies_object(tree, index) else held[index]
            yield Event(token.span, lemma_at(tree, index), SIGNS[one.sign], DEGREES[one.degree], one.by)


def settled(claims: Iterable[Claim], events: Iterable[Event]) -> tuple[Claim, ...]:
    """The claims, those asserted in words that their sentence turns round as denied.

    ``It is not true that the dam burst`` holds the claim *the dam burst*.
    """
    known = {event.span: event for event in events}
    return tuple(replace(claim, stance="denies") if _is_turned(claim, known) else claim for claim in claims)


def _is_turned(claim: Claim, events: Mapping[Span, Event]) -> bool:
    event = None if claim.frame is None else events.get(claim.frame.span)
    if claim.frame is None or event is None or claim.stance != "asserts" or claim.frame.negated:
        return False
    is_denied = event.polarity == "negative" and event.certainty == "certain"
    return is_denied and verb_stance(event.predicate) is None


def is_event(tree: Tree, index: int) -> bool:
    """Whether a token tells of something that happens or is so."""
    token = tree.tokens[index]
    if is_verb(token):
        return token.dep not in HELPERS and token.tag not in {"MD", "TO"}
    if token.dep in PREDICATES or child(tree, index, *SUBJECTS) is not None:
        return True
    if token.pos != "NOUN":
        return False
    lemma = token.lemma.lower()
    is_ending = lemma.endswith(tuple(words("nouns.endings"))) and lemma not in words("nouns.things")
    return is_ending or lemma in words("nouns.words")


def weigh(tree: Tree, *, is_question: bool = False) -> dict[int, Held]:
    """What is held of every token of a sentence, were it an event.

    From the root down: each word makes something of what it governs
    (Nairn, Condoravdi and Karttunen 2006), then the words beside it speak.
    Linear in the sentence.
    """
    held: dict[int, Held] = {}
    base: dict[int, Held] = {}
    queue = [index for index, token in enumerate(tree.tokens) if token.head == index]
    for index in queue:
        if tree.tokens[index].head != index:
            base[index] = inherited(tree, index, held, base)
        else:
            base[index] = questioned() if is_question else SURE
        held[index] = with_own(tree, index, base[index])
        queue.extend(tree.children[index])
    return held


def is_denied(tree: Tree, head: int, core: int) -> bool:
    """Whether a clause says that its act did not happen; what governs the clause is left out.

    `head` is the clause's head and `core` the token that names the act, at or
    below it: ``failed to pay`` denies *pay*.
    """
    path = [core]
    while path[-1] != head:
        path.append(tree.tokens[path[-1]].head)
    while tree.tokens[path[-1]].dep == "conj" and len(path) < MOST_JOINED:
        path.append(tree.tokens[path[-1]].head)
    top = path.pop()
    base, held = {top: SURE}, {top: with_own(tree, top, SURE)}
    for index in reversed(path):
        base[index] = inherited(tree, index, held, base)
        held[index] = with_own(tree, index, base[index])
    return (held[core].sign < 0) != denies_object(tree, core)
