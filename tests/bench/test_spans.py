"""Spans, quotes and sentences on cases worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bench.scoring.spans import best_f1, char_f1, occurrences, sentence_at, sentences


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((0, 10), (0, 10), 1.0),
        ((0, 10), (10, 20), 0.0),
        ((0, 10), (5, 15), 0.5),
        ((0, 10), (2, 4), 4 / 12),
        ((3, 3), (3, 3), 0.0),
    ],
)
def test_char_f1(a, b, expected):
    assert char_f1(a, b) == pytest.approx(expected)
    assert char_f1(b, a) == pytest.approx(expected)


def test_best_f1_of_no_place_is_nothing():
    assert best_f1((0, 5), ()) == 0.0
    assert best_f1((0, 5), ((20, 25), (0, 4))) == pytest.approx(8 / 9)


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("a cat and a cat", "a cat", ["a cat", "a cat"]),
        ("gov\u00adern\u00adment fell", "government", ["gov\u00adern\u00adment"]),
        ("two\n\n words", "two words", ["two\n\n words"]),
        ("plain", "gov\u00adernment", []),
        ("anything", "  ", []),
        ("what (now)?", "(now)?", ["(now)?"]),
    ],
)
def test_occurrences(text, quote, words):
    assert [text[start:end] for start, end in occurrences(text, quote)] == words


@given(some.text(alphabet="ab \n\u00ad.", min_size=1, max_size=30), some.data())
def test_a_stretch_of_a_text_is_found_at_its_place(text, data):
    start = data.draw(some.integers(0, len(text) - 1))
    end = data.draw(some.integers(start + 1, len(text)))
    places = occurrences(text, text[start:end])
    if text[start:end].replace("\u00ad", "").strip():
        assert any(found[0] < end and start < found[1] for found in places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One went. Two came.", ["One went.", "Two came."]),
        ("“One went.” Two came.", ["“One went.”", "Two came."]),
        ("No stop\nNext line", ["No stop", "Next line"]),
        ("It cost 3.5 million. “Much,” he said.", ["It cost 3.5 million.", "“Much,” he said."]),
        ("Gov. Ida B. Brook spoke. Lt. Moor left.", ["Gov. Ida B. Brook spoke.", "Lt. Moor left."]),
        ("It was seen by Gov.", ["It was seen by Gov."]),
        ("", []),
    ],
)
def test_sentences(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_sentence_at_takes_every_sentence_touched():
    text = "One went. Two came. Three stayed."
    assert sentence_at(text, (4, 13)) == (0, 19)
    assert sentence_at(text, (21, 22)) == (20, 33)
