"""Seconds by step, on cases worked by hand."""

import os

import pytest

from bench.figures import AbsentError
from bench.pool_speed import Spent, alike, busiest, measured
from bench.rows.words import first_words, news_texts
from bench.sampling import sampled
from bench.scoring.word_speed import added, by_group, by_step, step_of
from twosource.data import Reading
from twosource.testing import FakeParser, make_article

ROOM, PARSER = "lib.extract", "lib.models"


@pytest.mark.parametrize(
    ("stack", "step"),
    [
        (
            ["lib.extract.grammar", "lib.extract.clauses", "lib.extract.claims", "lib.extract.extract"],
            "claims",
        ),
        (["re", "lib.text.words", "lib.extract.times", "lib.extract.extract", "main"], "times"),
        (["lib.extract.names", "lib.extract.extract", "lib.extract.extract"], "names"),
        (["spacy.pipe", "lib.models.spacy", "lib.extract.extract"], "parse"),
        (["lib.extract.extract", "main"], "elsewhere"),
        (["main"], "elsewhere"),
    ],
)
def test_a_step_is_what_the_rooms_function_called(stack, step):
    assert step_of(stack, ROOM, PARSER) == step


def test_seconds_are_added_up_by_step():
    samples = [
        (0.5, ["lib.extract.names", "lib.extract.extract"]),
        (1.0, ["x", "lib.models.y"]),
        (0.25, ["x"]),
    ]
    samples.append((1.0, ["lib.extract.grammar", "lib.extract.names", "lib.extract.extract"]))
    assert by_step(samples, ROOM, PARSER) == [("names", 1.5), ("parse", 1.0), ("elsewhere", 0.25)]


def test_modules_are_gathered_into_the_steps_of_a_reading():
    gathered = by_group([("parse", 3.0), ("cues", 0.5), ("orphans", 0.25), ("refer", 1.0), ("fog", 0.125)])
    assert gathered == {
        "parse": 3.0, "names": 1.0, "times": 0.0, "quantities": 0.0, "sayings": 0.75, "claims": 0.0,
        "others": 0.125,
    }  # fmt: skip


def test_readings_are_compared_report_by_report():
    one, other = (Reading(name, (), (), (), ()) for name in "ab")
    here = [Spent(1, 0.0, 0.1, 9, 50.0, (one, other)), Spent(1, 0.0, 0.0, 0, 50.0, ())]
    assert alike(here, here) == 1
    assert alike(here, [Spent(2, 0.1, 0.1, 9, 60.0, (one,)), Spent(1, 0.0, 0.1, 9, 50.0, (one,))]) == 0.5


def test_the_busier_process_is_what_counts():
    there = [
        Spent(process, 9.0, over, 1, 1.0, ()) for process, over in ((1, 2.0), (os.getpid(), 4.0), (1, 1.0))
    ]
    assert busiest(there, start=0.5) == 4.0
    assert busiest(there, start=1.5) == 4.5


def test_what_a_batch_took_stands_with_its_first_article():
    articles = [make_article("The ferry sank.", path=f"{n}.txt") for n in range(3)]
    first, *others = measured(articles, FakeParser())
    assert (first.words, len(first.readings), [s.readings for s in others]) == (9, 3, [(), ()])
    assert first.over > 0
    assert first.memory > 1


def test_what_is_added_is_a_share_of_the_bare_seconds():
    assert added(7, 5) == pytest.approx(0.4)
    assert added(1, 0) is None


def test_samples_count_the_seconds_of_computing():
    samples = sampled(lambda: sum(i * i for i in range(600_000)))
    assert samples
    assert 0 < sum(seconds for seconds, _ in samples) < 10
    assert any(__name__ in stack for _, stack in samples)


def test_reports_are_taken_until_there_are_enough_words(tmp_path):
    articles, words = first_words(iter(["fog " * 5_000] * 4))
    assert (len(articles), words) == (2, 10_000)
    with pytest.raises(AbsentError, match="no news texts"):
        list(news_texts(tmp_path))
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "ferry.json").write_text("{}", encoding="utf-8")
    (tmp_path / "stories" / "ferry.articles.jsonl").write_text('{"text": "Fog."}\n\n', encoding="utf-8")
    assert list(news_texts(tmp_path)) == ["Fog."]
