"""A person's word on who is who is stronger than every rule."""

from dataclasses import replace

import pytest

from tests.stages.match.told import mentions, report, told
from twosource.corrections import correction
from twosource.errors import SettingError
from twosource.stages.match.entities import join_entities

PERSON, BODY = "person", "body"


def grouped(reports, *corrections):
    """The entities of reports given as names with their kinds: name, mentions, and whose the links are."""
    articles = [(report(name, " . ".join(words)), words) for name, words in reports.items()]
    case = told(*((a, ()) for a, _ in articles), names={a.id: mentions(a, words) for a, words in articles})
    links = tuple(correction(a, b, is_one=verb == "is") for a, verb, b in corrections)
    texts = {a.id: a.text for a, _ in articles}
    return [
        (e.name, [m.span.of(texts[m.report]) for m in e.mentions], [k.by for k in e.links])
        for e in join_entities(replace(case, corrections=links))
    ]


def joined(reports, *corrections):
    """The same by name."""
    return {name: (held, by) for name, held, by in grouped(reports, *corrections)}


def words(found):
    return {name: held for name, (held, _) in found.items()}


ONE_EACH = {"a": {"Ilse Marrowby": PERSON}, "b": {"Tomas Rehn": PERSON}, "c": {"Ilse Marrowby": PERSON}}


def test_what_a_person_links_is_one_with_all_that_is_one_with_it():
    found = joined(ONE_EACH, ("Tomas Rehn", "is", "Ilse Marrowby"))
    ((held, by),) = found.values()
    assert sorted(held) == ["Ilse Marrowby", "Ilse Marrowby", "Tomas Rehn"]
    assert "person" in by


def test_what_a_person_parts_is_two_though_a_rule_joins_it():
    reports = {"a": {"Ilse Marrowby": PERSON}, "b": {"Marrowby": PERSON}}
    assert len(joined(reports)) == 1
    found = joined(reports, ("Marrowby", "is not", "Ilse Marrowby"))
    assert found == {
        "Ilse Marrowby": (["Ilse Marrowby"], ["person"]),
        "Marrowby": (["Marrowby"], ["person"]),
    }


def test_a_third_name_does_not_bring_together_what_a_person_parts():
    reports = {"a": {"Oxmoor Water Board": BODY}, "b": {"OWB": BODY}, "c": {"Oxmoor Water Board Ltd": BODY}}
    assert len(joined(reports)) == 1
    found = joined(reports, ("OWB", "is not", "Oxmoor Water Board"))
    assert len(found) == 2
    assert not any({"OWB", "Oxmoor Water Board"} <= set(held) for held in words(found).values())


def test_a_person_may_link_two_names_of_one_report():
    reports = {"a": {"Tomas Rehn": PERSON, "Tom Rayne": PERSON}, "b": {"Rehn": PERSON}}
    assert len(joined(reports)) == 2
    assert len(joined(reports, ("Tom Rayne", "is", "Tomas Rehn"))) == 1


def test_a_person_may_part_wordings_that_a_report_seems_to_use_for_one():
    full = {"kind": PERSON, "full": "Ilse Marrowby"}
    reports = {"a": {"Ilse Marrowby": PERSON, ", Marrowby": {**full, "by": "surname"}}}
    assert len(joined(reports)) == 1
    assert set(joined(reports, (", Marrowby", "is not", "Ilse Marrowby"))) == {"Ilse Marrowby", ", Marrowby"}


def test_one_reports_name_is_meant_by_its_key():
    reports = {"a": {"Brook": PERSON}, "b": {"Brook": PERSON}, "c": {"Brook": PERSON}}
    found = grouped(reports, ("a/Brook", "is not", "b/Brook"))
    assert sorted(len(held) for _, held, _ in found) == [1, 2]


def test_an_entity_is_meant_by_its_id():
    assert len(joined(ONE_EACH, ("e-tomas-rehn", "is", "e-ilse-marrowby"))) == 1


def test_an_office_as_worded_is_meant_too():
    office = {"kind": PERSON, "full": "Ilse Marrowby", "role": "mayor", "by": "role"}
    reports = {"a": {"Ilse Marrowby": PERSON, "the mayor": office}, "b": {"Tomas Rehn": PERSON}}
    assert len(joined(reports, ("the mayor", "is", "Tomas Rehn"))) == 1


@pytest.mark.parametrize(
    "said", [("Nobody Here", "is", "Tomas Rehn"), ("Brook", "is", "Tomas Rehn")], ids=["absent", "of two"]
)
def test_what_names_nobody_or_two_says_nothing(said):
    short = {"kind": PERSON, "by": "surname"}
    reports = {
        "a": {"Ida Brook": PERSON, "Mrs Brook": {**short, "full": "Ida Brook"}},
        "b": {"Karl Brook": PERSON, "Mr Brook": {**short, "full": "Karl Brook"}},
        "c": {"Tomas Rehn": PERSON},
    }
    assert joined(reports, said) == joined(reports)


def test_names_that_are_one_by_links_and_two_by_another_are_refused():
    reports = {
        "a": {"Ilse Marrowby": PERSON, "the mayor": {"kind": PERSON, "full": "Ilse Marrowby", "by": "role"}}
    }
    reports["b"] = {"Tomas Rehn": PERSON}
    with pytest.raises(SettingError, match="contradict each other") as refused:
        joined(reports, ("the mayor", "is", "Tomas Rehn"), ("Tomas Rehn", "is not", "Ilse Marrowby"))
    assert refused.value.code == "corrections"
