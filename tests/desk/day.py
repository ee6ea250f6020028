"""A day of news on the loopback: outlets whose feeds and pages change with the hour, and a watch on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.servers import Request, Server, answer
from tests.stages.acquire.web.opened import START, Clock, opened
from tests.store.held import library
from twosource.data import Article, Change, Failure, Member
from twosource.desk.polling import Watching
from twosource.desk.watching import Ways, keep_watching
from twosource.engines.inline import run
from twosource.pipeline import Means
from twosource.settings import Settings
from twosource.stages.acquire.reach import Reach
from twosource.step import Load, load_model
from twosource.store.stories import join_story, record, start_story
from twosource.store.told import Noted

HOUR = 3600
EVERY = HOUR
FERRY = "s-ferry"
ITEM = "<entry><id>{id}</id><title>{title}</title><link href='{link}'/><updated>{when}</updated></entry>"


@dataclass(frozen=True, slots=True)
class Text:
    """A report as it stands from an hour on; without paragraphs its page is gone (410).

    `published` is the hour that it states, that from which it stands if none is given.
    """

    hour: float
    title: str = ""
    paragraphs: tuple[str, ...] = ()
    published: float | None = None

    @property
    def stated(self) -> float:
        """The hour at which it says that it was published."""
        return self.hour if self.published is None else self.published


@dataclass(slots=True)
class World:
    """What stands where: each outlet's texts of one report, and what its feed deleted, from an hour on."""

    server: Server
    clock: Clock
    texts: dict[str, tuple[Text, ...]]
    deleted: dict[str, float] = field(default_factory=dict)
    posted: list[tuple[float, str]] = field(default_factory=list)
    hook_is_up: Callable[[float], bool] = lambda _: True

    @property
    def hour(self) -> float:
        """Hours since the start."""
        return (self.clock.time - START) / HOUR

    def feeds(self) -> list[str]:
        """The feed of each outlet."""
        return [self.link(name, "feed") for name in self.texts]

    def link(self, name: str, page: str) -> str:
        """The link to a page of an outlet."""
        return self.server.link(f"/{name}/{page}", host=f"{name}.example")

    def text(self, name: str) -> Text | None:
        """What an outlet says at this hour."""
        return next((t for t in reversed(self.texts[name]) if t.hour <= self.hour), None)

    def open(self) -> None:
        """Serve feeds and pages."""
        for name in self.texts:
            self.server.routes[f"/{name}/feed"] = lambda request, _, n=name: self._feed(n, request)
            for query in ["", *(f"?utm_source=feed{tenth}" for tenth in range(300))]:
                self.server.routes[f"/{name}/ferry{query}"] = lambda _, __, n=name: self._page(n)

    def post(self, link: str, body: bytes, name: str) -> int:
        """The webhook."""
        if not self.hook_is_up(self.hour):
            raise ConnectionError("away")
        self.posted.append((self.hour, name))
        return 204

    def _feed(self, name: str, request: Request) -> bytes:
        text = self.text(name)
        items, is_deleted = "", self.hour >= self.deleted.get(name, 1000)
        if text and text.paragraphs and not is_deleted:
            link = f"{self.link(name, 'ferry')}?utm_source=feed{int(self.hour * 10)}"
            items = ITEM.format(id=f"{name}-1", title=text.title, link=link, when=_when(text.stated))
        if is_deleted:
            items = f"<at:deleted-entry xmlns:at='http://purl.org/atompub/tombstones/1.0' ref='{name}-1'/>"
        other = ITEM.format(
            id=f"{name}-0", title="Fair", link=self.link(name, "none"), when=_when(-5)
        )  # leads nowhere
        data = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{name}</title>{items}{other}</feed>"
        mark = f'"{name}-{text.hour if text else 0}-{is_deleted}"'
        if request.headers.get("if-none-match") == mark:
            return answer(b"", 304)
        return answer(data.encode(), headers={"Content-Type": "application/atom+xml", "ETag": mark})

    def _page(self, name: str) -> bytes:
        text = self.text(name)
        if text is None or not text.paragraphs:
            return answer(b"gone", 410 if text else 404)
        body = "".join(f"<p>{words}</p>" for words in text.paragraphs)
        # What stands around a report changes at every visit, and is none of it.
        page = (
            f"<!doctype html><html><head><title>{text.title}</title>"
            f"<meta property='og:site_name' content='{name.title()}'>"
            f"<link rel='canonical' href='{self.link(name, 'ferry')}'>"
            f"<meta property='article:published_time' content='{_when(text.stated)}'></head><body>"
            f"<nav>Visit {self.hour}</nav><article><h1>{text.title}</h1>{body}</article></body></html>"
        )
        return answer(page.encode())


def _when(hour: float) -> str:
    return datetime.fromtimestamp(START + hour * HOUR, UTC).isoformat()


def place(connection: sqlite3.Connection, articles: Sequence[Article], at: str) -> None:
    """Puts what tells of the ferry into one story, everything else into one of its own."""
    for article in articles:
        is_ferry = "ferry" in article.text
        story = FERRY if is_ferry else f"s-{article.id}"
        is_new = not connection.execute("SELECT 1 FROM story WHERE id = ?", (story,)).fetchone()
        start_story(connection, story, "Ferry at Vell", at)
        join_story(connection, story, Member(article.id, "It tells of the ferry."), by="rule", at=at)
        replaces = connection.execute("SELECT 1 FROM report WHERE replaced_by = ?", (article.id,)).fetchone()
        if not replaces:
            kind = "started" if is_new else "joined"
            record(connection, [Change(story, kind, at, (article.id,), "It tells of the ferry.")])


@dataclass(slots=True)
class Watch:
    """A watch over a world with its library in a folder; `said` is what failed."""

    world: World
    folder: Path
    load: Load = load_model
    place: Callable[[sqlite3.Connection, Sequence[Article], str], None] = place
    said: list[Failure] = field(default_factory=list)
    before_now: Callable[[], None] = lambda: None
    named: Sequence[str] = ()
    hook: str = "http://desk.example/hook"

    def rounds(self, until: float) -> Iterator[Noted]:
        """What a watch tells up to an hour; it is begun anew each time this is called."""
        connection = library(self.folder)
        try:
            yield from self._watched(connection, until)
        finally:
            connection.close()

    def _watched(self, connection: sqlite3.Connection, until: float) -> Iterator[Noted]:
        @contextmanager
        def meaning() -> Iterator[Means]:
            with opened(clock=self.world.clock) as web:
                yield Means(self.load, run, Settings(), Reach(web=lambda: web))

        def make(means: Means) -> Watching:
            return Watching(connection, means, self.now, "t", self.place, (EVERY, 2))

        def sleep(seconds: float) -> None:
            self.world.clock.time += seconds
            if self.world.hour >= until:
                raise EveningError

        atom = self.folder / "changes.xml"
        ways = Ways(sleep, self.said.append, atom, self.hook, self.world.post)
        try:
            yield from keep_watching(list(self.named) or self.world.feeds(), meaning, make, ways)
        except EveningError:
            return

    def now(self) -> str:
        """The time as the library writes it."""
        self.before_now()
        return datetime.fromtimestamp(self.world.clock.time, UTC).isoformat(timespec="seconds")

    def recorded(self) -> list[tuple[str, tuple[str, ...]]]:
        """Kind and subject of the changes of the ferry's story, as they were recorded."""
        connection = library(self.folder)
        rows = connection.execute("SELECT kind, about FROM change WHERE story = ? ORDER BY id", (FERRY,))
        found = [(row["kind"], tuple(row["about"].split('"')[1::2])) for row in rows]
        connection.close()
        return found


class EveningError(Exception):
    """The day is over."""
