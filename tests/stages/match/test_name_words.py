"""The words of a name, how they sound, and which names are worth comparing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.stages.match.blocks import NAMES_A_KEY, keys, pairs
from twosource.stages.match.name_align import INITIAL, SAME, SHORT, SPELT, align, slips, spelt_alike
from twosource.stages.match.name_sounds import ALIKE, closeness, skeleton
from twosource.stages.match.name_words import person_name, plain, thing_words

# Plain names with their words.
PEOPLE = [
    ("Mayor Ilse Marrowby", ("ilse", "marrowby")),
    ("Marrowby, Ilse", ("ilse", "marrowby")),
    ("Ilse bint Tarn al-Marrowby", ("ilse", "tarn", "marrowby")),
    ("Major Marrowby", ("major", "marrowby")),
    ("Major Ilse Marrowby", ("ilse", "marrowby")),
    ("Ilse Ilse Marrowby", ("ilse", "marrowby")),
    ("A. Marrowby", ("a", "marrowby")),
    ("Van der Al", ("van", "der", "al")),
    ("Илсе Марроу", ("ilse", "marrou")),
    ("", ()),
]
THINGS = [
    ("Oxmoor Mills Inc.", ("oxmoor", "mills")),
    ("Oxmoor Mills Public Limited Company", ("oxmoor", "mills")),
    ("Limited", ("limited",)),
    ("MV Grey Heron", ("grey", "heron")),
    ("Forty-Fourth Brigade", ("44", "brigade")),
    ("Rook & Daw", ("rook", "and", "daw")),
]


@pytest.mark.parametrize(("name", "words"), PEOPLE)
def test_words_of_a_person(name, words):
    assert person_name(name).words == words


def test_what_stands_after_a_name_is_kept_apart():
    assert (person_name("Ilse Marrowby Jr.").generation, person_name("Ilse Marrowby III").generation) == (
        "jr",
        "iii",
    )


@pytest.mark.parametrize(("name", "words"), THINGS)
def test_words_of_a_thing(name, words):
    assert thing_words(plain(name)) == words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("kharkov", "harkiv"),
        ("yevgeni", "evgeny"),
        ("tarik", "tareq"),
        ("shoukri", "choukry"),
        ("marow", "marrow"),
    ],
)
def test_two_spellings_are_alike(a, b):
    assert closeness(a, b) >= ALIKE
    assert skeleton(a)


@pytest.mark.parametrize(
    ("a", "b"), [("kharkov", "kherson"), ("tarik", "tomas"), ("marrow", "mill"), ("a", "")]
)
def test_two_names_are_not(a, b):
    assert closeness(a, b) < ALIKE


@given(st.text(max_size=20), st.text(max_size=20))
def test_closeness_has_no_order_and_no_more_than_one(a, b):
    assert closeness(a, b) == closeness(b, a) <= 1


def test_slips_are_allowed_by_length():
    assert slips("marrowby", "marowby") == 1
    assert slips("marrowbyton", "marowbytton") == 2
    assert (slips("mary", "gary"), slips("marro", "marro"), slips("mill", "mills")) == (0, 0, 1)


def test_well_known_given_names_are_not_misspelt_for_one_another():
    assert spelt_alike("maria", "mario", is_first=True) == 0
    assert spelt_alike("larry", "harry", is_first=True) == 0


def test_the_surest_pairs_are_laid_first():
    laid = align(("bill", "j", "rowanov"), ("william", "jakub", "rovanov"))
    assert [(p.a, p.b, p.how) for p in laid.pairs] == [(0, 0, SHORT), (1, 1, INITIAL), (2, 2, SPELT)]
    assert laid.is_in_order
    turned = align(("ilse", "marrowby"), ("marrowby", "ilse", "ann"))
    assert (turned.is_in_order, turned.left_b, {p.how for p in turned.pairs}) == (False, (2,), {SAME})


def test_names_meet_that_may_be_one():
    names = [
        "Ilse Marrowby",
        "Marrowby",
        "Tomas Rehn",
        "Tomaz Ren",
        "Oxmoor Water Board",
        "OWB",
        "Vel Tarn",
        "Quist",
    ]
    met = set(pairs(names, lambda name: keys(name, ())))
    assert {
        ("Ilse Marrowby", "Marrowby"),
        ("Tomas Rehn", "Tomaz Ren"),
        ("Oxmoor Water Board", "OWB"),
    } <= met
    assert not any("Quist" in pair for pair in met)


def test_an_office_brings_two_together():
    roles = {"counterpart": ["the mayor of Oxmoor"], "Ilse Quist": ["mayor"], "Vel Tarn": []}
    assert list(pairs(list(roles), lambda name: keys(name, roles[name]))) == [("counterpart", "Ilse Quist")]


def test_a_word_that_everybody_shares_brings_nobody_together():
    names = [f"Oxmoor {chr(97 + n % 26) * 3}{chr(97 + n // 26) * 3}" for n in range(NAMES_A_KEY + 1)]
    assert not list(pairs(names, lambda name: [plain(name).split()[0]]))
    assert len(list(pairs(names[:3], lambda name: [plain(name).split()[0]]))) == 3
