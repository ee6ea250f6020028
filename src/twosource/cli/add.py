"""``twosource add``: reports into a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.library import NEWS, Held, check_place, opened
from twosource.cli.manners import (
    ALL_WELL,
    HARMLESS,
    SOME_UNREAD,
    TOO_FEW,
    mannered,
    say,
    say_failures,
)
from twosource.cli.options import (
    AllowHost,
    Asked,
    Cache,
    Columns,
    Errors,
    Most,
    Offline,
    Outlet,
    Processes,
    Published,
    asked_of,
    reading_with,
    settings_of,
)
from twosource.errors import SettingError

if TYPE_CHECKING:
    from twosource.desk.adding import Added

# Failures said one by one; an archive may have thousands.
SAID = 20
HELP = """\
Add reports to a library, and put each into a story.

A library is one file. Bytes are kept as they came, each report once: adding
the same again changes nothing. Stopped at any point (Ctrl-C, a kill, a power
cut), the same command, or `twosource add` alone, goes on where it stopped.

\b
Files, links, feeds, tables and archives, all in one call:
  twosource add herald.html paper.pdf https://courier.example/feed.xml
  twosource add crawl.warc.gz reports.csv --columns text=body,outlet=paper
Into a library of another name:
  twosource add *.html --library harbour.db
Once more what could not be read, and only that:
  twosource add --retry
Then:
  twosource stories --min-outlets 2

\b
Exit status:
  0 all was read            3 some could not be read, the rest is in the library
  2 wrong usage, no library 4 nothing could be read
  1 the library is damaged, locked, or its disk full
"""
Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REPORT",
        show_default=False,
        help="Whatever `read` takes; without any, what an earlier call left is read.",
    ),
]
Retry = Annotated[bool, typer.Option("--retry", help="Try again what could not be read.")]


@mannered
def add(
    reports: Sources = None,
    library: Held = NEWS,
    retry: Retry = False,
    outlet: Outlet = None,
    published: Published = None,
    columns: Columns = "",
    errors: Errors = None,
    offline: Offline = False,
    allow_host: AllowHost = None,
    most: Most = 30,
    cache: Cache = None,
    processes: Processes = 0,
) -> int:
    """Add the reports and say what came of it."""
    check_place(errors)
    settings = settings_of(columns=columns, offline=offline, allow_host=allow_host, most=most, cache=cache)
    settings = reading_with(settings, processes=processes, model="", model_url="")
    asked = asked_of(reports or [], settings, outlet=outlet, published=published)
    if library in (reports or []):
        raise SettingError(f"{library} is the library itself; name the reports to add to it.")
    added = add_all(asked, library, retry=retry)
    say_some(added, library)
    if errors is not None:
        from twosource.library import save_errors

        save_errors(added.failures, errors)
    failed = [failure for failure in added.failures if failure.code not in HARMLESS]
    if failed and not added.new and not added.held:
        return TOO_FEW
    return SOME_UNREAD if failed else ALL_WELL


def add_all(asked: Asked, path: str, *, retry: bool) -> Added:
    """Add what was asked for to the library at `path`, which is made where it is missing."""
    with opened(path, create=bool(asked.sources), settings=asked.settings, tells_steps=False) as held:
        if retry:
            held.library.ask_again()
        try:
            return held.library.add_sources(
                asked.sources, standard_input=asked.standard_input, tell=held.tell
            )
        except (KeyboardInterrupt, SystemExit):
            say(f"stopped; what was added is in {path}, and `twosource add` goes on where it stopped")
            raise


def say_some(added: Added, path: str) -> None:
    """Say what could not be read, the first of it, and the counts."""
    say_failures(added.failures[:SAID])
    many = len(added.failures)
    if many > SAID:
        say(f"and {many - SAID:,} more could not be read; --errors FILE writes them all down")
    told = (
        [f"{len(added.new):,} new", f"{added.held:,} held already"]
        if added.held
        else [f"{len(added.new):,} new"]
    )
    if many:
        told.append(f"{many:,} could not be read (`twosource doctor` lists these, `add --retry` tries again)")
    say(f"{path}: {', '.join(told)}")
    if added.left:
        are = "source is" if added.left == 1 else "sources are"
        say(
            f"{added.left:,} {are} still to be read that another call named: if that was stopped, "
            "`twosource add` goes on with it"
        )
