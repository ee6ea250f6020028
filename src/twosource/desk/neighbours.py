"""Finds who is most like a report that comes, and keeps count of what its neighbours say."""

from __future__ import annotations

import sqlite3
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping

from twosource.data import Sketch
from twosource.stages.cluster.likeness import (
    NEAR,
    SURELY,
    WINDOW,
    likenesses,
    near_in_time,
    parts_of,
    seen_among,
)
from twosource.stages.cluster.sketch import keys_of
from twosource.store.sketches import NO_DAY, Near, homes_of, keep_near, near_of, sketches_of, with_keys

# Reports looked at closely for one that comes: of the REACH that share most of its keys so many.
CANDIDATES, REACH = 40, 300
# Of these at most so many of one story, and of a report's neighbours so many of (nearly surely) its own
# event: the others tell what every such event has, and a large story leaves them no room otherwise.
OF_STORY, OWN = 20, 8
Pair = tuple[int, float]
# Of each report: how much less than fully alike and who, the most alike first.
Lists = dict[int, list[tuple[float, int]]]


def find_near(connection: sqlite3.Connection, fresh: Mapping[int, Sketch]) -> None:
    """Note the neighbours of new reports, and the new ones with their neighbours."""
    before: dict[int, Near] = {}
    lists: Lists = {}
    for number, sketch in fresh.items():
        found = _candidates(connection, number, sketch)
        held = sketches_of(connection, found)
        scores = _scores(sketch, held)
        unknown = [other for other in (number, *scores) if other not in lists]
        before |= (loaded := near_of(connection, unknown))
        lists |= {other: [(-score, who) for who, score in near.pairs] for other, near in loaded.items()}
        for other, score in scores.items():
            _note(lists, number, other, score)
            _note(lists, other, number, score)
    keep_near(connection, _counted(connection, before, lists))


def _candidates(connection: sqlite3.Connection, number: int, sketch: Sketch) -> list[int]:
    """Reports that may be like a new one, best first, not too many of one story."""
    found = with_keys(connection, keys_of(sketch), days_around(sketch, WINDOW), most=REACH)
    homes = homes_of(connection, found)
    taken: Counter[str] = Counter()
    chosen: list[int] = []
    for other in found:
        home = homes.get(other, "")
        if other != number and (not home or taken[home] < OF_STORY) and len(chosen) < CANDIDATES:
            taken[home] += 1
            chosen.append(other)
    return chosen


def _scores(sketch: Sketch, held: Mapping[int, Sketch]) -> dict[int, float]:
    """How alike reports are by themselves and over time, those that are at all."""
    scores = likenesses(sketch, list(held.values())).tolist()
    faded = (score * near_in_time(sketch, other) for score, other in zip(scores, held.values(), strict=True))
    return {number: round(score, 4) for number, score in zip(held, faded, strict=True) if score > 0}


def _note(lists: Lists, number: int, other: int, score: float) -> None:
    """Put a report among the first NEAR - 1 of another's list, once, and OWN of those surely of one event."""
    nearest, pair = lists.setdefault(number, []), (-score, other)
    if pair in nearest:
        return
    insort(nearest, pair)
    if sum(-less >= SURELY for less, _ in nearest) > OWN:
        del nearest[OWN]
    del nearest[NEAR - 1 :]


def _counted(connection: sqlite3.Connection, before: Mapping[int, Near], lists: Lists) -> dict[int, Near]:
    """The lists that changed, with what is seen among the neighbours now."""
    pairs = {number: tuple((who, -less) for less, who in nearest) for number, nearest in lists.items()}
    old = {number: before.get(number, Near()) for number in pairs}
    changed = [number for number in pairs if pairs[number] != old[number].pairs]
    more = {number: _other(pairs[number], old[number].pairs) for number in changed}
    fewer = {number: _other(old[number].pairs, pairs[number]) for number in changed}
    needed = {*changed, *(n for named in (more, fewer) for each in named.values() for n, _ in each)}
    sketches = sketches_of(connection, sorted(needed))
    return {
        number: Near(
            pairs[number],
            seen_among(
                sketches[number],
                [(sketches[n], parts_of(score)) for n, score in more[number]],
                [(sketches[n], parts_of(score)) for n, score in fewer[number]],
                old[number].seen,
            ),
        )
        for number in changed
    }


def _other(these: Iterable[Pair], those: Iterable[Pair]) -> list[Pair]:
    """Who is in one list and not in another."""
    known = {who for who, _ in those}
    return [(who, score) for who, score in these if who not in known]


def day_of(sketch: Sketch) -> int:
    """The day of a report as its keys have it."""
    return NO_DAY if sketch.hour is None else sketch.hour // 24


def days_around(sketch: Sketch, hours: int) -> tuple[int, int] | None:
    """The days within so many hours of a report; None where it states no time."""
    return None if sketch.hour is None else ((sketch.hour - hours) // 24, (sketch.hour + hours) // 24)
