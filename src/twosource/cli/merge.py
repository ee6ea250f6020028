"""``twosource merge``, ``split`` and ``pin``: a person says which reports are of one story."""

from __future__ import annotations

from typing import Annotated

import typer

from twosource.cli.library import NEWS, Held, Opened, counted, opened
from twosource.cli.manners import ALL_WELL, mannered, say
from twosource.errors import SettingError

A = Annotated[str, typer.Argument(metavar="A", help="The story whose id stays.")]
B = Annotated[str, typer.Argument(metavar="B", help="The story that goes into it.")]
Reports = Annotated[list[str], typer.Argument(metavar="REPORT", help="Ids of reports, or how they begin.")]
Into = Annotated[
    str, typer.Option("--into", metavar="STORY", help="The story that they belong to; a new one without.")
]
Report = Annotated[str, typer.Argument(metavar="REPORT", help="A report's id, or how it begins.")]
Story = Annotated[str, typer.Argument(metavar="STORY", help="The story that it belongs to.")]
Free = Annotated[bool, typer.Option("--free", help="Let rules place it again.")]


@mannered
def merge(a: A, b: B, library: Held = NEWS) -> int:
    """Make two stories one. No rule parts their reports again.

    The id of A stays; that of B leads to it from now on. `twosource split`
    takes reports out again.

    \b
    Example:
      twosource merge s1f0c s77ab

    \b
    Exit status:
      0 done   2 wrong usage, no such story   1 the library is damaged or locked
    """
    with opened(library) as held:
        kept = held.library.merge(a, b)
        told = titled(held, kept)
    say(f"{told}; {b} leads to it")
    return ALL_WELL


def titled(held: Opened, story: str) -> str:
    """A story with its title and how many reports it has now."""
    many = len(held.library.members(story).members)
    title = held.library.title(story)
    return f"the story {story}{f' (“{title}”)' if title else ''} has {counted(many, 'report')} now"


@mannered
def split(reports: Reports, into: Into = "", library: Held = NEWS) -> int:
    """Take reports out of their story, into a new one or another. No rule brings them back.

    \b
    Examples:
      twosource story ID --reports
      twosource split r1f0c r77ab
      twosource split r1f0c --into s90bb

    \b
    Exit status:
      0 done   2 wrong usage, no such report or story
      1 the library is damaged or locked
    """
    with opened(library) as held:
        story = held.library.split(*reports, into=into)
        told = titled(held, story)
    say(told)
    return ALL_WELL


@mannered
def pin(report: Report, story: Story = "", free: Free = False, library: Held = NEWS) -> int:
    """Put a report into a story, where it stays whatever comes.

    \b
    Examples:
      twosource pin r1f0c s90bb
      twosource pin r1f0c --free

    \b
    Exit status:
      0 done   2 wrong usage, no such report or story
      1 the library is damaged or locked
    """
    if bool(story) == free:
        raise SettingError("Name the story that the report belongs to, or write --free without one.")
    with opened(library) as held:
        if free:
            was = held.library.free(report)
            say("rules may place it again" if was else "no person had placed it; nothing was changed")
            return ALL_WELL
        report, story = held.library.pin(report, story)
        told = titled(held, story)
    say(f"the report {report} stays where it is put: {told}")
    return ALL_WELL
