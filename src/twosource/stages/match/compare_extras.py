"""What only one report of a point gives: a figure, a time, a place, or words more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.data import Article, Claim, Difference, Entity, Span, Term, Time
from twosource.stages.match.compare_numbers import counted
from twosource.stages.match.features import Feature
from twosource.stages.match.pairing import answers_same
from twosource.stages.match.said import Decision, Side, differ
from twosource.words.load import load_words

# Fewer words more than the others have are wording, not content.
EXTRA_WORDS = 2
# *One* and *two* are mostly said by the way; ``two of the three`` is not.
SMALL = 2
OF_ALL = re.compile(
    r"\s+of\s+(?:the|its|their)\s+(?:\d|two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE
)
# Two words of one kin begin with so many letters in common, which are such a share of the longer one.
KIN, KIN_SHARE = 4, 0.6
WHEN = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight|overnight|ago"
    r"|(?:last|this|next) (?:week|month|year|night|spring|summer|autumn|fall|winter)"
    r"|(?:19|20)\d\d|\d{1,2}(?::\d\d)? ?[ap]\.?m\b)",
    re.I,
)
Index = Mapping[tuple[str, Span], Entity]


def only_one_gives(
    features: Sequence[Feature], articles: Mapping[str, Article], index: Index
) -> Iterator[Difference]:
    """A figure, a time or a place in the claims of one report that all others of the point lack."""
    reports = list(dict.fromkeys(f.claim.report for f in features))
    seen: set[str] = set()
    for report in reports:
        mine = [f.claim for f in features if f.claim.report == report]
        others = [f.claim for f in features if f.claim.report != report]
        for found in _extras(mine, others, articles, index):
            if found.kind not in seen:
                seen.add(found.kind)
                yield found
    extra = max(
        (e for f in features if (e := _extra_words(f, features, articles))), key=lambda e: e[0], default=None
    )
    if extra is not None:
        yield _only("scope", extra[1])


def _extra_words(
    feature: Feature, features: Sequence[Feature], articles: Mapping[str, Article]
) -> tuple[float, Side] | None:
    """The weightiest run of words in a claim of which no other report's claim in the point has one."""
    claim = feature.claim
    shared = {t.lemma for f in features if f.claim.report != claim.report for t in f.claim.terms}
    shared |= {t.lemma for t in claim.terms if any(are_kin(t.lemma, word) for word in shared)}
    runs: list[list[Term]] = [[]]
    for term in claim.terms:
        if (
            term.lemma in shared
            or term.pos in {"VERB", "ADV"}
            or any(t.span.overlaps(term.span) for t in claim.times)
        ):
            runs.append([])
        else:
            runs[-1].append(term)
    best = max(runs, key=lambda r: (sum(feature.weights.get(t.lemma, 0.0) for t in r), len(r)))
    if sum(t.lemma in feature.weights for t in best) < EXTRA_WORDS:
        return None
    weight = sum(feature.weights.get(t.lemma, 0.0) for t in best)
    return weight, Side(articles[claim.report], claim, Span(best[0].span.start, best[-1].span.end))


def are_kin(one: str, two: str) -> bool:
    """Whether two words begin alike for the most part: *private* and *privately*, *senate* and *senator*."""
    start = next(
        (i for i, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two))
    )
    return start >= KIN and start >= KIN_SHARE * max(len(one), len(two))


def _extras(
    mine: Sequence[Claim], others: Sequence[Claim], articles: Mapping[str, Article], index: Index
) -> Iterator[Difference]:
    quantities = [q for c in others for q in c.quantities]
    has_time = any(c.times or _tells_when(c, articles[c.report]) for c in others)
    places = {e.id for c in others for e in _places(c, index)}
    countries = frozenset(load_words("twosource.words", "demonyms.toml")["countries"].values())
    for claim in mine:
        article = articles[claim.report]
        for quantity in claim.quantities:
            is_the_two = (
                article.text[: quantity.span.start].rstrip().casefold().endswith((" the", "between", " both"))
            )
            is_of_all = OF_ALL.match(article.text, quantity.span.end) is not None
            is_small = is_the_two or ((quantity.stated or 0) <= SMALL and not is_of_all)
            if not quantity.unit and not is_small and not any(answers_same(quantity, q) for q in quantities):
                yield _only("number", counted(Side(article, claim, quantity.span), quantity))
        for time in claim.times:
            if not has_time and _is_told(time):
                yield _only("time", Side(article, claim, time.span))
        for name in claim.names:
            entity = index.get((claim.report, name.span))
            if (
                entity is not None
                and entity.kind == "place"
                and entity.id not in places
                and entity.name.casefold() not in countries
                and _is_placed(article, name.span)
                and not any(_has(c, articles[c.report], name.span.of(article.text)) for c in others)
            ):
                yield _only("place", Side(article, claim, name.span))


def _tells_when(claim: Claim, article: Article) -> bool:
    """Whether the sentence around a claim tells a time: then it cannot be said that only the other does."""
    return WHEN.search(claim.sentence.of(article.text)) is not None


def _has(claim: Claim, article: Article, words: str) -> bool:
    """Whether the sentence around a claim has these words."""
    return words in claim.sentence.of(article.text)


def _only(kind: str, side: Side) -> Difference:
    return differ(kind, Decision("coarser", f"{kind}-only"), side, None)


def _places(claim: Claim, index: Index) -> Iterator[Entity]:
    for name in claim.names:
        entity = index.get((claim.report, name.span))
        if entity is not None and entity.kind == "place":
            yield entity


def _is_placed(article: Article, span: Span) -> bool:
    """Whether *in*, *at* or *near* stands before the name: where it happened, not who acted."""
    before = article.text[max(0, span.start - 12) : span.start].casefold().split()
    return bool(before) and bool({"in", "at", "near", "outside"} & set(before[-2:]))


def _is_told(time: Time) -> bool:
    return time.grain not in {"duration", "vague"}
