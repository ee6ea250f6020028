"""Watches feeds: round after round what they name is added, and what changed in stories is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.data import Failure
from twosource.desk.adding import Adding, add
from twosource.desk.polling import Watching, feeds_named, later, poll_feeds
from twosource.desk.revisiting import revisit
from twosource.desk.telling import tell_stories
from twosource.errors import SettingError
from twosource.store.feeds import next_due

# Not sooner than this, in seconds; a feed that changes faster is no feed of reports.
SOONEST, LATEST = 60, 86_400
_EVERY = re.compile(r"(\d{1,6})\s*(s|m|min|h|d)?", re.IGNORECASE)
_UNITS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400}


def watch_round(named: Sequence[str], work: Watching) -> list[Failure]:
    """One round: feeds, pages that are due again, what is new, and what changed in stories.

    Each step takes up what an earlier run left, so that a stop anywhere loses
    nothing.  What could not be read or compared is given back.
    """
    urls, failures = feeds_named(named, work.means)
    if not urls:
        first = f" {failures[0].reason}" if failures else ""
        raise SettingError(f"No feed is named: give links to feeds, or a file that lists them.{first}")
    failures += poll_feeds(urls, work)
    failures += revisit(work)
    adding = Adding(work.connection, work.means, work.now, work.version, work.place, lambda *_: None)
    failures += add([], adding).failures
    failures += tell_stories(work)
    return failures


def pause_before_next(named: Sequence[str], work: Watching) -> float:
    """Seconds until a feed is due, between SOONEST and the interval of the watch."""
    from datetime import datetime

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
