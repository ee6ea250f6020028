"""How much of a thing two claims cover: some of it or all, and one possibility or several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.data import Difference, Span, Term
from twosource.stages.match.said import Decision, Side, differ
from twosource.text.tokens import words

_SOME = r"some|several|many|most|much|(?:a )?few|parts?|half|a number|a handful|a majority|a section"
SOME = re.compile(
    rf"\b(?:(?:at least )?(?:{_SOME}) of|(?:at least )?(?:some|several|many|most|a few|few))\s+", re.I
)
ALL = re.compile(r"\b(?:all|every|each)\s+(?:of\s+)?|\b(?:the\s+)?(?:whole|entire)\s+(?:of\s+)?", re.I)
# So far after *some* the noun stands of which it is said.
NOUN = 40
OR = re.compile(r"\s*,?\s+or\s+(?!not\b|no\b|so\b|more\b|less\b)", re.I)
OR_BEFORE = re.compile(r"\bor\s+(?:that\s+|whether\s+|if\s+)?$", re.I)
HEDGED = frozenset({"doubts", "asks", "conditional"})
END = re.compile(r"[.;,?!”\"]")


def compare_extent(a: Side, b: Side, *, is_one_act: bool) -> Iterator[Difference]:
    """The difference in how much of a thing is meant; `is_one_act` that both tell one kind of act."""
    found = (_some_or_all(a, b) if is_one_act else None) or _or_else(a, b)
    if found is not None:
        yield found


def _some_or_all(a: Side, b: Side) -> Difference | None:
    """``Some of the orchards`` in one, ``all orchards`` or ``the orchards`` in the other."""
    for side, other, is_turned in ((a, b, False), (b, a, True)):
        for some, noun in _quantified(side, SOME):
            every = next((span for span, of in _quantified(other, ALL) if of.lemma == noun.lemma), None)
            plain = every or _unlimited(other, noun.lemma)
            if plain is not None:
                decision = Decision("coarser", "scope-some", is_turned=is_turned)
                sides = side.at(some), other.at(plain)
                return differ("scope", decision, *(sides[::-1] if is_turned else sides))
        for every, noun in _quantified(side, ALL):
            plain = _unlimited(other, noun.lemma)
            if plain is not None:
                decision = Decision("coarser", "scope-all", is_turned=is_turned)
                sides = side.at(every), other.at(plain)
                return differ("scope", decision, *(sides[::-1] if is_turned else sides))
    return None


def _quantified(side: Side, pattern: re.Pattern[str]) -> Iterator[tuple[Span, Term]]:
    """The words of how many with the noun after them, and the noun."""
    nouns = sorted((t for t in side.claim.terms if t.pos == "NOUN"), key=lambda t: t.span)
    for found in pattern.finditer(side.article.text, side.claim.span.start, side.claim.span.end):
        noun = next((t for t in nouns if found.end() <= t.span.start < found.end() + NOUN), None)
        if noun is not None and not END.search(side.article.text[found.end() : noun.span.start]):
            yield Span(found.start(), noun.span.end), noun


def _unlimited(side: Side, lemma: str) -> Span | None:
    """A noun that no figure and no word of how many limits."""
    noun = next((t for t in side.claim.terms if t.lemma == lemma and t.pos == "NOUN"), None)
    if noun is None or any(q.noun == lemma for q in side.claim.quantities):
        return None
    limited = [span for p in (SOME, ALL) for span, _ in _quantified(side, p)]
    return None if any(span.covers(noun.span) for span in limited) else noun.span


def _or_else(a: Side, b: Side) -> Difference | None:
    """A possibility that one report gives alone, and the other beside another with *or*."""
    if not {a.claim.stance, b.claim.stance} <= HEDGED:
        return None
    found = [_alternative(side) for side in (a, b)]
    for side, other, span, is_turned in ((a, b, found[0], True), (b, a, found[1], False)):
        is_single = " or " not in other.claim.sentence.of(other.article.text)
        if span is not None and not all(found) and is_single and _share_a_noun(side.at(span), other):
            sides = side.at(span), other.at(other.claim.span)
            decision = Decision("coarser", "scope-or", is_turned=is_turned)
            return differ("scope", decision, *(sides[::-1] if side is b else sides))
    return None


def _share_a_noun(alternatives: Side, other: Side) -> bool:
    """Whether one of the possibilities is the other's: a noun of its claim is among their words."""
    said = {w.norm for w in words(alternatives.words)}
    spans = (t.span for t in other.claim.terms if t.pos in {"NOUN", "PROPN"})
    return any(span.of(other.article.text).casefold() in said for span in spans)


def _alternative(side: Side) -> Span | None:
    """A claim with what *or* joins to it in its sentence."""
    text, claim = side.article.text, side.claim
    after = OR.match(text, claim.span.end, claim.sentence.end)
    if after is not None:
        end = END.search(text, after.end(), claim.sentence.end)
        return Span(claim.span.start, end.start() if end else claim.sentence.end)
    before = text[claim.sentence.start : claim.span.start]
    joined = OR_BEFORE.search(before)
    if joined is None:
        return None
    start = max((m.end() for m in END.finditer(before)), default=0)
    return Span(claim.sentence.start + start, claim.span.end)
