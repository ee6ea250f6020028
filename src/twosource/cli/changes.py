"""``twosource changes``: what became otherwise in stories, as it was recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.library import NEWS, STDOUT, Held, check_place, opened, put
from twosource.cli.manners import ALL_WELL, mannered, say

if TYPE_CHECKING:
    from twosource.store.told import Noted

HELP = """\
Show what changed in stories, oldest first, whether a watch told it or not.

A line for each change, a tab between time, kind, story, title, why and a link.

\b
All of the last two days, or one story's, from its beginning:
  twosource changes --since 2d
  twosource changes s57b18738b67d
What lost its second source, and what was taken back:
  twosource changes --kind lost-origin --kind withdrawn --since 1w
For programs, with the reports of each change:
  twosource changes --since 12h --json - | jq -r '.changes[].why'

\b
Kinds: started joined late merged split left pinned second-origin lost-origin
new-clash later-figure denial edited correction withdrawn restored

\b
Exit status:
  0 done   2 wrong usage, no library   1 the library is damaged or locked
"""
Story = Annotated[str, typer.Argument(metavar="STORY", help="The id of a story, of all if none is given.")]
Since = Annotated[
    str,
    typer.Option(
        "--since", metavar="TIME", help="Since then: 2024-05-31, yesterday, or 30m, 12h, 2d, 1w ago."
    ),
]
Kind = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="Only this kind; may be said several times."),
]
Most = Annotated[int, typer.Option("--most", metavar="N", min=1, help="Show the last N.")]
Json = Annotated[
    str | None, typer.Option("--json", metavar="FILE", help="Write them for programs; - for output.")
]


@mannered
def changes(
    story: Story = "",
    since: Since = "",
    kind: Kind = None,
    most: Most = 200,
    json_file: Json = None,
    library: Held = NEWS,
) -> int:
    """Print the changes."""
    check_place(json_file)
    with opened(library) as held:
        found = held.library.changes(story, since=since, kinds=kind or (), most=most)
    if json_file is not None:
        put_changes(found, json_file)
    if json_file != STDOUT:
        show_changes(found)
    return ALL_WELL


def show_changes(found: list[Noted]) -> None:
    """A line a change."""
    from twosource.desk.notices import to_line

    for noted in found:
        print(to_line(noted))
    if not found:
        say("nothing changed")


def put_changes(found: list[Noted], file: str) -> None:
    """Write changes as one JSON object, each as a watch tells it."""
    from twosource.desk.notices import to_dict

    text = json.dumps({"changes": [to_dict(noted) for noted in found]}, ensure_ascii=False, indent=1)
    put(f"{text}\n".encode("utf-8", "replace"), file)
