"""Whose word two claims are: named or not, the same or not, said in a letter or to a reporter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from twosource.data import Difference, Entity, Span, Voice
from twosource.stages.match.said import Decision, Side, differ, is_one_voice
from twosource.text.tokens import words
from twosource.words.load import load_set, load_words

ROOM = "twosource.stages.match"
# A report's own words that tell whose pictures or word it is: ``Local media showed pictures of …``.
SHOWN = re.compile(
    r"(?:the\s+|a\s+)?(?:[\w’'-]+\s+){0,3}?(?:media|television|tv|newspapers?|broadcasters?|footage|videos?"
    r"|photographs?|photos|images|witnesses|residents)\s+(?:\w+ly\s+)?(?:showed|shows|show|aired|broadcast|carried"
    r"|posted|captured|recorded|reported)\b(?:\s+(?:pictures|footage|images|photographs|video|scenes))?",
    re.I,
)
# What is shown stands so near after the words of showing.
SHOWS = 60
# What a voice is called of which only *accusations* or *it was revealed* tells.
UNSTATED = "source not stated"
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "we", "i", "his", "her", "their", "who", "him", "them", "you", "this"}
)
RELATIVE = frozenset({"where", "which", "who", "whom", "whose", "that", "when", "while", "after", "before"})
HIDDEN = frozenset({"unnamed", "crowd"})
EMPTY = frozenset({"the", "a", "an", "of", "and", "for", "to", "in", "at", "by", "with", "one", "some", "s"})
# Words with which a report puts its own statement under a proviso.
PROVISOS = frozenset(
    {"alleged", "allegedly", "reportedly", "apparently", "appeared", "seemingly", "suspected"}
)


def compare_sources(
    a: Side, b: Side, index: Mapping[tuple[str, Span], Entity] | None = None
) -> Iterator[Difference]:
    """The difference between the sources of two claims, where the words of at least one are on the page."""
    one, two = a.claim.root, b.claim.root
    is_own = [len(side.claim.chain) < 2 for side in (a, b)]
    if all(is_own):
        return
    if _who(a, index or {}) & _who(b, index or {}):
        return
    sides = tuple(_worded(s) for s in (a, b))
    if any(is_own):
        if (two if is_own[0] else one).name == UNSTATED or _is_fragment(a if is_own[0] else b):
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


def _shown(a: Side, b: Side) -> Iterator[Difference]:
    """What one claim has from pictures or from *local media*, the other in its own voice."""
    found = [_showing(s) for s in (a, b)]
    is_own = all(len(s.claim.chain) < 2 for s in (a, b))
    for side, other, match, is_turned in ((a, b, found[0], False), (b, a, found[1], True)):
        if match is not None and is_own and not all(found):
            sides = side.at(Span(*match.span())), _proviso(other)
            decision = Decision("coarser", "source-only", is_turned=is_turned)
            yield differ("attribution", decision, *(sides[::-1] if is_turned else sides))


def _showing(side: Side) -> re.Match[str] | None:
    """The words of showing at the start of a claim, or of its sentence where the claim is what they show."""
    text, claim = side.article.text, side.claim
    found = SHOWN.match(text, claim.sentence.start, claim.sentence.end)
    if found is None or found.start() == claim.span.start:
        return found
    gap = text[found.end() : claim.span.start]
    return found if len(gap) < SHOWS and not re.search(r"[,;.:]", gap) else None


def _who(side: Side, index: Mapping[tuple[str, Span], Entity]) -> frozenset[str]:
    """The entities that the innermost voice of a claim is, and the countries whose capitals they are."""
    voice = side.claim.root
    if voice.span is None:
        return frozenset()
    capitals: Mapping[str, str] = load_words(ROOM, "places.toml")["capitals"]
    text = voice.span.of(side.article.text).casefold()
    country = capitals.get(text, text)
    entity = index.get((side.article.id, voice.span))
    return frozenset({country} | ({entity.id} if entity is not None else set()))


def compare_charges(a: Side, b: Side) -> Iterator[Difference]:
    """*Accusations* or *local media showed* in one, the report's own voice in the other."""
    yield from _shown(a, b)
    for side, other, is_turned in ((a, b, False), (b, a, True)):
        charge = _charge(side)
        if charge is not None and len(other.claim.chain) < 2:
            sides = charge, _proviso(other)
            decision = Decision("coarser", "source-charge", is_turned=is_turned)
            yield differ("attribution", decision, *(sides[::-1] if is_turned else sides))


def _charge(side: Side) -> Side | None:
    """The words that mark a claim as a charge of somebody who is not told: ``accusations``."""
    voice = side.claim.root
    if voice.name != UNSTATED:
        return None
    worded = voice.anonymity if voice.span is None else side.at(voice.span).words
    is_charge = bool({w.norm for w in words(worded)} & load_set(ROOM, "scope.toml", "charges"))
    if voice.span is not None:
        return side.at(voice.span) if is_charge else None
    start = side.claim.sentence.start
    before = side.article.text[start : side.claim.span.start]
    found = before.rfind(voice.anonymity) if is_charge else -1
    return side.at(Span(start + found, start + found + len(voice.anonymity))) if found >= 0 else None


def _is_fragment(side: Side) -> bool:
    """Whether a claim is a clause without its own subject: whose word it is hangs on its sentence."""
    first = words(side.whole)[:1]
    is_relative = bool(first) and first[0].norm in RELATIVE
    frame = side.claim.frame
    return is_relative or (frame is not None and frame.agent is None and frame.patient is None)


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
