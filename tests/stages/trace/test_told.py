"""Chains joined over a story: who told whom, where no report's own words say it all."""

from dataclasses import replace

import pytest

from tests.stages.match.told import claim, mentions, report, sourced, told, voice
from twosource.data import Matched, Point, Stated
from twosource.stages.match.entities import join_entities
from twosource.stages.trace.trace import trace

DIKE = "The dike at Lower Marn leaks in three places"


def compared(case, points=None):
    """A comparison in which all claims of a case are one point."""
    ids = tuple(c.id for r in case.readings for c in r.claims)
    one = (Point("p", ids, ids[0], "same"),) if points is None else points
    return trace(case, Matched(entities=join_entities(case), points=one))


def chain(comparison, name):
    """The chain of the only claim of a report as the story shows it, and by which rule."""
    (claim,) = (c for c in comparison.claims if c.report == name)
    found = next((t for t in comparison.told if t.claim == claim.id), None)
    return ([e.source for e in found.edges], found.by) if found else None


def ledger(comparison):
    return next(x for x in comparison.ledgers if x.about == "p")


def outlet(name):
    return f"{name} Gazette#outlet"


RETOLD = {
    "a report of a report": (
        {"a": ["Tomas Rehn"], "b": [outlet("A")]},
        {"b": (["A Gazette", "Tomas Rehn"], "retold")},
        (1, 1),
    ),
    "a report of a report of a report": (
        {"a": ["Tomas Rehn"], "b": [outlet("A")], "c": [outlet("B")]},
        {"c": (["B Gazette", "A Gazette", "Tomas Rehn"], "retold"), "a": None},
        (1, 1),
    ),
    "a report of one that names nobody": (
        {"a": [""], "b": [outlet("A")]},
        {"b": (["A Gazette"], "retold")},
        (1, 1),
    ),
    "an outlet that is not here": ({"a": ["Tomas Rehn"], "b": [outlet("Z")]}, {"b": None}, (1, 2)),
}


@pytest.mark.parametrize(("rows", "chains", "span"), RETOLD.values(), ids=RETOLD)
def test_a_retelling_rests_on_what_is_retold(rows, chains, span):
    found = compared(sourced(rows, said=DIKE))
    assert {name: chain(found, name) for name in chains} == chains
    assert (ledger(found).min, ledger(found).max) == span


def test_every_edge_of_a_joined_chain_is_said_where_it_says():
    found = compared(sourced({"a": ["Tomas Rehn"], "b": [outlet("A")]}, said=DIKE))
    texts = {a.id: a.text for a in found.reports}
    (one,) = found.told
    assert [(e.report, e.teller, e.source) for e in one.edges] == [
        ("b", "B Gazette", "A Gazette"),
        ("a", "A Gazette", "Tomas Rehn"),
    ]
    assert all(e.span is not None and e.span.of(texts[e.report]) == e.source for e in one.edges)
    assert one.why == "B Gazette has it from A Gazette; the report of A Gazette rests on Tomas Rehn."


RINGS = {
    "two": ({"a": [outlet("B")], "b": [outlet("A")]}, [("a", "b")]),
    "three": ({"a": [outlet("B")], "b": [outlet("C")], "c": [outlet("A")]}, [("a", "b", "c")]),
    "one that leads in": ({"a": [outlet("B")], "b": [outlet("A")], "c": [outlet("A")]}, [("a", "b")]),
    "none": ({"a": [outlet("B")], "b": ["Tomas Rehn"]}, []),
}


@pytest.mark.parametrize(("rows", "rings"), RINGS.values(), ids=RINGS)
def test_who_have_it_from_each_other_have_it_from_nobody(rows, rings):
    found = compared(sourced(rows, said=DIKE))
    assert [tuple(sorted(loop.reports)) for loop in found.loops] == rings
    assert (ledger(found).min, ledger(found).max) == (1, 1)
    if rings:
        assert len(ledger(found).origins) == 1
        assert not any(o.is_stated for o in found.origins)
        assert all(len(loop.edges) == len(loop.claims) for loop in found.loops)


def test_two_who_retell_each_other_on_different_things_are_no_loop():
    case = sourced({"a": [outlet("B"), "Tomas Rehn"], "b": [outlet("A"), "Ilse Marrowby"]}, said=DIKE)
    a, b = ([c.id for c in r.claims] for r in case.readings)
    points = (Point("p", (a[0], b[1]), a[0], "same"), Point("q", (a[1], b[0]), b[0], "same"))
    found = compared(case, points)
    assert found.loops == ()
    assert {t.by for t in found.told} == {"retold"}


def through(credited):
    """A text of an agency in two reports, of which some credit it."""
    text = f"{DIKE}, warden Tomas Rehn said.\nNobody has slept in the cottages below it since the bells rang."
    pairs = []
    for name in ("a", "b"):
        article = report(name, text)
        if name in credited:
            article = replace(article, stated=(*article.stated, Stated("agency", "Albion Wire", "credit")))
        pairs.append((article, [claim(article, DIKE, chain=[voice(article, "Tomas Rehn")])]))
    return compared(told(*pairs))


@pytest.mark.parametrize(
    ("credited", "expected"),
    [("ab", {"a", "b"}), ("a", {"a", "b"}), ("", set())],
    ids=["both", "one", "none"],
)
def test_an_agency_stands_behind_its_text_wherever_it_is_printed(credited, expected):
    found = through(credited)
    shown = {c.report for t in found.told for c in found.claims if c.id == t.claim}
    assert shown == expected
    for each in found.told:
        assert ([e.source for e in each.edges], each.by) == (["Albion Wire", "Tomas Rehn"], "agency")


def test_a_document_is_its_makers_though_another_sentence_names_him():
    text = f"{DIKE}, according to a letter.\nThe letter, signed by Tomas Rehn, is two pages long."
    article = report("a", text)
    letter = voice(article, "a letter", kind="document")
    names = {"a": mentions(article, {"Tomas Rehn": "person"})}
    found = compared(told((article, [claim(article, DIKE, chain=[letter])]), names=names))
    assert chain(found, "a") == (["a letter", "Tomas Rehn"], "document")
    assert [o.name for o in found.origins] == ["Tomas Rehn"]


def test_who_refuses_is_known_by_his_own_word():
    a = report("a", "The water board refused to pay, Ilse Marrowby of the water board said.")
    b = report("b", "The water board refused on Monday to pay.")
    first = claim(a, "The water board refused to pay", chain=[voice(a, "the water board", kind="body")])
    other = claim(
        b, "The water board refused on Monday to pay", act=("refused", "The water board", "", "refuse")
    )
    found = compared(told((a, [first]), (b, [other])))
    assert chain(found, "b") == (["the water board"], "own-act")
    assert (ledger(found).min, ledger(found).max, ledger(found).unknown) == (1, 1, (other.id,))
