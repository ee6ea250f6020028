"""Lays the reports of a library's story side by side: what was read or compared before is not done again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from twosource.data import Article, Comparison, Failure, Reading, Story
from twosource.desk.adding import Now
from twosource.desk.keeping import keep_if_possible
from twosource.desk.versions import Rules, rules_now
from twosource.errors import NothingToCompare
from twosource.pipeline import Means, lay_side_by_side, of, readers, steps
from twosource.step import Foretell
from twosource.store.comparisons import comparison_of, keep_comparison
from twosource.store.reports import keep_reading, readings_of, reports_of
from twosource.store.stories import standing_of, story_of


def compare_story(
    connection: sqlite3.Connection,
    story: str,
    means: Means,
    version: str,
    now: Now,
    *,
    rules: Rules | None = None,
) -> Comparison:
    """The comparison of a story as it stands; kept, and made anew when anything that it rests on is another.

    `rules` are the versions of the rooms, those installed if not given.  Whether a kept one
    holds is told without loading a model; where nothing can be written it is made and not
    kept.  KeyError where there is no such story;
    NothingToCompare where it has but one report.
    """
    found, rules = standing_of(connection, story), rules or rules_now()
    ids = [member.report for member in found.members]
    if len(ids) < 2:
        raise NothingToCompare(too_few(len(ids), story_of(connection, found.id)))
    made_of = ""
    # A model may turn out to be another than its packages tell: damaged weights show as it is loaded.
    for identify in (means.foretell, lambda name: means.load(name).identity):
        before, made_of = made_of, made_from(found, means, rules, identify) if identify else ""
        kept = comparison_of(connection, found.id, made_of) if made_of != before else None
        if kept is not None:
            return kept
    pairs, failures = read_reports_of(connection, ids, means, rules)
    if len(pairs) < 2:
        raise NothingToCompare(f"Fewer than two reports of the story {found.id} could be read.", failures)
    made, _ = lay_side_by_side(found, pairs, means, version)
    made = replace(made, failures=failures)
    keep = partial(keep_comparison, connection, made, made_of=made_of, made_by=version, at=now())
    keep_if_possible(connection, keep)
    return made


def too_few(many: int, story: Story) -> str:
    """Why a story of which so many reports stand, one or none, is not compared."""
    back = len(story.members) - many
    outlets = "its outlet has" if back == 1 else "their outlets have"
    but = f", and {back} that {outlets} taken back" if back else ""
    return f"The story {story.id} has {many or 'no'} report{but}; a comparison needs two or more."


def read_reports_of(
    connection: sqlite3.Connection, ids: Sequence[str], means: Means, rules: Rules
) -> tuple[list[tuple[Article, Reading]], tuple[Failure, ...]]:
    """Reports with what they say: as kept where these rules read them, else read now and kept."""
    made_by = reader(means, rules, lambda name: means.load(name).identity)
    articles = reports_of(connection, ids)
    readings = readings_of(connection, ids, made_by)
    unread = [article for article in articles if article.id not in readings]
    new = means.engine(steps(means)["extract"], unread, means.load).values
    pairs = [(a, r) for a, r in zip(unread, new, strict=True) if isinstance(r, Reading)]

    def keep() -> None:
        for article, reading in pairs:
            keep_reading(connection, reading, article, made_by=made_by)

    if pairs:
        keep_if_possible(connection, keep)
    readings |= {article.id: reading for article, reading in pairs}
    return [(a, readings[a.id]) for a in articles if a.id in readings], tuple(of(Failure, new))


def reader(means: Means, rules: Rules, identify: Foretell) -> str:
    """What reads reports here, with versions: a reading by another is not taken for this one's."""
    models = (f"{name} {identify(name)}" for name in readers(means.settings))
    return "; ".join((f"extract {rules.extract}", *models))


def reader_now(means: Means) -> str:
    """`reader` with the rules and models as they are installed, no model loaded."""
    return reader(means, rules_now(), means.foretell or (lambda name: means.load(name).identity))


def made_from(story: Story, means: Means, rules: Rules, identify: Foretell) -> str:
    """A digest of all that a comparison rests on: members, what makes it, a person's corrections."""
    makers = (
        reader(means, rules, identify),
        f"match {rules.match}; embedder {identify('embedder')}",
        f"trace {rules.trace}",
    )
    parts = [*(m.report for m in story.members), *makers, *map(str, means.corrections)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
