"""Reports find each other by keys, at a cost that does not grow with what is held."""

from pathlib import Path

from tests.store.held import NOON, library, put
from twosource.data import Member, Sketch
from twosource.stages.cluster.sketch import packed_terms
from twosource.store.sketches import (
    MOST_OF_KEY,
    NO_DAY,
    Near,
    copies_of,
    keep_keys,
    keep_near,
    keep_sketch,
    latest_numbers_of,
    near_of,
    note_copy,
    numbers_of,
    placed_of,
    sketches_of,
    with_keys,
)
from twosource.store.stories import join_story, start_story


def test_a_sketch_comes_back_as_it_was(tmp_path: Path) -> None:
    connection = library(tmp_path)
    one = put(connection, "The ferry ran aground.")
    number = numbers_of(connection, [one.id])[one.id]
    sketch = Sketch(one.id, *packed_terms({1: 600, 2**32 - 1: 800}), ("Alder",), (5,), 40)
    keep_sketch(connection, number, sketch, made_by="t")
    near = Near(((7, 0.5), (8, 0.25)), b"\x02\x00")
    keep_near(connection, {number: near})
    assert sketches_of(connection, [number, 99]) == {number: sketch}
    assert near_of(connection, [number]) == {number: near}
    assert placed_of(connection, [number])[number].near == near


def test_reports_are_found_by_shared_keys_within_days(tmp_path: Path) -> None:
    connection = library(tmp_path)
    ids = [put(connection, f"Report {n}.", path=f"{n}.txt").id for n in range(4)]
    a, b, c, d = (numbers_of(connection, ids)[each] for each in ids)
    keep_keys(connection, a, [1, 2], 100)
    keep_keys(connection, b, [1], 101)
    keep_keys(connection, c, [1, 2], 130)
    keep_keys(connection, d, [2], NO_DAY)
    assert with_keys(connection, [1, 2], (90, 110), most=9) == [a, b, d]
    assert with_keys(connection, [1, 2], None, most=9) == [a, c, b, d]
    assert with_keys(connection, [1, 2], None, most=1) == [a]
    assert with_keys(connection, [3], None, most=9) == []


def test_a_key_that_many_have_gives_the_latest(tmp_path: Path) -> None:
    connection = library(tmp_path)
    ids = [put(connection, f"Report {n}.", path=f"{n}.txt").id for n in range(MOST_OF_KEY + 5)]
    numbers = numbers_of(connection, ids)
    for day, each in enumerate(ids):
        keep_keys(connection, numbers[each], [1], day)
    assert set(with_keys(connection, [1], None, most=999)) == {numbers[each] for each in ids[5:]}


def test_a_copy_follows_the_report_it_copies(tmp_path: Path) -> None:
    connection = library(tmp_path)
    ids = [put(connection, f"Report {n}.", path=f"{n}.txt").id for n in range(2)]
    first, copy = (numbers_of(connection, ids)[each] for each in ids)
    for number, each in ((first, ids[0]), (copy, ids[1])):
        keep_sketch(connection, number, Sketch(each), made_by="t")
    note_copy(connection, copy, first)
    start_story(connection, "s1", "Ferry", NOON)
    for each in ids:
        join_story(connection, "s1", Member(each, "w"), by="rule", at=NOON)
    assert latest_numbers_of(connection, "s1", 9) == [first]
    assert copies_of(connection, first) == [ids[1]]
    (placed,) = placed_of(connection, [first, copy]).values()
    assert (placed.number, placed.copies, placed.story, placed.by) == (first, 1, "s1", "rule")
