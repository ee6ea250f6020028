"""The object people hold: a library of reports in one file, its stories, and what changes in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from functools import partial
from os import fspath
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from twosource.corrections import correction
from twosource.data import Article, Comparison, Failure, Link, Page, Source, Story
from twosource.desk import correcting, doctoring
from twosource.desk.adding import Added, Adding, Tell, add
from twosource.desk.comparing import compare_story, reader_now
from twosource.desk.ids import named_report, named_story, title_of
from twosource.desk.lines import (
    Found,
    StoryLine,
    find,
    list_changes,
    list_stories,
    since_of,
    with_copies_named,
)
from twosource.desk.meaning import find_by_meaning
from twosource.desk.placing import place
from twosource.desk.renewing import renew
from twosource.desk.sentences import telling_all
from twosource.desk.unasked import Clock, now, silent
from twosource.engines.inline import Engine
from twosource.library import Path, meaning, state
from twosource.outputs import File, save
from twosource.pipeline import Means
from twosource.settings import Settings
from twosource.step import Model
from twosource.store import search as full_text
from twosource.store import sources, stories
from twosource.store.file import open_file, writing
from twosource.store.migrate import bring_up_to_date
from twosource.store.reports import reports_of
from twosource.version import __version__

if TYPE_CHECKING:
    from twosource.desk.watching import Told, Ways
    from twosource.store.told import Noted


@telling_all
class Library:
    """Reports kept in one SQLite file, grouped into stories as they come.

    ::

        with Library("news.db") as library:
            library.add(["harbour.html", "https://herald.example/feed.xml"])
            for line in library.stories(min_outlets=2):
                print(line.title, library.story(line.id).points)

    The file is made where it is missing, unless `create` is False; StoreError
    says what is wrong with one that cannot be opened, and that there is no story
    or report of an id.  `clock` gives the time at which things are written down;
    `notes` are what there was to tell of fetching and of language models.
    """

    def __init__(
        self,
        path: Path = "news.db",
        *,
        create: bool = True,
        settings: Settings | None = None,
        models: Mapping[str, Model] | None = None,
        engine: Engine | None = None,
        clock: Clock = now,
    ) -> None:
        self.path = fspath(path)
        self.connection: sqlite3.Connection = open_file(self.path, create=create)
        self.settings, self.models, self.engine, self.clock = settings or Settings(), models, engine, clock
        self.notes: list[str] = []
        try:
            bring_up_to_date(self.connection)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; everything that was acknowledged is in it."""
        self.connection.close()

    def add(
        self,
        named: Sequence[Path] = (),
        *,
        outlets: Mapping[str, str] | None = None,
        published: Mapping[str, str] | None = None,
        standard_input: bytes = b"",
        tell: Tell = silent,
    ) -> Added:
        """Read reports into the library and put each into a story; also what an earlier run left.

        Doing it twice changes nothing.  `tell` hears of every batch: the source and the
        number of reports so far.  What could not be read is in `failures`.
        """
        return self.add_sources(
            state(named, outlets=outlets or {}, published=published or {}),
            standard_input=standard_input,
            tell=tell,
        )

    def add_sources(
        self, asked: Sequence[Source], *, standard_input: bytes = b"", tell: Tell = silent
    ) -> Added:
        """`add` for sources with what is said of them."""
        renew(self.connection, self.at(), tell)
        with self._meaning(standard_input) as means:
            return add(asked, Adding(self.connection, means, self.at, __version__, place, tell))

    def retry(self, *, tell: Tell = silent) -> Added:
        """Try again what could not be read, and nothing else."""
        self.ask_again()
        return self.add(tell=tell)

    def ask_again(self) -> None:
        """Have the next `add` try again what could not be read."""
        with writing(self.connection):
            sources.ask_again(self.connection)

    def failures(self) -> list[tuple[str, Failure]]:
        """What could not be read, each with the source that it belongs to."""
        return sources.failures_of(self.connection)

    def stories(
        self, *, since: str = "", query: str = "", min_outlets: int = 0, most: int = 50
    ) -> list[StoryLine]:
        """Stories, the last changed first.

        `since` is a time in ISO 8601 or how long ago (``2d``, ``12h``); with `query` only
        those of which a report holds all its words.
        """
        return list_stories(
            self.connection,
            since=since_of(since, self.clock()),
            query=query,
            min_outlets=min_outlets,
            most=most,
        )

    def members(self, story: str) -> Story:
        """A story with its reports and why each belongs."""
        found = stories.story_of(self.connection, named_story(self.connection, story))
        return with_copies_named(self.connection, found)

    def withdrawn(self, story: str) -> dict[str, str]:
        """The reports of a story that their outlets have taken back, each with when that was seen (UTC)."""
        return stories.withdrawn_of(self.connection, self.members(story))

    def title(self, story: str) -> str:
        """What a story is called, or ""."""
        return title_of(self.connection, story)

    def story(self, story: str) -> Comparison:
        """The comparison of a story; NothingToCompare where it has but one report."""
        found = self.members(story)
        with self._meaning() as means:
            return compare_story(self.connection, found.id, means, __version__, self.at)

    def save(self, story: str, *, beside: File | None = None, **files: File | None) -> Comparison:
        """Write a story's comparison as `html`, `json`, `markdown`, `prov`, `ninjs` or `svg`; see `save`."""
        made = self.story(story)
        save(made, self.pages([report.id for report in made.reports]), beside=beside, **files)
        return made

    def reports(self, ids: Sequence[str]) -> tuple[Article, ...]:
        """Reports by their ids, in that order."""
        return reports_of(self.connection, [named_report(self.connection, one) for one in ids])

    def pages(self, reports: Sequence[str]) -> list[Page]:
        """The pages that reports were read from, with the bytes as they were captured."""
        return sources.pages_of(self.connection, [named_report(self.connection, one) for one in reports])

    def search(
        self, query: str, *, by_meaning: bool = False, most: int = 20, tell: Tell = silent
    ) -> list[Found]:
        """Reports that hold all the words of `query`, or those nearest in meaning, best first.

        By meaning titles and openings are compared, by the embedder; each report is read for
        that once, at the first search after it came, of which `tell` hears.
        """
        if not by_meaning:
            return find(self.connection, query, most=most)
        with self._meaning() as means:
            return find_by_meaning(self.connection, query, means.load("embedder"), most=most, tell=tell)

    def lacking(self, query: str) -> list[str]:
        """The words and phrases of a query that no report has."""
        return full_text.lacking(self.connection, query)

    def merge(self, into: str, other: str) -> str:
        """Make two stories one, in this and every later run, under the id of the first, which is given."""
        return correcting.merge(self.connection, into, other, self.at())

    def split(self, *reports: str, into: str = "") -> str:
        """Take reports out of their story, into another or a new one; its id."""
        return correcting.split(self.connection, reports, into, self.at())

    def pin(self, report: str, story: str) -> tuple[str, str]:
        """Put a report into a story, where it stays in every later run; the ids of both."""
        return correcting.pin(self.connection, report, story, self.at())

    def free(self, report: str) -> bool:
        """Let rules place a report again that a person had placed; whether one had."""
        return correcting.free(self.connection, report)

    def link(self, a: str, b: str, *, is_one: bool = True, why: str = "") -> bool:
        """Say that two names are one, or are not, in every comparison here; whether that is new."""
        return correcting.keep_link(self.connection, correction(a, b, is_one=is_one, why=why), self.at())

    def unlink(self, a: str, b: str, *, why: str = "") -> bool:
        """Say that two names are not one; whether that is new."""
        return self.link(a, b, is_one=False, why=why)

    def forget_link(self, a: str, b: str) -> None:
        """Take back what was said of two names; SettingError where nothing was."""
        correcting.forget_link(self.connection, a, b)

    def links(self) -> tuple[Link, ...]:
        """What was said of who is who."""
        return correcting.links_of(self.connection)

    def changes(
        self, story: str = "", *, since: str = "", kinds: Sequence[str] = (), most: int = 0
    ) -> list[Noted]:
        """What changed in a story and what became part of it, or in all, oldest first; the last `most`."""
        about = named_story(self.connection, story) if story else ""
        start = since_of(since, self.clock())
        return list_changes(self.connection, about, since=start, kinds=kinds, most=most)

    def watch(self, feeds: Sequence[Path], ways: Ways, *, every: str = "15m", min_outlets: int = 2) -> Told:
        """Follow feeds, and give each change in stories of so many outlets as it is told, each once."""
        from twosource.desk.polling import Watching
        from twosource.desk.watching import keep_watching, seconds_of

        renew(self.connection, self.at(), silent)
        named, pace = [fspath(feed) for feed in feeds], (seconds_of(every), min_outlets)
        made = partial(Watching, self.connection, now=self.at, version=__version__, place=place, pace=pace)
        return keep_watching(named, self._meaning, made, ways)

    def export(self, form: str, to: BinaryIO, *, table: str = "reports", only: Sequence[str] = ()) -> None:
        """Write what the library holds for other programs; `only` names the stories, if not all.

        `form` is jsonl, csv or parquet, of one of the views (`table`); csl-json or bibtex
        of the reports; annotations (W3C) or prov of stories' comparisons; datasette, its metadata.
        """
        from twosource.desk.exporting import export

        stories = [self.members(story).id for story in only]
        export(self.connection, form, to, table=table, only=stories, compare=self.story)

    def export_to(self, form: str, file: Path, *, table: str = "reports", only: Sequence[str] = ()) -> None:
        """`export` into a file, whole or not at all."""
        from twosource.desk.exporting import write_whole

        write_whole(fspath(file), lambda to: self.export(form, to, table=table, only=only))

    def doctor(self, *, repair: bool = False) -> list[doctoring.Finding]:
        """What is wrong and what to do, faults first; `repair` makes the full text's index anew before."""
        if repair:
            doctoring.rebuild_index(self.connection)
        with self._meaning() as means:
            return doctoring.examine(self.connection, reader_now(means))

    def copy_to(self, file: Path) -> None:
        """Make a whole copy of the library, also while others add to it."""
        doctoring.copy_to(self.connection, fspath(file))

    def at(self) -> str:
        """The clock's time as it is written down."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    @contextmanager
    def _meaning(self, standard_input: bytes = b"") -> Iterator[Means]:
        """What a run is given, a person's corrections among it; what there is to tell of it is in `notes`."""
        with meaning(self.settings, self.models, self.engine, standard_input) as (means, notes):
            yield replace(means, corrections=self.links())
        self.notes += notes
