"""``twosource story``: one story of a library, compared."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.compare import (
    STDOUT,
    Html,
    Json,
    Markdown,
    Open,
    Outputs,
    check_outputs,
    open_page,
)
from twosource.cli.library import NEWS, Held, Opened, counted, opened
from twosource.cli.manners import ALL_WELL, SOME_UNREAD, mannered, printable, say, say_failures, write_out
from twosource.cli.options import LanguageModel, ModelUrl, Processes, reading_with
from twosource.settings import Settings

if TYPE_CHECKING:
    from twosource.data import Comparison

HELP = """\
Compare the reports of a story of a library, claim by claim.

What `compare` shows, for a story as it stands now. What was read or compared
before is not done again.

\b
In the terminal:
  twosource story ID
As a page and for programs, with the reports kept in harbour.sources/:
  twosource story ID --html harbour.html --json harbour.json
  twosource verify harbour.json
Its reports, why each belongs, and which were taken back:
  twosource story ID --reports

`twosource stories` lists the ids. FILE may be - for standard output, once.

\b
Exit status:
  0 done                        3 some reports could not be read
  2 wrong usage, no such story  4 it has but one report
  1 library damaged or locked   5 a file could not be written
"""
Id = Annotated[str, typer.Argument(metavar="ID", help="The story's id, or its first letters, four or more.")]
Members = Annotated[
    bool, typer.Option("--reports", help="List its reports and why each belongs, and compare nothing.")
]


@mannered
def story(
    context: typer.Context,
    story: Id,
    html: Html = None,
    json: Json = None,
    markdown: Markdown = None,
    reports: Members = False,
    library: Held = NEWS,
    processes: Processes = 0,
    model: LanguageModel = "",
    model_url: ModelUrl = "",
    opens: Open = False,
) -> int:
    """Compare a story and put the comparison where it is wanted."""
    outputs: Outputs = dict(context.ensure_object(dict))
    check_outputs(outputs, [library], opens=opens)
    settings = reading_with(Settings(), processes=processes, model=model, model_url=model_url)
    with opened(library, settings=settings) as held:
        if reports:
            show_reports(held, story)
            return ALL_WELL
        made = held.library.story(story)
        deliver(held, made, outputs)
        back = len(held.library.withdrawn(story))
    if back:
        outlets, are = ("its outlet has", "is") if back == 1 else ("their outlets have", "are")
        say(f"{counted(back, 'report')} that {outlets} taken back {are} left out; --reports shows which")
    say_failures(made.failures)
    if not outputs:
        show(made)
    if opens:
        open_page(Path(outputs["html"]))
    return SOME_UNREAD if made.failures else ALL_WELL


def show_reports(held: Opened, story: str) -> None:
    """Two lines a report: whose it is, and why it belongs; a third where it was taken back."""
    found, back = held.library.members(story), held.library.withdrawn(story)
    articles = {article.id: article for article in held.library.reports([m.report for m in found.members])}
    for member in found.members:
        article = articles[member.report]
        told = (article.value("outlet"), (article.value("published") or "")[:10], article.value("title"))
        print(printable(f"{member.report}  {', '.join(part for part in told if part) or article.path}"))
        print(printable(f"  {member.why}"))
        if member.report in back:
            print(f"  Its outlet has taken it back ({back[member.report][:10]}): it counts in no comparison.")


def deliver(held: Opened, made: Comparison, outputs: Outputs) -> None:
    """Write the files wanted, the reports beside the first, and what goes to standard output."""
    from twosource.library import render, sources_folder

    files = {form: Path(name) for form, name in outputs.items() if name != STDOUT}
    first = next(iter(files.values()), None)
    if first is not None:
        held.library.save(made.story.id, beside=first, **files)
        folder = sources_folder(first)
        say(f"wrote {', '.join(map(str, files.values()))}; the reports are kept in {folder}{os.sep}")
    for form in (form for form, name in outputs.items() if name == STDOUT):
        write_out(render(made, form).encode("utf-8"))


def show(made: Comparison) -> None:
    """Show the comparison in the terminal, or as plain text where that is a pipe."""
    from twosource.stages.write.to_terminal import to_terminal

    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(max(shutil.get_terminal_size().columns, 40), 120)
    write_out(f"{to_terminal(made, width=width, color=color)}\n".encode())
