"""Lays the reports of a library's story side by side: what was read or compared before is not done again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from twosource.data import Article, Comparison, Failure, Link, Reading, Story
from twosource.desk.adding import Now
from twosource.errors import NothingToCompare
from twosource.pipeline import Means, lay_side_by_side, makers, of, readers, says, steps
from twosource.store.comparisons import comparison_of, keep_comparison
from twosource.store.file import writing
from twosource.store.reports import keep_reading, readings_of, reports_of
from twosource.store.stories import story_of


def compare_story(
    connection: sqlite3.Connection, story: str, means: Means, version: str, now: Now
) -> Comparison:
    """The comparison of a story as it stands; kept, and made anew when anything that it rests on is another.

    KeyError where there is no such story; NothingToCompare where it has but one report.
    """
    found = story_of(connection, story)
    ids = [member.report for member in found.members]
    if len(ids) < 2:
        raise NothingToCompare(f"The story {found.id} has {len(ids)} report; a comparison needs two or more.")
    made_of = made_from(found, means, version)
    kept = comparison_of(connection, found.id, made_of)
    if kept is not None:
        return kept
    pairs, failures = read_reports_of(connection, ids, means)
    if len(pairs) < 2:
        raise NothingToCompare(f"Fewer than two reports of the story {found.id} could be read.", failures)
    made, _ = lay_side_by_side(found, pairs, means, version)
    made = replace(made, failures=failures)
    with writing(connection):
        keep_comparison(connection, made, made_of=made_of, made_by=version, at=now())
    return made


def read_reports_of(
    connection: sqlite3.Connection, ids: Sequence[str], means: Means
) -> tuple[list[tuple[Article, Reading]], tuple[Failure, ...]]:
    """Reports with what they say: as kept where this version read them, else read now and kept."""
    made_by = reader(means)
    articles = reports_of(connection, ids)
    readings = readings_of(connection, ids, made_by)
    unread = [article for article in articles if article.id not in readings]
    new = means.engine(steps(means)["extract"], unread, means.load).values
    with writing(connection):
        for article, reading in zip(unread, new, strict=True):
            if isinstance(reading, Reading):
                keep_reading(connection, reading, article, made_by=made_by)
                readings[article.id] = reading
    return [(a, readings[a.id]) for a in articles if a.id in readings], tuple(of(Failure, new))


def reader(means: Means) -> str:
    """What reads reports here, with versions: a reading by another is not taken for this one's."""
    from twosource.version import __version__

    return "; ".join(
        f"{name} {said}" for name, said in (("twosource", __version__), *says(readers(means.settings), means))
    )


def made_from(story: Story, means: Means, version: str) -> str:
    """A digest of all that a comparison rests on: members, what makes it, a person's corrections."""
    links: tuple[Link, ...] = means.corrections
    parts = [*(m.report for m in story.members), *map(str, makers(means, version)), *map(str, links)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
