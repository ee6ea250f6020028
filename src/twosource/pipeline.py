"""The path from what the user named to the comparison, written once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from twosource.data import Article, Case, Comparison, Failure, Link, Matched, Page, Reading, Source, Story
from twosource.engines.inline import Engine
from twosource.errors import NothingToCompare, SettingError, TwosourceError
from twosource.settings import Settings
from twosource.stages.acquire.kinds import FEEDS
from twosource.stages.acquire.reach import Reach
from twosource.stages.cluster.given import given
from twosource.stages.cluster.related import leave_unrelated
from twosource.step import Done, Foretell, Load, Step, Timing

SAME = "same"
# A sitemap's index names sitemaps, and these name pages.
DEEPEST = 3
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Read:
    """Reports as read: articles with failures in their places, pages, timings, and what else to tell.

    `readings` are what the articles say, in their order, and `made_by` what read
    that in them, where that was asked for.
    """

    articles: tuple[Article | Failure, ...]
    pages: tuple[Page, ...]
    timings: tuple[Timing, ...]
    notes: tuple[str, ...] = ()
    readings: tuple[Reading | Failure, ...] = ()
    made_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, the pages it was made from, how long each step took, and what else to tell."""

    comparison: Comparison
    pages: tuple[Page, ...]
    timings: tuple[Timing, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Means:
    """What the door gives: models, an engine, settings, how far sources are followed, corrections.

    `foretell` gives the identity that a model of `load` will have, without loading it.
    """

    load: Load
    engine: Engine
    settings: Settings
    reach: Reach
    corrections: tuple[Link, ...] = ()
    foretell: Foretell | None = None


def compare_reports(sources: Sequence[Source], means: Means, version: str) -> Compared:
    """Compare the reports behind `sources`; NothingToCompare when fewer than two can be read."""
    step, engine, load = steps(means), means.engine, means.load
    found = read_reports(sources, means)
    chosen = without_unrelated(found.articles)
    at_least_two(chosen)
    readings = engine(step["extract"], chosen, load)
    pairs = at_least_two(join(chosen, readings.values))
    reports = tuple(report for report, _ in pairs)
    made, timings = lay_side_by_side(given(reports), pairs, means, version)
    made = replace(made, failures=tuple(of(Failure, readings.values)))
    return Compared(made, found.pages, (*found.timings, readings.timing, *timings))


def lay_side_by_side(
    story: Story, pairs: Sequence[tuple[Article, Reading]], means: Means, version: str
) -> tuple[Comparison, tuple[Timing, ...]]:
    """The comparison of reports that were read already, in this order, and what its steps took."""
    step, engine, load = steps(means), means.engine, means.load
    reports, readings = zip(*pairs, strict=True)
    case = Case(story, reports, tuple(map(without_matters, readings)), means.corrections)
    matched = engine(step["match"], [case], load)
    traced = engine(step["trace"], [(case, only(matched))], load)
    made = replace(only(traced), made_by=makers(means, version))
    return made, (matched.timing, traced.timing)


def without_matters(reading: Reading) -> Reading:
    """The reading as it is laid beside others: what somebody wants or speaks about is no point."""
    return replace(reading, claims=tuple(claim for claim in reading.claims if claim.facet != "matter"))


def read_reports(sources: Sequence[Source], means: Means) -> Read:
    """Read the reports behind `sources`, each once."""
    step = steps(means)
    pages, timings = acquire_pages(sources, step, means)
    articles = means.engine(step["clean"], pages, means.load)
    return Read(tuple(drop_same(articles.values)), tuple(of(Page, pages)), (*timings, articles.timing))


def read_claims(sources: Sequence[Source], means: Means) -> Read:
    """Read the reports behind `sources`, each once, and what each says."""
    found = read_reports(sources, means)
    read = means.engine(steps(means)["extract"], found.articles, means.load)
    made_by = says(readers(means.settings), means)
    return replace(found, timings=(*found.timings, read.timing), readings=read.values, made_by=made_by)


def acquire_pages(
    sources: Sequence[Source], step: Mapping[str, Step], means: Means
) -> tuple[tuple[Page | Failure, ...], tuple[Timing, ...]]:
    """The pages behind `sources`: what a feed or a list of feeds names is acquired in its place."""
    done = [means.engine(step["acquire"], sources, means.load)]
    for _ in range(DEEPEST):
        if not any(isinstance(page, Page) and page.media_type in FEEDS for page in done[-1].values):
            break
        named = means.engine(step["unfold"], done[-1].values, means.load)
        done += [named, means.engine(step["acquire"], named.values, means.load)]
    pages = (too_deep(page) for page in done[-1].values)
    return tuple(pages), tuple(one.timing for one in done)


def too_deep(page: Page | Failure) -> Page | Failure:
    """A list that lists have led to over and over is a failure; any other page stays."""
    if isinstance(page, Failure) or page.media_type not in FEEDS:
        return page
    reason = f"{page.path} is a list that {DEEPEST} lists led to; it is not followed further."
    return Failure("unfold", page.path, reason, page.sha256, "too-deep")


def steps(means: Means) -> dict[str, Step]:
    """The steps of the path by name; their rooms are imported here, since not every door goes the path."""
    from twosource.stages.acquire.read import read
    from twosource.stages.acquire.unfold import prepare as prepare_feeds
    from twosource.stages.acquire.unfold import unfold
    from twosource.stages.clean.clean import clean_all
    from twosource.stages.clean.clean import prepare as prepare_clean
    from twosource.stages.extract.extract import extract
    from twosource.stages.match.match import match

    settings, limit = means.settings, means.settings.page_seconds
    path = (
        Step("acquire", partial(read, reach=means.reach), many=True),
        Step("unfold", partial(unfold, most=means.reach.most), limit=limit, many=True, prepare=prepare_feeds),
        Step("clean", clean_all, limit=limit, many=True, prepare=prepare_clean),
        Step("extract", extract, needs=readers(settings), batch=settings.batch),
        Step("match", match, needs=("embedder",)),
        Step("trace", trace_pair),
    )
    return {step.name: step for step in path}


def readers(settings: Settings) -> tuple[str, ...]:
    """The models that read reports: the parser, and the language model where one is named."""
    return ("parser", "attributor") if settings.model else ("parser",)


def trace_pair(pair: tuple[Case, Matched]) -> Comparison:
    """`trace` as a function of one item."""
    from twosource.stages.trace.trace import trace

    return trace(*pair)


def drop_same(articles: Iterable[Article | Failure]) -> list[Article | Failure]:
    """The articles, one that was met before replaced by a failure that says so.

    The same report is the same bytes from the same outlet, or what stands at
    the same address; one text under two outlets stays two reports, also where
    a copy names the address of what it was copied from.
    """
    met: dict[tuple[str, ...], Article] = {}
    return [_unless_met(article, met) if isinstance(article, Article) else article for article in articles]


def _unless_met(article: Article, met: dict[tuple[str, ...], Article]) -> Article | Failure:
    outlet, address = article.value("outlet") or "", article.value("canonical")
    keys: list[tuple[str, ...]] = [("bytes", article.sha256, article.item, outlet)]
    if address:
        keys.append(("address", address, article.item))
    for key in keys:
        twin = met.get(key)
        if twin and (key[0] == "bytes" or outlet in ("", twin.value("outlet")) or not twin.value("outlet")):
            told = "named twice" if twin.path == article.path else f"the same report as {twin.path}"
            reason = f"{article.path} is {told} and counts once."
            return Failure(SAME, article.path, reason, article.sha256, SAME)
    met.update({key: article for key in keys if key not in met})
    return article


def without_unrelated(items: Sequence[Article | Failure]) -> list[Article | Failure]:
    """The articles, an item of a live blog that is about something else replaced by a failure."""
    chosen = iter(leave_unrelated(of(Article, items)))
    return [next(chosen) if isinstance(item, Article) else item for item in items]


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
        from twosource.stages.match.corrected import CODE

        if value.code == CODE:
            raise SettingError(value.reason, value.code)
        raise TwosourceError(f"The reports could not be compared: {value.step}: {value.reason}")
    return value


def makers(means: Means, version: str) -> tuple[tuple[str, str], ...]:
    """What the comparison was made by, a model that could not be had included."""
    count = len(means.corrections)
    corrected = (("corrections", f"{count} by a person"),) if count else ()
    return (("twosource", version), *says((*readers(means.settings), "embedder"), means), *corrected)


def says(names: Iterable[str], means: Means) -> tuple[tuple[str, str], ...]:
    """What the models of these names say of themselves."""
    return tuple((name, means.load(name).says) for name in names)
