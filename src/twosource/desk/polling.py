"""Follows feeds: asks those whose time has come, and notes what is new or told otherwise in them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from twosource.data import Failure, Page, Source
from twosource.desk.adding import Now, Place
from twosource.errors import SettingError, SourceError
from twosource.pipeline import Means, of, steps
from twosource.stages.acquire.feeds.beat import Beat, beat_of, plain_link
from twosource.stages.acquire.kinds import ATOM, FEEDS, JSON_FEED, OPML, RSS
from twosource.stages.acquire.read import is_link, read
from twosource.stages.acquire.unfold import unfold
from twosource.stages.acquire.web.visit import GONE, UNCHANGED, left_alone_until, visit
from twosource.stages.acquire.web.web import Web
from twosource.store.feeds import (
    Feed,
    Named,
    due_feeds,
    follow,
    follow_list,
    followed,
    forget_said,
    not_polled,
    note_listed,
    note_named,
    paths_of_item,
    polled,
    reports_at,
)
from twosource.store.file import writing
from twosource.store.reports import withdraw
from twosource.text.parts import PLAIN

# A feed is asked once a day at least, whatever it says of itself and however often it failed, but for one
# that says that it is gone or asks to be left alone for longer: it is asked again in a week at the latest.
LONGEST, WEEK = 86_400, 604_800
# A page is looked at again an hour after it was first seen (see `revisiting`).
FIRST_LOOK = 3_600
MOST_FEEDS = 1_000
_NO_FEED = frozenset({"gone", "not-a-feed"})
# What its first words say to be a feed is one, also while it names nothing.
_MAY_BE_EMPTY = frozenset({RSS, ATOM, JSON_FEED})
_SAID = frozenset({"title", "published", "modified"})


@dataclass(frozen=True, slots=True)
class Watching:
    """What watching works with.

    `now` gives the time (UTC, ISO 8601); `place` puts new reports into stories;
    of `pace`, a feed is asked every so many seconds, and stories of fewer than so
    many outlets are not told of.
    """

    connection: sqlite3.Connection
    means: Means
    now: Now
    version: str
    place: Place
    pace: tuple[int, int]

    @property
    def every(self) -> int:
        """Seconds between two visits to a feed."""
        return self.pace[0]

    @property
    def min_outlets(self) -> int:
        """Outlets that a story has at least to be told of."""
        return self.pace[1]

    @property
    def web(self) -> Web:
        """What fetches links; SettingError where links are not followed."""
        if self.means.reach.web is None:
            raise SettingError("Feeds cannot be watched offline.")
        return self.means.reach.web()


def later(at: str, seconds: float) -> str:
    """A time so many seconds after another, as the library writes it."""
    return (datetime.fromisoformat(at) + timedelta(seconds=seconds)).isoformat(timespec="seconds")


def feeds_named(named: Sequence[str], means: Means) -> tuple[list[str], list[Failure]]:
    """The feeds behind what the user named: links, and files that list them (OPML, or a link a line)."""
    urls: list[str] = []
    failures: list[Failure] = []
    for name in named:
        if is_link(name):
            urls.append(name)
            continue
        for page in read(Source(name), means.reach):
            found = page if isinstance(page, Failure) else _listed(page)
            if isinstance(found, Failure):
                failures.append(found)
            else:
                urls += found
    return list(dict.fromkeys(urls)), failures


def _listed(page: Page) -> list[str] | Failure:
    """The links of a list of feeds."""
    if page.media_type == OPML:
        try:
            return [source.path for source in of(Source, unfold(page, most=MOST_FEEDS))]
        except SourceError as error:
            return Failure("unfold", page.path, str(error), page.sha256, error.code)
    lines = [line.strip() for line in page.data.decode("utf-8", "replace").splitlines()]
    links = [line for line in lines if is_link(line)][:MOST_FEEDS]
    if page.media_type != PLAIN or not links:
        reason = f"{page.path} lists no feeds: an OPML file, or a text file with a link a line, was expected."
        return Failure("unfold", page.path, reason, page.sha256, "not-a-feed")
    return links


def poll_feeds(urls: Sequence[str], work: Watching) -> list[Failure]:
    """Ask the feeds that are due, one after the other; what cannot be had is asked again later.

    What a feed names, and the marks of the version that named it, are kept in one
    transaction: a stop between two feeds loses nothing.
    """
    with writing(work.connection):
        follow(work.connection, urls)
    failures: list[Failure] = []
    asked: set[str] = set()
    # Lists at links name feeds, which are asked in the same round.
    while due := [f for f in due_feeds(work.connection, urls, work.now()) if f.url not in asked]:
        every = followed(work.connection, urls)
        for feed in due:
            asked.add(feed.url)
            failures += _poll(feed, every, work)
    return failures


def _poll(feed: Feed, every: Sequence[str], work: Watching) -> list[Failure]:
    """Ask a feed; one that has moved to where another of them stands is asked there."""
    if feed.moved_to in every:
        with writing(work.connection):
            _note_polled(feed, work)
        return []
    try:
        seen = visit(Source(feed.moved_to or feed.url), work.web, (feed.etag, feed.modified))
    except SourceError as refusal:
        return _not_had(feed, work, str(refusal), refusal.code)
    if seen.page is None and seen.status != UNCHANGED:
        reason = f"{feed.url} is no longer there (status {seen.status})."
        return _not_had(feed, work, reason, "gone", least=WEEK if seen.status == GONE else 0)
    if seen.page is not None and seen.page.media_type not in FEEDS:
        return _not_had(feed, work, f"{feed.url} is no feed: check the link.", "not-a-feed")
    feed = replace(feed, moved_to=seen.moved_to or feed.moved_to)
    if seen.page is not None:
        return _take_up(feed, seen.page, work)
    with writing(work.connection):
        _note_polled(feed, work)
    return []


def _take_up(feed: Feed, page: Page, work: Watching) -> list[Failure]:
    """Note what a feed names."""
    found = work.means.engine(steps(work.means)["unfold"], [page], work.means.load).values
    items, failures = of(Source, found), of(Failure, found)
    beat = beat_of(page)
    is_empty = page.media_type in _MAY_BE_EMPTY and [failure.code for failure in failures] == ["not-a-feed"]
    unread = [failure for failure in failures if failure.item == page.path]
    if not items and not beat.deleted and unread and not is_empty:
        return _not_had(feed, work, failures[0].reason, failures[0].code)
    headers = {name.lower(): value for name, value in page.headers}
    with writing(work.connection):
        if page.media_type == OPML:
            follow_list(work.connection, feed.url, [item.path for item in items])
        else:
            _note_items(feed, items, beat, work)
        marks = headers.get("etag", ""), headers.get("last-modified", "")
        every = min(beat.every, LONGEST)
        _note_polled(replace(feed, etag=marks[0], modified=marks[1], every=every), work)
    return failures if not feed.polled_at else []  # said once, not at every visit


def _note_items(feed: Feed, items: Sequence[Source], beat: Beat, work: Watching) -> None:
    at = work.now()
    ids = {plain_link(link): name for link, name in beat.ids}
    for item in items:
        link = plain_link(item.path)
        named = Named(link, item, ids.get(link, ""), _digest(item))
        note_named(work.connection, feed, named, at=at, due_at=later(at, FIRST_LOOK))
    note_listed(work.connection, feed, [plain_link(item.path) for item in items], at)
    for name in beat.deleted:
        paths = paths_of_item(work.connection, feed.url, name)
        if len(paths) == 1:
            forget_said(work.connection, paths[0])
            for report in reports_at(work.connection, paths[0]):
                withdraw(work.connection, report, at)


def _digest(item: Source) -> str:
    said = "\n".join(f"{s.field}={s.value}" for s in item.given if s.field in _SAID)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _note_polled(feed: Feed, work: Watching) -> None:
    at = work.now()
    polled(work.connection, feed, at=at, due_at=later(at, max(work.every, feed.every)))


def _not_had(feed: Feed, work: Watching, reason: str, code: str, *, least: int = 0) -> list[Failure]:
    """Note a failure: the next try is twice as far off each time; what is known already is not said again.

    A site that asks to be left alone is, `least` seconds in any case, but not for longer than a week.
    """
    wait = work.every * 2 ** min(feed.failed, 10)
    asked = left_alone_until(feed.url, work.web) - work.web.now()
    at = work.now()
    due_at: str | None = later(at, max(min(wait, LONGEST), min(max(asked, least), WEEK)))
    if code == "refused-address":  # nobody was asked: whoever allows the host is not kept waiting
        due_at = None
    reason = reason if feed.url in reason else f"{feed.url}: {reason}"
    with writing(work.connection):
        # What is no longer where it moved to is asked where it stood first.
        moved_to = "" if code in _NO_FEED else feed.moved_to
        not_polled(work.connection, replace(feed, moved_to=moved_to), reason, at=at, due_at=due_at)
    return [] if reason == feed.reason else [Failure("watch", feed.url, reason, code=code)]
