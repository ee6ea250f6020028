"""Names that are one, scored on cases worked by hand."""

from __future__ import annotations

import json

import pytest

from bench.figures import AbsentError
from bench.gold_name_pairs import NamePair, is_for_rules, name_pairs, unlike, variants
from bench.name_peers import best_floor, logic_v2
from bench.rows.name_pairs import entity_figures, is_one, is_one_word
from bench.scoring.name_pairs import counts, judge_entities, recall_at, wrongly_joined
from bench.scoring.story import View

TEXT = "Mayor Ilse Marrowby met Konrad Dell of Oxmoor. Mr. Dell and Marrowby agreed."


def view(entities: dict[str, list[str]], labels: list[dict[str, object]]) -> View:
    """A story of one report in which each of our entities has the mentions given."""
    held = [
        {
            "id": name,
            "mentions": [{"report": "r", "start": s, "end": s + len(w)} for w in words for s in at(w)],
        }
        for name, words in entities.items()
    ]
    return View("story", {"entities": labels}, {"entities": held}, {"r": "a"}, {"a": TEXT}, {})


def at(words: str) -> list[int]:
    return [TEXT.index(words)]


def test_recall_is_what_lies_above_the_bound():
    assert recall_at([0.9, 0.5, 0.1], [0.8, 0.3, 0.2, 0.0], 0.25) == pytest.approx(2 / 3)
    assert recall_at([], [0.1], 0.03) is None


def test_counts_are_right_wrong_and_missed():
    assert counts([(True, True), (False, True), (True, False), (False, False)]) == (1, 1, 1)


def test_the_best_floor_keeps_equal_scores_together():
    assert best_floor([0.9, 0.8, 0.8, 0.1], [True, True, False, False]) == 0.8
    assert best_floor([0.9, 0.2], [True, False]) == 0.9


LABELS = [
    {"canonical": "Ilse Marrowby", "variants": ["Mayor Ilse Marrowby", "Marrowby", "the mayor"]},
    {"canonical": "Konrad Dell", "variants": ["Konrad Dell of Oxmoor", "Konrad Dell", "Mr. Dell"]},
]


def test_an_entity_is_joined_where_one_of_ours_holds_its_variants():
    ours = {"im": ["Ilse Marrowby"], "kd": ["Konrad Dell", "Mr. Dell"], "ox": ["Oxmoor"]}
    marrowby, dell = judge_entities(view(ours, LABELS))
    assert marrowby.ours == {"im"}
    assert (set(dell.variants), dell.is_joined) == ({"Konrad Dell", "Mr. Dell"}, True)


def test_two_labelled_entities_in_one_of_ours_are_wrongly_joined():
    judged = judge_entities(view({"all": ["Ilse Marrowby", "Konrad Dell"]}, LABELS))
    assert wrongly_joined(judged) == {("story", "all"): ["Ilse Marrowby", "Konrad Dell"]}
    whole, wrong = entity_figures(judged)
    assert (whole.value, wrong.value) == (None, 1)


def test_pairs_that_are_unlike_are_of_two_names_and_begin_alike():
    spelt = [("x", "marrow"), ("x", "marro"), ("y", "mill"), ("z", "mill"), ("z", "dell")]
    pairs = unlike(spelt, has_one_initial=True, count=50)
    assert {frozenset(p) for p in pairs} == {frozenset({"marrow", "mill"}), frozenset({"marro", "mill"})}


def test_variants_seen_once_are_left_out(tmp_path):
    rows = [{"key": f"k{n}", "latin": {f"marrow{n}": 9, f"marro{n}": 2, "oxmoor": 1}} for n in range(40)]
    names = tmp_path / "names"
    names.mkdir()
    (names / "variants_x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (held,) = variants(tmp_path)
    due = [r["key"][1:] for r in rows if not is_for_rules(r["key"])]
    assert held.one == tuple((f"marrow{n}", f"marro{n}") for n in due)


def test_without_the_set_the_row_is_absent(tmp_path):
    with pytest.raises(AbsentError):
        name_pairs(tmp_path)


def test_without_its_environment_the_peer_says_nothing(tmp_path):
    assert logic_v2([NamePair("Person", "a", "b", True)], python=tmp_path / "none") == []


def test_the_product_decides():
    assert is_one(NamePair("Person", "I. Marrowby", "Ilse Marrowby", True))
    assert not is_one(NamePair("Company", "Oxmoor Mill", "Oxmoor Weir", False))
    assert is_one_word("Kharkov", "Harkov")
    assert not is_one_word("Kharkov", "Kherson")
