import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.match.told import mentions, report, told
from twosource.stages.match.entities import entity_index, join_entities
from twosource.stages.match.name_things import same_thing
from twosource.stages.match.spelling import same_person

CASES = tomllib.loads((Path(__file__).parent / "cases" / "names.toml").read_text(encoding="utf-8"))
PERSON, BODY, PLACE = "person", "body", "place"


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize("case", CASES["person"], ids=lambda c: c["name"])
def test_two_people(case, turned):
    pairs = [(case[n], tuple(case.get(f"roles_{n}", ()))) for n in ("ba" if turned else "ab")]
    (a, roles_a), (b, roles_b) = pairs
    verdict = same_person(a, b, roles_a, roles_b)
    assert ([verdict.relation, verdict.rule] if verdict else []) == case["is"]
    assert verdict is None or 0 < verdict.score <= 1
    assert verdict is None or a in verdict.why


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize("case", CASES["thing"], ids=lambda c: c["name"])
def test_two_things(case, turned):
    a, b = (case[n] for n in ("ba" if turned else "ab"))
    verdict = same_thing(a, b)
    assert ([verdict.relation, verdict.rule] if verdict else []) == case["is"]
    assert verdict is None or (a in verdict.why and b in verdict.why)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_words_get_the_same_answer_either_way(a, b):
    for same in (same_thing, lambda x, y: same_person(x, y, (), ())):
        there, back = same(a, b), same(b, a)
        assert (there is None) == (back is None)
        assert there is None or back is None or (there.relation, there.rule) == (back.relation, back.rule)


def entities(**reports):
    """The entities of reports that hold these names: by name the mentions as ``(report, words)``."""
    articles = [(report(name, " . ".join(words)), words) for name, words in reports.items()]
    case = told(*((a, ()) for a, _ in articles), names={a.id: mentions(a, words) for a, words in articles})
    texts = {a.id: a.text for a, _ in articles}
    found = join_entities(case)
    assert len({e.id for e in found}) == len(found)
    assert sum(len(e.mentions) for e in found) == sum(len(words) for _, words in articles)
    return {e.name: [(m.report, m.span.of(texts[m.report])) for m in e.mentions] for e in found}


def test_a_misspelt_name_is_one_entity_with_both_spellings_and_the_reason():
    a, b = report("a", "mayor Tomas Rehn"), report("b", "mayor Tomas Rein")
    names = {
        x.id: mentions(x, {w: {"kind": PERSON, "role": "mayor"}})
        for x, w in ((a, "Tomas Rehn"), (b, "Tomas Rein"))
    }
    (entity,) = join_entities(told((a, ()), (b, ()), names=names))
    assert set(entity.spellings) == {"Tomas Rehn", "Tomas Rein"}
    assert entity.roles == ("mayor",)
    (link,) = entity.links
    assert (link.a, link.b, link.relation, link.by) == (
        "a/Tomas Rehn",
        "b/Tomas Rein",
        "spelling",
        "given-office",
    )
    assert set(entity_index([entity])) == {(m.report, m.span) for m in entity.mentions}


def test_a_surname_joins_the_only_person_who_bears_it():
    found = entities(a={"Ilse Marrowby": PERSON}, b={"Marrowby": PERSON})
    assert found == {"Ilse Marrowby": [("a", "Ilse Marrowby"), ("b", "Marrowby")]}


def test_a_surname_that_two_people_bear_joins_neither():
    found = entities(a={"Ilse Marrowby": PERSON}, b={"Konrad Marrowby": PERSON}, c={"Marrowby": PERSON})
    assert {name: len(m) for name, m in found.items()} == {
        "Ilse Marrowby": 1,
        "Konrad Marrowby": 1,
        "Marrowby": 1,
    }


def test_two_people_of_one_report_are_never_one():
    found = entities(
        a={"Ilse Marrowby": PERSON, "Konrad Marrowby": PERSON},
        b={"Konrad Marrowby": PERSON, "I. Marrowby": PERSON},
    )
    assert {name: len(m) for name, m in found.items()} == {"Ilse Marrowby": 2, "Konrad Marrowby": 2}


def test_pronouns_and_surnames_go_with_their_full_name():
    full = {"kind": PERSON, "full": "Ilse Marrowby"}
    found = entities(a={"Ilse Marrowby": PERSON, "She": {**full, "by": "pronoun"}}, b={"Marrowby": full})
    assert found == {"Ilse Marrowby": [("a", "Ilse Marrowby"), ("a", "She"), ("b", "Marrowby")]}


def test_a_pronoun_is_no_spelling():
    a = report("a", "Ilse Marrowby . She")
    named = {"Ilse Marrowby": PERSON, "She": {"kind": PERSON, "full": "Ilse Marrowby", "by": "pronoun"}}
    (entity,) = join_entities(told((a, ()), names={"a": mentions(a, named)}))
    assert entity.spellings == ("Ilse Marrowby",)


def test_a_lone_surname_tagged_as_a_body_is_the_person():
    assert list(entities(a={"Ilse Marrowby": PERSON}, b={"Marrowby": BODY})) == ["Ilse Marrowby"]


def test_a_place_of_several_words_is_no_person():
    found = entities(a={"Ilse Marrowby": PERSON}, b={"Port Marrowby": PLACE})
    assert set(found) == {"Ilse Marrowby", "Port Marrowby"}


def test_one_name_is_one_entity_whatever_it_was_tagged_as():
    found = entities(a={"Vel Tarn": PERSON}, b={"Vel Tarn": PLACE})
    assert found == {"Vel Tarn": [("a", "Vel Tarn"), ("b", "Vel Tarn")]}


def test_many_reports_of_one_name_are_one_entity():
    found = entities(**{f"r{n:03}": {"Ilse Marrowby" if n % 2 else "Marrowby": PERSON} for n in range(150)})
    assert {name: len(held) for name, held in found.items()} == {"Ilse Marrowby": 150}


def test_a_nationality_is_no_entity():
    a = report("a", "French sailors")
    assert join_entities(told((a, ()), names={"a": mentions(a, {"French": "nationality"})})) == ()


def test_what_more_reports_name_comes_first():
    found = entities(
        a={"Ilse Marrowby": PERSON, "Oxmoor Mill": BODY},
        b={"Tarn Weir": PLACE, "Oxmoor Mill": BODY},
        c={"Oxmoor Mill": BODY},
    )
    assert next(iter(found)) == "Oxmoor Mill"


POOL = [
    "Ilse Marrowby",
    "Konrad Marrowby",
    "Marrowby",
    "Tomas Rehn",
    "Tomas Rein",
    "Oxmoor Water Board",
    "OWB",
    "Rehn",
]


@given(st.lists(st.sets(st.sampled_from(POOL), max_size=4), min_size=2, max_size=4))
def test_no_entity_holds_two_people_of_one_report(drawn):
    kinds = {w: BODY if w.startswith("O") else PERSON for w in POOL}
    found = entities(**{f"r{n}": {w: kinds[w] for w in sorted(words)} for n, words in enumerate(drawn)})
    for held in found.values():
        homes = [home for home, words in held if " " in words and kinds[words] == PERSON]
        assert len(homes) == len(set(homes))
