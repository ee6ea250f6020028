"""The options that commands share, and what is made of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.errors import SettingError
from twosource.settings import Settings

if TYPE_CHECKING:
    from twosource.data import Link, Source

STDIN = "-"
Reports = Annotated[
    list[str],
    typer.Argument(
        metavar="REPORT",
        help="Files (text, HTML, MHTML, PDF, DOCX, mail, tables, WARC and WACZ, ninjs, NewsML-G2, NITF), "
        "links, feeds, lists of feeds, sitemaps, or - for standard input.",
    ),
]
Outlet = Annotated[
    list[str] | None,
    typer.Option("--outlet", metavar="REPORT=NAME", help="Say whose report it is where it does not say so."),
]
Published = Annotated[
    list[str] | None,
    typer.Option("--published", metavar="REPORT=DATE", help="Say when it came out, such as 2024-05-31."),
]
Links = Annotated[
    str | None,
    typer.Option(
        "--links",
        metavar="FILE",
        help="Your corrections of who is who (`twosource link`); default twosource.links.jsonl, where it is.",
    ),
]
Columns = Annotated[
    str,
    typer.Option(
        "--columns", metavar="MAP", help="Say what a table's columns hold, such as text=body,outlet=paper."
    ),
]
Errors = Annotated[
    str | None,
    typer.Option(
        "--errors", metavar="FILE", help="Write a line of JSON for every item that could not be read."
    ),
]
Offline = Annotated[bool, typer.Option("--offline", help="Follow no link.")]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host", metavar="HOST", help="Fetch from this host or network though it is not public."
    ),
]
Most = Annotated[
    int,
    typer.Option("--most", metavar="N", min=1, help="Follow the first N items of a feed or a list."),
]
Cache = Annotated[
    str | None,
    typer.Option("--cache", metavar="DIR", help="Keep what is fetched here, and ask again only for changes."),
]
Processes = Annotated[
    int,
    typer.Option(
        "--processes", metavar="N", min=0, help="Read long batches in N processes at most; 0 is one a core."
    ),
]
LanguageModel = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Let this language model mark sayings that the rules miss. The reports are sent to --model-url.",
    ),
]
ModelUrl = Annotated[
    str,
    typer.Option(
        "--model-url",
        metavar="URL",
        envvar="TWOSOURCE_MODEL_URL",
        help="Where it is: an OpenAI-compatible base URL; its key is read from TWOSOURCE_MODEL_KEY.",
    ),
]
KEY = "TWOSOURCE_MODEL_KEY"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is asked to read: sources, settings, standard input, and a person's corrections."""

    sources: tuple[Source, ...]
    settings: Settings
    standard_input: bytes
    corrections: tuple[Link, ...] = ()
    corrections_file: str = ""


def settings_of(
    *, columns: str, offline: bool, allow_host: Sequence[str] | None, most: int, cache: str | None
) -> Settings:
    """The settings that the options name."""
    return Settings(
        columns=columns,
        follows_links=not offline,
        allowed_hosts=tuple(allow_host or ()),
        most_items=most,
        cache=cache,
    )


def reading_with(settings: Settings, *, processes: int, model: str, model_url: str) -> Settings:
    """The settings with what reads; a model's key comes from the environment."""
    if not model:
        return replace(settings, processes=processes)
    key = os.environ.get(KEY, "")
    return replace(settings, processes=processes, model=model, model_url=model_url, model_key=key)


def asked_of(
    reports: Sequence[str],
    settings: Settings,
    *,
    outlet: Sequence[str] | None,
    published: Sequence[str] | None,
) -> Asked:
    """The sources named, with what is said of them; standard input is read if one of them is it."""
    from twosource.library import state

    if list(reports).count(STDIN) > 1:
        raise SettingError("Standard input (-) can be named once.")
    sources = state(
        reports,
        outlets=pairs("--outlet", outlet or (), reports),
        published=pairs("--published", published or (), reports),
    )
    return Asked(tuple(sources), settings, read_in(settings.max_bytes) if STDIN in reports else b"")


def read_in(most: int) -> bytes:
    """What comes on standard input, one byte more than is read at most."""
    return sys.stdin.buffer.read(most + 1)


def pairs(option: str, entries: Iterable[str], reports: Sequence[str]) -> dict[str, str]:
    """``REPORT=VALUE`` entries as a mapping; a report's name may hold an equals sign itself."""
    found: dict[str, str] = {}
    for entry in entries:
        cuts = [place for place, character in enumerate(entry) if character == "="]
        if not cuts:
            raise SettingError(f"{option} {entry} has no =; write {option} REPORT=VALUE.")
        cut = next((place for place in cuts if entry[:place] in reports), cuts[0])
        found[entry[:cut]] = entry[cut + 1 :]
    return found
