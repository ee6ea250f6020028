"""Puts reports into stories as they come: finds their neighbours, settles what they touch, records it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from twosource.data import Article, Member, Sketch
from twosource.desk.moving import PERSON, RULE, put_right, write
from twosource.desk.neighbours import day_of, days_around, find_near
from twosource.stages.cluster.likeness import (
    COPY_HOURS,
    alike,
    alike_to,
    is_near_copy,
    parts_of,
    weights_among,
)
from twosource.stages.cluster.settle import ATTACH, JOIN, chained, settle
from twosource.stages.cluster.sketch import MADE_BY, keys_of, print_keys_of, sketch_of
from twosource.store.ids import story_of_report
from twosource.store.sketches import (
    Placed,
    every_report,
    follow_members,
    forget_sketches,
    is_stale,
    keep_keys,
    keep_sketch,
    latest_numbers_of,
    note_copy,
    numbers_of,
    placed_by_person,
    placed_of,
    sketches_of,
    with_keys,
)
from twosource.store.stories import join_story

if TYPE_CHECKING:
    from twosource.stages.cluster.likeness import Vector

# Texts looked at closely for one that may be their copy.
COPIES = 5
# A story is settled again when a report comes that is at least this much like one of its own.
TOUCH = ATTACH
# A story of more reports, near copies not counted, takes new ones but is no longer taken apart.
MOST_OF_STORY = 60
# Reports settled together at most; beyond it only those more alike are.
MOST_TOGETHER = 1_500
BY_COPY = "Nearly the same text as another report of the story."
Edge = tuple[int, int, float]


def place(connection: sqlite3.Connection, articles: Sequence[Article], at: str) -> None:
    """Put new reports into stories, in the caller's transaction; `at` is the time of writing (UTC, ISO 8601).

    What a person corrected is done first, and holds.  The order of `articles`
    changes nothing.
    """
    put_right(connection, at)
    alone, copies = draw(connection, articles)
    settle_around(connection, alone, at)
    for copy, original in copies.items():
        _join_copy(connection, copy, original, at)


def settle_all(connection: sqlite3.Connection, at: str) -> None:
    """Settle every report of the library once more, as if all had come together; ids stay where they can.

    Where an earlier version drew a sketch all are drawn anew.
    """
    put_right(connection, at)
    copies = _draw_again(connection)
    rows = connection.execute("SELECT report FROM sketch WHERE copy_of IS NULL ORDER BY report").fetchall()
    settle_around(connection, [row[0] for row in rows], at, is_all=True)
    for copy, original in copies.items():
        _join_copy(connection, copy, original, at)


def draw(
    connection: sqlite3.Connection, articles: Iterable[Article], fixed: Collection[int] = ()
) -> tuple[list[int], dict[str, int]]:
    """Keep the sketches of reports and who is near whom.

    Gives the numbers of the reports that stand for themselves, and the ids of
    the near copies with the number of the report that each copies.  Those of the
    numbers `fixed` stand for themselves whatever they copy.
    """
    sketches = sorted((sketch_of(a) for a in articles), key=lambda s: (s.hour or 0, s.report))
    numbers = numbers_of(connection, [sketch.report for sketch in sketches])
    alone: dict[int, Sketch] = {}
    copies: dict[str, int] = {}
    for sketch in sketches:
        number = numbers[sketch.report]
        original = None if number in fixed else _original(connection, sketch)
        keep_sketch(connection, number, sketch, made_by=MADE_BY)
        if original is None:
            keep_keys(connection, number, [*keys_of(sketch), *print_keys_of(sketch)], day_of(sketch))
            alone[number] = sketch
        else:
            note_copy(connection, number, original)
            copies[sketch.report] = original
    find_near(connection, alone)
    return list(alone), copies


def _draw_again(connection: sqlite3.Connection) -> dict[str, int]:
    """Draw all sketches anew if one is of another version, or lacks; near copies as `draw` gives them."""
    copies: dict[str, int] = {}
    if not is_stale(connection, MADE_BY):
        return copies
    forget_sketches(connection)
    fixed = placed_by_person(connection)
    for articles in every_report(connection):
        copies |= draw(connection, articles, fixed)[1]
    follow_members(connection)
    return copies


def _original(connection: sqlite3.Connection, sketch: Sketch) -> int | None:
    """The report that this one nearly copies, the first that there was."""
    if not sketch.prints:
        return None
    found = with_keys(connection, print_keys_of(sketch), days_around(sketch, COPY_HOURS), most=COPIES)
    held = sketches_of(connection, found)
    return min((number for number in found if is_near_copy(sketch, held[number])), default=None)


def settle_around(
    connection: sqlite3.Connection, numbers: Sequence[int], at: str, *, is_all: bool = False
) -> None:
    """Settle reports with the stories that they touch, and record what changed."""
    placed = placed_of(connection, numbers)
    if not is_all:
        placed |= _touched(connection, placed)
    among = _among(placed)
    edges = _binding(_edges(placed, placed, among), placed, set(numbers))
    for part in _parts(sorted(placed), [*edges, *_bound(placed)], ATTACH):
        _settle_part(connection, [placed[number] for number in part], among, at)


def _touched(connection: sqlite3.Connection, fresh: dict[int, Placed]) -> dict[int, Placed]:
    """The reports that new ones are like, and those that are in a story with one of them."""
    near = placed_of(connection, {other for each in fresh.values() for other, _ in each.near.pairs})
    every = near | fresh
    touched = {other for _, other, score in _edges(fresh, every, _among(every)) if score >= TOUCH}
    stories = sorted({near[number].story for number in touched if number in near and near[number].story})
    members = {n for story in stories for n in latest_numbers_of(connection, story, MOST_OF_STORY + 1)}
    known = {number: near[number] for number in touched if number in near}
    return known | placed_of(connection, members - known.keys())


def _edges(these: dict[int, Placed], those: dict[int, Placed], among: dict[int, Vector]) -> list[Edge]:
    """How much reports are like those of their neighbours that are among `those`; `among` as of `_among`."""
    edges: list[Edge] = []
    for number, each in these.items():
        pairs = [(other, score) for other, score in each.near.pairs if other in those]
        others = [those[other].sketch for other, _ in pairs]
        weights = [among[other] for other, _ in pairs]
        found = alike_to(each.sketch, among[number], others, weights)
        edges += [(number, other, score) for (other, _), score in zip(pairs, found.tolist(), strict=True)]
    return edges


def _binding(edges: Sequence[Edge], placed: dict[int, Placed], fresh: set[int]) -> list[Edge]:
    """The likenesses that can bring two reports together: for one that is alone less will do."""
    sizes = Counter(each.story for each in placed.values() if each.story)
    alone = {n for n, each in placed.items() if n in fresh or sizes[each.story] == 1}
    return [(a, b, score) for a, b, score in edges if score >= (ATTACH if a in alone or b in alone else JOIN)]


def _among(placed: dict[int, Placed]) -> dict[int, Vector]:
    """The weights of the terms of reports among their neighbours."""
    return {
        number: weights_among(
            each.sketch, each.near.seen, sum(parts_of(score) for _, score in each.near.pairs)
        )
        for number, each in placed.items()
    }


def _bound(placed: dict[int, Placed]) -> list[Edge]:
    """Reports of one story are settled together, however little alike."""
    firsts: dict[str, int] = {}
    return [
        (firsts.setdefault(each.story, number), number, 1.0) for number, each in placed.items() if each.story
    ]


def _parts(numbers: Sequence[int], edges: Sequence[Edge], floor: float) -> list[list[int]]:
    """Reports between which a chain of likenesses of at least `floor` leads, more if these are too many."""
    known = set(numbers)
    pairs = ((a, b) for a, b, score in edges if score >= floor and a in known and b in known)
    found: list[list[int]] = []
    for part in chained(numbers, pairs):
        is_fine = len(part) <= MOST_TOGETHER or floor > 1
        inside = set(part)
        found += [part] if is_fine else _parts(part, [e for e in edges if e[0] in inside], floor * 1.25)
    return found


def _settle_part(
    connection: sqlite3.Connection, part: Sequence[Placed], among: dict[int, Vector], at: str
) -> None:
    part = sorted(part, key=lambda each: each.sketch.report)
    likenesses = alike([each.sketch for each in part], [among[each.number] for each in part])
    groups = settle(likenesses, _held(part), _apart(part))
    write(connection, [[part[number] for number in group] for group in groups], at)


def _held(part: Sequence[Placed]) -> list[list[int]]:
    """What stays together: what a person put into a story, and all of a story that is too large."""
    by_story: dict[str, list[int]] = {}
    for number, each in enumerate(part):
        if each.story:
            by_story.setdefault(each.story, []).append(number)
    return [
        group if len(group) > MOST_OF_STORY else [n for n in group if part[n].by == PERSON]
        for group in by_story.values()
    ]


def _apart(part: Sequence[Placed]) -> list[tuple[int, int]]:
    """What never comes together by a rule: a report that a person placed, and those of other stories."""
    return [
        (a, b)
        for a, one in enumerate(part)
        if one.by == PERSON
        for b, other in enumerate(part)
        if other.story and other.story != one.story
    ]


def _join_copy(connection: sqlite3.Connection, copy: str, original: int, at: str) -> None:
    story = connection.execute("SELECT story FROM sketch WHERE report = ?", (original,)).fetchone()[0]
    if story_of_report(connection, copy) != story:
        join_story(connection, story, Member(copy, BY_COPY), by=RULE, at=at)
