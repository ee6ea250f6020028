"""What of a claim is compared: its words in normal form, its entities, its act, its figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from twosource.data import Article, Case, Claim, Entity, Name, Quantity, Span
from twosource.models.ports import Embedder
from twosource.stages.match.name_things import spelled_out
from twosource.text.word_vectors import embed_words
from twosource.words.load import load_set, load_words

SHORT = frozenset({"pronoun", "description", "role", "surname", "alias", "headline"})
ROOM = "twosource.stages.match"


@dataclass(frozen=True, slots=True)
class Feature:
    """A claim as it is compared.

    `vector` is a unit vector, `acts` the predicate classes of all its words and
    `core` those of its predicate, `weights` its terms by rarity, `counts` what
    its figures count, `setting_of` the claim of which it only says when or where.
    """

    claim: Claim
    words: str
    vector: tuple[float, ...]
    entities: frozenset[str]
    agent: frozenset[str]
    patient: frozenset[str]
    acts: frozenset[str]
    core: frozenset[str]
    weights: Mapping[str, float]
    counts: frozenset[tuple[str, str]]
    setting_of: str = ""


def find_features(case: Case, entities: Sequence[Entity], embedder: Embedder | None) -> tuple[Feature, ...]:
    """The features of every claim of the story, reports in their order."""
    who = Who(
        {(m.report, m.span): e for e in entities for m in e.mentions},
        {spelled_out(e.name): e.id for e in entities},
    )
    pairs = [(a, c) for a, r in zip(case.articles, case.readings, strict=True) for c in r.claims]
    words = [compared_words(a, c, who) for a, c in pairs]
    settings = _settings(pairs)
    vectors = _vectors([w if not c.facet else "" for w, (_, c) in zip(words, pairs, strict=True)], embedder)
    terms = [Counter(_terms(c)) for _, c in pairs]
    rarity = _rarity(terms)
    found = []
    for (article, claim), text, vector, counted in zip(pairs, words, vectors, terms, strict=True):
        feature = replace(
            _feature(article, claim, who),
            words=text,
            vector=vector,
            weights={t: rarity[t] for t in counted},
            setting_of=settings.get(claim.id, ""),
        )
        found.append(feature)
    return tuple(found)


def _vectors(words: Sequence[str], embedder: Embedder | None) -> list[tuple[float, ...]]:
    """A vector for each wording, equal ones made once; words around a saying need none."""
    different = [w for w in dict.fromkeys(words) if w]
    made = embedder.embed(different) if embedder else [embed_words(w) for w in different]
    known = dict(zip(different, made, strict=True))
    return [known.get(w, ()) for w in words]


@dataclass(frozen=True, slots=True)
class Who:
    """Which entity a mention is, and which entity a country's name."""

    places: Mapping[tuple[str, Span], Entity]
    countries: Mapping[str, str]

    def entity_id(self, article: Article, name: Name) -> str | None:
        """The id of the entity a name stands for; of a nationality, its country's."""
        entity = self.places.get((article.id, name.span))
        if entity is not None:
            return entity.id
        country = spelled_out(name.full)
        return self.countries.get(country) or (f"c-{country}" if name.kind == "nationality" else None)


def _feature(article: Article, claim: Claim, who: Who) -> Feature:
    """The typed fields of a claim; words, vector and weights are filled in by the caller."""

    def ids(span: Span | None) -> frozenset[str]:
        inside = [n for n in claim.names if span is not None and span.overlaps(n.span)]
        return frozenset(i for n in inside if (i := who.entity_id(article, n)))

    frame = claim.frame
    core = acts_of(frame.predicate, frame.negated) if frame else frozenset()
    return Feature(
        claim=claim,
        words="",
        vector=(),
        entities=ids(claim.span),
        agent=ids(frame.agent if frame else None),
        patient=ids(frame.patient if frame else None),
        acts=core | frozenset(a for t in claim.terms for a in acts_of(t.lemma, False)),
        core=core,
        weights={},
        counts=frozenset(counted_as(q) for q in claim.quantities),
    )


def counted_as(quantity: Quantity) -> tuple[str, str]:
    """What a figure counts: its role in the event, else its unit and noun."""
    return (quantity.role, "") if quantity.role else (quantity.unit, quantity.noun)


def compared_words(article: Article, claim: Claim, who: Who) -> str:
    """The claim's words with pronouns, surnames and offices written as the entity's name; never shown."""
    text, here, parts = article.text, claim.span.start, []
    for name in claim.names:
        entity = who.places.get((article.id, name.span))
        if entity is None or name.by not in SHORT or name.span.start < here:
            continue
        parts += [text[here : name.span.start], entity.name]
        here = name.span.end
    return " ".join("".join([*parts, text[here : claim.span.end]]).split())


def _settings(pairs: Sequence[tuple[Article, Claim]]) -> dict[str, str]:
    """``It happened in …`` tells where or when of the claim before it: from the one's id to the other's."""
    found = {}
    for number, (article, claim) in enumerate(pairs):
        if is_setting(article, claim):
            before = [c for _, c in pairs[:number] if c.report == claim.report and not c.facet]
            outside = [c for c in before if not c.span.overlaps(claim.span)]
            if outside:
                found[claim.id] = outside[-1].id
    return found


def is_setting(article: Article, claim: Claim) -> bool:
    """Whether a claim only says of *it* or *this* that it happened."""
    if (
        claim.frame is None
        or "happen" not in acts_of(claim.frame.predicate, False)
        or claim.frame.agent is None
    ):
        return False
    return claim.frame.agent.of(article.text).casefold() in {"it", "this", "that"}


def _terms(claim: Claim) -> list[str]:
    """Words of weight; names and titles are compared as entities, not again as words."""
    titles = load_set("twosource.words", "people.toml", "title")
    named = [n.span for n in claim.names if n.kind not in {"other", "nationality"}]
    return [
        t.lemma
        for t in claim.terms
        if t.lemma not in load_set(ROOM, "predicates.toml", "empty.words")
        and len(t.lemma) > 1
        and not any(n.covers(t.span) for n in named)
        and not (t.pos == "PROPN" and t.lemma in titles)
    ]


def _rarity(terms: Sequence[Counter[str]]) -> dict[str, float]:
    """Inverse claim frequency over the story."""
    seen: Counter[str] = Counter(t for counted in terms for t in counted)
    return {t: math.log(1 + len(terms) / n) for t, n in seen.items()}


@cache
def _class_table() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for name, words in load_words(ROOM, "predicates.toml")["classes"].items():
        for word in words:
            table.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in table.items()}


def acts_of(predicate: str, negated: bool) -> frozenset[str]:
    """The classes of a predicate; a negated one has those of the opposite, or ``not-`` its own."""
    table = _class_table()
    found = table.get(predicate) or table.get(predicate.split("_")[0]) or frozenset()
    if not negated:
        return found
    opposites = load_words(ROOM, "predicates.toml")["opposites"]
    return frozenset(opposites.get(name, f"not-{name}") for name in found)
