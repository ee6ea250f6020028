"""What a reporting verb governs without a clause: a denied thing, a demand, a promise."""

from __future__ import annotations

from twosource.data import Span
from twosource.stages.extract.grammar import Tree, all_children, child, span_of, subtree, trim
from twosource.stages.extract.sayings import CUES, ROOM, noun_stance
from twosource.stages.extract.speakers import is_time
from twosource.words.load import load_set

# With an infinitive these tell how it goes or what somebody has in mind, not a word that was given.
NO_WORD = frozenset(
    {
        "seem",
        "appear",
        "expect",
        "hope",
        "learn",
        "prove",
        "know",
        "feel",
        "decide",
        "resolve",
        "forget",
        "dream",
    }
    | {"suspect", "doubt", "wish", "regret"}
)


def find_thing(tree: Tree, verb: int, stance: str) -> tuple[Span | None, str]:
    """What a verb governs without a clause: a denied thing, a demand, a promise."""
    lemma = tree.tokens[verb].lemma
    wanted = child(tree, verb, "xcomp")
    if stance == "asks" and lemma in {"call", "appeal"}:
        return _prepositional(tree, verb), "demand"
    if wanted is not None and _is_infinitive(tree, wanted) and lemma not in NO_WORD:
        return span_of(tree, trim(tree, _with_object(tree, verb, wanted))), "infinitive"
    thing = child(tree, verb, "dobj") if stance in {"denies", "asks"} else None
    if stance == "denies" and thing is None and wanted is not None:
        return span_of(tree, subtree(tree, wanted)), "gerund"
    if thing is None or lemma in load_set(ROOM, CUES, "needs_clause.verbs"):
        return None, ""
    if stance == "denies":
        return _denied(tree, lemma, thing)
    if lemma in {"demand", "urge"}:
        return span_of(tree, subtree(tree, thing)), "thing"
    return None, ""


def _with_object(tree: Tree, verb: int, wanted: int) -> list[int]:
    """The infinitive with the person who is to act."""
    indices = subtree(tree, wanted)
    actor = child(tree, verb, "dobj")
    return sorted({*indices, *subtree(tree, actor)}) if actor is not None and actor < wanted else indices


def _is_infinitive(tree: Tree, clause: int) -> bool:
    token = tree.tokens[clause]
    return token.pos in {"VERB", "AUX"} and child(tree, clause, "aux") is not None


def _prepositional(tree: Tree, verb: int) -> Span | None:
    """What is called for, and what somebody is called on to do; *called X on Monday* calls for nothing."""
    if child(tree, verb, "dobj", "oprd", "nsubjpass") is not None:
        return None
    for prep in all_children(tree, verb, "prep"):
        goal = child(tree, prep, "pobj", "pcomp")
        if tree.tokens[prep].lemma not in {"for", "on"} or goal is None or is_time(tree, goal):
            continue
        asked = [c for c in all_children(tree, verb, "xcomp", "advcl") if c > prep and _is_asked(tree, c)]
        inside = trim(tree, sorted({i for c in (prep, *asked) for i in subtree(tree, c)} - {prep}))
        return span_of(tree, inside) if inside else None
    return None


def _is_asked(tree: Tree, clause: int) -> bool:
    return any(tree.tokens[c].tag == "TO" for c in tree.children[clause])


def _denied(tree: Tree, lemma: str, thing: int) -> tuple[Span | None, str]:
    """The thing denied: the clause of an allegation, else the noun phrase (only *deny* takes any noun).

    To reject a request is an act, to reject a claim is a word: only nouns of assertion count.
    """
    noun = tree.tokens[thing].lemma
    is_word = noun_stance(noun) in {"asserts", "doubts"}
    if noun_stance(noun) == "asks" or noun in load_set(ROOM, CUES, "withheld.nouns"):
        return None, ""
    clause = child(tree, thing, "acl", "relcl", "ccomp")
    if is_word and clause is not None and child(tree, clause, "mark") is not None:
        return span_of(tree, trim(tree, subtree(tree, clause))), "denied-clause"
    if is_word or lemma == "deny":
        return span_of(tree, subtree(tree, thing)), "denied-word" if is_word else "denied-thing"
    return None, ""
