"""What follows from the origins: what falls, whom to call, who was first, who found out himself."""

from dataclasses import replace

import pytest

from tests.stages.match.told import at, claim, report, sourced, told
from twosource.data import Matched, Point
from twosource.stages.match.entities import join_entities
from twosource.stages.trace.firsthand import find_firsthand
from twosource.stages.trace.trace import trace

DIKE = "The dike at Lower Marn leaks in three places"


def compared(case, points=None):
    ids = tuple(c.id for r in case.readings for c in r.claims)
    one = (Point("p", ids, ids[0], "same"),) if points is None else points
    return trace(case, Matched(entities=join_entities(case), points=one))


def test_what_rests_on_one_origin_falls_with_it():
    case = sourced({"a": ["Tomas Rehn", "Ilse Marrowby"], "b": ["Tomas Rehn", "Konrad Dorn"]}, said=DIKE)
    (a, a2), (b, b2) = ([c.id for c in r.claims] for r in case.readings)
    points = (Point("p", (a, b), a, "same"), Point("q", (a2, b2), a2, "same"))
    found = compared(case, points)
    (rest,) = found.rests
    assert (rest.origin, rest.points, rest.reports) == ("o-e-tomas-rehn", ("p",), ("a", "b"))


def test_a_charge_falls_with_who_makes_it_not_with_who_denies_it():
    found = compared(sourced({"a": ["-Konrad Dorn"], "b": ["Tomas Rehn"]}, said=DIKE))
    assert [r.origin for r in found.rests] == ["o-e-tomas-rehn"]


CALLS = {
    "nobody states a source": ({"a": [""], "b": [""]}, ("origin-not-stated", "no-document")),
    "nobody by name": ({"a": ["an aide!"], "b": ["a diver!"]}, ("nobody-on-record", "no-document")),
    "one behind three": ({n: ["Tomas Rehn"] for n in "abc"}, ("few-origins", "no-document")),
    "one behind two": ({n: ["Tomas Rehn"] for n in "ab"}, None),
    "a document": ({n: ["a letter#document < Tomas Rehn"] for n in "abc"}, ("few-origins",)),
    "each from the other": (
        {"a": ["B Gazette#outlet"], "b": ["A Gazette#outlet"]},
        ("origin-not-stated", "no-document"),
    ),
}


@pytest.mark.parametrize(("rows", "reasons"), CALLS.values(), ids=CALLS)
def test_what_is_worth_a_call(rows, reasons):
    found = compared(sourced(rows, said=DIKE))
    assert [call.reasons for call in found.calls] == ([reasons] if reasons else [])
    for call in found.calls:
        assert call.why.startswith(f"{len(rows)} reports carry it: ")


def test_what_few_of_many_carry_is_no_call():
    case = sourced({name: [""] for name in "abcde"}, said=DIKE)
    a, b = (case.readings[n].claims[0].id for n in (0, 1))
    assert compared(case, (Point("p", (a, b), a, "same"),)).calls == ()


def dated(**times):
    """Reports that say one thing, each with its time."""
    reports = [report(name, f"{DIKE}.", published=time) for name, time in times.items()]
    return told(*((a, [claim(a, DIKE)]) for a in reports))


FIRSTS = {
    "by the hour": ({"a": "2024-05-02T09:00:00Z", "b": "2024-05-02T08:00:00Z"}, "b"),
    "by the hour of different zones": ({"a": "2024-05-02T09:00:00+02:00", "b": "2024-05-02T08:30:00Z"}, "a"),
    "by the day": ({"a": "2024-05-02", "b": "2024-05-03T00:10:00Z"}, "a"),
    "one day": ({"a": "2024-05-02", "b": "2024-05-02T08:00:00Z"}, None),
    "hours without a zone": ({"a": "2024-05-02T09:00:00", "b": "2024-05-02T08:00:00"}, None),
    "one moment": ({"a": "2024-05-02T08:00:00Z", "b": "2024-05-02T08:00:00Z"}, None),
    "one without a time": ({"a": "2024-05-02", "b": ""}, None),
    "no date at all": ({"a": "2024-05-02", "b": "soon"}, None),
}


@pytest.mark.parametrize(("times", "first"), FIRSTS.values(), ids=FIRSTS)
def test_who_had_it_first(times, first):
    found = compared(dated(**times))
    assert [f.report for f in found.firsts] == ([first] if first else [])
    for each in found.firsts:
        assert times[each.report] in each.why


OWN = {
    f"{DIKE}, warden Tomas Rehn told this newspaper.": "told this newspaper",
    f"{DIKE}, Tomas Rehn told the Marn Courier.": "told the Marn Courier",
    f"{DIKE}, according to a letter seen by the Marn Courier.": "seen by the Marn Courier",
    f"{DIKE}, our correspondent saw on Monday.": "our correspondent saw",
    f"{DIKE}, Tomas Rehn said in an interview with Marn Courier.": "in an interview with Marn Courier",
    f"{DIKE}, Tomas Rehn told the Velmar Herald.": None,
    f"{DIKE}, Tomas Rehn told reporters.": None,
    f"{DIKE}, a correspondent said.": None,
    f"{DIKE}, and the Marn Courier's owner lives below it.": None,
}


@pytest.mark.parametrize(("text", "words"), OWN.items(), ids=range(len(OWN)))
def test_own_reporting_is_known_by_its_words(text, words):
    article = report("a", text, outlet="The Marn Courier")
    made = replace(claim(article, DIKE), sentence=at(article, text))
    case = told((article, [made]))
    found = find_firsthand(case)
    assert [f.span.of(article.text) for f in found.values()] == ([words] if words else [])
