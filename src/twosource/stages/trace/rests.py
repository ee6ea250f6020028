"""What falls if one origin is wrong: the points that rest on it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.data import Claim, Ledger, Point, Rest


def find_rests(
    points: Sequence[Point], ledgers: Mapping[str, Ledger], claims: Mapping[str, Claim]
) -> tuple[Rest, ...]:
    """For each origin the points that have no other, with their reports, those with the most points first.

    A point has one origin where its ledger grants one at most, however many
    names it bears; it falls with the first that is stated.
    """
    falling: dict[str, list[Point]] = {}
    for point in points:
        ledger = ledgers[point.id]
        if ledger.max == 1 and ledger.origins:
            falling.setdefault(ledger.origins[0], []).append(point)
    found = [_rest(origin, alone, claims) for origin, alone in falling.items()]
    return tuple(sorted(found, key=lambda r: (-len(r.points), -len(r.reports), r.origin)))


def _rest(origin: str, points: Sequence[Point], claims: Mapping[str, Claim]) -> Rest:
    reports = dict.fromkeys(claims[c].report for point in points for c in point.claims)
    return Rest(origin, tuple(p.id for p in points), tuple(sorted(reports)))
