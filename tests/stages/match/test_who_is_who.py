"""Stories of a few names: who is held to be one, who is kept apart, and which reason is given."""

import tomllib
from pathlib import Path

import pytest

from tests.stages.match.told import at, claim, mentions, report, told, voice
from twosource.stages.match.entities import join_entities

PERSON, BODY, PLACE, OTHER = "person", "body", "place", "other"


def joined(*texts, **kinds):
    """The entities of reports told as texts: the names in them (underscores for blanks) with their kinds.

    A kind may be followed by an office: ``person/harbour master``.
    """
    articles = [report(name, text) for name, text in zip("abcd", texts, strict=False)]
    names = {}
    for article in articles:
        held = {words.replace("_", " "): told_kind for words, told_kind in kinds.items()}
        held = {words: (*k.split("/"), "")[:2] for words, k in held.items() if words in article.text}
        # What stands inside a longer name is no mention of its own there.
        names[article.id] = [
            name
            for words, (kind, role) in held.items()
            for name in mentions(article, {words: {"kind": kind, "role": role}})
            if not any(words != other and words in other and other in article.text for other in held)
        ]
    return join_entities(told(*((a, ()) for a in articles), names=names))


def spelled(found):
    """The spellings of each entity."""
    return sorted(tuple(sorted(e.spellings)) for e in found)


def rules(found):
    """The rules that joined, all entities together."""
    return sorted({k.by for e in found for k in e.links})


CASES = tomllib.loads((Path(__file__).parent / "cases" / "who.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["one"], ids=lambda c: c["name"])
def test_two_wordings_are_one(case):
    found = joined(*case["reports"], **case["names"])
    assert (len(found), rules(found)) == (1, [case["by"]])


def test_a_surname_is_the_only_one_who_bears_it_in_that_report():
    article = report("a", "Alderman Ilse Marrowby spoke. But Marrowby left.")
    names = [
        *mentions(article, {"Alderman Ilse Marrowby": PERSON}),
        *mentions(article, {"Marrowby": PLACE}, at(article, "But Marrowby")),
    ]
    (entity,) = join_entities(told((article, ()), names={"a": names}))
    assert rules([entity]) == ["surname"]


@pytest.mark.parametrize("case", CASES["two"], ids=lambda c: c["name"])
def test_two_names_are_two(case):
    assert len(joined(*case["reports"], **case["names"])) == 2


def test_a_wife_and_her_husband_are_two_though_a_letter_is_between_them():
    article = report("a", "Ida Kovalyova met Ida Kovalyov.")
    names = [
        *mentions(article, {"Ida Kovalyova": PERSON}),
        *mentions(article, {"Ida Kovalyov": PERSON}, at(article, "met Ida Kovalyov")),
    ]
    assert len(join_entities(told((article, ()), names={"a": names}))) == 2


def test_a_side_is_its_country():
    article = report("a", "the French side and French sailors")
    names = {
        "a": [
            *mentions(article, {"French": {"kind": "nationality"}}),
            *mentions(article, {"French": {"kind": "nationality"}}, at(article, "French sailors")),
        ]
    }
    other = report("b", "France")
    names["b"] = mentions(other, {"France": PLACE})
    (entity,) = join_entities(told((article, ()), (other, ()), names=names))
    assert (entity.name, len(entity.mentions)) == ("France", 2)


def test_initials_that_fit_two_bodies_join_neither():
    found = joined(
        "the OWB met",
        "the Oxmoor Water Board met",
        "the Oxford Wool Bank met",
        **{"OWB": BODY, "Oxmoor_Water_Board": BODY, "Oxford_Wool_Bank": BODY},
    )
    assert spelled(found) == [("OWB",), ("Oxford Wool Bank",), ("Oxmoor Water Board",)]


def test_a_short_form_of_two_longer_names_joins_neither():
    names = ("Oxmoor Supreme Court", "Vell Supreme Court", "Supreme Court")
    found = joined(*(f"the {n} met" for n in names), **{n.replace(" ", "_"): BODY for n in names})
    assert len(found) == 3


def test_father_and_son_of_one_name_are_two_where_a_report_has_both():
    both = {"Karl_Brook_Jr": PERSON, "Karl_Brook": PERSON}
    a = report("a", "Karl Brook Jr met old Karl Brook")
    b = report("b", "Karl Brook spoke")
    names = {
        "a": [
            *mentions(a, {"Karl Brook Jr": PERSON}),
            *mentions(a, {"Karl Brook": PERSON}, at(a, "old Karl Brook")),
        ],
        "b": mentions(b, {"Karl Brook": PERSON}),
    }
    assert spelled(join_entities(told((a, ()), (b, ()), names=names))) == [
        ("Karl Brook",),
        ("Karl Brook Jr",),
    ]
    assert len(joined("Karl Brook Jr spoke", "Karl Brook spoke", **both)) == 1


def test_a_place_within_a_place_is_two_with_a_link_in_the_reports_words():
    found = joined("a fire in Oxmoor district, Vell, on Monday", "Oxmoor and Vell", Oxmoor=PLACE, Vell=PLACE)
    assert spelled(found) == [("Oxmoor",), ("Vell",)]
    (oxmoor,) = (e for e in found if e.name == "Oxmoor")
    (link,) = oxmoor.links
    assert (link.relation, link.why) == ("within", "“Oxmoor district, Vell”")


@pytest.mark.parametrize(
    "text",
    [
        "roads to Oxmoor, Vell, Tarn",
        "in Tarn, Oxmoor, Vell",
        "Oxmoor, Vell and",
        "Oxmoor of Vell",
        "France, Vell.",
    ],
)
def test_places_of_a_list_lie_in_none(text):
    found = joined(text, "at sea", Oxmoor=PLACE, Vell=PLACE, Tarn=PLACE, France=PLACE)
    assert [k for e in found for k in e.links] == []


def officers(office, *holders):
    """A report in which an office speaks, beside reports that name holders (name/office)."""
    article = report("z", f"{office} said the gate is open")
    speaking = claim(article, "the gate is open", chain=[voice(article, office)])
    named = [report(name, words.split("/")[0]) for name, words in zip("abc", holders, strict=False)]
    names = {
        a.id: mentions(a, {w.split("/")[0]: {"kind": PERSON, "role": w.split("/")[1]}})
        for a, w in zip(named, holders, strict=True)
    }
    return join_entities(told((article, [speaking]), *((a, ()) for a in named), names=names))


def test_an_office_is_the_one_whom_the_story_names_so():
    (entity,) = officers("The harbour minister", "Ilse Marrowby/Ferrania’s harbour minister")
    assert sorted(m.report for m in entity.mentions) == ["a", "z"]
    (link,) = entity.links
    assert (link.by, link.relation) == ("office-holder", "alias")
    assert "“Ferrania’s harbour minister”" in link.why
    assert entity.spellings == ("Ilse Marrowby",)


@pytest.mark.parametrize(
    ("office", "holders"),
    [
        ("The harbour minister", ["Ilse Marrowby/former harbour minister"]),
        ("The harbour minister", ["Ilse Marrowby/deputy harbour minister"]),
        ("The harbour minister", ["Ilse Marrowby/harbour minister", "Tomas Rehn/harbour minister"]),
        ("The harbour minister", ["Ilse Marrowby/minister"]),
        ("A harbour minister", ["Ilse Marrowby/harbour minister"]),
        ("The harbour official", ["Ilse Marrowby/harbour official"]),
    ],
    ids=["former", "deputy", "two", "less", "any", "many"],
)
def test_an_office_that_somebody_else_may_hold_is_nobodys(office, holders):
    assert "office-holder" not in rules(officers(office, *holders))
