"""All typed differences of a point, each once, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from twosource.data import Article, Claim, Difference, Entity, Span, Term, Time
from twosource.stages.match.compare_numbers import answers_same, compare_numbers
from twosource.stages.match.compare_times import compare_times
from twosource.stages.match.compare_words import compare_names, compare_polarity, compare_roles
from twosource.stages.match.features import Feature
from twosource.stages.match.said import Decision, Side, differ

GRAVITY = ("contradiction", "later-update", "cannot-tell", "other-scope", "rounding", "coarser")
# Fewer words more than the others have are wording, not content.
EXTRA_WORDS = 2
Index = Mapping[tuple[str, Span], Entity]


def find_differences(
    features: Sequence[Feature], articles: Mapping[str, Article], index: Index
) -> tuple[Difference, ...]:
    """The differences between the claims of one point.

    Claims of different reports are compared pair by pair; a denial is
    compared with assertions of its own report too.  Differences that share
    a rule and a value are one.
    """
    found: list[Difference] = []
    for one, two in combinations(features, 2):
        a, b = _side(one, articles), _side(two, articles)
        if one.claim.report != two.claim.report:
            found += [*compare_numbers(a, b), *compare_times(a, b, is_one_act=_is_one_act(one, two))]
            found += [*compare_names(a, b, index), *compare_roles(a, b, index)]
            found += compare_polarity(a, b, one, two)
        elif "denies" in (one.claim.turn, two.claim.turn):
            found += compare_polarity(a, b, one, two)
    merged = _without_echoes(merge(found), articles)
    if not merged:
        merged = merge(list(_only_one_gives(features, articles, index)))
    return tuple(
        sorted(merged, key=lambda d: (GRAVITY.index(d.verdict), d.kind, d.values[0].report, d.values[0].span))
    )


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
    for report in reports:
        mine = [f.claim for f in features if f.claim.report == report]
        others = [f.claim for f in features if f.claim.report != report]
        found = _first_extra(mine, others, articles, index)
        if found is not None:
            yield found
            return
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


def _first_extra(
    mine: Sequence[Claim], others: Sequence[Claim], articles: Mapping[str, Article], index: Index
) -> Difference | None:
    quantities = [q for c in others for q in c.quantities]
    has_time = any(c.times for c in others)
    places = {e.id for c in others for e in _places(c, index)}
    for claim in mine:
        article = articles[claim.report]
        for quantity in claim.quantities:
            is_the_two = (
                article.text[: quantity.span.start].rstrip().casefold().endswith((" the", "between", " both"))
            )
            is_small = is_the_two or (quantity.stated or 0) <= 2
            if not quantity.unit and not is_small and not any(answers_same(quantity, q) for q in quantities):
                return _only("number", Side(article, claim, quantity.span))
        for time in claim.times:
            if not has_time and _is_told(time):
                return _only("time", Side(article, claim, time.span))
        for name in claim.names:
            entity = index.get((claim.report, name.span))
            if (
                entity is not None
                and entity.kind == "place"
                and entity.id not in places
                and _is_placed(article, name.span)
            ):
                return _only("place", Side(article, claim, name.span))
    return None


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
