"""Items 1–6: what both reports say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.scoring.seeds import places
from bench.scoring.seeds.differing import is_due
from bench.scoring.seeds.places import MINISTRY, SPOKESMAN
from bench.scoring.seeds.view import Region, Seeds, covers, is_on, points_on, rests_on, stretch
from bench.scoring.story import Json


def undue(seeds: Seeds, point: Json) -> bool:
    """Whether a point is shown as a contradiction that the two reports do not hold."""
    clashes = [each for each in point["differences"] if each["verdict"] == "contradiction"]
    return any(not is_due(seeds, each) for each in clashes) or (
        point["relation"] == "contradicts" and not clashes
    )


def sound(seeds: Seeds, points: Iterable[Json]) -> str:
    """Content if one of the points is no undue contradiction."""
    found = list(points)
    if not found:
        return "no point holds the claims of both reports"
    return "" if any(not undue(seeds, point) for point in found) else "shown as a contradiction"


def asked(seeds: Seeds) -> str:
    """1: a point of both reports that one side asked for the meeting."""
    return sound(seeds, points_on(seeds, places.asked_a(seeds), places.asked_b(seeds)))


def refused(seeds: Seeds) -> str:
    """2: a point of both reports that he refused."""
    return sound(seeds, points_on(seeds, places.refused_a(seeds), places.refused_b(seeds)))


def at_the_assembly(seeds: Seeds) -> str:
    """3: a point of both reports that it was at the assembly; A's claim may hold more, B's is that clause."""
    where_a = [
        stretch(seeds.a, "on the sidelines", "New York"),
        stretch(seeds.a, "on the sidelines", "last month", after="face-to-face talks"),
    ]
    when_b = stretch(seeds.b, "it happened during", "of September")
    tight = [
        when_b,
        stretch(seeds.b, "during the UN", "of September"),
        stretch(seeds.b, "on the sidelines", "General Assembly"),
    ]
    points = [*points_on(seeds, where_a, tight)]
    for point in seeds.comparison["points"]:
        claims = seeds.claims_in(point)
        wide = any(covers(claim, where) for claim in claims for where in where_a)
        if wide and any(is_on(claim, [when_b]) for claim in claims):
            points.append(point)
    return sound(seeds, points)


def confirmed(seeds: Seeds) -> str:
    """4: a point where both reports have it from the spokesman (in B also his ministry), who asserts it."""
    in_a = [places.quoted_offer(seeds), places.quoted_refusal(seeds)]
    in_b = [*places.asked_b(seeds), *places.refused_b(seeds)]
    points = [
        point
        for point in points_on(seeds, in_a, in_b)
        if asserted(seeds, point, in_a, [SPOKESMAN]) and asserted(seeds, point, in_b, [SPOKESMAN, MINISTRY])
    ]
    return sound(seeds, points)


def asserted(seeds: Seeds, point: Json, regions: Sequence[Region], patterns: Sequence[str]) -> bool:
    """Whether a claim of the point on one of the regions is asserted by one of the voices."""
    return any(
        is_on(claim, regions) and claim["stance"] == "asserts" and rests_on(claim, *patterns)
        for claim in seeds.claims_in(point)
    )


def denied(seeds: Seeds) -> str:
    """5: a point where the spokesman denies in both reports that the third man mediated."""
    regions = [[places.denial_a(seeds)], [places.denial_b(seeds)]]
    points = list(points_on(seeds, *regions))
    for point in points:
        claims = seeds.claims_in(point)
        both = [
            any(
                is_on(c, here) and c["stance"] == "denies" and rests_on(c, SPOKESMAN, "pokes") for c in claims
            )
            for here in regions
        ]
        if all(both):
            return sound(seeds, [point])
    return (
        "the two denials are in one point but not both the spokesman's, denied"
        if points
        else sound(seeds, [])
    )


def after_the_speech(seeds: Seeds) -> str:
    """6: a point of both reports that the speech came before the request; a clash of times may show."""
    in_a = [places.after_a(seeds), stretch(seeds.a, "one day after", "at the UN")]
    in_b = [
        places.after_b(seeds),
        stretch(seeds.b, "He made", "nuclear weapon"),
        stretch(seeds.b, "hours after", "the UNGA"),
    ]
    return sound(seeds, points_on(seeds, in_a, in_b))
