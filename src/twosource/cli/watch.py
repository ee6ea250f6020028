"""``twosource watch``: feeds followed all day, and what changed in stories told as it happens."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.library import NEWS, Held, check_place
from twosource.cli.manners import ALL_WELL, SOME_UNREAD, mannered, say, say_failures
from twosource.cli.options import AllowHost, Processes, reading_with, settings_of

if TYPE_CHECKING:
    from twosource.data import Failure
    from twosource.store.told import Noted

HELP = """\
Follow feeds, add what they name to a library, and tell what changed in each story.

Told is, each once: a second independent origin, found or lost, a new clash, a
later figure, a denial, a correction, a report that was edited, withdrawn or is
there again, and how stories start, grow, merge and split. Stopped at any point,
the same command goes on where it stopped.

\b
A line for each change, a tab between time, kind, story, title, why and a link:
  twosource watch feeds.opml
  twosource watch https://herald.example/feed.xml --every 30m | grep denial
For a feed reader, and for a program that is told at once:
  twosource watch feeds.opml --atom changes.xml --webhook http://localhost:8080/changes
One round, for a timer of your own:
  twosource watch feeds.opml --once --jsonl

\b
Exit status:
  0 done                    3 with --once: something could not be read
  2 wrong usage, no feeds   5 the Atom feed cannot be written
  1 the library is damaged, locked, or its disk full
"""
Feeds = Annotated[
    list[str],
    typer.Argument(metavar="FEED", help="Links to feeds, or files that list them: OPML, or a link a line."),
]
Every = Annotated[str, typer.Option("--every", metavar="TIME", help="How often a feed is asked: 15m, 2h.")]
Once = Annotated[bool, typer.Option("--once", help="Do one round and end.")]
Atom = Annotated[
    str | None, typer.Option("--atom", metavar="FILE", help="Keep the last 200 changes in this Atom feed.")
]
Webhook = Annotated[
    str, typer.Option("--webhook", metavar="URL", help="POST each change there as JSON, until it is taken.")
]
MinOutlets = Annotated[
    int, typer.Option("--min-outlets", metavar="N", min=1, help="Tell of stories that N outlets have.")
]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Write each change as a line of JSON.")]
MostItems = Annotated[
    int, typer.Option("--most", metavar="N", min=1, help="Follow the first N items of each feed.")
]


@mannered
def watch(
    feeds: Feeds,
    library: Held = NEWS,
    every: Every = "15m",
    once: Once = False,
    atom: Atom = None,
    webhook: Webhook = "",
    min_outlets: MinOutlets = 2,
    jsonl: Jsonl = False,
    allow_host: AllowHost = None,
    most: MostItems = 100,
    processes: Processes = 0,
) -> int:
    """Follow the feeds and print each change as it is told."""
    check_place(atom)
    settings = settings_of(columns="", offline=False, allow_host=allow_host, most=most, cache=None)
    settings = reading_with(settings, processes=processes, model="", model_url="")
    from time import sleep

    from twosource.desk.watching import Ways
    from twosource.news import Library

    failed = Failed()
    ways = Ways(sleep, failed.note, Path(atom) if atom else None, webhook, once=once)
    # Without a line about the step being done: a watch is never done.
    with Library(library, settings=settings) as held:
        told = held.watch(feeds, ways, every=every, min_outlets=min_outlets)
        for noted in told:
            print(line_of(noted, is_json=jsonl), flush=True)
    return SOME_UNREAD if failed.count else ALL_WELL


@dataclass(slots=True)
class Failed:
    """Says what fails, and counts it."""

    count: int = field(default=0)

    def note(self, failure: Failure) -> None:
        """Say a failure on standard error."""
        self.count += 1
        if failure.step == "watch":
            say(failure.reason)
        else:
            say_failures([failure])


def line_of(noted: Noted, *, is_json: bool) -> str:
    """A change on one line."""
    from twosource.desk.notices import to_dict, to_line

    return json.dumps(to_dict(noted), ensure_ascii=False) if is_json else to_line(noted)
