"""What no other report has, what each leaves out, and the timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from twosource.data import Case, Claim, Moment, Omission, OnlyIn, Point
from twosource.stages.match.features import Feature
from twosource.stages.match.likenesses import Likenesses

# Above this a claim is too near to one of another report to be called its own.
NEAR = 0.55


def find_only(
    features: Sequence[Feature], points: Sequence[Point], likenesses: Likenesses, aside: frozenset[str]
) -> tuple[OnlyIn, ...]:
    """Claims of one report alone, those first that a reader would miss most.

    Left out are claims in points (but for one that all others in the point
    deny), `aside` (headlines, words around a saying), claims inside a longer
    one of the same report, and those too near to another report's.
    """
    claims = {f.claim.id: f.claim for f in features}
    alone = {c for p in points for c in _alone(p, claims)}
    pointed = {c for p in points for c in p.claims} - alone
    told = pointed | aside
    free = [i for i, f in enumerate(features) if f.claim.id not in told]
    inside = _inside([features[i].claim for i in free])
    nearest = _nearest_elsewhere(likenesses)
    found = []
    for feature, near in ((features[i], nearest.get(i, 0.0)) for i in free):
        near = 0.0 if feature.claim.id in alone else near
        weight = missed(feature, near)
        if near < NEAR and weight > 0 and feature.claim.id not in inside:
            found.append(OnlyIn(feature.claim.report, feature.claim.id, round(weight, 4)))
    return tuple(sorted(found, key=lambda o: (-o.weight, o.claim)))


def _nearest_elsewhere(likenesses: Likenesses) -> dict[int, float]:
    """The best score of each claim with any claim of another report."""
    found: dict[int, float] = {}
    for pair, score in likenesses.pairs.items():
        for i in pair:
            found[i] = max(score, found.get(i, 0.0))
    return found


def _alone(point: Point, claims: Mapping[str, Claim]) -> Iterator[str]:
    """Claims of a point that only one report makes, the others carrying its denial."""
    members = [claims[c] for c in point.claims if c in claims]
    for side in ([c for c in members if c.turn == "denies"], [c for c in members if c.turn != "denies"]):
        if len(side) < len(members) and len({c.report for c in side}) == 1:
            yield from (c.id for c in side)


def missed(feature: Feature, near: float) -> float:
    """How much a reader of the other reports would miss the claim.

    Names, figures, times, a voice and rare words raise it; nearness to
    another report's claim lowers it; a scrap of two words has none.
    """
    claim = feature.claim
    if len(feature.weights) < 2:
        return 0.0
    score = (
        1.0
        + 0.5 * min(3, len(feature.entities))
        + 0.5 * min(2, len(claim.quantities))
        + 0.3 * min(1, len(claim.times))
    )
    score += (
        0.6 * (len(claim.chain) > 1) + 0.2 * min(8, len(feature.weights)) + 0.4 * (claim.stance == "denies")
    )
    return score * (1 - near)


def _inside(claims: Sequence[Claim]) -> frozenset[str]:
    """Those that lie in another one of the same report; of two with one span the later id."""
    by_report: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    return frozenset(
        mine.id
        for same in by_report.values()
        for mine in same
        for other in same
        if other.span.covers(mine.span) and (other.span != mine.span or other.id < mine.id)
    )


def find_omissions(case: Case, points: Sequence[Point], claims: dict[str, Claim]) -> tuple[Omission, ...]:
    """Points that at least two thirds of three or more reports have, and a report has not."""
    ids = [a.id for a in case.articles]
    found = []
    for point in points:
        have = {claims[c].report for c in point.claims}
        if len(ids) >= 3 and 3 * len(have) >= 2 * len(ids):
            found += [Omission(report, point.id) for report in ids if report not in have]
    return tuple(found)


def find_timeline(case: Case) -> tuple[Moment, ...]:
    """The times of all reports in order of the calendar; those without a date last, in order of the text."""
    moments = [m for number in range(len(case.articles)) for m in _moments(case, number)]
    return tuple(
        sorted(moments, key=lambda m: (m.time.start is None, m.time.start or "", m.report, m.time.span))
    )


def _moments(case: Case, number: int) -> Iterator[Moment]:
    reading = case.readings[number]
    for time in reading.times:
        if time.grain not in {"duration", "vague"} or time.anchor is not None:
            claims = [c for c in reading.claims if c.span.covers(time.span)]
            if claims:
                yield Moment(time, case.articles[number].id, tuple(c.id for c in _tightest(claims)))


def _tightest(claims: Sequence[Claim]) -> list[Claim]:
    """The shortest of several claims around one place."""
    return [min(claims, key=lambda c: (c.span.end - c.span.start, c.id))]
