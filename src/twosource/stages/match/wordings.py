"""Wording: where reports use different words for one actor or act, shown without judgement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from twosource.data import (
    Case,
    Claim,
    Entity,
    Mention,
    Name,
    Phrasing,
    Point,
    Quantity,
    Reading,
    Span,
    Wording,
)
from twosource.words.load import load_words

PACKAGE, FILE = "twosource.stages.match", "wordings.toml"
ACTOR, ACT, EVENT, COUNTED = "actor", "act", "event", "counted"
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# How far from a name its title, and how far behind a figure what it counts, may stand: as their readers look.
NEAR_NAME, NEAR_FIGURE = 160, 40


@dataclass(frozen=True, slots=True)
class Word:
    """A word for an actor or act where it stands; two are of one thing where they share some of `about`."""

    kind: str
    lemma: str
    place: Mention
    about: frozenset[str]
    why: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """What words are looked up in: texts and all own nouns by report, entities by the place of a mention."""

    texts: Mapping[str, str]
    nouns: Mapping[str, frozenset[str]]
    named: Mapping[tuple[str, Span], Entity]


def find_wordings(case: Case, entities: Sequence[Entity], points: Sequence[Point]) -> tuple[Wording, ...]:
    """The different words that reports use for one actor or act: those of points first, then of entities.

    Only the reports' own words, and only where two reports have none of them
    in common; a report that has a noun anywhere has the choice of it.  Words
    are of one kind where `wordings.toml` holds them to be alternatives, or
    where they count the same killed, hurt or held.
    """
    texts = {a.id: a.text for a in case.articles}
    nouns = {r.report: _nouns(r, texts[r.report]) for r in case.readings}
    lookup = Lookup(texts, nouns, {(m.report, m.span): e for e in entities for m in e.mentions})
    claims = {c.id: c for reading in case.readings for c in reading.claims}
    found: dict[tuple[str, frozenset[str]], Wording] = {}
    for about, words in (
        *((p.id, _of_point([claims[c] for c in p.claims if c in claims], lookup)) for p in points),
        *_of_entities(case, lookup),
    ):
        for made in _wordings(about, list(words), lookup):
            found.setdefault((made.kind, frozenset(p.words for p in made.phrasings)), made)
    return tuple(found.values())


def _of_point(claims: Sequence[Claim], lookup: Lookup) -> Iterator[Word]:
    for claim in claims:
        text = lookup.texts[claim.report]
        if claim.frame and _is_own(claim, claim.frame.span, text):
            lemma, span = claim.frame.predicate, _with_particle(claim.frame.predicate, claim.frame.span, text)
            yield Word(ACT, lemma, Mention(claim.report, span), _arguments(claim, lookup), "same-act")
        for term in claim.terms:
            if term.pos == "NOUN" and _is_own(claim, term.span, text):
                place = Mention(claim.report, term.span)
                yield Word(EVENT, term.lemma, place, frozenset({EVENT}), "same-event")
                if about := _slot(claim, term.span):
                    yield Word(ACTOR, term.lemma, place, about, "same-event")
        yield from _counted(claim, text)


def _nouns(reading: Reading, text: str) -> frozenset[str]:
    """The nouns among a report's own words, and what it counts as ``13 #guard``."""
    own = (
        _same(t.lemma)
        for c in reading.claims
        for t in c.terms
        if t.pos == "NOUN" and _is_own(c, t.span, text)
    )
    counted = (f"{q.low:g} #{_same(q.noun)}" for q in reading.quantities if q.low is not None and q.noun)
    return frozenset((*own, *counted))


def _is_own(claim: Claim, span: Span, text: str) -> bool:
    """Whether the words are the report's own, not in quotation marks."""
    start = claim.sentence.start
    marks = QUOTED.finditer(claim.sentence.of(text))
    return not claim.quoted and not any(Span(m.start() + start, m.end() + start).covers(span) for m in marks)


def _with_particle(predicate: str, span: Span, text: str) -> Span:
    """The verb with the particle that follows it."""
    particle = predicate.partition("_")[2]
    follows = particle and re.match(rf"\s+{re.escape(particle)}\b", text[span.end :])
    return Span(span.start, span.end + follows.end()) if follows else span


def _arguments(claim: Claim, lookup: Lookup) -> frozenset[str]:
    """Who does it and to whom: entities named there, and nouns that tell something."""
    spans = [s for s in (claim.frame.agent, claim.frame.patient) if s] if claim.frame else []
    plain = load_words(PACKAGE, FILE)["plain"]["nouns"]
    nouns = {t.lemma for t in claim.terms if t.pos == "NOUN" and any(s.covers(t.span) for s in spans)}
    names = {n.span for n in claim.names if any(s.covers(n.span) for s in spans)}
    return frozenset(nouns - set(plain)) | {
        lookup.named[claim.report, s].id for s in names if (claim.report, s) in lookup.named
    }


def _slot(claim: Claim, span: Span) -> frozenset[str]:
    """The argument whose last noun stands at `span`, if any."""
    frame = claim.frame
    slots = {"agent": frame.agent, "patient": frame.patient} if frame else {}
    return frozenset(
        name for name, whole in slots.items() if whole and whole.covers(span) and whole.end == span.end
    )


def _counted(claim: Claim, text: str) -> Iterator[Word]:
    """Those whom a claim counts exactly, with what befell them."""
    for figure in claim.quantities:
        noun = _noun(claim, figure)
        if noun and _is_own(claim, noun, text):
            about = f"{figure.low:g} #{figure.role}"
            yield Word(COUNTED, figure.noun, Mention(claim.report, noun), frozenset({about}), "same-count")


def _noun(claim: Claim, figure: Quantity) -> Span | None:
    """The noun counted with the words before it, where the figure is exact and tells what befell them."""
    is_exact = figure.low is not None and figure.low == figure.high and not figure.unit and figure.role
    if not is_exact or figure.noun in load_words(PACKAGE, FILE)["plain"]["nouns"]:
        return None
    ends = (t.span.end for t in claim.terms if t.lemma == figure.noun and t.span.start >= figure.span.end)
    end = min(ends, default=None)
    if end is None or end - figure.span.end > NEAR_FIGURE:
        return None
    first = min(t.span.start for t in claim.terms if figure.span.end <= t.span.start < end)
    return Span(first, end)


def _of_entities(case: Case, lookup: Lookup) -> Iterator[tuple[str, Iterator[Word]]]:
    """By entity the words that describe it: titles and offices beside the name, and descriptions for it."""
    described: dict[str, list[tuple[str, Span]]] = {}
    for reading in case.readings:
        for name in reading.names:
            entity = lookup.named.get((reading.report, name.span))
            if entity and (place := _description(name, lookup.texts[reading.report])):
                described.setdefault(entity.id, []).append((reading.report, place))
    names = {e.id: e.name for e in lookup.named.values()}
    for entity_id, places in described.items():
        yield entity_id, _describing(places, names[entity_id], lookup)


def _description(name: Name, text: str) -> Span | None:
    if name.by in {"description", "role"}:
        return name.span
    start = max(0, name.span.start - NEAR_NAME)
    at = text.find(name.role, start, name.span.end + NEAR_NAME) if name.role else -1
    return Span(at, at + len(name.role)) if at >= 0 else None


def _describing(places: Iterable[tuple[str, Span]], name: str, lookup: Lookup) -> Iterator[Word]:
    for report, span in dict.fromkeys(places):
        for found in WORD.finditer(span.of(lookup.texts[report])):
            yield Word(ACTOR, found.group().casefold(), Mention(report, span), frozenset({name}), "same-one")


def _wordings(about: str, words: Sequence[Word], lookup: Lookup) -> Iterator[Wording]:
    """The groups of alternatives among the words of one point or entity."""
    for kind, group in (*((k, g) for k in (ACTOR, ACT, EVENT) for g in _groups()[k]), (COUNTED, None)):
        held = [w for w in words if w.kind == kind and (group is None or _same(w.lemma) in group)]
        met = [w for w in held if any(_is_other(w, v) for v in held)]
        kept = [w for w in held if any(w.about & v.about for v in met)]
        if _are_apart(kept, lookup):
            yield _wording(about, kept, lookup)


def _is_other(a: Word, b: Word) -> bool:
    """Whether two reports have different words for one thing."""
    return _same(a.lemma) != _same(b.lemma) and a.place.report != b.place.report and bool(a.about & b.about)


def _are_apart(words: Sequence[Word], lookup: Lookup) -> bool:
    """Whether two reports have none of the words in common."""
    by_report: dict[str, set[str]] = {}
    for word in words:
        by_report.setdefault(word.place.report, set()).add(_same(word.lemma))
    for word in words:
        for report, own in by_report.items():
            if word.kind != ACT and _choice(word) & lookup.nouns[report]:
                own.add(_same(word.lemma))
    return any(a.isdisjoint(b) for a, b in combinations(by_report.values(), 2))


def _choice(word: Word) -> frozenset[str]:
    """How `_nouns` would hold the word."""
    lemma = _same(word.lemma)
    figures = {thing.split(" #")[0] for thing in word.about}
    return (
        frozenset(f"{figure} #{lemma}" for figure in figures) if word.kind == COUNTED else frozenset({lemma})
    )


def _wording(about: str, words: Sequence[Word], lookup: Lookup) -> Wording:
    by_lemma: dict[str, list[Mention]] = {}
    for word in words:
        by_lemma.setdefault(_same(word.lemma), []).append(word.place)
    what, _ = max(Counter(thing for word in words for thing in word.about).items(), key=lambda x: x[::-1])
    why = load_words(PACKAGE, FILE)["why"][words[0].why].format(what=what.split(" #")[0])
    phrasings = tuple(_phrasing(places, lookup) for places in by_lemma.values())
    return Wording(ACTOR if words[0].kind in (ACTOR, COUNTED) else ACT, about, phrasings, why)


def _phrasing(places: Iterable[Mention], lookup: Lookup) -> Phrasing:
    mentions = tuple(dict.fromkeys(places))
    words = Counter(m.span.of(lookup.texts[m.report]).casefold() for m in mentions)
    return Phrasing(max(words, key=lambda w: (words[w], w)), mentions)


def _same(lemma: str) -> str:
    """A word in the spelling that stands for all of its spellings."""
    same: str = load_words(PACKAGE, FILE)["same"].get(lemma.casefold(), lemma.casefold())
    return same


@cache
def _groups() -> Mapping[str, tuple[frozenset[str], ...]]:
    """The alternatives of `wordings.toml` by kind, in one spelling."""
    table = load_words(PACKAGE, FILE)
    return {k: tuple(frozenset(map(_same, g)) for g in table[k]) for k in (ACTOR, ACT, EVENT)}
