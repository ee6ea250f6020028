"""What joins a point by more than likeness: a second mention, a setting, the charge that a denial answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from twosource.stages.match.features import Feature
from twosource.stages.match.likenesses import Likenesses

# One report saying a thing twice does so in nearly the same words.
AGAIN = 0.55
# A denial and its charge share the actor, so less likeness of words is asked of them.
CHARGE = 0.30
# So many claims about one actor are looked at for the charge.
CHARGES = 60
Groups = list[list[int]]


def with_second_mentions(groups: Groups, features: Sequence[Feature], likenesses: Likenesses) -> Groups:
    """A claim that stands alone joins the point in which its own report says almost the same."""
    many = [list(g) for g in groups if len({features[i].claim.report for i in g}) > 1]
    by_report: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, group in enumerate(many):
        for j in group:
            by_report[features[j].claim.report].append((j, n))
    joined = {i for g in many for i in g}
    for i in sorted(g[0] for g in groups if len(g) == 1):
        twins = ((likenesses.of(i, j) or 0.0, -j, n) for j, n in by_report[features[i].claim.report])
        score, _, place = max(twins, default=(0.0, 0, 0))
        if score >= AGAIN:
            many[place].append(i)
            joined.add(i)
    return [*many, *(rest for g in groups if (rest := [i for i in g if i not in joined]))]


def with_settings(groups: Groups, features: Sequence[Feature]) -> Groups:
    """``It happened in …`` goes where the claim is of which it tells."""
    number = {f.claim.id: i for i, f in enumerate(features)}
    moved = {i: number[f.setting_of] for i, f in enumerate(features) if f.setting_of in number}
    home = {i: n for n, g in enumerate(groups) for i in g}
    kept = [[i for i in g if i not in moved] for g in groups]
    for i, goal in sorted(moved.items()):
        while goal in moved:
            goal = moved[goal]
        kept[home[goal]].append(i)
    return [g for g in kept if g]


def with_charges(groups: Groups, features: Sequence[Feature], likenesses: Likenesses) -> Groups:
    """A denial brings the claim that it answers, if that stands in no point yet."""
    of_actor: defaultdict[str, list[int]] = defaultdict(list)
    for i, feature in enumerate(features):
        for actor in feature.agent if feature.claim.turn == "asserts" else ():
            of_actor[actor].append(i)
    taken: set[int] = set()
    found: Groups = []
    alone = {g[0] for g in groups if len(g) == 1}
    for group in groups:
        charges: set[int] = set()
        for denial in (i for i in group if features[i].claim.turn == "denies"):
            if any(features[i].claim.turn == "asserts" for i in (*group, *charges)):
                break
            charges.update(_charge(denial, _rivals(denial, of_actor, features), features, likenesses))
        taken |= charges & alone
        found.append([*group, *sorted(charges - set(group))])
    return [g for g in found if len(g) > 1 or g[0] not in taken]


def _rivals(denial: int, of_actor: dict[str, list[int]], features: Sequence[Feature]) -> list[int]:
    actors = sorted(features[denial].agent)
    return sorted({i for actor in actors for i in of_actor.get(actor, ())})[:CHARGES]


def _charge(
    denial: int, rivals: Sequence[int], features: Sequence[Feature], likenesses: Likenesses
) -> Iterator[int]:
    """The likeliest claim of another origin about the same actor."""
    origin = features[denial].claim.root.name
    scores = [(likenesses.of(denial, i) or 0.0, -i) for i in rivals if features[i].claim.root.name != origin]
    score, place = max(scores, default=(0.0, 0))
    if score >= CHARGE:
        yield -place
