import tomllib
from pathlib import Path

import pytest

from tests.stages.match.told import claim, mentions, report, told, voice
from twosource.stages.match.compare_words import compare_names, compare_polarity, compare_roles, decide_role
from twosource.stages.match.entities import entity_index, join_entities
from twosource.stages.match.features import find_features
from twosource.stages.match.said import Side

FOLDER = Path(__file__).parent / "cases"
POLARITY = tomllib.loads((FOLDER / "polarity.toml").read_text(encoding="utf-8"))["case"]
ROLES = tomllib.loads((FOLDER / "roles.toml").read_text(encoding="utf-8"))["case"]
NAMED = {"Guards": "body", "Sailors": "body", "north gate": "place"}


def saying(name, told):
    """A report with one claim, as it is told in a case."""
    by = told.get("by", "")
    article = report(name, f"{told['words']}, {by} said." if by else f"{told['words']}.")
    chain = [voice(article, by)] if by else []
    names = {w: kind for w, kind in NAMED.items() if w in told["words"]}
    more = {"stance": told.get("stance", "asserts"), "act": told["act"], "named": names}
    return article, claim(article, told["words"], chain=chain, **more)


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize("case", POLARITY, ids=lambda c: c["name"])
def test_two_stances(case, turned):
    pairs = [saying(name, case[name]) for name in ("ba" if turned else "ab")]
    made = told(*((article, [said]) for article, said in pairs))
    features = find_features(made, join_entities(made), None)
    sides = [Side(article, said, said.span) for article, said in pairs]
    found = list(compare_polarity(*sides, *features))
    assert [[d.verdict, d.rule, d.between] for d in found] == ([case["says"]] if case["says"] else [])
    for difference in found:
        assert [v.span for v in difference.values] == [said.span for _, said in pairs]
        assert difference.why == case.get("why", difference.why)


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize("case", ROLES, ids=lambda c: c["name"])
def test_two_offices(case, turned):
    a, b = (case["b"], case["a"]) if turned else (case["a"], case["b"])
    decision = decide_role(a, b)
    assert ([decision.verdict, decision.rule] if decision else []) == case["says"]
    if decision and decision.rule == "role-holds":
        assert decision.is_turned == (len(a) > len(b))


def person(name, text, words, role=""):
    article = report(name, text)
    return article, claim(article, text, named={words: {"kind": "person", "role": role}})


def sides_of(*pairs):
    case = told(*((article, [said]) for article, said in pairs))
    index = entity_index(join_entities(case))
    return [Side(article, said, said.span) for article, said in pairs], index


def test_two_spellings_of_one_name_are_shown_as_spelling():
    a = person("a", "The mayor Tomas Rehn opened the weir.", "Tomas Rehn", "mayor")
    b = person("b", "The weir was opened by mayor Tomas Rein.", "Tomas Rein", "mayor")
    sides, index = sides_of(a, b)
    (found,) = compare_names(*sides, index)
    assert (found.kind, found.verdict, found.rule) == ("name", "rounding", "name-spelling")
    assert [v.span.of(s.article.text) for v, s in zip(found.values, sides, strict=True)] == [
        "Tomas Rehn",
        "Tomas Rein",
    ]
    assert "share the office “mayor”" in found.why


def test_a_surname_for_the_full_name_is_no_other_spelling():
    a = person("a", "Tomas Rehn opened the weir.", "Tomas Rehn")
    b = person("b", "Rehn opened the weir.", "Rehn")
    sides, index = sides_of(a, b)
    assert len(set(index.values())) == 1
    assert list(compare_names(*sides, index)) == []


def test_a_speaker_misspelt_is_shown_too():
    pairs = []
    for name, words in (("a", "Tomas Rehn"), ("b", "Tomas Rein")):
        article = report(name, f"The weir is open, mayor {words} said.")
        pairs.append((article, claim(article, "The weir is open", chain=[voice(article, words)])))
    named = {a.id: mentions(a, {c.root.name: {"kind": "person", "role": "mayor"}}) for a, c in pairs}
    case = told(*((a, [c]) for a, c in pairs), names=named)
    sides = [Side(a, c, c.span) for a, c in pairs]
    assert [d.rule for d in compare_names(*sides, entity_index(join_entities(case)))] == ["name-spelling"]


def test_two_offices_of_one_person_lie_side_by_side():
    a = person("a", "The minister Tomas Rehn opened the weir.", "Tomas Rehn", "minister")
    b = person("b", "The transport minister Tomas Rehn opened the weir.", "Tomas Rehn", "transport minister")
    sides, index = sides_of(a, b)
    (found,) = compare_roles(*sides, index)
    assert (found.kind, found.verdict) == ("role", "coarser")
    assert found.why == "“transport minister” says more exactly what “minister” says."


def test_offices_of_two_people_do_not():
    a = person("a", "The mayor Tomas Rehn opened the weir.", "Tomas Rehn", "mayor")
    b = person("b", "The judge Ilse Marrowby opened the weir.", "Ilse Marrowby", "judge")
    sides, index = sides_of(a, b)
    assert list(compare_roles(*sides, index)) == []
