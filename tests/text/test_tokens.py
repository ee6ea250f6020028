from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.text.normal import normalise
from twosource.text.tokens import words

CASES = [
    ("The ferry's bow-door failed.", ["the", "ferry's", "bow", "door", "failed"]),
    ("1,000 people, 38.1 km at 5:30 a.m.", ["1,000", "people", "38.1", "km", "at", "5:30", "am"]),
    ("the U.S. and the US", ["the", "us", "and", "the", "us"]),
    ("She didn’t. ‘No’, he said", ["she", "didn't", "no", "he", "said"]),
    ("the 5th of May_June", ["the", "5th", "of", "may", "june"]),
    ("x\u0323y one", ["x\u0323y", "one"]),
    ("... — “”", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words(text, expected):
    assert [w.norm for w in words(text)] == expected


def test_accents_fold_on_demand():
    assert [w.norm for w in words("Café Zoë", fold_accents=True)] == ["cafe", "zoe"]


@given(st.text())
def test_words_stand_in_order_and_their_span_gives_them_back(text):
    found = words(text)
    assert all(a.span.start <= b.span.start and a.span.end <= b.span.end for a, b in pairwise(found))
    for word in found:
        assert word.norm.replace(".", "") in normalise(word.span.of(text)).text.replace(".", "")


def test_a_long_stretch_without_a_blank_is_one_word():
    assert len(words("a" * 200_000)) == 1
    assert len(words("a-" * 100_000)) == 100_000
