"""``twosource origins``: reports in, whom they have it from out."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.compare import (
    STDOUT,
    Outputs,
    check_outputs,
    compared,
    is_short,
    note_order,
    with_corrections,
)
from twosource.cli.manners import (
    ALL_WELL,
    FEWER,
    SOME_UNREAD,
    mannered,
    say,
    write_out,
)
from twosource.cli.options import (
    AllowHost,
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
from twosource.errors import SettingError

if TYPE_CHECKING:
    from twosource.library import NamedPoint
    from twosource.pipeline import Compared

HELP = """\
Count origins, not outlets: show whom the reports have each point from.

For every point that several reports make, a tree: how many reports and
outlets, how many origins at least and at most, who they are, and the chain
from each outlet to them in the reports' own words. What states no origin is
shown and never counted as independent. Then loops, what falls if one origin
is wrong, whom to call next, who had it first, and who found out itself.

\b
In the terminal:
  twosource origins herald.txt courier.html
One point, named in words of your own:
  twosource origins *.txt --point "twelve dead in the fire"
In a script, to stop what rests on one origin alone:
  twosource origins *.txt --point "twelve dead" --at-least 2 || echo "call somebody"
For programs, and the picture of the chains:
  twosource origins *.txt --json harbour.json --svg harbour.svg
  twosource origins *.txt --prov harbour.prov.json --ninjs harbour.ninjs.json

FILE may be - for standard output, once. The JSON is that of `compare`;
`verify` proves it. With --at-least the least number counts: “1–2 origins”
are fewer than 2.

\b
Exit status:
  0 all reports were read   3 some could not be read, the others are compared
  2 wrong usage, or --point names no point, or fits two equally well
  4 fewer than two could be read
  5 a file could not be written
  6 the point has fewer origins than --at-least
"""
Point = Annotated[
    str | None,
    typer.Option(
        "--point", metavar="TEXT", help="Show this point alone: the one that has most of these words."
    ),
]
AtLeast = Annotated[
    int | None,
    typer.Option(
        "--at-least", metavar="N", min=1, help="End with status 6 if the point has fewer origins at least."
    ),
]
Json = Annotated[
    str | None,
    typer.Option(
        "--json", metavar="FILE", callback=note_order, help="Write the whole comparison, for programs."
    ),
]
Prov = Annotated[
    str | None,
    typer.Option(
        "--prov", metavar="FILE", callback=note_order, help="Write the chains as W3C PROV (PROV-JSON)."
    ),
]
Ninjs = Annotated[
    str | None,
    typer.Option(
        "--ninjs", metavar="FILE", callback=note_order, help="Write each report's infoSources as ninjs 3.0."
    ),
]
Svg = Annotated[
    str | None,
    typer.Option("--svg", metavar="FILE", callback=note_order, help="Write the picture of the chains alone."),
]


@mannered
def origins(
    context: typer.Context,
    reports: Reports,
    point: Point = None,
    at_least: AtLeast = None,
    json: Json = None,
    svg: Svg = None,
    prov: Prov = None,
    ninjs: Ninjs = None,
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
) -> int:
    """Compare the reports and show what their points rest on."""
    outputs: Outputs = dict(context.ensure_object(dict))
    check_outputs(outputs, reports, opens=False)
    check_point(point, at_least)
    settings = settings_of(columns=columns, offline=offline, allow_host=allow_host, most=most, cache=cache)
    settings = reading_with(settings, processes=processes, model=model, model_url=model_url)
    asked = asked_of(reports, settings, outlet=outlet, published=published)
    asked = with_corrections(asked, links)
    run = compared(asked, errors)
    named = named_by(run, point)
    deliver(run, outputs, named)
    if named and at_least and is_fewer(named, at_least):
        return FEWER
    return SOME_UNREAD if is_short(run) else ALL_WELL


def check_point(point: str | None, at_least: int | None) -> None:
    """Refuse a point without words, and a least number of nothing, before anything is read."""
    if point is not None and not point.strip():
        raise SettingError("--point has no words; name the point in the reports' own.")
    if at_least is not None and point is None:
        raise SettingError("--at-least needs --point TEXT: the point whose origins are counted.")


def named_by(run: Compared, point: str | None) -> NamedPoint | None:
    """The point that the user names, said on standard error with the words by which it was taken."""
    if point is None:
        return None
    from twosource.library import point_named

    named = point_named(run.comparison, point)
    say(f"took “{' '.join(named.words.split())}”, by {', '.join(named.shared)}")
    return named


def is_fewer(named: NamedPoint, at_least: int) -> bool:
    """Whether a point has fewer origins than asked, the least number counted; then it is said."""
    if named.ledger.min >= at_least:
        return False
    from twosource.stages.write.origins_lines import range_line

    counted = (
        range_line(named.ledger.min, named.ledger.max) if named.ledger.max else "no origin that is stated"
    )
    say(f"{counted}: fewer than {at_least} at least")
    return True


def deliver(run: Compared, outputs: Outputs, named: NamedPoint | None) -> None:
    """Write what is wanted into files, on standard output, or show the ledgers in the terminal."""
    from twosource.library import render, save, sources_folder

    files = {form: Path(name) for form, name in outputs.items() if name != STDOUT}
    first = next(iter(files.values()), None)
    wanted = {form: files.get(form) for form in ("json", "prov", "ninjs", "svg")}
    save(run.comparison, run.pages, beside=first, **wanted)
    if first is not None:
        folder = sources_folder(first)
        say(f"wrote {', '.join(map(str, files.values()))}; the reports are kept in {folder}{os.sep}")
    for form in (form for form, name in outputs.items() if name == STDOUT):
        write_out(render(run.comparison, form).encode("utf-8"))
    if not outputs:
        show(run, named)


def show(run: Compared, named: NamedPoint | None) -> None:
    """Show the ledgers in the terminal, or as plain text where that is a pipe."""
    from twosource.stages.write.origins_text import origins_to_text

    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(max(shutil.get_terminal_size().columns, 40), 120)
    about = named.about if named else ""
    write_out(origins_to_text(run.comparison, about=about, width=width, color=color).encode("utf-8"))
