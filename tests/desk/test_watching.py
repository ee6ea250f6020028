"""A day of changing feeds: every kind of change is told once, none twice, whatever ends the watch between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import feedparser
import pytest

from tests.desk.day import FERRY, Text, Watch, World
from tests.servers import serve
from tests.stages.acquire.web.opened import START, Clock
from twosource.desk.notices import id_of
from twosource.store.told import Noted

STRUCK = "The ferry Alder struck the main pier at Vell on Monday morning"
GULL = (
    f"{STRUCK}, harbour police said.",
    "Nine passengers were injured in the crash.",
    "The ferry was carrying 120 passengers from the island of Orm when it struck the pier.",
    "The engine of the ferry failed minutes before the crash, Inspector Marek Dahl of the police said.",
)
COAST = (
    "Engineer speaks of ferry crash at Vell",
    (
        f"{STRUCK}.",
        "The engine of the ferry failed minutes before the crash, Ida Brook told this newspaper.",
    ),
)
TEXTS = {
    "gull": (
        Text(0, "Ferry hits pier at Vell", GULL),
        Text(9, "Ferry hits pier at Vell, ten hurt", (GULL[0], GULL[1].replace("Nine", "Ten"), *GULL[2:])),
        Text(20, "Ferry hits pier at Vell", GULL),
    ),
    "tern": (
        Text(
            1,
            "Ferry Alder crashes into Vell pier",
            (
                f"{STRUCK}, the port authority said.",
                "Eleven passengers were injured in the crash.",
                "The ferry was carrying 90 passengers from the island of Orm when it struck the pier.",
            ),
        ),
    ),
    "coast": (Text(3, *COAST), Text(12), Text(19.5, *COAST)),
    "orm": (
        Text(
            5,
            "Toll of ferry crash at Vell rises",
            (f"{STRUCK}.", "The number of injured passengers rose to 14 on Tuesday, harbour police said."),
        ),
    ),
    "bell": (
        Text(
            7,
            "Owner of ferry Alder speaks after crash at Vell pier",
            (
                "The ferry's owner, Orm Line, denied that the engine of the ferry failed before the crash.",
                f"{STRUCK}.",
            ),
        ),
    ),
    # It comes late: all that it tells was told better long ago.
    "marl": (
        Text(
            21,
            "Ferry Alder in crash at Vell pier",
            (f"{STRUCK}.", "Six passengers were injured in the crash, harbour police said."),
            -47,
        ),
    ),
}
TOLD = {
    "started": 1,
    "joined": 5,
    "new-clash": 1,
    "second-origin": 2,
    "later-figure": 1,
    "denial": 1,
    "edited": 2,
    "correction": 2,
    "withdrawn": 2,
    "restored": 1,
    "lost-origin": 1,
}
pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """The outlets, one server for all tests, so that links and with them ids are the same."""
    with serve() as server:
        made = World(server, Clock(), TEXTS, {"bell": 15.0})
        made.open()
        yield made


@pytest.fixture(scope="module")
def quiet_day(world: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Watch, list[Noted]]:
    """A day on which nothing ended the watch, and what was told."""
    watch = begun(world, tmp_path_factory.mktemp("quiet"))
    return watch, [noted for noted in watch.rounds(24) if noted.change.story == FERRY]


def begun(world: World, folder: Path) -> Watch:
    """A watch at the start of the day."""
    world.clock.time, world.posted[:] = START, []
    world.hook_is_up = lambda _: True
    return Watch(world, folder)


def test_every_kind_is_told_once(quiet_day: tuple[Watch, list[Noted]]) -> None:
    watch, told = quiet_day
    assert Counter(kind for kind, _ in watch.recorded()) == TOLD
    # The first report is one outlet's alone, and two are asked for.
    assert Counter(noted.change.kind for noted in told) == {k: n for k, n in TOLD.items() if k != "started"}
    assert len({id_of(noted) for noted in told}) == len(told)


def test_the_atom_feed_holds_what_was_told(quiet_day: tuple[Watch, list[Noted]]) -> None:
    watch, told = quiet_day
    feed = feedparser.parse((watch.folder / "changes.xml").read_bytes())
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert {id_of(noted) for noted in told} <= {entry.id for entry in feed.entries}
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert all(entry.updated and entry.title and entry.content[0].value for entry in feed.entries)


def test_what_cannot_be_read_is_said_once(quiet_day: tuple[Watch, list[Noted]]) -> None:
    said = [failure.item for failure in quiet_day[0].said]
    assert len(said) == len(set(said)) == len(TEXTS)


def test_a_watch_begun_anew_for_every_round_tells_the_same(
    world: World, quiet_day: tuple[Watch, list[Noted]], tmp_path: Path
) -> None:
    watch = begun(world, tmp_path)
    told = []
    while world.hour < 24:
        told += [noted for noted in watch.rounds(world.hour) if noted.change.story == FERRY]
    assert sorted(watch.recorded()) == sorted(quiet_day[0].recorded())
    assert sorted(map(id_of, told)) == sorted(map(id_of, quiet_day[1]))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_watch_ended_between_any_two_steps_tells_the_same(
    world: World, quiet_day: tuple[Watch, list[Noted]], tmp_path: Path, seed: int
) -> None:
    watch = begun(world, tmp_path)
    world.hook_is_up = lambda hour: int(hour) % 4 != 1
    told, dice, kills = set[str](), Random(seed), 0

    def kill() -> None:
        if dice.random() < 0.05:
            raise KeyboardInterrupt

    watch.before_now = kill
    while world.hour < 24:
        try:
            told |= {id_of(n) for n in watch.rounds(24) if n.change.story == FERRY}
        except KeyboardInterrupt:
            kills += 1
    assert kills > 15
    assert sorted(watch.recorded()) == sorted(quiet_day[0].recorded())
    assert {id_of(noted) for noted in quiet_day[1]} <= {name for _, name in world.posted}
