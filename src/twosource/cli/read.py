"""``twosource read``: a report in, its text and what is stated of it out."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.manners import (
    ALL_WELL,
    HARMLESS,
    SOME_UNREAD,
    TOO_FEW,
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
from twosource.errors import OutputError, SettingError

if TYPE_CHECKING:
    from twosource.data import Article, Failure
    from twosource.pipeline import Read

STDOUT = "-"
HELP = """\
Read reports without comparing them.

Shows what is stated of each report (outlet, authors, dates, agency …), where
it was found and what contradicts it, and then its text without the furniture
of the page.

\b
In the terminal, what was left out in its place:
  twosource read page.html --furniture
For programs, with the report kept in paper.sources/:
  twosource read paper.pdf --json paper.json
  twosource verify paper.json
What each says, claim by claim, with whose word it is:
  twosource read page.html --claims
  twosource read page.html --claims --json - | jq '.claims[] | [.chain[-1].name, .words]'
Every report of a table, an archive or a feed:
  twosource read reports.csv --columns text=body,outlet=paper --errors unread.jsonl
  twosource read crawl.warc.gz --json - | jq '.reports[].title'
  twosource read https://herald.example/feed.xml --most 5

\b
Exit status:
  0 all reports were read   3 some could not be read
  2 wrong usage             4 none could be read
  5 a file could not be written
"""
Json = Annotated[
    str | None, typer.Option("--json", metavar="FILE", help="Write the reports for programs; - for output.")
]
Furniture = Annotated[
    bool, typer.Option("--furniture", help="Show what was left out too, in its place, and why.")
]


Claims = Annotated[
    bool, typer.Option("--claims", help="Show what the report says, claim by claim, and whose word it is.")
]


@mannered
def read(
    reports: Reports,
    json: Json = None,
    claims: Claims = False,
    furniture: Furniture = False,
    outlet: Outlet = None,
    published: Published = None,
    columns: Columns = "",
    errors: Errors = None,
    offline: Offline = False,
    allow_host: AllowHost = None,
    most: Most = 30,
    cache: Cache = None,
    processes: Processes = 0,
    model: LanguageModel = "",
    model_url: ModelUrl = "",
) -> int:
    """Read the reports and put them where they are wanted."""
    check_options(json, errors, is_asked=claims or not model)
    settings = settings_of(columns=columns, offline=offline, allow_host=allow_host, most=most, cache=cache)
    settings = reading_with(settings, processes=processes, model=model, model_url=model_url)
    found = read_all(asked_of(reports, settings, outlet=outlet, published=published), claims=claims)
    articles, failures = parted(found)
    say_failures(failures)
    say_all(found.notes)
    if errors is not None:
        from twosource.library import save_errors

        save_errors(failures, errors)
    deliver(found, json, furniture=furniture)
    if not articles:
        return TOO_FEW
    return SOME_UNREAD if any(failure.code not in HARMLESS for failure in failures) else ALL_WELL


def check_options(*files: str | None, is_asked: bool) -> None:
    """Refuse outputs whose folder does not exist and a model asked nothing, before anything is read."""
    if not is_asked:
        raise SettingError("--model needs --claims: a language model is asked who says what.")
    for name in files:
        if name not in (None, STDOUT) and not Path(str(name)).absolute().parent.is_dir():
            raise OutputError(f"{name} cannot be written: its folder does not exist; make it first.")


def read_all(asked: Asked, *, claims: bool) -> Read:
    """The reports asked for, with their claims or without, progress told on standard error."""
    from twosource.cli.progress import Progress

    with Progress(asked.settings) as progress:
        from twosource.library import read_sources

        return read_sources(
            asked.sources,
            claims=claims,
            settings=asked.settings,
            engine=progress.engine,
            standard_input=asked.standard_input,
        )


def parted(found: Read) -> tuple[list[Article], list[Failure]]:
    """The articles, and the failures."""
    from twosource.data import Article, Failure

    return (
        [item for item in found.articles if isinstance(item, Article)],
        [item for item in found.readings or found.articles if isinstance(item, Failure)],
    )


def deliver(found: Read, json: str | None, *, furniture: bool) -> None:
    """Put the reports into a file, on standard output as JSON, or into the terminal."""
    from twosource.library import render_read, save_read, sources_folder

    readings = found.readings or None
    if json == STDOUT:
        write_out(render_read(found.articles, readings=readings, made_by=found.made_by).encode("utf-8"))
    elif json is not None:
        save_read(found.articles, found.pages, json, readings=readings, made_by=found.made_by)
        say(f"wrote {json}; the reports are kept in {sources_folder(Path(json))}/")
    else:
        write_out(shown(found, furniture=furniture).encode("utf-8"))


def shown(found: Read, *, furniture: bool) -> str:
    """The reports, or their claims, one below the other, for a terminal or a pipe."""
    from twosource.library import join
    from twosource.stages.write.claims_text import claims_to_text
    from twosource.stages.write.report_text import report_to_text

    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
    width = min(max(columns, 40), 100)
    articles, _ = parted(found)
    texts = [report_to_text(article, width=width, furniture=furniture) for article in articles]
    if found.readings:
        pairs = join(found.articles, found.readings)
        texts = [claims_to_text(*pair, width=width) for pair in pairs if isinstance(pair, tuple)]
    return f"\n{'=' * width}\n\n".join(texts)
