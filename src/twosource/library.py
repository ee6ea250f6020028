"""What a program calls: reports in, a comparison out, and its files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from os import PathLike, fspath, path
from typing import TYPE_CHECKING

from twosource.corrections import checked
from twosource.corrections import correction as correction
from twosource.corrections import read_corrections as read_corrections
from twosource.corrections import write_corrections as write_corrections
from twosource.data import Article, Comparison, Failure, Link, Reading, Source, Stated
from twosource.engines.inline import Engine
from twosource.engines.pool import run
from twosource.errors import SettingError
from twosource.named import NamedPoint as NamedPoint
from twosource.named import point_named as point_named
from twosource.outputs import render as render
from twosource.outputs import render_read as render_read
from twosource.outputs import save as save
from twosource.outputs import save_errors as save_errors
from twosource.outputs import save_read as save_read
from twosource.outputs import sources_folder as sources_folder
from twosource.pipeline import Compared, Means, Read, compare_reports, read_reports
from twosource.pipeline import join as join
from twosource.pipeline import read_claims as claims_of_reports
from twosource.settings import Settings
from twosource.stages.acquire.columns import Columns, columns_of
from twosource.stages.acquire.reach import Reach
from twosource.step import Foretell, Load, Model, foretell_model, load_model
from twosource.version import __version__

if TYPE_CHECKING:
    from twosource.models.chat_model import ChatModel
    from twosource.stages.acquire.web.web import Web

Path = str | PathLike[str]


def compare(
    sources: Sequence[Path],
    *,
    outlets: Mapping[str, str] | None = None,
    published: Mapping[str, str] | None = None,
    models: Mapping[str, Model] | None = None,
    settings: Settings | None = None,
    corrections: Sequence[Link] = (),
) -> Comparison:
    """Compare two or more reports of one event.

    `sources` are files, links, feeds or archives.  `outlets` and `published`
    (ISO dates) say, by the source as it stands in `sources`, what a report does
    not say itself.  `models` stands in for the models that are loaded
    otherwise.  `corrections` are a person's words on who is who, as
    `correction` and `read_corrections` make them.  Reports that cannot be read
    are failures of the comparison; NothingToCompare is raised when fewer than
    two are left, SettingError where an option makes no sense or corrections
    contradict each other.
    """
    named = state(sources, outlets=outlets or {}, published=published or {})
    return compare_sources(named, models=models, settings=settings, corrections=corrections).comparison


def read(
    sources: Sequence[Path],
    *,
    outlets: Mapping[str, str] | None = None,
    published: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> tuple[Article | Failure, ...]:
    """Read reports without comparing them: the articles, failures in their places.

    A source that holds many reports gives one article for each.
    """
    named = state(sources, outlets=outlets or {}, published=published or {})
    return read_sources(named, settings=settings).articles


def read_claims(
    sources: Sequence[Path],
    *,
    outlets: Mapping[str, str] | None = None,
    published: Mapping[str, str] | None = None,
    models: Mapping[str, Model] | None = None,
    settings: Settings | None = None,
) -> tuple[tuple[Article, Reading] | Failure, ...]:
    """Read reports and what each says, without comparing them, failures in their places.

    A Reading holds the claims with their voices, and names, times and figures.
    """
    named = state(sources, outlets=outlets or {}, published=published or {})
    found = read_sources(named, claims=True, models=models, settings=settings)
    return tuple(join(found.articles, found.readings))


def compare_sources(
    sources: Sequence[Source],
    *,
    models: Mapping[str, Model] | None = None,
    settings: Settings | None = None,
    engine: Engine | None = None,
    standard_input: bytes = b"",
    corrections: Sequence[Link] = (),
) -> Compared:
    """The comparison of `sources` with the pages it was made from, for `save` to keep."""
    links = checked(corrections)
    with meaning(settings or Settings(), models, engine, standard_input) as (means, notes):
        made = compare_reports(sources, replace(means, corrections=links), __version__)
    return replace(made, notes=tuple(notes))


def read_sources(
    sources: Sequence[Source],
    *,
    claims: bool = False,
    models: Mapping[str, Model] | None = None,
    settings: Settings | None = None,
    engine: Engine | None = None,
    standard_input: bytes = b"",
) -> Read:
    """The articles behind `sources` with the pages they were read from, for `save_read` to keep.

    With `claims` what each says is read too.
    """
    with meaning(settings or Settings(), models, engine, standard_input) as (means, notes):
        found = claims_of_reports(sources, means) if claims else read_reports(sources, means)
    return replace(found, notes=tuple(notes))


@contextmanager
def meaning(
    settings: Settings, models: Mapping[str, Model] | None, engine: Engine | None, standard_input: bytes
) -> Iterator[tuple[Means, list[str]]]:
    """What a run is given, and what there is to tell of it, complete at the end."""
    notes: list[str] = []
    attributor = open_attributor(settings)
    with reaching(settings, standard_input, notes) as reach:
        load, foretell = loader(models, attributor), foreteller(models, attributor)
        runs = engine or partial(run, settings=settings)
        yield Means(load, runs, settings, reach, foretell=foretell), notes
        if attributor is not None:
            notes.append(attributor.says)


def loader(models: Mapping[str, Model] | None, attributor: ChatModel | None = None) -> Load:
    """What gives the model of a name: the one given, else the one that is installed or was opened."""
    given = models or {}

    def load(name: str) -> Model:
        if name in given:
            return given[name]
        if name == "attributor" and attributor is not None:
            return Model(name, attributor, attributor.says)
        return load_model(name)

    return load


def foreteller(models: Mapping[str, Model] | None, attributor: ChatModel | None = None) -> Foretell:
    """What gives the identity of the model of a name, as `loader` will give it, nothing loaded."""
    given = models or {}

    def foretell(name: str) -> str:
        if name in given:
            return given[name].identity
        if name == "attributor" and attributor is not None:
            return attributor.name
        return foretell_model(name)

    return foretell


def open_attributor(settings: Settings) -> ChatModel | None:
    """The language model that the settings name, if they name one; SettingError where they make no sense."""
    if not settings.model:
        return None
    from twosource.models.chat_model import open_chat_model

    return open_chat_model(settings)


@contextmanager
def reaching(settings: Settings, standard_input: bytes, notes: list[str]) -> Iterator[Reach]:
    """How far the settings let sources be followed; what fetches links is started at the first one.

    What there is to tell of fetching is put into `notes` at the end.
    """
    with ExitStack() as held:

        @cache
        def web() -> Web:
            from twosource.stages.acquire.web.web import WebSettings, open_web

            chosen = WebSettings(
                allowed_hosts=settings.allowed_hosts,
                max_bytes=settings.max_bytes,
                seconds=settings.link_seconds,
                cache=settings.cache,
            )
            opened = held.enter_context(open_web(chosen))
            held.callback(lambda: notes.extend(opened.notes))
            return opened

        yield Reach(
            max_bytes=settings.max_bytes,
            columns=columns_of(settings.columns) if settings.columns else Columns(),
            web=web if settings.follows_links else None,
            most=settings.most_items,
            standard_input=standard_input,
        )


def state(
    sources: Sequence[Path], *, outlets: Mapping[str, str], published: Mapping[str, str]
) -> list[Source]:
    """The sources with what is said of them; SettingError where that names no source or is no date."""
    paths = [fspath(source) for source in sources]
    given: dict[str, list[Stated]] = {}
    for field, values in (("outlet", outlets), ("published", published)):
        for name, value in values.items():
            checked = _date(name, value) if field == "published" else _filled(name, value)
            given.setdefault(_among(name, paths), []).append(Stated(field, checked, "flag"))
    return [Source(path, tuple(given.get(path, ()))) for path in paths]


def _among(name: str, paths: Sequence[str]) -> str:
    for candidate in paths:
        if path.normpath(candidate) == path.normpath(name):
            return candidate
    raise SettingError(f"{name} is none of the reports given; they are {', '.join(paths) or 'none'}.")


def _filled(name: str, value: str) -> str:
    if not value.strip():
        raise SettingError(f"The outlet of {name} is empty; give its name.")
    return " ".join(value.split())


def _date(name: str, value: str) -> str:
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise SettingError(f"{value!r} for {name} is no ISO date such as 2024-05-31.") from error
    return value
