"""A verb beside a quotation tells who speaks, though it is none of saying: ``“No,” the letter reads``."""

from __future__ import annotations

from twosource.stages.extract.grammar import SUBJECTS, Tree, child
from twosource.stages.extract.matters import is_mind
from twosource.stages.extract.quotes import Quote
from twosource.stages.extract.sayings import Saying, Source
from twosource.stages.extract.speakers import is_time, speaker_of
from twosource.words.load import load_set

# So many tokens may stand between the quotation's last word and its verb: ``,” the open letter reads``.
BEHIND = 8
FINITE = frozenset({"VBD", "VBZ", "VBP"})
# These carry no words of their own.
EMPTY = frozenset({"be", "have", "do"})
# Behind one of these a quotation names a place or a thing.
WHITHER = frozenset({"in", "into", "at", "from", "near", "onto", "by", "to", "under"})


def carried(tree: Tree, quote: Quote) -> Saying | None:
    """The quotation as the word of the subject of the verb that stands beside it."""
    verb = _behind(tree, quote)
    if verb is None:
        verb = _before(tree, quote)
    if verb is None:
        return None
    who = speaker_of(tree, verb)
    if who is None or quote.span.covers(tree.tokens[who].span) or not can_speak(tree, who):
        return None
    token = tree.tokens[verb]
    return Saying(
        tree, token.span, token.lemma, "asserts", (Source(tree, who, "speaker"),), quote.inner, "carried"
    )


def _is_verb(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    has_subject = child(tree, index, *SUBJECTS) is not None
    return token.tag in FINITE and token.lemma not in EMPTY and has_subject


def _behind(tree: Tree, quote: Quote) -> int | None:
    """``“…,” she continued``: the first verb behind the closing mark, with its subject beside it."""
    after = [i for i, t in enumerate(tree.tokens) if t.span.start >= quote.span.end][:BEHIND]
    found = next((i for i in after if tree.tokens[i].pos == "VERB"), None)
    if quote.is_open or found is None or not _is_verb(tree, found):
        return None
    between = [tree.tokens[i] for i in after if i < found]
    return (
        found
        if all(t.pos in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "ADV", "PUNCT"} for t in between)
        else None
    )


def _before(tree: Tree, quote: Quote) -> int | None:
    """``She went on: “…``, ``branded it “…``: the last verb before the opening mark."""
    before = [i for i, t in enumerate(tree.tokens) if t.span.end <= quote.span.start]
    if before and tree.tokens[before[-1]].lemma in WHITHER:
        return None
    return next((i for i in reversed(before) if _is_verb(tree, i)), None)


def can_speak(tree: Tree, who: int) -> bool:
    """Whether the word names people, a body or a document."""
    lemma = tree.tokens[who].lemma
    is_name = tree.tokens[who].pos == "PROPN" and not is_time(tree, who)
    return is_name or is_mind(tree, who) or lemma in load_set("twosource.words", "people.toml", "document")
