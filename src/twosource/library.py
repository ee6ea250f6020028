"""What a program calls: reports in, a comparison out, and its files beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from os import PathLike, fspath, path

from twosource.data import Comparison, Source, Stated
from twosource.engines.inline import Engine, run
from twosource.errors import SettingError
from twosource.outputs import render as render
from twosource.outputs import save as save
from twosource.outputs import sources_folder as sources_folder
from twosource.pipeline import Compared, compare_reports
from twosource.settings import Settings
from twosource.step import Model, load_model
from twosource.version import __version__

Path = str | PathLike[str]


def compare(
    sources: Sequence[Path],
    *,
    outlets: Mapping[str, str] | None = None,
    published: Mapping[str, str] | None = None,
    models: Mapping[str, Model] | None = None,
    settings: Settings | None = None,
) -> Comparison:
    """Compare two or more reports of one event.

    `sources` are files.  `outlets` and `published` (ISO dates) say, by the
    file as it stands in `sources`, what a report does not say itself.
    `models` stands in for the models that are loaded otherwise.  Reports that
    cannot be read are failures of the comparison; NothingToCompare is raised
    when fewer than two are left, SettingError where an option makes no sense.
    """
    named = state(sources, outlets=outlets or {}, published=published or {})
    return compare_sources(named, models=models, settings=settings).comparison


def compare_sources(
    sources: Sequence[Source],
    *,
    models: Mapping[str, Model] | None = None,
    settings: Settings | None = None,
    engine: Engine = run,
) -> Compared:
    """The comparison of `sources` with the pages it was made from, for `save` to keep."""
    given = models or {}

    def load(name: str) -> Model:
        return given[name] if name in given else load_model(name)

    return compare_reports(sources, load, engine, settings or Settings(), __version__)


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
