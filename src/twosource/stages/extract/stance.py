"""How the innermost voice stands to its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.data import Name, Span
from twosource.stages.extract.chains import Told
from twosource.stages.extract.denials import Speaker, denies, is_stance_word, speaker_in
from twosource.stages.extract.grammar import SUBJECTS, Tree, all_children, ancestors, child, subtree, token_at
from twosource.stages.extract.modals import Reported, modal_stance
from twosource.stages.extract.sayings import CUES, ROOM
from twosource.words.load import load_set

# Nothing is reported: no cue, no quotation.
OUTRIGHT = Reported()
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NAMING = frozenset({"verb-clause", "verb-quote", "verb-trailing"})
WH = frozenset({"WP", "WRB", "WDT", "WP$"})
# Tokens of a sentence in which the clause that asks is looked for.
LONGEST_QUESTION = 200


@dataclass(frozen=True, slots=True)
class Manner:
    """In what manner words are said: the stance and lemma of their cue, how they are reported, and by whom.

    `speaker` tells who speaks where a clause is about the speaker.
    """

    stance: str = "asserts"
    lemma: str = ""
    is_question: bool = False
    reported: Reported = OUTRIGHT
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands in and around a clause: quotations, the names in it, a question mark."""

    quotes: Sequence[Span]
    names: Sequence[Name]
    is_question: bool


def manner_of(item: Told | None, around: Around) -> Manner:
    """The manner of a saying, or that of the outlet's own words."""
    quotes = tuple(around.quotes)
    if item is None:
        return Manner(is_question=around.is_question, reported=Reported(quotes=quotes))
    saying, voice = item.saying, item.chain[-1]
    cue = token_at(saying.tree, saying.cue.start)
    is_past = cue is not None and saying.tree.tokens[cue].tag in {"VBD", "VBN"}
    meant = tuple(n.span for n in around.names if n.full == voice.name)
    speaker = speaker_in(voice, meant)
    reported = Reported(is_past=is_past, quotes=quotes)
    # "Called it a stunt" is no demand; "called for", "called on" are.
    stance = "asserts" if saying.lemma == "call" and saying.by in NAMING else saying.stance
    return Manner(stance, saying.lemma, around.is_question, reported, speaker)


def stance_of(tree: Tree, head: int, manner: Manner) -> str:
    """The stance to the clause at `head`, given the manner in which it is said.

    A denial, a doubt or a demand by the cue stays; an assertion is turned by
    *whether* or a question mark (asks), by the noun or adjective it hangs on,
    by *may* and *might* (doubts), by *would*, *could* and *if* (conditional),
    and by a denial in its own words.
    """
    if manner.stance == "denies":
        return "denies"
    if manner.stance == "doubts":
        is_open = is_stance_word(manner.lemma, "questioning") and _is_whether(tree, head)
        return "asks" if is_open else "doubts"
    if manner.stance == "asks" and not _is_plain(tree, head, manner):
        return "asks"
    if manner.is_question and head >= asking_from(tree):
        return "asks"
    if _is_whether(tree, head):
        return "doubts" if _is_unknown(tree, head) else "asks"
    return _hung_on(tree, head) or _weakened(tree, head, manner)


def asking_from(tree: Tree) -> int:
    """Where the question of a sentence begins: ``The yard is shut, but who pays?`` asks only who pays.

    That is at the first verb behind its auxiliary, or whose subject is *who*
    or *what*; 0 where no clause has that form, or the sentence is too long to
    tell, then all of it is asked.
    """
    if len(tree.tokens) > LONGEST_QUESTION:
        return 0
    found = [start for verb in range(len(tree.tokens)) if (start := _asks_at(tree, verb)) is not None]
    return min(found, default=0)


def _asks_at(tree: Tree, verb: int) -> int | None:
    """The first word of a clause in the form of a question, None where it has another."""
    token, own = tree.tokens[verb], child(tree, verb, *SUBJECTS)
    if own is None or token.dep in {"relcl", "ccomp", "acl", "advcl", "csubj", "pcomp"}:
        return None
    if tree.tokens[own].tag in WH and own < verb:
        return own
    before = [c for c in (*all_children(tree, verb, "aux", "auxpass"), verb) if c < own]
    is_turned = any(tree.tokens[c].pos == "AUX" for c in before)
    asked = [c for c in tree.children[verb] if c < own and tree.tokens[c].tag in WH]
    return min((*before, *asked)) if is_turned else None


def _cue_words(key: str) -> frozenset[str]:
    return load_set(ROOM, CUES, key)


def _is_plain(tree: Tree, head: int, manner: Manner) -> bool:
    """``urged action: “This provokes …”``: no demand, whatever the cue."""
    token = tree.tokens[head]
    is_asked = any(tree.tokens[i].tag in WH for i in subtree(tree, head)) or _is_whether(tree, head)
    own = child(tree, head, *SUBJECTS)
    return token.tag in FINITE and own is not None and own < head and not is_asked and not manner.is_question


def _hung_on(tree: Tree, head: int) -> str | None:
    """What the noun, adjective or denied verb above makes of a clause: ``the possibility that …``."""
    token, above = tree.tokens[head], tree.tokens[tree.tokens[head].head]
    if token.dep not in {"acl", "ccomp", "relcl", "xcomp"} or child(tree, head, "mark") is None:
        return None
    is_missing = any(tree.tokens[c].lemma == "no" for c in tree.children[tree.tokens[head].head])
    if above.pos == "NOUN" and is_stance_word(above.lemma, "open_nouns"):
        return None if is_missing else "doubts"
    if (
        above.pos == "NOUN"
        and is_stance_word(above.lemma, "proofs")
        and (is_missing or _is_denied(tree, head))
    ):
        return "doubts"
    return "doubts" if above.pos == "ADJ" and is_stance_word(above.lemma, "open_adjectives") else None


def _is_denied(tree: Tree, head: int) -> bool:
    """``has not seen evidence that``."""
    noun = tree.tokens[head].head
    return tree.tokens[noun].dep == "dobj" and child(tree, tree.tokens[noun].head, "neg") is not None


def _weakened(tree: Tree, head: int, manner: Manner) -> str:
    if _has_if(tree, head):
        return "conditional"
    around = [head, *_auxiliaries(tree, head)]
    above = _governor(tree, head)
    words = {
        tree.tokens[i].lemma
        for i in (*around, *((above, *_auxiliaries(tree, above)) if above is not None else ()))
    }
    if any(words & _cue_words(f"modals.{key}") for key in ("doubts", "doubt_adverbs", "doubt_verbs")):
        return "doubts"
    if _leaves_open(tree, head):
        return "doubts"
    if _is_imperative(tree, head) or _calls(tree, head):
        return "asks"
    if denies(tree, head, manner.speaker):
        return "denies"
    found = modal_stance(tree, head, manner.reported)
    return found or (modal_stance(tree, above, manner.reported) if above is not None else "") or "asserts"


def _auxiliaries(tree: Tree, head: int) -> list[int]:
    return [c for c in tree.children[head] if tree.tokens[c].dep in {"aux", "auxpass", "advmod", "mark"}]


def _governor(tree: Tree, head: int) -> int | None:
    """The clause whose auxiliaries a bare infinitive or a second verb shares."""
    token = tree.tokens[head]
    above = next(ancestors(tree, head), None)
    if above is None or tree.tokens[above].pos not in {"VERB", "AUX"}:
        return None
    shares = token.dep == "conj" and token.tag in {"VB", "VBN", "VBG"} and not _has_own(tree, head)
    return above if token.dep == "xcomp" or shares or (token.dep == "ccomp" and token.tag == "VB") else None


def _has_own(tree: Tree, head: int) -> bool:
    return child(tree, head, "aux", "auxpass", *SUBJECTS) is not None


def _is_whether(tree: Tree, head: int) -> bool:
    marks = [tree.tokens[c].lemma for c in tree.children[head] if tree.tokens[c].dep == "mark"]
    governor = tree.tokens[tree.tokens[head].head].lemma
    return "whether" in marks or ("if" in marks and is_stance_word(governor, "questioning"))


def _is_unknown(tree: Tree, head: int) -> bool:
    """``did not know whether``, ``would not say whether``."""
    above = tree.tokens[head].head
    return is_stance_word(tree.tokens[above].lemma, "knowing") and child(tree, above, "neg") is not None


def _leaves_open(tree: Tree, head: int) -> bool:
    """``we do not rule out that …``."""
    is_negated = child(tree, head, "neg") is not None
    parts = {tree.tokens[c].lemma for c in tree.children[head]}
    lemma = tree.tokens[head].lemma
    return is_negated and (lemma == "exclude" or (lemma == "rule" and "out" in parts))


def _has_if(tree: Tree, head: int) -> bool:
    if_words = _cue_words("modals.if_words")
    below = [head]
    for inner in below:
        if any(
            tree.tokens[c].dep == "mark" and tree.tokens[c].lemma in if_words for c in tree.children[inner]
        ):
            return True
        deps = {"advcl", "xcomp"} if inner == head else {"advcl", "mark"}
        below += [c for c in tree.children[inner] if tree.tokens[c].dep in deps and len(below) < 8]
    return False


def _is_imperative(tree: Tree, head: int) -> bool:
    token = tree.tokens[head]
    is_bare = token.tag == "VB" and token.head == head
    return is_bare and not any(
        tree.tokens[c].dep in {"nsubj", "nsubjpass", "aux"} for c in tree.children[head]
    )


def _calls(tree: Tree, head: int) -> bool:
    """``we call on the council to act``, ``…, urging the council to act``: the clause is the demand."""
    token = tree.tokens[head]
    if token.lemma not in _cue_words("verbs.asks"):
        return False
    first = any(
        tree.tokens[c].dep == "nsubj" and tree.tokens[c].lemma in {"i", "we"} for c in tree.children[head]
    )
    return first or (
        token.tag == "VBG" and token.dep in {"acl", "advcl"} and child(tree, head, "dobj", "prep") is not None
    )


def ends_in_question(tree: Tree, text: str) -> bool:
    """Whether the sentence closes with a question mark."""
    tail = text[tree.parsed.span.start : tree.parsed.span.end].rstrip("”\"'’ ")
    return tail.endswith("?")
