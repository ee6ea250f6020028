"""All typed differences of a point, each once, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from twosource.data import Article, Difference, Entity, Span
from twosource.stages.match.choose import choose
from twosource.stages.match.compare_actors import compare_actors, compare_lists
from twosource.stages.match.compare_extent import compare_extent
from twosource.stages.match.compare_extras import only_one_gives
from twosource.stages.match.compare_numbers import (
    FAR_OFF,
    NEAR,
    ONE,
    compare_numbers,
    other_counts,
)
from twosource.stages.match.compare_places import compare_arrivals, compare_places
from twosource.stages.match.compare_scope import compare_scope
from twosource.stages.match.compare_sources import compare_charges, compare_documents, compare_sources
from twosource.stages.match.compare_stances import compare_stances
from twosource.stages.match.compare_times import compare_ages, compare_tenses, compare_times
from twosource.stages.match.compare_totals import compare_totals
from twosource.stages.match.compare_words import compare_names, compare_polarity, compare_roles, shared_terms
from twosource.stages.match.features import Feature
from twosource.stages.match.pairing import answers_same
from twosource.stages.match.said import Side

# Two tellings of one thing have such a share of their words in common; of this share, perhaps.
ONE_TELLING, NEAR_TELLING = 0.5, 0.25
# In a point of more claims than this only so many wordings are laid beside all others.
COMPARED = 16
# What is decided here holds whatever else a report of the point says.
HOLDING = frozenset({"contradiction", "later-update"})
# But two years of two acts may both stand in one report: a first wedding and a second.
YEARS = "time-years-clash"
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
            soft += compare_sources(a, b, index)
            if not _count_the_same(one, two, features):
                soft += other_counts(a, b)
        elif "denies" in (one.claim.turn, two.claim.turn):
            firm += compare_polarity(a, b, one, two)
    firm = _not_counted_by_both(_not_said_by_both(firm, features, articles), features)
    soft = _not_counted_by_both(soft, features)
    merged = _without_echoes(merge(firm), articles)
    soft += only_one_gives(features, articles, index)
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

    return [
        d
        for d in found
        if (d.verdict in HOLDING and d.rule != YEARS) or d.kind not in SAID_TWICE or not is_in_both(d)
    ]


def _not_counted_by_both(found: Sequence[Difference], features: Sequence[Feature]) -> list[Difference]:
    """Without two figures *of different things* of which one report gives both."""
    stated = {(f.claim.report, q.span.start): q.stated for f in features for q in f.claim.quantities}
    given: dict[str, set[float | None]] = {}
    for (report, _), figure in stated.items():
        given.setdefault(report, set()).add(figure)

    def is_in_both(difference: Difference) -> bool:
        values = [(v.report, stated.get((v.report, v.span.start))) for v in difference.values]
        return any(
            theirs != mine and theirs in given.get(r, ()) for r, mine in values for _, theirs in values
        )

    return [d for d in found if d.rule != "number-other-noun" or not is_in_both(d)]


def _of_pair(a: Side, b: Side, one: Feature, two: Feature, index: Index) -> Iterator[Difference]:
    """What the typed rules say of two claims of two reports."""
    totals = list(compare_totals(a, b))
    yield from totals
    added = {(v.report, v.span.start) for d in totals for v in d.values}
    for number in compare_numbers(a, b, bond=_bond(one, two)):
        if not any((v.report, v.span.start) in added for v in number.values):
            yield number
    yield from compare_times(a, b, is_one_act=_bond(one, two) == ONE)
    yield from compare_ages(a, b)
    yield from compare_tenses(a, b)
    yield from compare_names(a, b, index)
    yield from compare_roles(a, b, index)
    yield from compare_polarity(a, b, one, two)
    yield from compare_stances(a, b, one, two)
    yield from compare_places(a, b, index, is_one_act=_is_alike_act(one, two) or _bond(one, two) != FAR_OFF)
    if "die" in one.acts & two.acts:
        yield from compare_arrivals(a, b)
    yield from compare_extent(a, b, is_one_act=_is_alike_act(one, two))
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


def _bond(one: Feature, two: Feature) -> str:
    """How surely two claims tell one thing: one act in mostly the same words, an alike one, or neither."""
    shared = shared_terms(one, two)
    if _is_one_act(one, two) and shared >= ONE_TELLING:
        return ONE
    return NEAR if shared >= ONE_TELLING or (shared >= NEAR_TELLING and _is_alike_act(one, two)) else FAR_OFF


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
