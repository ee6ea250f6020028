"""``twosource doctor``: is a library sound, and what to do where it is not."""

from __future__ import annotations

from typing import Annotated

import typer

from twosource.cli.library import NEWS, STDOUT, Held, ListJson, check_place, opened, put_list
from twosource.cli.manners import ALL_WELL, FAILED, mannered, printable, say
from twosource.errors import SettingError

Copy = Annotated[
    str | None,
    typer.Option(
        "--copy-to", metavar="FILE", help="Make a whole copy, also while others add to the library."
    ),
]
Repair = Annotated[
    bool, typer.Option("--repair", help="Make the index of the full text anew from the reports first.")
]


@mannered
def doctor(copy_to: Copy = None, repair: Repair = False, json: ListJson = None, library: Held = NEWS) -> int:
    """Look a library over: what is wrong and what to do, then what there is to know.

    Checks every page of the file, every row that belongs to another, the index
    of the full text, the sums of all bytes that were kept, and that each report
    is as it was written. Lists what could not be read, what is still to be
    read, and by which versions reports were read. Nothing is changed without
    --repair.

    \b
    Examples:
      twosource doctor
      twosource doctor --copy-to copy.db
      twosource export datasette metadata.json && datasette news.db --metadata metadata.json

    \b
    Exit status:
      0 the library is sound   1 something is wrong, each said in a line
      2 wrong usage, no library
    """
    check_place(json)
    if copy_to == STDOUT:
        raise SettingError("--copy-to needs the name of a file.")
    with opened(library) as held:
        if copy_to is not None:
            held.library.copy_to(copy_to)
            say(f"{copy_to} is a whole copy of {library}")
            return ALL_WELL
        found = held.library.doctor(repair=repair)
    if json is not None:
        put_list("findings", found, json)
    if json != STDOUT:
        for finding in found:
            mark = "WRONG" if finding.is_fault else "-"
            print(printable(" ".join(part for part in (mark, finding.told, finding.do) if part)))
    faults = sum(finding.is_fault for finding in found)
    if faults:
        say(f"{library} is not sound: {faults} fault{'s' if faults > 1 else ''}")
    return FAILED if faults else ALL_WELL
