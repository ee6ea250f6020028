"""Adds reports to a library: in small transactions, each thing once, going on where it stopped."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from twosource.data import Article, Failure, Page, Source
from twosource.errors import printable
from twosource.pipeline import Means, of, steps
from twosource.stages.acquire.kinds import FEEDS
from twosource.stages.acquire.read import read
from twosource.store.file import writing
from twosource.store.reports import keep_report, placed_at
from twosource.store.sources import ask, ask_for, begin, count_due, due, finish, is_held, keep_page

# Pages cleaned and written at a time: what is lost by a kill is read again.
BATCH = 64
Now = Callable[[], str]
Place = Callable[[sqlite3.Connection, Sequence[Article], str], None]
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding gave: ids of new reports, how many were held already, and what could not be read.

    `held` counts pages whose bytes were there, and reports that another page gave.
    `left` are the sources that others asked for and that are still to be read.
    """

    new: tuple[str, ...] = ()
    held: int = 0
    failures: tuple[Failure, ...] = ()
    left: int = 0


@dataclass(frozen=True, slots=True)
class Adding:
    """What adding works with.

    `now` gives the time of writing (UTC, ISO 8601); `place` puts new reports into stories,
    inside the transaction that adds them; `tell` hears of each batch (source, reports so far).
    """

    connection: sqlite3.Connection
    means: Means
    now: Now
    version: str
    place: Place
    tell: Tell


def add(sources: Sequence[Source], work: Adding) -> Added:
    """Read `sources`, and what they name, into the library; without any, all that is still to be read.

    What is named is read again: bytes that are held already cost their hashing.
    A feed's items become sources of their own, read once each.  A source that
    fails, or fails in part, is listed and tried again when it is named or asked
    for again (`store.sources.ask_again`).
    """
    named = [source for source in sources if _is_text(source.path)]
    refused = tuple(_refused(source) for source in sources if not _is_text(source.path))
    with writing(work.connection):
        ask(work.connection, named, work.now())
        ask_for(work.connection, [source.path for source in named])
    if refused and not named:
        return Added(failures=refused)
    added = add_due(work, under=[source.path for source in named] or None)
    return replace(added, failures=(*refused, *added.failures))


def _is_text(path: str) -> bool:
    """Whether a name is text: that of a file may be any bytes, which a library cannot write down."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refused(source: Source) -> Failure:
    name = printable(source.path)
    reason = f"{name} has a name that is no text (UTF-8), under which a library keeps nothing: rename it."
    return Failure("acquire", name, reason, code="bad-name")


def add_due(work: Adding, *, under: Sequence[str] | None = None) -> Added:
    """Read what is still to be read: at or under those paths, or all of it.

    With paths, what other calls asked for is left to them.  Without, two programs may read the
    same thing at once, and it is kept once.
    """
    new: list[str] = []
    failures: list[Failure] = []
    held = 0
    while found := due(work.connection, under):
        for source in found:
            one = _add_source(source, work, len(new))
            new += one.new
            failures += one.failures
            held += one.held
    return Added(tuple(new), held, tuple(failures), count_due(work.connection))


def _add_source(source: Source, work: Adding, before: int) -> Added:
    """One source, batch by batch; its state changes with its last batch."""
    with writing(work.connection):
        if not begin(work.connection, source.path):
            return Added()
    new: list[str] = []
    failures: list[Failure] = []
    held = 0
    for batch in _batches(read(source, work.means.reach)):
        failures += of(Failure, batch)
        pages = of(Page, batch)
        feeds = [page for page in pages if page.media_type in FEEDS]
        failures += _add_named(feeds, source, work)
        rest = [page for page in pages if page.media_type not in FEEDS]
        fresh = [page for page in rest if not is_held(work.connection, page)]
        added = add_pages(fresh, source, work)
        held += len(rest) - len(fresh) + added.held
        new += added.new
        failures += added.failures
        work.tell(source.path, before + len(new))
    with writing(work.connection):
        finish(work.connection, source.path, failures, work.now())
    return Added(tuple(new), held, tuple(failures))


def _batches(pages: Iterator[Page | Failure]) -> Iterator[list[Page | Failure]]:
    while batch := list(islice(pages, BATCH)):
        yield batch


def _add_named(feeds: Sequence[Page], source: Source, work: Adding) -> list[Failure]:
    """What feeds and lists name becomes sources; pages in the feed itself are added."""
    if not feeds:
        return []
    named = work.means.engine(steps(work.means)["unfold"], feeds, work.means.load).values
    with writing(work.connection):
        for page in feeds:
            keep_page(work.connection, source.path, page, work.now())
        ask(work.connection, of(Source, named), work.now(), named_by=source.path)
    inside = [page for page in of(Page, named) if not is_held(work.connection, page)]
    return [*of(Failure, named), *add_pages(inside, source, work).failures]


def add_pages(pages: Sequence[Page], source: Source, work: Adding) -> Added:
    """Clean pages, and keep them with their reports in one transaction."""
    if not pages:
        return Added()
    cleaned = work.means.engine(steps(work.means)["clean"], pages, work.means.load).values
    articles = of(Article, cleaned)
    new = []
    with writing(work.connection):
        at = work.now()
        captures = {page: keep_page(work.connection, source.path, page, at) for page in pages}
        for article, page in _with_pages(articles, pages):
            placed = placed_at(article, page.captured, at)
            if keep_report(
                work.connection, article, captures[page], at=at, made_by=work.version, placed=placed
            ):
                new.append(article)
        work.place(work.connection, new, at)
    same = len(articles) - len(new)
    return Added(tuple(article.id for article in new), same, tuple(of(Failure, cleaned)))


def _with_pages(articles: Iterable[Article], pages: Sequence[Page]) -> Iterator[tuple[Article, Page]]:
    """Each article with the page it was read from: of its bytes, and of its path but for the item's name."""
    by_bytes: dict[str, list[Page]] = {}
    for page in pages:
        by_bytes.setdefault(page.sha256, []).append(page)
    for article in articles:
        same = by_bytes[article.sha256]
        yield (
            article,
            next((p for p in same if article.path in {p.path, f"{p.path}#{article.item}"}), same[0]),
        )
