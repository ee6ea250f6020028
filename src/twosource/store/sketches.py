"""Sketches of reports, the keys by which they find each other, and who is near whom."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from twosource.data import Article, Sketch
from twosource.store.packed import pack, unpack
from twosource.store.reports import each_of, opened

# Reports looked at for one key, the latest first: a key that many have says little, and must cost no more.
MOST_OF_KEY = 60
NO_DAY = -1
# Sketches kept open: what comes together is settled with much the same reports. Some 50 MB at most.
OPENED = 4_096
_LAST_DAY = 1 << 40
# Reports opened at a time.
_MANY = 500


@dataclass(frozen=True, slots=True)
class Near:
    """The reports most like one, the most alike first, and for each of its terms how many of them have it.

    `pairs` are their numbers and how much they are alike, `seen` has a byte for each term of its sketch.
    """

    pairs: tuple[tuple[int, float], ...] = ()
    seen: bytes = b""


@dataclass(frozen=True, slots=True)
class Placed:
    """A report that stands for itself and its near copies, and the story it is in.

    `number` is the report's row; `copies` how many near copies it stands for; `story`
    is "" where it is in none yet, `by` who put it there (``rule`` or ``person``).
    """

    number: int
    sketch: Sketch
    near: Near = Near()
    copies: int = 0
    story: str = ""
    by: str = ""


def is_stale(connection: sqlite3.Connection, made_by: str) -> bool:
    """Whether a report has no sketch, or one that another version drew."""
    row = connection.execute(
        "SELECT 1 FROM report LEFT JOIN sketch ON sketch.report = report.number"
        " WHERE sketch.made_by IS NOT ? LIMIT 1",
        (made_by,),
    ).fetchone()
    return row is not None


def is_of_others(connection: sqlite3.Connection, made_by: str) -> bool:
    """Whether another version drew a sketch, asked of the index alone: it costs nothing before each `add`."""
    row = connection.execute(
        "SELECT 1 FROM sketch WHERE made_by < ? UNION ALL SELECT 1 FROM sketch WHERE made_by > ? LIMIT 1",
        (made_by, made_by),
    ).fetchone()
    return row is not None


def forget_sketches(connection: sqlite3.Connection) -> None:
    """Drop what was drawn of all reports, and what followed from it; their stories stay."""
    connection.execute("DELETE FROM sketch_key")
    connection.execute("DELETE FROM sketch")


def follow_members(connection: sqlite3.Connection) -> None:
    """Note with every sketch the story of its report."""
    connection.execute(
        "UPDATE sketch SET story = (SELECT member.story FROM member JOIN report"
        " ON report.id = member.report WHERE report.number = sketch.report)"
    )


def placed_by_person(connection: sqlite3.Connection) -> frozenset[int]:
    """The reports that a person put into their story, by number."""
    rows = connection.execute(
        "SELECT number FROM member JOIN report ON report.id = member.report WHERE member.\"by\" = 'person'"
    )
    return frozenset(row[0] for row in rows)


def every_report(connection: sqlite3.Connection) -> Iterator[list[Article]]:
    """All reports in the order they came, some at a time."""
    last = 0
    while rows := connection.execute(
        "SELECT number, packed, text FROM report WHERE number > ? ORDER BY number LIMIT ?", (last, _MANY)
    ).fetchall():
        last = rows[-1]["number"]
        yield [opened(row) for row in rows]


def numbers_of(connection: sqlite3.Connection, reports: Sequence[str]) -> dict[str, int]:
    """The row numbers of reports, by id."""
    return {
        row["id"]: row["number"]
        for row in each_of(connection, "SELECT id, number FROM report WHERE id", reports)
    }


def keep_sketch(connection: sqlite3.Connection, number: int, sketch: Sketch, *, made_by: str) -> None:
    """Keep the sketch of a report in place of an earlier one."""
    connection.execute(
        "INSERT INTO sketch (report, packed, made_by) VALUES (?, ?, ?)"
        " ON CONFLICT (report) DO UPDATE SET packed = excluded.packed, made_by = excluded.made_by",
        (number, pack(sketch), made_by),
    )


def keep_keys(connection: sqlite3.Connection, number: int, keys: Iterable[int], day: int) -> None:
    """Let a report be found by its keys."""
    connection.executemany(
        "INSERT OR IGNORE INTO sketch_key (key, day, report) VALUES (?, ?, ?)",
        [(key, day, number) for key in keys],
    )


def note_copy(connection: sqlite3.Connection, number: int, of: int) -> None:
    """Note that a report is a near copy of another, which stands for it."""
    connection.execute("UPDATE sketch SET copy_of = ? WHERE report = ?", (of, number))
    connection.execute("UPDATE sketch SET copies = copies + 1 WHERE report = ?", (of,))


def with_keys(
    connection: sqlite3.Connection, keys: Sequence[int], days: tuple[int, int] | None, *, most: int
) -> list[int]:
    """Reports that share keys, published within `days` or at no stated time, best first, at most so many.

    A key counts less the more of the latest reports have it.
    """
    ranges = [days or (NO_DAY, _LAST_DAY), *([(NO_DAY, NO_DAY)] if days else [])]
    score: Counter[int] = Counter()
    for key in keys:
        found = [
            row[0]
            for first, last in ranges
            for row in connection.execute(
                "SELECT report FROM sketch_key WHERE key = ? AND day BETWEEN ? AND ?"
                " ORDER BY day DESC, report DESC LIMIT ?",
                (key, first, last, MOST_OF_KEY),
            )
        ]
        for number in found:
            score[number] += 1 + MOST_OF_KEY // len(found)
    return sorted(score, key=lambda number: (-score[number], number))[:most]


def homes_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The story of each report that is in one."""
    rows = each_of(connection, "SELECT report, story FROM sketch WHERE story IS NOT NULL AND report", numbers)
    return {row["report"]: row["story"] for row in rows}


def keep_near(connection: sqlite3.Connection, near: Mapping[int, Near]) -> None:
    """Keep who is most like each report."""
    connection.executemany(
        "UPDATE sketch SET near = ? WHERE report = ?", [(pack(each), number) for number, each in near.items()]
    )


def near_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Near]:
    """Who is most like each report; those of whom nothing is kept are absent."""
    rows = each_of(connection, "SELECT report, near FROM sketch WHERE near IS NOT NULL AND report", numbers)
    return {row["report"]: unpack(Near, row["near"]) for row in rows}


def sketches_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Sketch]:
    """The sketches of reports, by number; those that have none are absent."""
    rows = each_of(connection, "SELECT report, packed FROM sketch WHERE report", numbers)
    return {row["report"]: _opened(row["packed"]) for row in rows}


def placed_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Placed]:
    """Reports as they stand, by number; near copies are given by the one that stands for them."""
    rows = each_of(
        connection,
        'SELECT sketch.report, sketch.packed, near, copies, member.story, member."by" FROM sketch'
        " JOIN report ON report.number = sketch.report LEFT JOIN member ON member.report = report.id"
        " WHERE copy_of IS NULL AND sketch.report",
        numbers,
    )
    return {row["report"]: _placed(row) for row in rows}


def _placed(row: sqlite3.Row) -> Placed:
    near = unpack(Near, row["near"]) if row["near"] else Near()
    story, by = row["story"] or "", row["by"] or ""
    return Placed(row["report"], _opened(row["packed"]), near, row["copies"], story, by)


def latest_numbers_of(connection: sqlite3.Connection, story: str, most: int) -> list[int]:
    """The reports of a story that stand for themselves, the latest to come first, at most so many."""
    rows = connection.execute(
        "SELECT report FROM sketch WHERE story = ? AND copy_of IS NULL ORDER BY report DESC LIMIT ?",
        (story, most),
    )
    return [row[0] for row in rows]


def copies_of(connection: sqlite3.Connection, number: int) -> list[str]:
    """The ids of the near copies of a report."""
    rows = connection.execute(
        "SELECT report.id FROM sketch JOIN report ON report.number = sketch.report WHERE copy_of = ?"
        " ORDER BY report.number",
        (number,),
    )
    return [row[0] for row in rows]


@lru_cache(maxsize=OPENED)
def _opened(packed: bytes) -> Sketch:
    return unpack(Sketch, packed)
