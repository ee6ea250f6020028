"""Points: claims of several reports that say the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from twosource.stages.match.answers import with_charges, with_second_mentions, with_settings
from twosource.stages.match.features import Feature
from twosource.stages.match.leads import clearest
from twosource.stages.match.likenesses import Likenesses
from twosource.stages.match.mutual import Edge, mutual_edges

# Two claims below EDGE never found a point; a point's claims keep AVERAGE with each other.
# Set on the development stories: the highest sum of labelled points found, page by page read for sense.
EDGE, AVERAGE = 0.33, 0.36
# Enough where the two claims, and their sentences, are each other's likest in their reports.
MUTUAL = 0.28
# Below this two claims must share more than what the story is about.
FIRM = 0.38
# Of points of this score 9 in 10 say one thing in two reports, below it 5 in 10 (bench/labels/points.json).
SURE = 0.44
# A name in no more claims tells as much as a word.
RARE = 4
MAX_PER_REPORT = 4
# So many claims of a group stand for it when it is laid beside others.
STANDING = 6
# And so many of different wording when its own claims are laid beside each other.
COMPARED = 16


@dataclass(frozen=True, slots=True)
class Grouped:
    """The claims of one point as feature numbers, and the number of the one that stands for them."""

    members: tuple[int, ...]
    lead: int
    score: float


def find_points(
    features: Sequence[Feature], likenesses: Likenesses, headings: Collection[str] = ()
) -> tuple[Grouped, ...]:
    """Groups of claims by average link over the pairs of different reports, best first.

    `headings` are the ids of claims in headlines.
    """
    groups = _joined(features, likenesses)
    groups = with_second_mentions(groups, features, likenesses)
    groups = with_settings(groups, features)
    groups = with_charges(groups, features, likenesses)
    found = [g for group in groups if (g := _settle(group, features, likenesses, headings)) is not None]
    return tuple(sorted(found, key=lambda g: (-_weight(g, features), features[g.lead].claim.id)))


def _joined(features: Sequence[Feature], likenesses: Likenesses) -> list[list[int]]:
    """Every claim in one group: the likest two are joined first, if their groups are alike throughout."""
    home = {i: [i] for i in range(len(features))}
    refused: set[tuple[int, int, int, int]] = set()
    for _, a, b in sorted((-score, a, b) for score, a, b in _edges(features, likenesses)):
        one, two = sorted((home[a], home[b]), key=lambda g: (-len(g), g[0]))
        tried = (one[0], len(one), two[0], len(two))
        if one is two or tried in refused:
            continue
        if len(one) + len(two) > 2 and _average(one, two, likenesses) < AVERAGE:
            refused.add(tried)
            continue
        one.extend(two)
        for member in two:
            home[member] = one
    return list({id(g): g for g in home.values()}.values())


def _edges(features: Sequence[Feature], likenesses: Likenesses) -> Iterator[Edge]:
    """The pairs that may found a point: the likely ones, and the less likely that are mutual."""
    named = Counter(entity for feature in features for entity in feature.entities)
    rare = frozenset(entity for entity, count in named.items() if count <= RARE)
    joinable = [
        (score, a, b)
        for (a, b), score in likenesses.pairs.items()
        if score >= MUTUAL and may_join(features[a], features[b])
        if score >= FIRM or _share_enough(features[a], features[b], rare)
    ]
    yield from (edge for edge in joinable if edge[0] >= EDGE)
    weak = [edge for edge in joinable if edge[0] < EDGE]
    yield from mutual_edges(weak, features, likenesses)


def may_join(a: Feature, b: Feature) -> bool:
    """Whether two claims may found a point: of two reports, and each says something."""
    return a.claim.report != b.claim.report and _says_something(a) and _says_something(b)


def _share_enough(a: Feature, b: Feature, rare: frozenset[str]) -> bool:
    """Whether two claims have more than the topic in common: two words, or the act and something beside it.

    A name that is `rare` in the story counts as a word.
    """
    shared = {term for term in a.weights if term in b.weights} | (a.entities & b.entities & rare)
    beside = shared - {_predicate(a), _predicate(b)}
    is_act = bool(a.core & b.core) or _predicate(a) == _predicate(b)
    is_near_act = is_act or bool(a.core & b.acts or b.core & a.acts)
    return (
        len(shared) > 1
        or (is_near_act and bool(beside))
        or (is_act and bool(a.entities & b.entities or a.counts & b.counts))
    )


def _predicate(feature: Feature) -> str:
    frame = feature.claim.frame
    return frame.predicate if frame else feature.claim.id


def _says_something(feature: Feature) -> bool:
    return len(feature.weights) >= 2 or bool(feature.claim.quantities)


def _average(one: Sequence[int], two: Sequence[int], likenesses: Likenesses) -> float:
    """The mean score of two groups' first claims; those that overlap in one report do not count."""
    pairs = [s for a in one[:STANDING] for b in two[:STANDING] if (s := likenesses.of(a, b)) is not None]
    return fsum(pairs) / len(pairs) if pairs else 0.0


def _settle(
    group: Sequence[int],
    features: Sequence[Feature],
    likenesses: Likenesses,
    headings: Collection[str] = (),
) -> Grouped | None:
    """The group without nested doubles, if more than one report is left in it."""
    worth = _closeness(group, features, likenesses)
    kept: dict[str, list[int]] = {}
    for i in sorted(group, key=lambda i: (-worth[i], i)):
        mine = kept.setdefault(features[i].claim.report, [])
        if len(mine) < MAX_PER_REPORT and not any(
            features[k].claim.span.overlaps(features[i].claim.span) for k in mine
        ):
            mine.append(i)
    if len(kept) < 2:
        return None
    members = sorted(i for mine in kept.values() for i in mine)
    lead = clearest(members, worth, features, headings)
    return Grouped(tuple(members), lead, fsum(worth[i] for i in members) / len(members))


def _closeness(group: Sequence[int], features: Sequence[Feature], likenesses: Likenesses) -> dict[int, float]:
    """For each claim its mean score to those of other reports; in a large group to the first wordings."""
    first: dict[str, int] = {}
    for i in sorted(group):
        first.setdefault(features[i].words, i)
    standing = group if len(group) <= COMPARED else sorted(first.values())[:COMPARED]
    found = {}
    for i in group:
        others = [j for j in standing if features[j].claim.report != features[i].claim.report]
        found[i] = fsum(likenesses.of(i, j) or 0.0 for j in others) / len(others) if others else 0.0
    return found


def representatives(members: Sequence[Feature]) -> tuple[Feature, ...]:
    """The claims of a point that are laid side by side: all of a small one's.

    Of a large one the first of each figure, time and stance, then of each
    wording, so that the work grows with the points and not with their pairs.
    """
    if len(members) <= COMPARED:
        return tuple(members)
    told: dict[object, Feature] = {}
    worded: dict[object, Feature] = {}
    for feature in sorted(members, key=lambda f: f.claim.id):
        figures = tuple((q.low, q.high, q.noun) for q in feature.claim.quantities)
        told.setdefault((feature.claim.turn, figures, tuple(t.value for t in feature.claim.times)), feature)
        worded.setdefault(feature.words, feature)
    chosen = [*told.values(), *worded.values()]
    ids = list(dict.fromkeys(f.claim.id for f in chosen))[:COMPARED]
    return tuple(f for f in members if f.claim.id in ids)


def _weight(group: Grouped, features: Sequence[Feature]) -> float:
    """What comes first: the points of more reports, of these the ones most alike."""
    reports = len({features[i].claim.report for i in group.members})
    return reports + group.score
