import math

import pytest

from bench.growing.make import story
from bench.rows.growth import exponent


def test_a_larger_story_begins_as_a_smaller_one():
    assert story(8)[:3] == story(3)
    assert story(3) != story(3, seed=2)


def test_reports_are_of_different_outlets_in_different_words():
    made = story(60)
    assert len({report["outlet"] for report in made}) == len({report["text"] for report in made}) == 60
    assert not any(mark in report["text"] for report in made for mark in "[]{}|")


def test_some_reports_share_running_text():
    paragraphs = [set(report["text"].split("\n\n")) for report in story(30)]
    shared = [(a, b) for n, a in enumerate(paragraphs) for b in paragraphs[:n] if len(a & b) > 1]
    assert 1 < len(shared) < 100


@pytest.mark.parametrize(
    ("seconds", "power"),
    [(lambda n: 3 * n, 1.0), (lambda n: n * n, 2.0), (lambda n: n * math.log(n), 1.301)],
)
def test_the_exponent_of_known_growth(seconds, power):
    assert exponent([(n, seconds(n)) for n in (10, 30, 100)]) == pytest.approx(power, abs=0.001)
