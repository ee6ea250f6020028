"""What the commands of a library share: which file it is, opening it, and lists as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twosource.cli.manners import say, say_all, write_out
from twosource.cli.progress import Progress
from twosource.errors import OutputError
from twosource.settings import Settings

if TYPE_CHECKING:
    from twosource.news import Library

STDOUT = "-"
NEWS = "news.db"
Held = Annotated[
    str,
    typer.Option(
        "--library",
        metavar="FILE",
        envvar="TWOSOURCE_LIBRARY",
        help="The library: one file, news.db unless TWOSOURCE_LIBRARY or this option names another.",
    ),
]
ListJson = Annotated[
    str | None, typer.Option("--json", metavar="FILE", help="Write the list for programs; - for output.")
]
MostOf = Annotated[int, typer.Option("--most", metavar="N", min=1, help="Show the first N.")]


@dataclass(frozen=True, slots=True)
class Opened:
    """A library that a command works with, and what tells of the work."""

    library: Library
    progress: Progress

    def tell(self, doing: str, many: int) -> None:
        """Tell what is being done, and of how many reports, once it has taken a while."""
        self.progress.note(f"{doing} ({counted(many, 'report')})" if many else doing)


@contextmanager
def opened(
    path: str, *, create: bool = False, settings: Settings | None = None, tells_steps: bool = True
) -> Iterator[Opened]:
    """The library at `path`, progress told on standard error; what it noted is said at the end."""
    chosen = settings or Settings()
    with Progress(chosen) as progress:
        from twosource.news import Library

        engine = progress.engine if tells_steps else None
        with Library(path, create=create, settings=chosen, engine=engine) as library:
            yield Opened(library, progress)
            notes = tuple(library.notes)
    say_all(notes)


def counted(many: int, what: str) -> str:
    """A number with its noun."""
    return f"{many:,} {what}" if many == 1 else f"{many:,} {what}s"


def put_list(name: str, entries: Sequence[Any], file: str) -> None:
    """Write records as one JSON object that holds them under `name`."""
    text = json.dumps({name: [asdict(entry) for entry in entries]}, ensure_ascii=False, indent=1) + "\n"
    put(text.encode(), file)


def put(data: bytes, file: str) -> None:
    """Write bytes into a file, whole or not at all, or on standard output."""
    if file == STDOUT:
        write_out(data)
        return
    from twosource.outputs import replace_all

    check_place(file)
    replace_all({Path(file): data})
    say(f"wrote {file}")


def check_place(file: str | None) -> None:
    """Refuse an output whose folder is not there."""
    if file not in (None, STDOUT) and not Path(str(file)).absolute().parent.is_dir():
        raise OutputError(f"{file} cannot be written: its folder does not exist; make it first.")
