"""``twosource stories`` and ``twosource search``: what a library holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.library import (
    NEWS,
    STDOUT,
    Held,
    ListJson,
    MostOf,
    check_place,
    counted,
    opened,
    put_list,
)
from twosource.cli.manners import ALL_WELL, mannered, printable, say

if TYPE_CHECKING:
    from twosource.desk.lines import Found, StoryLine

# Of words that no report has so many are named.
NAMED = 3
Since = Annotated[
    str,
    typer.Option(
        "--since", metavar="TIME", help="Changed since: 2024-05-31, yesterday, or 30m, 12h, 2d, 1w ago."
    ),
]
Query = Annotated[
    str, typer.Option("--query", metavar="WORDS", help="Stories of which a report has all these words.")
]
MinOutlets = Annotated[
    int, typer.Option("--min-outlets", metavar="N", min=0, help="Stories that N outlets or more report.")
]
ByMeaning = Annotated[bool, typer.Option("--by-meaning", help="Find what means the same, in whatever words.")]
Words = Annotated[
    str, typer.Argument(metavar="WORDS", help="Words; those in quotation marks stand together.")
]


@mannered
def stories(
    since: Since = "",
    query: Query = "",
    min_outlets: MinOutlets = 0,
    most: MostOf = 50,
    json: ListJson = None,
    library: Held = NEWS,
) -> int:
    """List the stories of a library, the last changed first.

    Each line has the story's id, how many reports of how many outlets stand,
    the latest day its reports state, and the title that fits them best.

    \b
    Examples:
      twosource stories --min-outlets 2
      twosource stories --since 2d --query ferry
      twosource stories --json - | jq -r '.stories[].id'
      twosource story ID

    \b
    Exit status:
      0 done   2 wrong usage, no library   1 the library is damaged or locked
    """
    check_place(json)
    with opened(library) as held:
        found = held.library.stories(since=since, query=query, min_outlets=min_outlets, most=most + 1)
    if json is not None:
        put_list("stories", found[:most], json)
    if json != STDOUT:
        show_stories(found[:most])
    say_more(found, most)
    return ALL_WELL


def say_more(found: Sequence[object], most: int) -> None:
    """Say that a list was cut off, where one more was found than it shows."""
    if len(found) > most:
        say(f"these are the first {most:,}; --most N shows more")


def show_stories(found: Sequence[StoryLine]) -> None:
    """A line a story."""
    for line in found:
        reports, outlets = counted(line.reports, "report"), counted(line.outlets, "outlet")
        day = line.last_report[:10] if line.dated else "no date   "
        told = f"{reports:>12} {outlets:>11}  {day}  {line.title or '(no title)'}"
        print(printable(f"{line.id} {told}"))
    if not found:
        say("no story fits")


@mannered
def search(
    words: Words,
    by_meaning: ByMeaning = False,
    most: MostOf = 20,
    json: ListJson = None,
    library: Held = NEWS,
) -> int:
    """Search the reports of a library, best first.

    Finds reports that have all the words, in titles and texts; signs are no
    operators. With --by-meaning it also finds reports that say it in other
    words: those that have any of the words, or of the words that go with
    these, in front what has them and is nearest by title and opening. A model
    reads these of fifty reports at most for one search (two seconds or so),
    and each once. Something is always nearest: a low likeness is no answer.

    \b
    Examples:
      twosource search 'ferry "ran aground"'
      twosource search "boat stuck on rocks" --by-meaning
      twosource search arson --json - | jq -r '.found[].report'

    \b
    Exit status:
      0 done   2 wrong usage, no library   1 the library is damaged or locked
    """
    check_place(json)
    with opened(library) as held:
        found = held.library.search(words, by_meaning=by_meaning, most=most + 1, tell=held.tell)
        lacks = [] if found or by_meaning else held.library.lacking(words)
    if json is not None:
        put_list("found", found[:most], json)
    if json != STDOUT:
        show_found(found[:most], by_meaning=by_meaning)
    if not found:
        say(why_nothing(words, lacks, by_meaning=by_meaning))
    say_more([] if by_meaning else found, most)  # by meaning there is always one more
    return ALL_WELL


def show_found(found: Sequence[Found], *, by_meaning: bool) -> None:
    """Three lines a report: whose and when, where it is, its words."""
    for one in found:
        likeness = f"  likeness {one.likeness:.2f}" if by_meaning else ""
        head = ", ".join(part for part in (one.outlet, one.published[:10]) if part)
        print(printable(f"{one.title or '(no title)'} ({head or 'outlet not stated'})"))
        print(printable(f"  report {one.report}  story {one.story or 'none'}{likeness}"))
        if one.withdrawn_at:
            print(f"  Its outlet has taken it back ({one.withdrawn_at[:10]}).")
        print(printable(f"  {one.words}"))


def why_nothing(words: str, lacks: Sequence[str], *, by_meaning: bool) -> str:
    """Why a search found nothing: `lacks` are the words and phrases that no report has."""
    if not re.search(r"\w", words):
        return "no word to search for was given"
    if by_meaning:
        return "no report fits"
    quoted = [f"“{part[:40]}”" for part in lacks]
    more = f" and {len(quoted) - NAMED} more" if len(quoted) > NAMED else ""
    none = f", and none has {', '.join(quoted[:NAMED])}{more}" if quoted else ""
    return f"no report has all these words{none}; fewer words, or --by-meaning, may find it"
