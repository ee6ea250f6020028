"""Different words for one actor or act, told from the same words and from different things."""

from dataclasses import replace

import pytest

from tests.stages.match.told import claim, figure, mentions, report, told
from twosource.data import Point
from twosource.stages.match.entities import join_entities
from twosource.stages.match.wordings import find_wordings

PERSON = "person"


def said(name, text, act=None, **more):
    """A report of one sentence that is one claim; nouns are terms by the words of `act`."""
    article = report(name, text)
    return article, claim(article, text, act=act, **more)


def found(*pairs, points=True):
    """The wordings of these reports, their claims being one point: kind and words."""
    case = told(*((article, [made]) for article, made in pairs))
    ids = tuple(made.id for _, made in pairs)
    point = (Point("p", ids, ids[0], "same"),) if points else ()
    return [
        (w.kind, sorted(p.words for p in w.phrasings))
        for w in find_wordings(case, join_entities(case), point)
    ]


ARRESTED = said("a", "Officers arrested the miller", ("arrested", "Officers", "the miller", "arrest"))
DETAINED = said("b", "Guards detained the miller", ("detained", "Guards", "the miller", "detain"))


def test_two_words_for_one_act_on_one_man():
    assert found(ARRESTED, DETAINED) == [("act", ["arrested", "detained"])]


def test_outside_of_a_point_words_are_of_different_things():
    assert found(ARRESTED, DETAINED, points=False) == []


def test_acts_on_different_people_are_different_acts():
    other = said("b", "Guards detained the baker", ("detained", "Guards", "the baker", "detain"))
    assert found(ARRESTED, other) == []


def test_words_that_are_no_alternatives_are_not_shown():
    other = said("b", "Guards thanked the miller", ("thanked", "Guards", "the miller", "thank"))
    assert found(ARRESTED, other) == []


def test_a_quoted_word_is_the_speakers_and_not_the_reports():
    article, made = DETAINED
    assert found(ARRESTED, (article, replace(made, quoted=True))) == []
    text = "The “detained” miller"
    marked = said("b", text, ("detained", "", "miller", "detain"))
    assert found(ARRESTED, marked) == []


def test_one_report_with_both_words_makes_no_difference():
    again = said("b", "Guards arrested the miller", ("arrested", "Guards", "the miller", "arrest"))
    article = report("c", "Guards arrested the miller and detained the miller")
    both = [
        claim(article, "Guards arrested the miller", act=("arrested", "Guards", "the miller", "arrest")),
        claim(article, "detained the miller", act=("detained", "", "the miller", "detain")),
    ]
    case = told((ARRESTED[0], [ARRESTED[1]]), (again[0], [again[1]]), (article, both))
    ids = tuple(c.id for r in case.readings for c in r.claims)
    assert find_wordings(case, (), (Point("p", ids, ids[0], "same"),)) == ()


def test_a_particle_belongs_to_its_verb():
    shut = said("b", "Guards shut down the bridge", ("shut", "Guards", "the bridge", "shut_down"))
    closed = said("a", "Officers closed the bridge", ("closed", "Officers", "the bridge", "close"))
    assert found(closed, shut) == [("act", ["closed", "shut down"])]


def test_two_spellings_are_one_word():
    a = said("a", "They ploughed into the crowd")
    terms = tuple(replace(t, lemma="manoeuvre") if t.lemma == "ploughed" else t for t in a[1].terms)
    b = said("b", "They maneuver into the crowd")
    assert found((a[0], replace(a[1], terms=terms)), b) == []


def fighters(name, noun):
    """A report of a raid by those called `noun`."""
    lemma = noun.removesuffix("s")
    article, made = said(name, f"The {noun} raided Oxmoor", ("raided", f"The {noun}", "Oxmoor", "raid"))
    terms = tuple(replace(t, lemma=lemma) if t.lemma == noun else t for t in made.terms)
    return article, replace(made, terms=terms)


def test_who_does_it_is_called_three_ways():
    pairs = [
        fighters(name, noun)
        for name, noun in zip("abc", ("militants", "fighters", "terrorists"), strict=True)
    ]
    assert found(*pairs) == [("actor", ["fighters", "militants", "terrorists"])]


def test_a_noun_that_is_no_argument_is_not_who_does_it():
    a = fighters("a", "militants")
    b = said(
        "b", "Near a camp of fighter pilots bakers raided Oxmoor", ("raided", "bakers", "Oxmoor", "raid")
    )
    assert found(a, b) == []


def counted(name, text, words, noun, *, role="killed", low=2):
    """A report that counts those called `noun`."""
    article = report(name, text)
    held = figure(article, words, low, noun=noun, role=role)
    made = claim(article, text, quantities=(held,))
    terms = tuple(replace(t, lemma=noun) if t.lemma == f"{noun}s" else t for t in made.terms)
    return article, replace(made, terms=terms)


def test_those_counted_alike_are_called_differently():
    a = counted("a", "Two mill guards were shot", "Two", "guard")
    b = counted("b", "Two mill clerks were shot", "Two", "clerk")
    assert found(a, b) == [("actor", ["mill clerks", "mill guards"])]


@pytest.mark.parametrize(
    "other", [{"low": 3}, {"role": "injured"}, {"noun": "person"}], ids=["more", "hurt", "plain"]
)
def test_those_counted_otherwise_are_others(other):
    a = counted("a", "Two mill guards were shot", "Two", "guard")
    b = counted("b", "Two mill clerks were shot", "Two", **{"noun": "clerk", **other})
    assert found(a, b) == []


def test_two_descriptions_of_one_man():
    a, b = (report(x, f"{role} Tomas Rehn") for x, role in (("a", "nationalist"), ("b", "far-right")))
    names = {
        x.id: mentions(x, {"Tomas Rehn": {"kind": PERSON, "role": x.text.split(" T")[0]}}) for x in (a, b)
    }
    case = told((a, ()), (b, ()), names=names)
    (wording,) = find_wordings(case, join_entities(case), ())
    assert (wording.about, sorted(p.words for p in wording.phrasings)) == (
        "e-tomas-rehn",
        ["far-right", "nationalist"],
    )
    assert wording.why == "They describe Tomas Rehn."
