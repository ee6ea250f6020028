"""Writes down how stories changed, and does what a person corrected."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from twosource.data import Change, Member
from twosource.stages.cluster.names import best_title, keep_ids, story_id, why_with
from twosource.store.ids import story_of_report
from twosource.store.sketches import Placed, copies_of
from twosource.store.stories import (
    join_story,
    merge_into,
    name_story,
    record,
    start_story,
    story_now,
    title_of,
    titles_of,
)

# A report that says it was published so many hours before the latest that its story had is late.
LATE = 24
RULE, PERSON = "rule", "person"
Groups = Sequence[Sequence[Placed]]


def write(connection: sqlite3.Connection, groups: Groups, at: str) -> None:
    """Make stories of groups of reports: ids kept where they can be, every change recorded."""
    counts = [_counts(group) for group in groups]
    held = sorted({story for count in counts for story in count if story})
    kept = keep_ids(counts, {story: _started(connection, story) for story in held})
    stories = [story or _start(connection, group, at) for story, group in zip(kept, groups, strict=True)]
    for story, group in zip(stories, groups, strict=True):
        _write_one(connection, story, group, at)
    _record_endings(connection, dict(zip(stories, groups, strict=True)), set(held) - set(kept), at)


def _counts(group: Sequence[Placed]) -> dict[str, int]:
    """Reports, copies too, by the story they come from; those a person placed outweigh all."""
    counts: Counter[str] = Counter()
    for each in group:
        counts[each.story] += 1 + each.copies + (1 << 40 if each.by == PERSON else 0)
    return dict(counts)


def _started(connection: sqlite3.Connection, story: str) -> str:
    return str(connection.execute("SELECT started_at FROM story WHERE id = ?", (story,)).fetchone()[0])


def _founder(group: Sequence[Placed]) -> Placed:
    return min(group, key=_by_time)


def _by_time(report: Placed) -> tuple[bool, int, str]:
    """The order of reports by the time they state, those that state none last."""
    sketch = report.sketch
    return sketch.hour is None, sketch.hour or 0, sketch.report


def _start(connection: sqlite3.Connection, group: Sequence[Placed], at: str) -> str:
    """Begin a story, its id and title after its earliest report."""
    founder = _founder(group)
    title = titles_of(connection, [founder.number])[founder.number]
    story, number = story_id(founder.sketch.report), 0
    while connection.execute("SELECT 1 FROM story WHERE id = ?", (story,)).fetchone():
        number += 1
        story = story_id(founder.sketch.report, number)
    start_story(connection, story, title or ", ".join(founder.sketch.words[:3]), at)
    return story


def _write_one(connection: sqlite3.Connection, story: str, group: Sequence[Placed], at: str) -> None:
    """Move into a story the reports of its group that are not in it, and record each."""
    moved = [each for each in group if each.story != story]
    founder = None if len(moved) < len(group) else _founder(group)
    latest = max((p.sketch.hour for p in group if p not in moved and p.sketch.hour is not None), default=None)
    changes = []
    for each in moved:
        others = [] if each is founder else [p.sketch.words for p in group if p is not each]
        why = why_with(each.sketch.words, others)
        _move(connection, story, each, why, at)
        # A later text of a report that is here is told of as its edit.
        if not _is_text_of(connection, each.sketch.report, story):
            kind = "started" if each is founder else _kind(each, latest)
            changes.append(Change(story, kind, at, (each.sketch.report,), why))
    # Nothing joins a story before it began, in whatever order its reports came.
    record(connection, sorted(changes, key=lambda change: change.kind != "started"))
    if moved and len(group) > 1:
        _name(connection, story, group)


def _name(connection: sqlite3.Connection, story: str, group: Sequence[Placed]) -> None:
    """Give a story the title that fits its reports."""
    group = sorted(group, key=_by_time)
    titles = titles_of(connection, [each.number for each in group])
    now = title_of(connection, story)
    title = best_title([titles[each.number] for each in group], [each.sketch.words for each in group], now)
    if title != now:
        name_story(connection, story, title)


def _is_text_of(connection: sqlite3.Connection, report: str, story: str) -> bool:
    """Whether a report is another text of one that is in the story."""
    row = connection.execute(
        "SELECT 1 FROM report JOIN member ON member.report = report.id"
        " WHERE replaced_by = ? AND member.story = ?",
        (report, story),
    ).fetchone()
    return row is not None


def _kind(report: Placed, latest: int | None) -> str:
    hour = report.sketch.hour
    return "late" if latest is not None and hour is not None and latest - hour > LATE else "joined"


def _move(connection: sqlite3.Connection, story: str, report: Placed, why: str, at: str) -> None:
    join_story(connection, story, Member(report.sketch.report, why), by=RULE, at=at)
    for copy in copies_of(connection, report.number) if report.copies else ():
        row = connection.execute(
            'SELECT why FROM member WHERE report = ? AND "by" = ?', (copy, RULE)
        ).fetchone()
        if row:
            join_story(connection, story, Member(copy, row["why"]), by=RULE, at=at)


def _record_endings(
    connection: sqlite3.Connection, now: dict[str, Sequence[Placed]], ended: set[str], at: str
) -> None:
    """Record what became of the stories that reports were taken out of: merged, split, or a report left."""
    went: dict[str, Counter[str]] = {}
    for story, group in now.items():
        for each in group:
            if each.story and each.story != story:
                went.setdefault(each.story, Counter())[story] += 1 + each.copies
    changes = []
    for old, into in sorted(went.items()):
        first = min(into, key=lambda story: (-into[story], story))
        if old in ended:
            merge_into(connection, old, first, at)
            _move_rest(connection, old, first, at)
            changes.append(Change(first, "merged", at, (old,), f"Story {old} goes on as this one."))
        for story in sorted(into.keys() - ({first} if old in ended else set())):
            reports = tuple(sorted(p.sketch.report for p in now[story] if p.story == old))
            is_new = all(p.story in ("", old) for p in now[story])
            kind, about = ("split", (story, *reports)) if is_new else ("left", reports)
            changes.append(Change(old, kind, at, about, f"{_reports(len(reports))} went to story {story}."))
    record(connection, changes)


def _move_rest(connection: sqlite3.Connection, old: str, into: str, at: str) -> None:
    """What was too much of an ended story to be looked at goes where the rest went."""
    rows = connection.execute('SELECT report, why, "by" FROM member WHERE story = ?', (old,)).fetchall()
    for row in rows:
        join_story(connection, into, Member(row["report"], row["why"]), by=row["by"], at=at)


def _reports(count: int) -> str:
    return "1 report" if count == 1 else f"{count} reports"


def put_right(connection: sqlite3.Connection, at: str) -> None:
    """Do the corrections of stories that are not done yet, in the order in which they were made."""
    rows = connection.execute(
        "SELECT id, kind, a, b FROM correction WHERE done_at IS NULL AND kind IN ('merge', 'split', 'pin')"
        " ORDER BY id"
    ).fetchall()
    for row in rows:
        {"merge": _merge, "split": _split, "pin": _pin}[row["kind"]](connection, row["a"], row["b"], at)
        connection.execute("UPDATE correction SET done_at = ? WHERE id = ?", (at, row["id"]))


def _merge(connection: sqlite3.Connection, a: str, b: str, at: str) -> None:
    """Story `b` goes on as story `a`; no rule parts them any more."""
    a, b = story_now(connection, a), story_now(connection, b)
    why = "Merged by a person."
    for row in connection.execute(
        "SELECT report, why, story FROM member WHERE story IN (?, ?)", (a, b)
    ).fetchall():
        said = row["why"] if row["story"] == a else why
        join_story(connection, a, Member(row["report"], said), by=PERSON, at=at)
    if a != b:
        merge_into(connection, b, a, at)
        record(connection, [Change(a, "merged", at, (b,), why)])


def _split(connection: sqlite3.Connection, report: str, story: str, at: str) -> None:
    """A report becomes a story of its own, if it is in `story` ("" is whichever it is in)."""
    old = story_of_report(connection, report)
    if story and story_now(connection, story) != old:
        return
    number = 0
    while connection.execute("SELECT 1 FROM story WHERE id = ?", (story_id(report, number),)).fetchone():
        number += 1
    story = story_id(report, number)
    title = connection.execute("SELECT title FROM report WHERE id = ?", (report,)).fetchone()[0]
    start_story(connection, story, title or "", at)
    why = "Taken out of its story by a person."
    _stand_alone(connection, report)
    join_story(connection, story, Member(report, why), by=PERSON, at=at)
    record(connection, [Change(old or story, "split", at, (story, report), why)])


def _pin(connection: sqlite3.Connection, report: str, story: str, at: str) -> None:
    """A report is of a story, whatever the rules say."""
    old, story = story_of_report(connection, report), story_now(connection, story)
    is_new = old != story or not _is_placed(connection, report)
    why = "Put here by a person."
    _stand_alone(connection, report)
    join_story(connection, story, Member(report, why), by=PERSON, at=at)
    changes = [Change(story, "pinned", at, (report,), why)] if is_new else []
    if old and old != story:
        changes.append(Change(old, "left", at, (report,), f"Put into story {story} by a person."))
    record(connection, changes)


def _is_placed(connection: sqlite3.Connection, report: str) -> bool:
    """Whether a person has said where a report belongs."""
    row = connection.execute(
        'SELECT 1 FROM member WHERE report = ? AND "by" = ?', (report, PERSON)
    ).fetchone()
    return row is not None


def _stand_alone(connection: sqlite3.Connection, report: str) -> None:
    """What a person placed is no longer placed by the report that it copies."""
    connection.execute(
        "UPDATE sketch SET copies = copies - 1 WHERE report ="
        " (SELECT copy_of FROM sketch JOIN report ON report.number = sketch.report WHERE report.id = ?)",
        (report,),
    )
    connection.execute(
        "UPDATE sketch SET copy_of = NULL WHERE report = (SELECT number FROM report WHERE id = ?)", (report,)
    )
