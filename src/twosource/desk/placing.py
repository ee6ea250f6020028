"""Puts reports into stories as they come: finds their neighbours, settles what they touch, records it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from twosource.data import Article, Member, Sketch
from twosource.desk.moving import put_right, write
from twosource.stages.cluster.likeness import (
    COPY_HOURS,
    NEAR,
    WINDOW,
    alike,
    is_near_copy,
    likeness,
    near_in_time,
)
from twosource.stages.cluster.settle import settle
from twosource.stages.cluster.sketch import MADE_BY, keys_of, print_keys_of, sketch_of
from twosource.store.sketches import (
    NO_DAY,
    Placed,
    every_report,
    follow_members,
    forget_sketches,
    is_stale,
    keep_keys,
    keep_near,
    keep_sketch,
    latest_numbers_of,
    near_of,
    note_copy,
    numbers_of,
    placed_by_person,
    placed_of,
    sketches_of,
    with_keys,
)
from twosource.store.stories import join_story

# Reports looked at closely for one that comes: of those that share its keys, the first so many.
CANDIDATES = 40
# Texts looked at closely for one that may be their copy.
COPIES = 5
# A story is settled again when a report at least this much like one of its own comes.
TOUCH = 0.10
# A story of more reports, near copies not counted, takes new ones but is no longer taken apart.
MOST_OF_STORY = 60
# Reports settled together at most; beyond it only those more alike are.
MOST_TOGETHER = 1_500
RULE = "rule"
BY_COPY = "Nearly the same text as another report of the story."
Near = dict[int, list[tuple[int, float]]]


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
            keep_keys(connection, number, [*keys_of(sketch), *print_keys_of(sketch)], _day(sketch))
            alone[number] = sketch
        else:
            note_copy(connection, number, original)
            copies[sketch.report] = original
    _find_near(connection, alone)
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


def _day(sketch: Sketch) -> int:
    return NO_DAY if sketch.hour is None else sketch.hour // 24


def _days(sketch: Sketch, hours: int) -> tuple[int, int] | None:
    return None if sketch.hour is None else ((sketch.hour - hours) // 24, (sketch.hour + hours) // 24)


def _original(connection: sqlite3.Connection, sketch: Sketch) -> int | None:
    """The report that this one nearly copies, the first that there was."""
    if not sketch.prints:
        return None
    found = with_keys(connection, print_keys_of(sketch), _days(sketch, COPY_HOURS), most=COPIES)
    held = sketches_of(connection, found)
    return min((number for number in found if is_near_copy(sketch, held[number])), default=None)


def _find_near(connection: sqlite3.Connection, fresh: dict[int, Sketch]) -> None:
    """Note the neighbours of new reports, and the new ones with their neighbours."""
    near: Near = {}
    for number, sketch in fresh.items():
        found = with_keys(connection, keys_of(sketch), _days(sketch, WINDOW), most=CANDIDATES + 1)
        held = sketches_of(connection, [other for other in found if other != number])
        scores = {other: likeness(sketch, s) * near_in_time(sketch, s) for other, s in held.items()}
        near |= {
            o: list(p) for o, p in near_of(connection, [o for o in [number, *held] if o not in near]).items()
        }
        for other, score in scores.items():
            if score > 0:
                _note(near, number, other, score)
                _note(near, other, number, score)
    keep_near(connection, near)


def _note(near: Near, number: int, other: int, score: float) -> None:
    pairs = [pair for pair in near.get(number, []) if pair[0] != other] + [(other, round(score, 4))]
    near[number] = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[: NEAR - 1]


def settle_around(
    connection: sqlite3.Connection, numbers: Sequence[int], at: str, *, is_all: bool = False
) -> None:
    """Settle reports with the stories that they touch, and record what changed."""
    near = near_of(connection, numbers)
    edges = [(a, b, score) for a, pairs in near.items() for b, score in pairs]
    placed = placed_of(connection, {*numbers, *(b for _, b, score in edges if score >= TOUCH)})
    if not is_all:
        stories = sorted({each.story for each in placed.values() if each.story})
        members = {n for story in stories for n in latest_numbers_of(connection, story, MOST_OF_STORY + 1)}
        placed |= placed_of(connection, members - placed.keys())
    for part in _parts(sorted(placed), [*edges, *_bound(placed)], TOUCH):
        _settle_part(connection, [placed[number] for number in part], at)


def _bound(placed: dict[int, Placed]) -> list[tuple[int, int, float]]:
    """Reports of one story are settled together, however little alike."""
    firsts: dict[str, int] = {}
    return [
        (firsts.setdefault(each.story, number), number, 1.0) for number, each in placed.items() if each.story
    ]


def _parts(numbers: Sequence[int], edges: Sequence[tuple[int, int, float]], floor: float) -> list[list[int]]:
    """Reports between which a chain of likenesses of at least `floor` leads, more if these are too many."""
    root = {number: number for number in numbers}

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = number = root[root[number]]
        return number

    for a, b, score in edges:
        if score >= floor and a in root and b in root:
            x, y = top(a), top(b)
            root[max(x, y)] = min(x, y)
    parts: dict[int, list[int]] = {}
    for number in numbers:
        parts.setdefault(top(number), []).append(number)
    found: list[list[int]] = []
    for part in parts.values():
        is_fine = len(part) <= MOST_TOGETHER or floor > 1
        inside = set(part)
        found += [part] if is_fine else _parts(part, [e for e in edges if e[0] in inside], floor * 1.25)
    return found


def _settle_part(connection: sqlite3.Connection, part: Sequence[Placed], at: str) -> None:
    part = sorted(part, key=lambda each: each.sketch.report)
    held = sketches_of(connection, {number for each in part for number in each.near})
    near = {p.sketch.report: [held[n] for n in p.near if n in held] for p in part}
    groups = settle(alike([each.sketch for each in part], near), _held(part), _apart(part))
    write(connection, [[part[number] for number in group] for group in groups], at)


def _held(part: Sequence[Placed]) -> list[list[int]]:
    """What stays together: what a person put into a story, and all of a story that is too large."""
    by_story: dict[str, list[int]] = {}
    for number, each in enumerate(part):
        if each.story:
            by_story.setdefault(each.story, []).append(number)
    return [
        group if len(group) > MOST_OF_STORY else [n for n in group if part[n].by == "person"]
        for group in by_story.values()
    ]


def _apart(part: Sequence[Placed]) -> list[tuple[int, int]]:
    """What never comes together by a rule: a report that a person placed, and those of other stories."""
    return [
        (a, b)
        for a, one in enumerate(part)
        if one.by == "person"
        for b, other in enumerate(part)
        if other.story and other.story != one.story
    ]


def _join_copy(connection: sqlite3.Connection, copy: str, original: int, at: str) -> None:
    story = connection.execute("SELECT story FROM sketch WHERE report = ?", (original,)).fetchone()[0]
    before = connection.execute("SELECT story FROM member WHERE report = ?", (copy,)).fetchone()
    if before is None or before[0] != story:
        join_story(connection, story, Member(copy, BY_COPY), by=RULE, at=at)
