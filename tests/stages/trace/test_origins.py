import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.match.told import claim, mentions, reordered, report, sourced, told, voice
from twosource.stages.match.entities import join_entities
from twosource.stages.trace.origins import find_roots, gather

# Reports with their chains, and who is one origin: the names of origins with the reports that rest on them.
SAME = {
    "one man under one name": ({"a": ["Tomas Rehn"], "b": ["Tomas Rehn"]}, [{"a", "b"}]),
    "a man and his surname": ({"a": ["Tomas Rehn"], "b": ["Rehn"]}, [{"a", "b"}]),
    "a man misspelt, by his office": ({"a": ["Tomas Rehn/mayor"], "b": ["Tomas Rein/mayor"]}, [{"a", "b"}]),
    "two men": ({"a": ["Tomas Rehn"], "b": ["Konrad Dorn"]}, [{"a"}, {"b"}]),
    "two men of one surname": ({"a": ["Tomas Rehn"], "b": ["Ilse Rehn"]}, [{"a"}, {"b"}]),
    "a body and its short name": (
        {"a": ["the coast guard#body"], "b": ["the Velmar coast guard#body"]},
        [{"a", "b"}],
    ),
    "a body and its initials": ({"a": ["Oxmoor Water Board#body"], "b": ["OWB#body"]}, [{"a", "b"}]),
    "two bodies of one kind": ({"a": ["Velmar police#body"], "b": ["Oxmoor police#body"]}, [{"a"}, {"b"}]),
    "a body by its words": ({"a": ["police#body"], "b": ["the police#body"]}, [{"a", "b"}]),
    "somebody through an agency": (
        {"a": ["Tomas Rehn"], "b": ["Velmar Wire#agency < Tomas Rehn"]},
        [{"a", "b"}],
    ),
    "unnamed in two reports": ({"a": ["an aide!"], "b": ["an aide!"]}, [{"a"}, {"b"}]),
    "unnamed twice in one report": ({"a": ["an aide!", "an aide!"]}, [{"a"}]),
    "two unnamed in one report": ({"a": ["an aide!", "a diver!"]}, [{"a"}, {"a"}]),
    "the report's own word": ({"a": [""], "b": [""]}, [{"a"}, {"b"}]),
}


def roots_of(case):
    return find_roots(case, join_entities(case))


def origins(case):
    return gather(roots_of(case))


@pytest.mark.parametrize(("rows", "expected"), SAME.values(), ids=SAME)
def test_who_is_one_origin(rows, expected):
    case = sourced(rows)
    homes = {c.id: c.report for r in case.readings for c in r.claims}
    found = [{homes[c] for c in origin.claims} for origin in origins(case)]
    assert sorted(found, key=sorted) == sorted(expected, key=sorted)


SIDES = {
    "a body and its spokesman": (
        {"a": ["Velmar police#body"], "b": ["Tomas Rehn/Velmar police spokesman"]},
        1,
    ),
    "a body and its spokesman by the short name": (
        {"a": ["police#body"], "b": ["Tomas Rehn/police spokesman"]},
        1,
    ),
    "two who speak for one body": (
        {"a": ["police#body"], "b": ["Tomas Rehn/police spokesman", "Ilse Dorn/police chief"]},
        1,
    ),
    "a body and what it put out": ({"a": ["police#body"], "b": ["a police statement#document"]}, 1),
    "a body and the spokesman of another": ({"a": ["police#body"], "b": ["Tomas Rehn/hospital director"]}, 2),
    "two who speak for nobody": ({"a": ["Tomas Rehn/carpenter"], "b": ["Konrad Dorn/carpenter"]}, 2),
}


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize(("rows", "expected"), SIDES.values(), ids=SIDES)
def test_how_many_sides(rows, expected, turned):
    roots = roots_of(sourced(dict(reversed(rows.items())) if turned else rows))
    assert len({r.side for r in roots.values()}) == expected


def test_a_document_is_its_owners():
    case = sourced({"a": ["Oxmoor Mill#body"], "b": ["a letter#document < Oxmoor Mill#body"]})
    (origin,) = origins(case)
    assert (origin.name, origin.is_stated) == ("Oxmoor Mill", True)


def test_the_owner_named_in_the_words_of_a_document():
    article = report("a", "A letter of Oxmoor Mill says that the gate is open.")
    letter = voice(article, "A letter of Oxmoor Mill", kind="document")
    made = claim(article, "the gate is open", chain=[letter])
    case = told((article, [made]), names={"a": mentions(article, {"Oxmoor Mill": "body"})})
    assert [(o.name, o.kind) for o in origins(case)] == [("Oxmoor Mill", "body")]


@pytest.mark.parametrize("chain", ["", "source not stated!"])
def test_a_report_without_a_source_states_no_origin(chain):
    (origin,) = origins(sourced({"a": [chain]}))
    assert not origin.is_stated
    assert (origin.name, origin.kind, origin.anonymity) == ("A Gazette", "outlet", "")


def test_unnamed_sources_are_stated_and_said_to_be_unnamed():
    (origin,) = origins(sourced({"a": ["an aide!"]}))
    assert (origin.is_stated, origin.kind, origin.anonymity) == (True, "unnamed", "an aide")


def test_every_edge_leads_from_the_outlet_to_the_root():
    case = sourced({"a": ["Tomas Rehn"], "b": ["Velmar Wire#agency < Tomas Rehn"]})
    (origin,) = origins(case)
    assert [(e.report, e.teller, e.source) for e in origin.edges] == [
        ("a", "A Gazette", "Tomas Rehn"),
        ("b", "B Gazette", "Velmar Wire"),
        ("b", "Velmar Wire", "Tomas Rehn"),
    ]
    texts = {a.id: a.text for a in case.articles}
    assert all(e.span is not None and e.span.of(texts[e.report]) == e.source for e in origin.edges)


def test_the_origin_of_more_reports_comes_first_and_the_unstated_last():
    case = sourced(
        {
            "a": ["", "Konrad Dorn"],
            "b": ["", "Tomas Rehn"],
            "c": ["Tomas Rehn", "Konrad Dorn"],
            "d": ["Tomas Rehn"],
        }
    )
    assert [o.name for o in origins(case)] == ["Tomas Rehn", "Konrad Dorn", "A Gazette", "B Gazette"]


CHAINS = [
    "",
    "Tomas Rehn",
    "Rehn",
    "an aide!",
    "police#body",
    "the Velmar police#body",
    "Konrad Dorn/police spokesman",
]
ROWS = st.lists(st.lists(st.sampled_from(CHAINS), min_size=1, max_size=3), min_size=1, max_size=4)


@given(ROWS, st.randoms(use_true_random=False))
def test_every_claim_rests_on_one_origin_whatever_the_order(drawn, chance):
    case = sourced({f"r{n}": chains for n, chains in enumerate(drawn)})
    found = origins(case)
    every = [c.id for r in case.readings for c in r.claims]
    assert sorted(c for o in found for c in o.claims) == sorted(every)
    turned = origins(reordered(case, chance.sample(range(len(drawn)), len(drawn))))
    assert {(o.id, frozenset(o.claims)) for o in turned} == {(o.id, frozenset(o.claims)) for o in found}


@given(ROWS)
def test_unnamed_people_are_never_one_across_reports(drawn):
    case = sourced({f"r{n}": chains for n, chains in enumerate(drawn)})
    for root in roots_of(case).values():
        if root.claim.root.is_anonymous:
            sharing = {r.claim.report for r in roots_of(case).values() if r.key == root.key}
            assert sharing == {root.claim.report}
