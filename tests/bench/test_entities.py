"""Labelled wordings beside entities of an invented story."""

import pytest

from bench.scoring.entities import by_last_word, by_wording, cubed, entity_figures, mixed, worded
from tests.bench.invented import at, labels
from tests.bench.invented import view as seen_view

BROOK = [at("a", "Ida Brook"), at("a", "the harbour master")]
SHIP = [at("b", "A ferry"), at("c", "the Alder")]


def view(**entities):
    """The story with entities of ours, by id the mentions."""
    given = [{"id": name, "name": name, "mentions": found} for name, found in entities.items()]
    return seen_view(labels(), [], entities=given)


def figures(**entities):
    found = entity_figures([view(**entities)])
    return {f.name.removeprefix("entities: "): f.value for f in found}


def test_what_is_joined_as_labelled_is_right():
    assert figures(brook=BROOK, ship=SHIP) == {
        "wordings read as a name": 1,
        "B-cubed F1": 1,
        "pairs of wordings in two reports joined": 1,
        "labelled ones held to be one": 0,
    }


def test_an_entity_of_ours_for_each_report_joins_nothing():
    found = figures(brook=BROOK, one=SHIP[:1], two=SHIP[1:])
    assert found["pairs of wordings in two reports joined"] == 0
    assert 0 < found["B-cubed F1"] < 1


def test_two_labelled_ones_in_an_entity_of_ours_are_a_false_merge():
    found = entity_figures([view(both=BROOK + SHIP)])[-1]
    assert (found.value, found.note) == (1, "Alder and Ida Brook (ferry)")


def test_a_wording_without_a_mention_is_not_read():
    assert figures(ship=SHIP)["wordings read as a name"] == pytest.approx(2 / 4)


def test_a_mention_inside_a_wording_is_it_where_it_ends_it():
    held = {w.words: w.ours for w in worded(view(ship=[at("c", "Alder")], hurt=[at("a", "the harbour")]))}
    assert held == {"Ida Brook": "", "the harbour master": "hurt", "A ferry": "", "the Alder": "ship"}


def test_a_title_and_an_article_are_no_part_of_a_name_to_the_baselines():
    found = {w.words: (by_wording(w), by_last_word(w)) for w in worded(view(brook=BROOK))}
    assert found["the Alder"] == ("alder", "alder")
    assert found["Ida Brook"] == ("ida brook", "brook")


def test_b_cubed_by_hand():
    read = worded(view(brook=BROOK, ship=SHIP))
    # One group of four, two of them of each: every wording is with its own half of the time.
    assert cubed(read, lambda _: "all") == (0.5, 1, pytest.approx(2 / 3))
    assert mixed(read, lambda w: w.entity) == set()
