"""Watches feeds: round after round what they name is added, and what changed in stories is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from twosource.data import Failure
from twosource.desk.adding import Adding, add_due
from twosource.desk.notices import Post, open_listeners, post_json, send, unprinted, write_atom
from twosource.desk.polling import Watching, feeds_named, later, poll_feeds
from twosource.desk.revisiting import revisit
from twosource.desk.telling import tell_stories
from twosource.errors import SettingError, TwosourceError
from twosource.pipeline import Means
from twosource.store.feeds import due_paths, next_due
from twosource.store.file import file_of, telling
from twosource.store.sources import failures_of
from twosource.store.told import Noted

# Not sooner than this, in seconds; a feed that changes faster is no feed of reports.
SOONEST, LATEST = 60, 86_400
# What is known of hosts (their robots.txt, their addresses) is asked anew after so many seconds.
RENEWED = 6 * 3_600
_EVERY = re.compile(r"(\d{1,6})\s*(s|m|min|h|d)?", re.IGNORECASE)
_UNITS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class Ways:
    """How changes are told beside the lines, and how time passes.

    `atom` is a file and `hook` a link, None and "" for neither; `post` sends to it.
    `say` hears of what could not be read or told; `sleep` waits, in seconds.
    `once` is for one round only.
    """

    sleep: Callable[[float], object]
    say: Callable[[Failure], None] = lambda _: None
    atom: Path | None = None
    hook: str = ""
    post: Post = post_json
    once: bool = False


Told = Iterator[Noted]
Meaning = Callable[[], AbstractContextManager[Means]]


def keep_watching(
    named: Sequence[str], meaning: Meaning, make: Callable[[Means], Watching], ways: Ways
) -> Told:
    """Watch round after round and give each change as it is told, once.

    What a round is given is opened anew every few hours by `meaning`, and `make`
    makes of it what it works with.
    What fails in a later round (a disk that is full, a list of feeds that cannot be
    read) is said and the next round tries again; in the first it is raised.
    """
    is_first = True
    while True:
        with meaning() as means:
            work = make(means)
            began = work.now()
            if is_first:
                open_listeners(work.connection, ways.hook)
            while began <= work.now() < later(began, RENEWED):
                pause = float(work.every)
                try:
                    with telling(file_of(work.connection)):
                        failures = watch_round(named, work)
                    for failure in failures:
                        ways.say(failure)
                    with telling(file_of(work.connection)):
                        yield from tell(work, ways)
                        pause = pause_before_next(named, work)
                except TwosourceError as error:
                    if is_first:
                        raise
                    ways.say(Failure("watch", ", ".join(named), str(error), code=error.code))
                if ways.once:
                    return
                is_first = False
                ways.sleep(pause)


def tell(work: Watching, ways: Ways) -> Iterator[Noted]:
    """Tell what was recorded and not told yet: into the Atom feed, as lines, to the webhook."""
    if ways.atom is not None:
        write_atom(work.connection, ways.atom, min_outlets=work.min_outlets, now=work.now())
    yield from unprinted(work.connection, work.min_outlets)
    if ways.hook:
        trouble = send(work.connection, ways.hook, ways.post, min_outlets=work.min_outlets, now=work.now())
        if trouble:
            ways.say(Failure("watch", ways.hook, trouble, code="webhook"))


def watch_round(named: Sequence[str], work: Watching) -> list[Failure]:
    """One round: feeds, pages that are due again, what is new, and what changed in stories.

    Each step takes up what an earlier run left, so that a stop anywhere loses
    nothing.  What could not be read or compared is given back, once for each reason.
    """
    urls, failures = feeds_named(named, work.means)
    if not urls:
        first = f" {failures[0].reason}" if failures else ""
        raise SettingError(f"No feed is named: give links to feeds, or a file that lists them.{first}")
    failures += poll_feeds(urls, work)
    failures += revisit(work)
    adding = Adding(work.connection, work.means, work.now, work.version, work.place, lambda *_: None)
    known = {(failure.item, failure.reason) for _, failure in failures_of(work.connection)}
    # Not what others asked for: an archive that is being added would keep the watch for hours.
    mine = [*urls, *due_paths(work.connection)]
    failures += [f for f in add_due(adding, under=mine).failures if (f.item, f.reason) not in known]
    failures += tell_stories(work)
    return failures


def pause_before_next(named: Sequence[str], work: Watching) -> float:
    """Seconds until a feed is due, between SOONEST and the interval of the watch."""
    urls, _ = feeds_named(named, work.means)
    at, due = work.now(), next_due(work.connection, urls)
    if not due or due > later(at, LATEST):
        return float(work.every)
    left = (datetime.fromisoformat(due) - datetime.fromisoformat(at)).total_seconds()
    return float(min(max(left, SOONEST), work.every))


def seconds_of(every: str) -> int:
    """An interval such as ``15m``, ``2h`` or ``90s`` in seconds; SettingError where it is none."""
    found = _EVERY.fullmatch(every.strip())
    seconds = int(found[1]) * _UNITS[(found[2] or "s").lower()] if found else 0
    if not SOONEST <= seconds <= LATEST:
        raise SettingError(f"{every!r} is no interval between a minute and a day, such as 15m or 2h.")
    return seconds
