"""The path from what the user named to the comparison, written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from twosource.data import Article, Case, Comparison, Failure, Matched, Page, Reading, Source
from twosource.engines.inline import Engine
from twosource.errors import NothingToCompare, TwosourceError
from twosource.settings import Settings
from twosource.stages.acquire.read import read
from twosource.stages.clean.clean import clean_all
from twosource.stages.cluster.group import given
from twosource.stages.extract.extract import extract
from twosource.stages.match.match import match
from twosource.stages.trace.trace import trace
from twosource.step import Done, Load, Step, Timing

SAME = "same"
MODELS = ("parser", "embedder")
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, the pages it was made from, and how long each step took."""

    comparison: Comparison
    pages: tuple[Page, ...]
    timings: tuple[Timing, ...]


def compare_reports(
    sources: Sequence[Source], load: Load, engine: Engine, settings: Settings, version: str
) -> Compared:
    """Compare the reports behind `sources`; NothingToCompare when fewer than two can be read."""
    step = steps(settings)
    pages = engine(step["acquire"], sources, load)
    articles = engine(step["clean"], pages.values, load)
    single = drop_same(articles.values)
    at_least_two(single)
    readings = engine(step["extract"], single, load)
    pairs = at_least_two(join(single, readings.values))
    reports, read_of = zip(*pairs, strict=True)
    case = Case(given(reports), reports, read_of)
    matched = engine(step["match"], [case], load)
    traced = engine(step["trace"], [(case, only(matched))], load)
    failures = tuple(of(Failure, readings.values))
    made = replace(only(traced), failures=failures, made_by=makers(load, version))
    timings = tuple(done.timing for done in (pages, articles, readings, matched, traced))
    return Compared(made, tuple(of(Page, pages.values)), timings)


def steps(settings: Settings) -> dict[str, Step]:
    """The steps of the path by name."""
    path = (
        Step("acquire", partial(read, max_bytes=settings.max_bytes), many=True),
        Step("clean", clean_all, limit=settings.page_seconds, many=True),
        Step("extract", extract, needs=("parser",), batch=settings.batch),
        Step("match", match, needs=("embedder",)),
        Step("trace", trace_pair),
    )
    return {step.name: step for step in path}


def trace_pair(pair: tuple[Case, Matched]) -> Comparison:
    """`trace` as a function of one item."""
    return trace(*pair)


def drop_same(articles: Iterable[Article | Failure]) -> list[Article | Failure]:
    """The articles, one that was met before replaced by a failure that says so.

    The same report is the same bytes from the same outlet; one text under two
    outlets stays two reports.
    """
    met: dict[tuple[str, str, str | None], str] = {}
    return [_unless_met(article, met) if isinstance(article, Article) else article for article in articles]


def _unless_met(article: Article, met: dict[tuple[str, str, str | None], str]) -> Article | Failure:
    key = (article.sha256, article.item, article.value("outlet"))
    if key in met:
        twin = "named twice" if met[key] == article.path else f"the same report as {met[key]}"
        reason = f"{article.path} is {twin} and counts once."
        return Failure(SAME, article.path, reason, article.sha256, SAME)
    met[key] = article.path
    return article


def join(
    articles: Sequence[Article | Failure], readings: Sequence[Reading | Failure]
) -> list[tuple[Article, Reading] | Failure]:
    """Each article with its reading, failures in their places."""
    pairs: list[tuple[Article, Reading] | Failure] = []
    for article, reading in zip(articles, readings, strict=True):
        if isinstance(article, Article) and isinstance(reading, Reading):
            pairs.append((article, reading))
        else:
            pairs += of(Failure, [reading])
    return pairs


def at_least_two(items: Sequence[Record | Failure]) -> list[Record]:
    """The sound ones among `items`; NothingToCompare, with the failures, when fewer than two are."""
    sound = [item for item in items if not isinstance(item, Failure)]
    if len(sound) < 2:
        count = "None of the reports" if not sound else "Only one report"
        raise NothingToCompare(
            f"{count} could be read; a comparison needs two or more.", tuple(of(Failure, items))
        )
    return sound


def of(kind: type[Record], items: Iterable[object]) -> list[Record]:
    """Those of `items` that are of `kind`."""
    return [item for item in items if isinstance(item, kind)]


def only(done: Done) -> Any:
    """What a step over one item gave; its failure is raised."""
    (value,) = done.values
    if isinstance(value, Failure):
        raise TwosourceError(f"The reports could not be compared: {value.step}: {value.reason}")
    return value


def makers(load: Load, version: str) -> tuple[tuple[str, str], ...]:
    """What the comparison was made by, a model that could not be had included."""
    return (("twosource", version), *((name, load(name).says) for name in MODELS))
