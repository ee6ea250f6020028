"""Points: claims of several reports that say the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from twosource.stages.match.features import Feature
from twosource.stages.match.similarity import cosines, likeness

# Two claims below EDGE never found a point; a point's claims keep AVERAGE with each other.
# Set on the development stories: the highest sum of labelled points found, page by page read for sense.
EDGE, AVERAGE = 0.36, 0.36
MAX_PER_REPORT = 4
# One report saying a thing twice does so in nearly the same words.
AGAIN = 0.55
# A denial and its charge share the actor, so less likeness of words is asked of them.
CHARGE = 0.30
ADRIFT = frozenset(
    {"it", "he", "she", "they", "which", "who", "that", "this", "these", "those", "we", "i", "when", "where"}
)


@dataclass(frozen=True, slots=True)
class Grouped:
    """The claims of one point as feature numbers, and the number of the one that stands for them."""

    members: tuple[int, ...]
    lead: int
    score: float


@dataclass(frozen=True, slots=True)
class Likenesses:
    """The score of every pair of claims that may be compared; overlapping ones are absent."""

    table: dict[tuple[int, int], float]

    def of(self, a: int, b: int) -> float | None:
        """The score of two features, None where they are not compared."""
        return self.table.get((a, b) if a < b else (b, a))


def compare_all(features: Sequence[Feature]) -> Likenesses:
    """The likeness of all pairs that do not overlap in one report."""
    table: dict[tuple[int, int], float] = {}
    near = cosines(features)
    for b, second in enumerate(features):
        for a in range(b):
            first = features[a]
            is_same_report = first.claim.report == second.claim.report
            if is_same_report and first.claim.span.overlaps(second.claim.span):
                continue
            if near[a][b] > 0.5 or first.weights.keys() & second.weights.keys():
                table[a, b] = likeness(first, second, near[a][b]).score
    return Likenesses(table)


def find_points(features: Sequence[Feature], likenesses: Likenesses) -> tuple[Grouped, ...]:
    """Groups of claims by average link over the pairs of different reports, best first."""
    home = {i: [i] for i in range(len(features))}
    edges = [
        (s, a, b)
        for (a, b), s in likenesses.table.items()
        if s >= EDGE and _may_join(features[a], features[b])
    ]
    for _, a, b in sorted(edges, key=lambda e: (-e[0], sorted(features[i].claim.id for i in e[1:]))):
        one, two = home[a], home[b]
        if one is not two and _average(one, two, likenesses, features) >= AVERAGE:
            one.extend(two)
            for member in two:
                home[member] = one
    groups = _second_mentions(
        [list(g) for g in {id(g): g for g in home.values()}.values()], features, likenesses
    )
    for number, feature in enumerate(features):
        groups = _attach(number, feature, groups, features, likenesses)
    found = [g for group in groups if (g := _settle(group, features, likenesses)) is not None]
    return tuple(sorted(found, key=lambda g: (-_weight(g, features), features[g.lead].claim.id)))


def _second_mentions(
    groups: list[list[int]], features: Sequence[Feature], likenesses: Likenesses
) -> list[list[int]]:
    """A claim that stands alone joins the point in which its own report says almost the same."""
    many = [g for g in groups if len({features[i].claim.report for i in g}) > 1]
    alone = [g[0] for g in groups if len(g) == 1]
    for i in alone:
        scores = [
            (likenesses.of(i, j) or 0.0, -n)
            for n, g in enumerate(many)
            for j in g
            if _is_twin(i, j, features)
        ]
        best = max(scores, default=(0.0, 0))
        if best[0] >= AGAIN:
            many[-best[1]].append(i)
    joined = {i for g in many for i in g}
    return [*many, *([i] for g in groups for i in g if i not in joined)]


def _is_twin(i: int, j: int, features: Sequence[Feature]) -> bool:
    return features[i].claim.report == features[j].claim.report


def _attach(
    number: int,
    feature: Feature,
    groups: list[list[int]],
    features: Sequence[Feature],
    likenesses: Likenesses,
) -> list[list[int]]:
    """Brings in what belongs by more than likeness: a setting to its claim, a charge to its denial."""
    place = {features[i].claim.id: g for g in groups for i in g}
    if feature.setting_of in place:
        goal = place[feature.setting_of]
        return [
            g if g is not goal else [*g, number]
            for g in ([i for i in h if i != number] if h is not goal else h for h in groups)
        ]
    if feature.claim.turn != "denies":
        return groups
    mine = next(g for g in groups if number in g)
    charges = _charges(number, mine, features, likenesses)
    taken = [[i for i in g if i not in charges] if g is not mine and len(g) == 1 else g for g in groups]
    return [[*g, *charges] if g is mine else g for g in taken]


def _charges(
    number: int, group: Sequence[int], features: Sequence[Feature], likenesses: Likenesses
) -> list[int]:
    """What the denial answers: the likeliest claim of another origin about the same actor."""
    denial = features[number]
    if any(features[i].claim.turn == "asserts" for i in group):
        return []
    scores = [
        (likenesses.of(number, i) or 0.0, i)
        for i, f in enumerate(features)
        if f.claim.turn == "asserts"
        and f.agent & denial.agent
        and f.claim.root.name != denial.claim.root.name
    ]
    best = max(scores, default=(0.0, -1))
    return [best[1]] if best[0] >= CHARGE else []


def _may_join(a: Feature, b: Feature) -> bool:
    return a.claim.report != b.claim.report and _says_something(a) and _says_something(b)


def _says_something(feature: Feature) -> bool:
    return len(feature.weights) >= 2 or bool(feature.claim.quantities)


def _average(
    one: Sequence[int], two: Sequence[int], likenesses: Likenesses, features: Sequence[Feature]
) -> float:
    pairs = [
        likenesses.of(a, b) or 0.0
        for a in one
        for b in two
        if not (
            features[a].claim.report == features[b].claim.report
            and features[a].claim.span.overlaps(features[b].claim.span)
        )
    ]
    return fsum(pairs) / len(pairs) if pairs else 0.0


def _settle(group: Sequence[int], features: Sequence[Feature], likenesses: Likenesses) -> Grouped | None:
    """The group without nested doubles, if more than one report is left in it."""
    worth = {i: _closeness(i, group, features, likenesses) for i in group}
    kept: list[int] = []
    for i in sorted(group, key=lambda i: (-worth[i], features[i].claim.id)):
        mine = [k for k in kept if features[k].claim.report == features[i].claim.report]
        if len(mine) < MAX_PER_REPORT and not any(
            features[k].claim.span.overlaps(features[i].claim.span) for k in mine
        ):
            kept.append(i)
    if len({features[i].claim.report for i in kept}) < 2:
        return None
    order = sorted(kept, key=lambda i: i)
    lead = max(kept, key=lambda i: (_readability(features[i]) + worth[i], features[i].claim.id))
    return Grouped(tuple(order), lead, fsum(worth[i] for i in kept) / len(kept))


def _closeness(i: int, group: Sequence[int], features: Sequence[Feature], likenesses: Likenesses) -> float:
    """The mean score to the claims of other reports in the group."""
    scores = [
        likenesses.of(i, j) or 0.0 for j in group if features[j].claim.report != features[i].claim.report
    ]
    return fsum(scores) / len(scores) if scores else 0.0


def _readability(feature: Feature) -> float:
    """How well a claim stands alone: it names who it is about, is asserted, and is not too long."""
    words = feature.claim.terms[0].lemma if feature.claim.terms else ""
    first = feature.words.split()[0].casefold() if feature.words else words
    length = feature.claim.span.end - feature.claim.span.start
    score = 0.0 if first in ADRIFT or first.endswith("ing") else 0.4
    score += 0.2 if feature.claim.turn == "asserts" else 0.0
    score += 0.2 if feature.entities else 0.0
    score += 0.2 if feature.claim.frame and (feature.agent or feature.patient) else 0.0
    return score - max(0, length - 160) / 400


def _weight(group: Grouped, features: Sequence[Feature]) -> float:
    reports = len({features[i].claim.report for i in group.members})
    return reports + group.score


def nearest_elsewhere(i: int, features: Sequence[Feature], likenesses: Likenesses) -> float:
    """The best score of a claim with any claim of another report."""
    return max(_scores_elsewhere(i, features, likenesses), default=0.0)


def _scores_elsewhere(i: int, features: Sequence[Feature], likenesses: Likenesses) -> Iterator[float]:
    for j, other in enumerate(features):
        if other.claim.report != features[i].claim.report:
            yield likenesses.of(i, j) or 0.0
