"""A sketch holds what is rare in a report, and nothing of what else is held."""

from dataclasses import replace

import pytest

from twosource.data import Stated
from twosource.stages.cluster.likeness import is_near_copy, likenesses
from twosource.stages.cluster.sketch import hour_of, print_keys_of, sketch_of, weight_of
from twosource.testing import make_article

FERRY = (
    "The ferry Alder ran aground off Tarn on Monday. Nine people were hurt, said Ida Brook, the harbour "
    "master of Tarn, who had warned the ferry's owners of the sandbank twice before the summer. Tugs "
    "pulled the Alder free with the tide, and divers looked at her rudder until the evening."
)


def dated(text, hours):
    return replace(sketch_of(make_article(text)), hour=hours)


def test_rare_words_and_runs_come_first():
    sketch = sketch_of(make_article(FERRY))
    assert {"Alder", "Ida Brook", "Tarn"} <= set(sketch.words[:20])
    assert not {"The", "the", "of", "said"} & set(sketch.words[:10])
    terms, weights = memoryview(sketch.terms).cast("I"), memoryview(sketch.weights).cast("H")
    assert list(terms) == sorted(terms)
    assert sum(weight**2 for weight in weights) == pytest.approx(1_000_000, rel=0.02)


@pytest.mark.parametrize(("rare", "common"), [("sandbank", "water"), ("harbour", "the"), ("qzxv", "house")])
def test_a_rarer_word_weighs_more(rare, common):
    assert 0 <= weight_of(common) < weight_of(rare) <= 1


def test_the_apostrophe_of_possession_makes_no_other_word():
    assert (
        likenesses(sketch_of(make_article("Alder’s rudder")), [sketch_of(make_article("alder rudder"))])[0]
        > 0.99
    )


def test_furniture_is_no_part_of_it():
    body = make_article(FERRY)
    assert sketch_of(make_article(FERRY, kind="navigation")).terms == b""
    assert sketch_of(body).terms != b""


@pytest.mark.parametrize("text", ["", "a of", "…", "\u200b"])
def test_a_text_without_words_is_like_nothing(text):
    empty, ferry = sketch_of(make_article(text)), sketch_of(make_article(FERRY))
    assert (empty.terms, empty.words, *likenesses(empty, [ferry, empty])) == (b"", (), 0, 0)
    assert not is_near_copy(empty, empty)


@pytest.mark.parametrize(
    ("published", "hour"),
    [
        ("1970-01-02", 36),
        ("1970-01-02T00:30:00+00:00", 24),
        ("1970-01-02T00:30:00+02:00", 22),
        ("1970-01-02T05:00:00", 29),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_hours_of_stated_times(published, hour):
    assert hour_of(published) == hour


def test_the_title_counts():
    plain = make_article(FERRY)
    titled = replace(plain, stated=(Stated("title", "Sandbank catches Alder", "flag"),))
    assert "sandbank" in {word.lower() for word in sketch_of(titled).words[:4]}
    assert "sandbank" not in {word.lower() for word in sketch_of(plain).words[:4]}


@pytest.mark.parametrize(
    ("text", "hours", "is_copy"),
    [
        (FERRY, 0, True),
        (FERRY + " From our desk.", 0, True),
        (FERRY, 100, False),
        (
            FERRY.replace("Alder", "Osprey").replace("Tarn", "Velmar").replace("Ida Brook", "Per Holt"),
            0,
            False,
        ),
        (FERRY[: len(FERRY) // 2], 0, False),
    ],
)
def test_near_copies(text, hours, is_copy):
    assert is_near_copy(dated(FERRY, 0), dated(text, hours)) is is_copy


def test_keys_of_copies_are_not_those_of_words():
    assert all(key >> 32 == 1 for key in print_keys_of(sketch_of(make_article(FERRY))))
