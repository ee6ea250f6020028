"""``twosource compare``: reports in, a comparison out."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.link import corrections_of
from twosource.cli.manners import (
    ALL_WELL,
    HARMLESS,
    SOME_UNREAD,
    mannered,
    say,
    say_all,
    say_failures,
    write_out,
)
from twosource.cli.options import (
    AllowHost,
    Asked,
    Cache,
    Columns,
    Errors,
    LanguageModel,
    Links,
    ModelUrl,
    Most,
    Offline,
    Outlet,
    Processes,
    Published,
    Reports,
    asked_of,
    reading_with,
    settings_of,
)
from twosource.errors import NothingToCompare, OutputError, SettingError

if TYPE_CHECKING:
    from twosource.pipeline import Compared

STDOUT = "-"
HELP = """\
Compare reports of one event, claim by claim.

Shows what all reports say, where they differ, what only one says, and who
told whom. Every word shown is a report's own, at its place.

\b
In the terminal:
  twosource compare herald.txt courier.html
As a page and for programs, with the reports kept in harbour.sources/:
  twosource compare *.txt --html harbour.html --json harbour.json
  twosource verify harbour.json
Saying what a report does not say itself:
  twosource compare a.txt b.txt --outlet "a.txt=The Herald" --published a.txt=2024-05-31
With your own word on who is who:
  twosource link "Qasemi" "Gasemi" && twosource compare a.txt b.txt
Links, papers, mail, tables, archives and feeds, all in one call:
  twosource compare https://herald.example/fire paper.pdf letter.eml crawl.warc.gz

FILE may be - for standard output, once. Without --html, --json or
--markdown the comparison is shown in the terminal and nothing is kept.

\b
Exit status:
  0 all reports were read   3 some could not be read, the others are compared
  2 wrong usage             4 fewer than two could be read
  5 a file could not be written
"""
UNKEPT = "Nothing was kept. Name a file (--html, --json, --markdown) to keep the reports beside it."
Outputs = dict[str, str]


def note_order(context: typer.Context, param: typer.CallbackParam, value: str | None) -> str | None:
    """Note an output option in the order of the command line, on which the place of the sources depends."""
    if value is not None and param.name is not None:
        context.ensure_object(dict)[param.name] = value
    return value


Html = Annotated[
    str | None,
    typer.Option("--html", metavar="FILE", callback=note_order, help="Write a page for the browser."),
]
Json = Annotated[
    str | None,
    typer.Option(
        "--json", metavar="FILE", callback=note_order, help="Write the comparison for programs and `verify`."
    ),
]
Markdown = Annotated[
    str | None,
    typer.Option("--markdown", metavar="FILE", callback=note_order, help="Write the comparison as Markdown."),
]
Open = Annotated[bool, typer.Option("--open", help="Open the page of --html in the browser.")]


@mannered
def compare(
    context: typer.Context,
    reports: Reports,
    html: Html = None,
    json: Json = None,
    markdown: Markdown = None,
    outlet: Outlet = None,
    published: Published = None,
    links: Links = None,
    columns: Columns = "",
    errors: Errors = None,
    offline: Offline = False,
    allow_host: AllowHost = None,
    most: Most = 30,
    cache: Cache = None,
    processes: Processes = 0,
    model: LanguageModel = "",
    model_url: ModelUrl = "",
    opens: Open = False,
) -> int:
    """Compare the reports and put the comparison where it is wanted."""
    outputs: Outputs = dict(context.ensure_object(dict))
    check_outputs(outputs, reports, opens=opens)
    settings = settings_of(columns=columns, offline=offline, allow_host=allow_host, most=most, cache=cache)
    settings = reading_with(settings, processes=processes, model=model, model_url=model_url)
    asked = asked_of(reports, settings, outlet=outlet, published=published)
    asked = with_corrections(asked, links)
    run = compared(asked, errors)
    deliver(run, outputs)
    if opens:
        open_page(Path(outputs["html"]))
    return SOME_UNREAD if is_short(run) else ALL_WELL


def compared(asked: Asked, errors: str | None) -> Compared:
    """Compare what was asked for, and say what there is to tell of how it went."""
    run = read_and_compare(asked, errors)
    say_failures(run.comparison.failures)
    say_all(run.notes)
    say_models(run)
    say_corrections(run, asked)
    return run


def with_corrections(asked: Asked, links: str | None) -> Asked:
    """What was asked with the corrections of the file named, or of this folder's."""
    file, corrections = corrections_of(links)
    return replace(asked, corrections=corrections, corrections_file=file)


def check_outputs(outputs: Outputs, reports: Sequence[str], *, opens: bool) -> None:
    """Refuse outputs that cannot go together."""
    if list(outputs.values()).count(STDOUT) > 1:
        raise SettingError("Only one output can be - (standard output); name a file for the others.")
    names = [os.path.realpath(name) for name in outputs.values() if name != STDOUT]
    if len(set(names)) < len(names):
        raise SettingError("Two outputs name the same file; name one for each.")
    if set(names) & {os.path.realpath(report) for report in reports}:
        raise SettingError("An output names one of the reports, which it would replace; name another file.")
    for name in outputs.values():
        if not Path(name).absolute().parent.is_dir():
            raise OutputError(f"{name} cannot be written: its folder does not exist; make it first.")
    if opens and outputs.get("html", STDOUT) == STDOUT:
        raise SettingError("--open needs --html FILE: the page that it opens.")


def read_and_compare(asked: Asked, errors: str | None) -> Compared:
    """The comparison of the reports asked for, progress told on the way; the error ledger is written."""
    from twosource.cli.progress import Progress

    with Progress(asked.settings) as progress:
        from twosource.library import compare_sources, save_errors

        try:
            run = compare_sources(
                asked.sources,
                settings=asked.settings,
                engine=progress.engine,
                standard_input=asked.standard_input,
                corrections=asked.corrections,
            )
        except NothingToCompare as too_few:
            if errors is not None:
                save_errors(too_few.failures, errors)
            raise
    if errors is not None:
        save_errors(run.comparison.failures, errors)
    return run


def say_models(run: Compared) -> None:
    """Say of each model that could not be had that the comparison was made without it."""
    for name, says in run.comparison.made_by:
        if says.startswith("none"):
            say(f"made without the {name}: {says.removeprefix('none ').strip('()')}")


def say_corrections(run: Compared, asked: Asked) -> None:
    """Say that a person's corrections were used, and how many are about names of these reports."""
    count = len(asked.corrections)
    if count:
        about = {(k.a, k.b, k.relation) for e in run.comparison.entities for k in e.links if k.by == "person"}
        many = f"{count} correction{'s' if count > 1 else ''}"
        say(f"{asked.corrections_file} was used: {many}, {len(about)} about names of these reports")


def deliver(run: Compared, outputs: Outputs) -> None:
    """Put the comparison where it is wanted: into files, on standard output, or into the terminal."""
    from twosource.library import render, save, sources_folder

    files = {form: Path(name) for form, name in outputs.items() if name != STDOUT}
    first = next(iter(files.values()), None)
    named = {form: files.get(form) for form in ("html", "json", "markdown")}
    save(run.comparison, run.pages, beside=first, **named)
    if first is not None:
        folder = sources_folder(first)
        say(f"wrote {', '.join(map(str, files.values()))}; the reports are kept in {folder}{os.sep}")
    elif outputs:
        say("nothing was kept; name a file too, to keep the reports beside it")
    for form in (form for form, name in outputs.items() if name == STDOUT):
        write_out(render(run.comparison, form).encode("utf-8"))
    if not outputs:
        show(run)


def show(run: Compared) -> None:
    """Show the comparison in the terminal, or as plain text where that is a pipe."""
    from twosource.stages.write.to_terminal import to_terminal

    is_terminal = sys.stdout.isatty()
    color = is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(max(shutil.get_terminal_size().columns, 40), 120)
    view = to_terminal(run.comparison, width=width, color=color)
    write_out(f"{view}\n{UNKEPT}\n".encode())


def open_page(file: Path) -> None:
    """Open a page in the browser, or say that none could be started."""
    import webbrowser

    if not webbrowser.open(file.resolve().as_uri()):
        say(f"no browser could be started; open {file} yourself")


def is_short(run: Compared) -> bool:
    """Whether a report could not be read; one given twice could, and so could an item left out."""
    return any(failure.code not in HARMLESS for failure in run.comparison.failures)
