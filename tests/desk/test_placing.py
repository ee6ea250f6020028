"""Reports join or start stories as they come; ids stay; what changes is recorded; a person's word holds."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.desk.placed import ALIKE, events, ids, put_all, report, stories, together
from tests.store.held import NOON, changes_of, library
from twosource.data import Article
from twosource.desk.moving import write
from twosource.desk.placing import MOST_OF_STORY, place, settle_all
from twosource.store.file import writing
from twosource.store.sketches import numbers_of, placed_of
from twosource.store.stories import correct, story_now, story_of

LATER = "2031-03-05T12:00:00+00:00"


def every(*, dated: bool = True) -> list[Article]:
    """All reports of all look-alike events."""
    return [a for kind in ALIKE for told in events(kind, dated=dated).values() for a in told]


def gold() -> list[set[str]]:
    """Which of them belong together."""
    return sorted((ids(told) for kind in ALIKE for told in events(kind).values()), key=sorted)


def sorted_ids(groups: Sequence[set[str]]) -> list[set[str]]:
    return sorted(groups, key=sorted)


@pytest.mark.parametrize("kind", ALIKE)
@pytest.mark.parametrize("dated", [True, False])
def test_look_alike_events_stay_apart(tmp_path: Path, kind: str, dated: bool) -> None:
    connection = library(tmp_path)
    told = events(kind, dated=dated)
    for article in itertools.chain.from_iterable(zip(*told.values(), strict=True)):
        put_all(connection, [article])
    assert together(connection) == sorted_ids([ids(each) for each in told.values()])


@pytest.mark.parametrize("seed", range(3))
def test_the_order_within_a_batch_changes_nothing(tmp_path: Path, seed: int) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = library(tmp_path / "a"), library(tmp_path / "b")
    shuffled = random.Random(seed).sample(every(), len(every()))
    put_all(one, every())
    put_all(two, shuffled)
    assert stories(one) == stories(two)
    said = "SELECT report, why FROM member ORDER BY report"
    assert [tuple(r) for r in one.execute(said)] == [tuple(r) for r in two.execute(said)]


@pytest.mark.parametrize("seed", range(3))
def test_a_stream_gives_what_one_run_gives(tmp_path: Path, seed: int) -> None:
    connection = library(tmp_path)
    for article in random.Random(seed).sample(every(), len(every())):
        put_all(connection, [article])
    assert together(connection) == gold()
    with writing(connection):
        settle_all(connection, LATER)
    assert together(connection) == gold()


def test_a_story_keeps_its_id_as_it_grows_and_says_why(tmp_path: Path) -> None:
    connection = library(tmp_path)
    first, second = events("quakes")["first"]
    put_all(connection, [first])
    (story,) = stories(connection)
    put_all(connection, [second], LATER)
    assert stories(connection) == {story: ids([first, second])}
    why = {member.report: member.why for member in story_of(connection, story).members}
    assert why[first.id] == "Began this story."
    assert why[second.id].startswith("Shares ")
    assert why[second.id].endswith(" with 1 report.")
    assert "lantern" in why[second.id]
    assert [(c.kind, c.about) for c in changes_of(connection, story)] == [
        ("started", (first.id,)),
        ("joined", (second.id,)),
    ]


def test_nothing_joins_a_story_before_it_began(tmp_path: Path) -> None:
    for days in (("2031-03-04", "2031-03-05"), ("2031-03-05", "2031-03-04")):
        folder = tmp_path / days[0]
        folder.mkdir()
        connection = library(folder)
        texts = [text for key, text in ALIKE["quakes"]["first"].items() if key != "published"]
        put_all(connection, [report(text, published=day) for text, day in zip(texts, days, strict=True)])
        (story,) = stories(connection)
        assert [c.kind for c in changes_of(connection, story)] == ["started", "joined"]


def test_a_report_older_than_its_story_is_late(tmp_path: Path) -> None:
    connection = library(tmp_path)
    texts = [text for key, text in ALIKE["quakes"]["first"].items() if key != "published"]
    put_all(connection, [report(texts[0], published="2031-03-06")])
    put_all(connection, [report(texts[1], published="2031-03-04")])
    (story,) = stories(connection)
    assert [c.kind for c in changes_of(connection, story)] == ["started", "late"]


def test_two_stories_become_one_when_reports_between_them_come(tmp_path: Path) -> None:
    connection = library(tmp_path)
    halves = ("Ferry Alder lost its rudder off Tarn.", "Passengers sang until tugs reached harbour.")
    bridge = "\n".join(halves)
    put_all(connection, [report(halves[0])])
    put_all(connection, [report(halves[1])], LATER)
    older = min(stories(connection), key=lambda s: [c.at for c in changes_of(connection, s)])
    assert len(stories(connection)) == 2
    put_all(connection, [report(bridge + "\nThe ferry Alder is old.")], LATER)
    put_all(connection, [report(bridge + "\nThe tugs are new, and so is the harbour.")], LATER)
    assert list(stories(connection)) == [older]
    (merged,) = [c for c in changes_of(connection, older) if c.kind == "merged"]
    assert story_now(connection, merged.about[0]) == older


@pytest.mark.parametrize("text", ["", "a an of", "!?"])
def test_texts_without_words_join_nothing(tmp_path: Path, text: str) -> None:
    connection = library(tmp_path)
    put_all(connection, [*events("quakes")["first"], report(text, name="a.txt"), report(text, name="b.txt")])
    assert sorted(len(each) for each in stories(connection).values()) == [1, 1, 2]


def test_near_copies_stand_behind_one_report(tmp_path: Path) -> None:
    connection = library(tmp_path)
    text = "\n".join(every()[n].text for n in (0, 1))
    copies = [report(f"{text}\nPrinted by paper {n}.", name=f"{n}.txt") for n in range(40)]
    for start in range(0, len(copies), 10):
        put_all(connection, copies[start : start + 10])
    assert [len(each) for each in stories(connection).values()] == [40]
    alone = connection.execute("SELECT count(*) FROM sketch WHERE copy_of IS NULL").fetchone()[0]
    keys = connection.execute("SELECT count(DISTINCT report) FROM sketch_key").fetchone()[0]
    assert (alone, keys) == (1, 1)


def test_a_person_merges_and_no_rerun_parts(tmp_path: Path) -> None:
    connection = library(tmp_path)
    told = events("matches")
    put_all(connection, [*told["cup"], *told["league"]])
    a, b = stories(connection)
    correct(connection, "merge", a, b, LATER)
    put_all(connection, events("quakes")["first"], LATER)
    with writing(connection):
        settle_all(connection, LATER)
    assert stories(connection)[a] == ids([*told["cup"], *told["league"]])
    assert story_now(connection, b) == a
    assert [c.about for c in changes_of(connection, a) if c.kind == "merged"] == [(b,)]


def test_a_person_splits_and_no_rerun_joins(tmp_path: Path) -> None:
    connection = library(tmp_path)
    first, second = events("quakes")["first"]
    put_all(connection, [first, second])
    (story,) = stories(connection)
    correct(connection, "split", second.id, story, LATER)
    with writing(connection):
        place(connection, [], LATER)
        settle_all(connection, LATER)
    assert together(connection) == sorted_ids([{first.id}, {second.id}])
    assert stories(connection)[story] == {first.id}
    assert [c.kind for c in changes_of(connection, story)][-1] == "split"


def test_a_person_pins_and_no_rerun_moves(tmp_path: Path) -> None:
    connection = library(tmp_path)
    told = events("matches")
    put_all(connection, [*told["cup"], *told["league"]])
    home = next(s for s, each in stories(connection).items() if told["cup"][0].id in each)
    stray = told["league"][1]
    correct(connection, "pin", stray.id, home, LATER)
    with writing(connection):
        settle_all(connection, LATER)
    put_all(connection, [report(stray.text.splitlines()[2], name="new.txt", published="2031-09-13")], LATER)
    assert stray.id in stories(connection)[home]
    assert told["league"][0].id not in stories(connection)[home]
    assert [c.about for c in changes_of(connection, home) if c.kind == "pinned"] == [(stray.id,)]


def test_placing_again_changes_nothing(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put_all(connection, every())
    before, told = stories(connection), len(changes_of(connection))
    with writing(connection):
        settle_all(connection, LATER)
        place(connection, [], NOON)
    assert (stories(connection), len(changes_of(connection))) == (before, told)


def test_sketches_of_another_version_are_drawn_anew(tmp_path: Path) -> None:
    connection = library(tmp_path)
    copy = report(every()[0].text + "\nPrinted again.", name="copy.txt", published="2031-03-04")
    put_all(connection, [*every(), copy])
    before = stories(connection)
    with writing(connection):
        connection.execute("UPDATE sketch SET made_by = 'older', packed = x'00', near = NULL")
        settle_all(connection, LATER)
    assert stories(connection) == before
    assert [r[0] for r in connection.execute("SELECT DISTINCT made_by FROM sketch")] != ["older"]


def test_a_large_story_takes_reports_and_stays_whole(tmp_path: Path) -> None:
    connection = library(tmp_path)
    rng = random.Random(5)
    details = [_made(rng) for _ in range(16)]
    told = [
        f"{' '.join(rng.sample(details, 8))} {_made(rng)} {_made(rng)}." for _ in range(MOST_OF_STORY + 15)
    ]
    for start in range(0, len(told), 15):
        put_all(connection, [report(text, published="2031-03-04") for text in told[start : start + 15]])
    assert [len(each) for each in stories(connection).values()] == [len(told)]


def _made(rng: random.Random) -> str:
    """A name that no other report has."""
    return "".join(rng.choices("bdfgklmnprst", k=9)).capitalize()


def test_all_of_an_ended_story_goes_with_it(tmp_path: Path) -> None:
    connection = library(tmp_path)
    told = events("matches")
    put_all(connection, [*told["cup"], *told["league"]])
    a, b = sorted(stories(connection), key=lambda story: told["cup"][0].id not in stories(connection)[story])
    numbers = numbers_of(connection, [each.id for each in [*told["cup"], told["league"][0]]])
    placed = placed_of(connection, numbers.values())
    with writing(connection):
        write(connection, [list(placed.values())], LATER)
    assert stories(connection) == {a: ids([*told["cup"], *told["league"]])}
    assert story_now(connection, b) == a
