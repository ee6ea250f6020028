"""The command ``twosource``."""

from __future__ import annotations

import signal
import sys
from typing import Annotated

import typer

from twosource.cli.add import HELP as ADD_HELP
from twosource.cli.add import add
from twosource.cli.changes import HELP as CHANGES_HELP
from twosource.cli.changes import changes
from twosource.cli.compare import HELP, compare
from twosource.cli.doctor import doctor
from twosource.cli.export import HELP as EXPORT_HELP
from twosource.cli.export import export
from twosource.cli.link import link, unlink
from twosource.cli.manners import INTERRUPTED
from twosource.cli.merge import merge, pin, split
from twosource.cli.origins import HELP as ORIGINS_HELP
from twosource.cli.origins import origins
from twosource.cli.read import HELP as READ_HELP
from twosource.cli.read import read
from twosource.cli.stories import search, stories
from twosource.cli.story import HELP as STORY_HELP
from twosource.cli.story import story
from twosource.cli.verify import verify
from twosource.cli.watch import HELP as WATCH_HELP
from twosource.cli.watch import watch
from twosource.version import __version__

app = typer.Typer(
    name="twosource",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(help=HELP)(compare)
app.command(help=ORIGINS_HELP)(origins)
app.command(help=READ_HELP)(read)
app.command()(verify)
app.command()(link)
app.command()(unlink)
# The library: in the order in which it is used.
app.command(help=ADD_HELP)(add)
app.command()(stories)
app.command(help=STORY_HELP)(story)
app.command()(search)
app.command(help=WATCH_HELP)(watch)
app.command(help=CHANGES_HELP)(changes)
app.command()(merge)
app.command()(split)
app.command()(pin)
app.command(help=EXPORT_HELP)(export)
app.command()(doctor)


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        print(f"twosource {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and end.")
]


@app.callback()
def twosource(version: Version = False) -> None:
    """Compare news reports of one event: who says what, what it rests on, where they differ.

    \b
    Once, of reports that you name:
      twosource compare herald.txt courier.html
    All day, in a library that groups them into stories:
      twosource add https://herald.example/feed.xml
      twosource stories --min-outlets 2
      twosource story ID

    `twosource COMMAND --help` tells more.
    """


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
