"""Finds what changed in stories, against what was told of them before, and records each change once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.data import Change, Failure, Mention, Span
from twosource.desk.comparing import compare_story
from twosource.desk.edits import corrections_of, edit_of, notices_of
from twosource.desk.facts import KINDS, change_of, facts_of, mention_of, unheard
from twosource.desk.polling import Watching
from twosource.errors import NothingToCompare, StoreError, TwosourceError
from twosource.store.file import writing
from twosource.store.reports import reports_of
from twosource.store.stories import record
from twosource.store.told import looked_at, untold

# A story of more reports is not compared anew at each report that joins it.
MOST_COMPARED = 150
_PLACED = ("started", "joined", "late", "split", "pinned", "left")


@dataclass(frozen=True, slots=True)
class _Row:
    """A report of a story: which text replaced it, when it was withdrawn, why it belongs."""

    number: int
    id: str
    outlet: str
    replaced_by: str
    withdrawn_at: str
    why: str


def tell_stories(work: Watching) -> list[Failure]:
    """Look at every story in which something changed, and record what; a stop in between loses nothing.

    A story that cannot be compared is a failure, and is looked at again when it changes.
    """
    failures: list[Failure] = []
    for story, marks in untold(work.connection):
        changes: list[Change] = []
        try:
            changes += _of_reports(story, work)
            changes += _of_facts(story, work)
        except NothingToCompare:
            pass
        except StoreError:
            raise
        except TwosourceError as error:
            failures.append(Failure("watch", story, str(error), code=error.code))
        with writing(work.connection):
            record(work.connection, changes)
            looked_at(work.connection, story, marks)
    return failures


def _of_reports(story: str, work: Watching) -> Iterator[Change]:
    """What became of the reports of a story: joined as a copy, edited, corrected, withdrawn."""
    connection, at = work.connection, work.now()
    rows = _rows(connection, story)
    placed = {
        report
        for about in _abouts(connection, [story], _PLACED)
        for report in about
    }  # fmt: skip
    newer = {row.replaced_by for row in rows if row.replaced_by}
    for row in rows:
        if row.id not in placed and row.id not in newer:
            yield Change(story, "joined", at, (row.id,), row.why)
        if row.replaced_by:
            yield from _of_edit(story, row, work)
        if row.withdrawn_at:
            why = f"{row.outlet or row.id} has taken its report back; it stays in the library."
            yield Change(story, "withdrawn", at, (row.id,), why)
    current = reports_of(connection, [row.id for row in rows if not row.replaced_by and row.id not in newer])
    for article in current:
        yield from notices_of(article, None, story, at)


def _of_edit(story: str, row: _Row, work: Watching) -> Iterator[Change]:
    """What a later text of a report changed."""
    at = work.now()
    old, new = reports_of(work.connection, [row.id, row.replaced_by])
    number = work.connection.execute("SELECT number FROM report WHERE id = ?", (new.id,)).fetchone()[0]
    # A text that stands again is told of once more, though both texts were told of before.
    about = (new.id, old.id) if number > row.number else (new.id,)
    yield edit_of(old, new, Change(story, "edited", at, about, ""))
    yield from corrections_of(old, new, story, at)
    yield from notices_of(new, old, story, at)


def _of_facts(story: str, work: Watching) -> list[Change]:
    """What the comparison of a story shows that was not told before, if it has reports of two outlets."""
    rows = [row for row in _rows(work.connection, story) if not row.replaced_by]
    outlets = {row.outlet or row.id for row in rows}
    if len(outlets) < max(2, work.min_outlets) or len(rows) > MOST_COMPARED:
        return []
    made = compare_story(work.connection, story, work.means, work.version, work.now)
    told = list(_told(work.connection, story))
    return [change_of(fact, story, work.now()) for fact in unheard(facts_of(made), told)]


def _rows(connection: sqlite3.Connection, story: str) -> list[_Row]:
    rows = connection.execute(
        "SELECT number, id, coalesce(outlet, '') AS outlet, coalesce(replaced_by, '') AS replaced_by,"
        " coalesce(withdrawn_at, '') AS withdrawn_at, member.why FROM member"
        " JOIN report ON report.id = member.report WHERE member.story = ? ORDER BY number",
        (story,),
    )
    return [_Row(**dict(row)) for row in rows]


def _abouts(connection: sqlite3.Connection, stories: Sequence[str], kinds: Sequence[str]) -> list[list[str]]:
    return [about for _, about in _changes(connection, stories, kinds)]


def _changes(
    connection: sqlite3.Connection, stories: Sequence[str], kinds: Sequence[str]
) -> list[tuple[str, list[str]]]:
    """Kind and places of the changes of stories."""
    return [
        (row["kind"], json.loads(row["about"]))
        for story in stories
        for row in connection.execute("SELECT kind, about FROM change WHERE story = ? ORDER BY id", (story,))
        if row["kind"] in kinds
    ]


def _told(connection: sqlite3.Connection, story: str) -> Iterator[tuple[str, Mention, str]]:
    """The facts told of a story, and of those that it goes on: kind, place and the words there.

    A place in a text that was replaced stands for the same words in the text that replaced it.
    """
    family = [story]
    for each in family:
        rows = connection.execute("SELECT id FROM story WHERE merged_into = ?", (each,))
        family += [row["id"] for row in rows if row["id"] not in family]
    found = [(k, m) for k, about in _changes(connection, family, KINDS) for m in map(mention_of, about) if m]
    texts = _texts(connection, {mention.report for _, mention in found})
    for kind, mention in found:
        met: set[str] = set()
        place: Mention | None = mention
        while place is not None and place.report not in met:
            met.add(place.report)
            words = place.span.of(texts[place.report][0])
            yield kind, place, " ".join(words.split())
            place = _in_later(place, words, texts)


def _texts(connection: sqlite3.Connection, reports: set[str]) -> dict[str, tuple[str, str]]:
    """Each report's text and the report that replaced it, those that replaced them included."""
    found: dict[str, tuple[str, str]] = {}
    left = sorted(reports)
    while left:
        one = left.pop()
        row = connection.execute("SELECT text, replaced_by FROM report WHERE id = ?", (one,)).fetchone()
        if row and one not in found:
            found[one] = (row["text"], row["replaced_by"] or "")
            left += [row["replaced_by"]] if row["replaced_by"] else []
    return found


def _in_later(place: Mention, words: str, texts: Mapping[str, tuple[str, str]]) -> Mention | None:
    """The place of the same words in the text that replaced a report, nearest to where they stood."""
    text, later = texts[place.report]
    if not later or not words:
        return None
    there = texts[later][0]
    starts: list[int] = []
    start = there.find(words)
    while start >= 0 and len(starts) < 1000:
        starts.append(start)
        start = there.find(words, start + 1)
    if not starts:
        return None
    share = place.span.start / max(1, len(text))
    start = min(starts, key=lambda s: abs(s / max(1, len(there)) - share))
    return Mention(later, Span(start, start + len(words)))
