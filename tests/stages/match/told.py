"""Small stories told claim by claim, without a parser: what the rooms after `extract` look at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from twosource.data import (
    Article,
    Block,
    Case,
    Claim,
    Frame,
    Member,
    Name,
    Quantity,
    Reading,
    Span,
    Stated,
    Story,
    Term,
    Time,
    Voice,
)
from twosource.testing import make_article, make_claim

# Words that are no content; everything else in a claim is a term of it.
SMALL = frozenset(
    re.findall(r"\w+", "a an and at by for from he her his in is it of on or said she that the they was")
)
WORD = re.compile(r"[^\W_]+")


def report(
    name: str, text: str, *, outlet: str = "", published: str = "", kinds: Sequence[str] = ()
) -> Article:
    """A report by the id `name`; `kinds` are those of its first paragraphs, the others are body."""
    made = make_article(text, path=f"{name}.txt", outlet=outlet or name.title())
    blocks = [Block(b.span, kind) for b, kind in zip(made.blocks, kinds, strict=False)]
    date = (Stated("published", published, "flag"),) if published else ()
    return replace(made, id=name, blocks=(*blocks, *made.blocks[len(blocks) :]), stated=(*made.stated, *date))


def at(article: Article, words: str, within: Span | None = None) -> Span:
    """Where `words` first stand in a report, or in a stretch of it."""
    start = article.text.index(
        words, within.start if within else 0, within.end if within else len(article.text)
    )
    return Span(start, start + len(words))


def voice(article: Article, words: str, **more: Any) -> Voice:
    """Somebody who speaks in a report, by default a person under the name `words`."""
    return Voice(**{"name": words, "kind": "person", "span": at(article, words), **more})


def claim(
    article: Article, words: str, *, chain: Iterable[Voice] = (), stance: str = "asserts", **more: Any
) -> Claim:
    """A claim in its words with its content words as terms; `act` is ``(verb, agent, patient)`` as worded."""
    made = make_claim(article, words, stance=stance)
    act = more.pop("act", None)
    found = {
        "terms": terms(article, made.span),
        "frame": frame(article, made.span, act) if act else None,
        **more,
    }
    names = found.pop("named", {})
    return replace(made, chain=(*made.chain, *chain), names=mentions(article, names, made.span), **found)


def terms(article: Article, span: Span) -> tuple[Term, ...]:
    """The content words of a stretch; what has a capital inside a sentence is a proper noun."""
    found = WORD.finditer(article.text, span.start, span.end)
    words = [m for m in found if m.group().casefold() not in SMALL and not m.group().isdigit()]
    return tuple(
        Term(m.group().casefold(), "PROPN" if m.group()[0].isupper() else "NOUN", Span(*m.span()))
        for m in words
    )


def frame(article: Article, span: Span, act: Sequence[str]) -> Frame:
    """Who does what: verb, agent, patient and lemma; ``not`` before the verb negates it."""
    verb, agent, patient, lemma = (*act, "", "", "")[:4]
    plain = verb.removeprefix("not ")
    place = at(article, plain, span)
    who, whom = (at(article, words, span) if words else None for words in (agent, patient))
    return Frame(lemma or plain, place, plain != verb, who, whom)


def mentions(
    article: Article, named: Mapping[str, Mapping[str, str] | str], within: Span | None = None
) -> tuple[Name, ...]:
    """Names by their words; the value is a kind, or the fields of `Name`."""
    found = []
    for words, value in named.items():
        fields = {"kind": value} if isinstance(value, str) else dict(value)
        found.append(Name(**{"span": at(article, words, within), "full": words, **fields}))
    return tuple(found)


def figure(
    article: Article, words: str, low: float | None, high: float | None = None, **more: Any
) -> Quantity:
    """A figure; exact where only `low` is given."""
    exact = Quantity(at(article, words), low, low if high is None else high, low, "exact")
    return replace(exact, **more)


def moment(article: Article, words: str, value: str, grain: str = "day", **more: Any) -> Time:
    """A time expression."""
    return Time(at(article, words), value, grain, **more)


def told(*pairs: tuple[Article, Sequence[Claim]], names: Mapping[str, Sequence[Name]] | None = None) -> Case:
    """The case of these reports with their claims; `names` are mentions outside of claims, by report."""
    articles = tuple(article for article, _ in pairs)
    readings = tuple(
        _reading(article, claims, (names or {}).get(article.id, ())) for article, claims in pairs
    )
    key = hashlib.sha256("".join(sorted(a.id for a in articles)).encode()).hexdigest()[:8]
    return Case(Story(f"s{key}", tuple(Member(a.id, "told") for a in articles)), articles, readings)


def _reading(article: Article, claims: Sequence[Claim], names: Sequence[Name]) -> Reading:
    every = dict.fromkeys([*names, *(n for c in claims for n in c.names)])
    found = sorted(every, key=lambda n: (n.span, n.full))
    times = tuple(dict.fromkeys(t for c in claims for t in c.times))
    figures = tuple(dict.fromkeys(q for c in claims for q in c.quantities))
    return Reading(article.id, tuple(found), times, figures, tuple(claims), by="told")


def reordered(case: Case, order: Sequence[int]) -> Case:
    """The same case with its reports in another order."""
    return replace(
        case, articles=tuple(case.articles[i] for i in order), readings=tuple(case.readings[i] for i in order)
    )


def speaker(article: Article, written: str, within: Span) -> tuple[Voice, Name | None]:
    """A voice and its name from the short form: ``Ilse Marrowby/mayor``, ``the board#body``, ``an aide!``."""
    words, _, kind = written.partition("#")
    words, _, role = words.partition("/")
    hidden = words.endswith("!")
    words = words.rstrip("!")
    kind = kind or ("unnamed" if hidden else "person")
    span = at(article, words, within)
    made = Voice(words, kind, role, words if hidden else "", span)
    is_named = not hidden and (kind == "person" or words[0].isupper()) and kind != "document"
    return made, Name(span, "person" if kind == "person" else "body", words, role) if is_named else None


def sourced(rows: Mapping[str, Sequence[str]], said: str = "the gate is open") -> Case:
    """Reports that all say one thing, each once for every chain, written ``outermost < innermost``.

    An empty chain is the report's own word; ``-`` before a chain is a denial.
    """
    pairs, names = [], {}
    for name, chains in rows.items():
        parts = [[p.strip() for p in chain.lstrip("-").split("<") if p.strip()] for chain in chains]
        plain = [" by ".join(re.split("[/#!]", p)[0] for p in part) for part in parts]
        sentences = [f"{number} Told {who}: {said}." for number, who in enumerate(plain)]
        article = report(name, " ".join(sentences), outlet=f"{name.title()} Gazette")
        claims, found = [], []
        for part, chain, sentence in zip(parts, chains, sentences, strict=True):
            whole = at(article, sentence)
            told_by = [speaker(article, p, whole) for p in part]
            stance = "denies" if chain.startswith("-") else "asserts"
            made = claim(article, said, chain=[v for v, _ in told_by], stance=stance)
            span = at(article, said, whole)
            claims.append(replace(made, id=f"{name}-{span.start}", span=span, sentence=whole))
            found += [n for _, n in told_by if n]
        pairs.append((article, claims))
        names[name] = found
    return told(*pairs, names=names)
