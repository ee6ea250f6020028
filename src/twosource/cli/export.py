"""``twosource export``: what a library holds, for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from twosource.cli.library import NEWS, STDOUT, Held, Opened, check_place, opened
from twosource.cli.manners import ALL_WELL, mannered, say
from twosource.errors import SettingError

HELP = """\
Write what a library holds for other programs.

\b
FORM is
  jsonl, csv, parquet   rows of a table (--table): reports, stories,
                        story_reports, points, differences, claims, changes
                        or failures
  csl-json, bibtex      the reports as references
  annotations           what the reports of stories say, as W3C Web
                        Annotations; positions are Unicode code points
  prov                  who told whom in a story, as W3C PROV
  datasette             the metadata that Datasette shows beside the tables

\b
Examples:
  twosource export jsonl reports.jsonl
  twosource export csv claims.csv --table claims --story ID
  twosource export bibtex references.bib --story ID
  twosource export annotations harbour.jsonld --story ID
  twosource export datasette metadata.json
  datasette news.db --metadata metadata.json

FILE may be - for standard output. A table of reports can be added to another
library. Points, differences and claims are those of stories that were
compared (`twosource story ID`).

\b
Exit status:
  0 done   2 wrong usage, no such story   4 a story has but one report
  1 the library is damaged or locked      5 the file could not be written
"""
Form = Annotated[str, typer.Argument(metavar="FORM", help="What to write; see above.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="Where to write it.")]
Table = Annotated[
    str, typer.Option("--table", metavar="NAME", help="Which table, of jsonl, csv and parquet.")
]
Only = Annotated[
    list[str] | None, typer.Option("--story", metavar="ID", help="Of this story alone; may be said again.")
]


@mannered
def export(form: Form, file: File, table: Table = "reports", story: Only = None, library: Held = NEWS) -> int:
    """Write the form wanted into the file."""
    check_place(file)
    if file != STDOUT and Path(file).exists() and Path(library).exists() and Path(file).samefile(library):
        raise SettingError(f"{file} is the library itself, which would be replaced; name another file.")
    with opened(library) as held:
        if file == STDOUT:
            held.library.export(form, sys.stdout.buffer, table=table, only=story or ())
            sys.stdout.buffer.flush()
        else:
            held.library.export_to(form, file, table=table, only=story or ())
            say(f"wrote {file}")
        say_empty(held, form, table)
    return ALL_WELL


def say_empty(held: Opened, form: str, table: str) -> None:
    """Say why a table of comparisons has no rows, where nothing was compared yet."""
    from twosource.desk.exporting import OF_COMPARISONS, ROWS, is_any_compared

    if form in ROWS and table in OF_COMPARISONS and not is_any_compared(held.library.connection):
        say(f"no story was compared yet, so there are no {table}: --story ID compares one")
