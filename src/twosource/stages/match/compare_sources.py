"""Whose word two claims are: named or not, the same or not, said in a letter or to a reporter."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.data import Difference, Span, Voice
from twosource.stages.match.said import Decision, Side, differ, is_one_voice
from twosource.text.tokens import words
from twosource.words.load import load_set

# What a voice is called of which only *accusations* or *it was revealed* tells.
UNSTATED = "source not stated"
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "we", "i", "his", "her", "their", "who", "him", "them", "you", "this"}
)
HIDDEN = frozenset({"unnamed", "crowd"})
EMPTY = frozenset({"the", "a", "an", "of", "and", "for", "to", "in", "at", "by", "with", "one", "some", "s"})
# Words with which a report puts its own statement under a proviso.
PROVISOS = frozenset(
    {"alleged", "allegedly", "reportedly", "apparently", "appeared", "seemingly", "suspected"}
)


def compare_sources(a: Side, b: Side) -> Iterator[Difference]:
    """The difference between the sources of two claims, where the words of at least one are on the page."""
    one, two = a.claim.root, b.claim.root
    is_own = [len(side.claim.chain) < 2 for side in (a, b)]
    if all(is_own):
        return
    sides = tuple(_worded(s) for s in (a, b))
    if any(is_own):
        if (two if is_own[0] else one).name == UNSTATED:
            return
        if sides[1 if is_own[0] else 0] is not None:
            decision = Decision("coarser", "source-only", is_turned=is_own[0])
            yield differ("attribution", decision, sides[0] or _proviso(a), sides[1] or _proviso(b))
        return
    if sides[0] is None or sides[1] is None:
        return
    decision_ = decide_sources(one, two, sides[0], sides[1])
    if decision_ is not None:
        yield differ("attribution", decision_, sides[0], sides[1])


def compare_charges(a: Side, b: Side) -> Iterator[Difference]:
    """*Accusations* or *reports* in one, the report's own voice in the other."""
    for side, other, is_turned in ((a, b, False), (b, a, True)):
        voice = side.claim.root
        if voice.name == UNSTATED and voice.span is not None and len(other.claim.chain) < 2:
            sides = Side(side.article, side.claim, voice.span), _proviso(other)
            decision = Decision("coarser", "source-charge", is_turned=is_turned)
            yield differ("attribution", decision, *(sides[::-1] if is_turned else sides))


def _worded(side: Side) -> Side | None:
    """The words of a claim's innermost voice; None where the report has none."""
    span = side.claim.root.span
    if span is None or len(side.claim.chain) < 2:
        return None
    made = side.at(span)
    return made if _weighty(made.words) - PRONOUNS else None


def _proviso(side: Side) -> Side:
    """What a report says in its own voice: the word that keeps it open, else the whole claim."""
    for word in words(side.whole):
        if word.norm in PROVISOS:
            start = side.claim.span.start
            span = Span(start + word.span.start, start + word.span.end)
            return side.at(span)
    return Side(side.article, side.claim, side.claim.span)


def decide_sources(one: Voice, two: Voice, a: Side, b: Side) -> Decision | None:
    """The verdict on two sources as worded; None where they are the same."""
    first, second = (_weighty(s.words) for s in (a, b))
    hidden = [v.kind in HIDDEN or v.is_anonymous for v in (one, two)]
    if hidden[0] != hidden[1]:
        if _are_named_alike(a, b):
            return None
        if first & second:
            return Decision("coarser", "source-named", is_turned=hidden[1])
        return Decision("cannot-tell", "source-other")
    if all(hidden):
        if first == second:
            return None
        if first <= second or second <= first:
            return Decision("coarser", "source-holds", is_turned=second < first)
        return Decision("cannot-tell", "source-other")
    return None if is_one_voice(one, two) or first & second else Decision("cannot-tell", "source-other")


def _are_named_alike(a: Side, b: Side) -> bool:
    """Whether both wordings hold the same two capitalised words, or one says *himself*: no hidden source."""
    names = [{w.strip(".,()’'") for w in s.words.split() if w[:1].isupper()} for s in (a, b)]
    is_himself = any(w.endswith("self") for s in (a, b) for w in s.words.split())
    return len(names[0] & names[1]) > 1 or is_himself


def _weighty(text: str) -> frozenset[str]:
    same = dict.fromkeys(load_set("twosource.words", "people.toml", "spokes"), "spokesperson")
    return frozenset(same.get(w.norm, w.norm).removesuffix("'s") for w in words(text) if w.norm not in EMPTY)


def compare_documents(a: Side, b: Side) -> Iterator[Difference]:
    """One source who speaks in a letter here and on television there."""
    if not is_one_voice(a.claim.root, b.claim.root):
        return
    if {a.claim.root.kind, b.claim.root.kind} - {"person", "body"}:
        return
    mine, theirs = _documents(a), _documents(b)
    if mine and theirs:
        known = load_set("twosource.words", "people.toml", "document")
        nouns = [{w.norm for w in words(s.words)} & known for s in (mine, theirs)]
        if nouns[0] and nouns[1] and not nouns[0] & nouns[1]:
            yield differ("attribution", Decision("cannot-tell", "attribution-occasion"), mine, theirs)


def _documents(side: Side) -> Side | None:
    """The words of the first document in a claim's chain."""
    found = next((v.span for v in side.claim.chain if v.kind == "document" and v.span is not None), None)
    if found is None:
        return None
    first = found.of(side.article.text).split(",")[0]
    return Side(side.article, side.claim, Span(found.start, found.start + len(first)))
