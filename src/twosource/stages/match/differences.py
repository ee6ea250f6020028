"""All typed differences of a point, each once, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from twosource.data import Article, Claim, Difference, Entity, Span, Term, Time
from twosource.stages.match.choose import choose
from twosource.stages.match.compare_actors import compare_actors, compare_lists
from twosource.stages.match.compare_numbers import answers_same, compare_numbers, other_counts
from twosource.stages.match.compare_places import compare_arrivals, compare_places
from twosource.stages.match.compare_scope import compare_scope
from twosource.stages.match.compare_sources import compare_charges, compare_documents, compare_sources
from twosource.stages.match.compare_stances import compare_stances
from twosource.stages.match.compare_times import compare_times
from twosource.stages.match.compare_words import compare_names, compare_polarity, compare_roles
from twosource.stages.match.features import Feature
from twosource.stages.match.said import Decision, Side, differ
from twosource.words.load import load_words

# Fewer words more than the others have are wording, not content.
EXTRA_WORDS = 2
# *One* and *two* are mostly said by the way; ``two of the three`` is not.
SMALL = 2
# In a point of more claims than this only so many wordings are laid beside all others.
COMPARED = 16
OF_ALL = re.compile(
    r"\s+of\s+(?:the|its|their)\s+(?:\d|two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE
)
# What is decided here holds whatever else a report of the point says.
HOLDING = frozenset({"contradiction", "later-update"})
# Values of these kinds are words enough to know them again in another claim.
SAID_TWICE = frozenset({"scope", "place", "name", "time"})
Index = Mapping[tuple[str, Span], Entity]


def find_differences(
    features: Sequence[Feature], articles: Mapping[str, Article], index: Index
) -> tuple[Difference, ...]:
    """The differences between the claims of one point.

    Claims of different reports are compared pair by pair; a denial is
    compared with assertions of its own report too.  In a point of very many
    claims each is compared with the first ones of different wording only, so
    that the work grows with their number.  Differences that share a rule and
    a value are one.
    """
    firm: list[Difference] = []
    soft: list[Difference] = []
    for one, two in _pairs(features, articles):
        a, b = _side(one, articles), _side(two, articles)
        if one.claim.report != two.claim.report:
            firm += _of_pair(a, b, one, two, index)
            soft += compare_sources(a, b)
            if not _count_the_same(one, two, features):
                soft += other_counts(a, b)
        elif "denies" in (one.claim.turn, two.claim.turn):
            firm += compare_polarity(a, b, one, two)
    firm = _not_counted_by_both(_not_said_by_both(firm, features, articles), features)
    soft = _not_counted_by_both(soft, features)
    merged = _without_echoes(merge(firm), articles)
    soft += _only_one_gives(features, articles, index)
    return choose(merged, merge(soft))


def _not_said_by_both(
    found: Sequence[Difference], features: Sequence[Feature], articles: Mapping[str, Article]
) -> list[Difference]:
    """Without differences of which one report has the other's value too in its claims of the point."""
    said: dict[str, str] = {}
    wholes = {(f.claim.report, f.claim.span) for f in features}
    for feature in features:
        words = feature.claim.span.of(articles[feature.claim.report].text).casefold()
        said[feature.claim.report] = said.get(feature.claim.report, "") + " \n " + words

    def is_in_both(difference: Difference) -> bool:
        parts = [v for v in difference.values if (v.report, v.span) not in wholes]
        worded = [(v.report, v.span.of(articles[v.report].text).casefold()) for v in parts]
        return any(theirs not in mine and theirs in said[r] for r, mine in worded for _, theirs in worded)

    return [d for d in found if d.verdict in HOLDING or d.kind not in SAID_TWICE or not is_in_both(d)]


def _not_counted_by_both(found: Sequence[Difference], features: Sequence[Feature]) -> list[Difference]:
    """Without two figures *of different things* of which one report gives both."""
    stated = {(f.claim.report, q.span): q.stated for f in features for q in f.claim.quantities}
    given: dict[str, set[float | None]] = {}
    for (report, _), figure in stated.items():
        given.setdefault(report, set()).add(figure)

    def is_in_both(difference: Difference) -> bool:
        values = [(v.report, stated.get((v.report, v.span))) for v in difference.values]
        return any(
            theirs != mine and theirs in given.get(r, ()) for r, mine in values for _, theirs in values
        )

    return [d for d in found if d.rule != "number-other-noun" or not is_in_both(d)]


def _of_pair(a: Side, b: Side, one: Feature, two: Feature, index: Index) -> Iterator[Difference]:
    """What the typed rules say of two claims of two reports."""
    yield from compare_numbers(a, b)
    yield from compare_times(a, b, is_one_act=_is_one_act(one, two))
    yield from compare_names(a, b, index)
    yield from compare_roles(a, b, index)
    yield from compare_polarity(a, b, one, two)
    yield from compare_stances(a, b, one, two)
    yield from compare_places(a, b, index, is_one_act=_is_alike_act(one, two))
    if "die" in one.acts & two.acts:
        yield from compare_arrivals(a, b)
    yield from compare_scope(a, b, one, two)
    yield from compare_actors(a, b, one, two)
    yield from compare_lists(a, b, index)
    yield from compare_documents(a, b)
    yield from compare_charges(a, b)


def _pairs(features: Sequence[Feature], articles: Mapping[str, Article]) -> Iterator[tuple[Feature, Feature]]:
    """Every pair of claims, in a large point those with one of the first `COMPARED` wordings."""
    wordings: dict[str, int] = {}
    for place, feature in enumerate(features):
        wordings.setdefault(feature.claim.span.of(articles[feature.claim.report].text), place)
    leading = frozenset([*wordings.values()][:COMPARED])
    for x, y in combinations(range(len(features)), 2):
        if len(features) <= COMPARED or x in leading or y in leading:
            yield features[x], features[y]


def _count_the_same(one: Feature, two: Feature, features: Sequence[Feature]) -> bool:
    """Whether two reports have figures for one question anywhere in the point."""
    mine, theirs = (
        [q for f in features if f.claim.report == each.claim.report for q in f.claim.quantities]
        for each in (one, two)
    )
    return any(answers_same(p, q) for p in mine for q in theirs)


def _is_one_act(one: Feature, two: Feature) -> bool:
    """Whether two claims tell the same act of the same actor or thing, both outright."""
    a, b = one.claim.frame, two.claim.frame
    if (
        a is None
        or b is None
        or a.predicate != b.predicate
        or {one.claim.turn, two.claim.turn} != {"asserts"}
    ):
        return False
    mine, theirs = one.agent | one.patient, two.agent | two.patient
    return bool(mine & theirs) or not (mine and theirs)


def _is_alike_act(one: Feature, two: Feature) -> bool:
    """Whether two claims have the same verb or verbs of one class."""
    a, b = one.claim.frame, two.claim.frame
    return bool(one.core & two.core) or (a is not None and b is not None and a.predicate == b.predicate)


def _side(feature: Feature, articles: Mapping[str, Article]) -> Side:
    return Side(articles[feature.claim.report], feature.claim, feature.claim.span)


def _without_echoes(found: Sequence[Difference], articles: Mapping[str, Article]) -> list[Difference]:
    """Without a second rule for the same words, or a *cannot tell* that a better dated pair settles."""

    def worded(difference: Difference) -> frozenset[str]:
        return frozenset(v.span.of(articles[v.report].text).casefold() for v in difference.values)

    single = {(d.kind, d.verdict, d.between, worded(d)): d for d in reversed(found)}
    found = [d for d in found if single[d.kind, d.verdict, d.between, worded(d)] is d]
    settled = [(d.kind, worded(d)) for d in found if d.verdict == "later-update"]
    return [
        d
        for d in found
        if d.verdict != "cannot-tell" or not any(d.kind == k and worded(d) <= w for k, w in settled)
    ]


def merge(found: Sequence[Difference]) -> list[Difference]:
    """Differences of one kind, verdict and rule that share a value become one with all values."""
    merged: list[Difference] = []
    for difference in sorted(
        found, key=lambda d: (d.kind, d.rule, d.between, [(v.report, v.span) for v in d.values])
    ):
        for place, other in enumerate(merged):
            is_same = _sort(other) == _sort(difference)
            if is_same and set(other.values) & set(difference.values):
                merged[place] = _join(other, difference)
                break
        else:
            merged.append(difference)
    return merged


def _sort(difference: Difference) -> tuple[str, str, str, str]:
    return (difference.kind, difference.verdict, difference.rule, difference.between)


def _join(a: Difference, b: Difference) -> Difference:
    values = tuple(sorted({*a.values, *b.values}, key=lambda m: (m.report, m.span)))
    return Difference(a.kind, a.verdict, a.between, a.rule, a.why, values)


def _only_one_gives(
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


def _extras(
    mine: Sequence[Claim], others: Sequence[Claim], articles: Mapping[str, Article], index: Index
) -> Iterator[Difference]:
    quantities = [q for c in others for q in c.quantities]
    has_time = any(c.times for c in others)
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
                yield _only("number", Side(article, claim, quantity.span))
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
            ):
                yield _only("place", Side(article, claim, name.span))


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
