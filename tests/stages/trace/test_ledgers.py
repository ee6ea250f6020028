from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.match.told import at, claim, reordered, report, sourced, told
from twosource.data import Copy, Difference, Point, SharedRun, Span
from twosource.stages.match.entities import join_entities
from twosource.stages.trace.firsthand import find_firsthand
from twosource.stages.trace.ledgers import claim_ledger, ground_of, point_ledger
from twosource.stages.trace.origins import find_roots
from twosource.stages.trace.twins import find_twins

CLASH = Difference("polarity", "contradiction", "parties", "polarity-denied", "why", ())


def ground(case, copies=()):
    roots = find_roots(case, join_entities(case))
    twins = find_twins((c for r in case.readings for c in r.claims), copies)
    silent = [c for c, root in roots.items() if not root.is_stated]
    return ground_of(roots, case.articles, twins, silent, find_firsthand(case))


def ledger(case, copies=(), differences=()):
    """The ledger of a point that holds all claims of a case."""
    ids = tuple(c.id for r in case.readings for c in r.claims)
    return point_ledger(Point("p", ids, ids[0], "same", tuple(differences)), ground(case, copies))


RANGES = {
    "one man in three reports": ({"a": ["Tomas Rehn"], "b": ["Rehn"], "c": ["Tomas Rehn"]}, (1, 1)),
    "a body and its spokesman": ({"a": ["police#body"], "b": ["Tomas Rehn/police spokesman"]}, (1, 1)),
    "two people who may have talked": ({"a": ["Tomas Rehn"], "b": ["Konrad Dorn"]}, (1, 2)),
    "three people in one report": ({"a": ["Tomas Rehn", "Konrad Dorn", "Ilse Marrowby"]}, (1, 3)),
    "two unnamed who may be one": ({"a": ["an aide!"], "b": ["an aide!"]}, (1, 2)),
    "no source in two reports": ({"a": [""], "b": [""]}, (1, 2)),
    "a source in one report only": ({"a": ["Tomas Rehn"], "b": [""]}, (1, 2)),
    "a report that is silent beside its source": ({"a": ["Tomas Rehn", ""], "b": ["Tomas Rehn"]}, (1, 1)),
    "through an agency": ({"a": ["Tomas Rehn"], "b": ["Velmar Wire#agency < Tomas Rehn"]}, (1, 1)),
}


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize(("rows", "expected"), RANGES.values(), ids=RANGES)
def test_how_many_origins(rows, expected, turned):
    case = sourced(rows)
    found = ledger(reordered(case, range(len(rows))[::-1]) if turned else case)
    assert (found.min, found.max) == expected
    assert found.why


def test_what_is_not_stated_is_listed_and_said():
    case = sourced({"a": ["Tomas Rehn"], "b": [""]})
    found = ledger(case)
    assert found.unknown == tuple(c.id for c in case.readings[1].claims)
    assert any("B Gazette: origin not stated" in sentence for sentence in found.why)
    assert ledger(sourced({"a": ["Tomas Rehn"], "b": ["Tomas Rehn"]})).unknown == ()


def test_no_source_at_all_is_said():
    assert ledger(sourced({"a": [""], "b": [""]})).why == ("No report states an origin.",)


@pytest.mark.parametrize("silent", [0, 1, 2, 5])
def test_silent_reports_never_raise_the_least_number(silent):
    rows = {"a": ["Tomas Rehn"], **{f"s{n}": [""] for n in range(silent)}}
    found = ledger(sourced(rows))
    assert found.min == 1
    assert len(found.unknown) == silent
    assert (found.max > 1) == bool(silent)


def test_who_denies_a_charge_is_no_origin_of_it():
    case = sourced({"a": ["Tomas Rehn"], "b": ["-the board#body"]})
    found = ledger(case, differences=[CLASH])
    assert (found.min, found.max, len(found.origins)) == (1, 1, 2)
    assert "Who denies it repeats it: the board is no origin of what is denied." in found.why


def test_who_all_deny_are_counted():
    found = ledger(sourced({"a": ["-Tomas Rehn"], "b": ["-the board#body"]}))
    assert (found.min, found.max) == (1, 2)


@pytest.mark.parametrize(
    ("rows", "differences"),
    [
        ({"a": ["Tomas Rehn"], "b": ["-the board#body"]}, []),
        ({"a": ["Tomas Rehn"], "b": ["-the board#body"]}, [replace(CLASH, between="reports")]),
        ({"a": ["police#body"], "b": ["-Tomas Rehn/police spokesman"]}, [CLASH]),
        ({"a": [""], "b": ["-the board#body"]}, [CLASH]),
    ],
    ids=["no clash found", "the reports clash", "one side", "nobody charges"],
)
def test_a_clash_makes_no_two_origins(rows, differences):
    assert ledger(sourced(rows), differences=differences).min == 1


TEXT = "The gate is open and the yard is empty"


def copied(kind="wire-copy"):
    """Two reports that share the text of their claim."""
    reports = [report(n, f"{lead} {TEXT}.") for n, lead in (("a", "So:"), ("b", "It seems:"))]
    case = told(*((a, [claim(a, TEXT)]) for a in reports))
    run = SharedRun(*(at(a, TEXT) for a in reports))
    return case, [Copy("a", "b", kind, (run,) if kind != "none" else ())]


@pytest.mark.parametrize(
    ("kind", "most"),
    [("wire-copy", 1), ("shared-agency-paragraphs", 1), ("shared-quote-only", 2), ("none", 2)],
)
def test_a_copied_text_counts_once(kind, most):
    case, copies = copied(kind)
    found = ledger(case, copies)
    assert (found.min, found.max) == (1, most)
    assert any("share running text and count as one" in sentence for sentence in found.why) == (most == 1)


def test_text_copied_elsewhere_in_the_report_does_not_count():
    case, (copy,) = copied()
    elsewhere = replace(copy, runs=(SharedRun(Span(0, 3), Span(0, 3)),))
    assert ledger(case, [elsewhere]).max == 2


def test_a_silent_copy_of_a_sourced_text_adds_nothing():
    case = sourced({"a": ["Tomas Rehn"], "b": [""]})
    spans = [r.claims[0].span for r in case.readings]
    assert ledger(case, [Copy("a", "b", "wire-copy", (SharedRun(*spans),))]).max == 1
    assert ledger(case, [Copy("b", "a", "wire-copy", (SharedRun(*reversed(spans)),))]).max == 1


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("our reporter counted", 2),
        ("Ilse Marrowby told this newspaper", 2),
        ("as seen by our correspondent", 2),
        ("a reporter counted", 1),
        ("Ilse Marrowby told the court", 1),
    ],
)
def test_own_reporting_beside_another_origin_is_two(words, least):
    case = sourced({"a": ["Tomas Rehn"]})
    text = f"The gate is open, {words}."
    own = report("b", text)
    claims = [replace(claim(own, "The gate is open"), sentence=at(own, text))]
    pairs = [(case.articles[0], case.readings[0].claims), (own, claims)]
    found = ledger(told(*pairs, names={"a": case.readings[0].names}))
    assert (found.min, found.max) == (least, 2)
    assert any("reporting of its own" in sentence for sentence in found.why) == (least == 2)


def test_own_reporting_alone_is_one():
    own = report("a", "The gate is open, our reporter saw.")
    found = ledger(told((own, [replace(claim(own, "The gate is open"), sentence=at(own, own.text))])))
    assert (found.min, found.max) == (1, 1)


def test_the_ledger_of_one_claim():
    case = sourced({"a": ["Tomas Rehn", ""]})
    stated, silent = case.readings[0].claims
    base = ground(case)
    assert [
        (x.about, x.min, x.max, x.unknown) for x in (claim_ledger(stated, base), claim_ledger(silent, base))
    ] == [
        (stated.id, 1, 1, ()),
        (silent.id, 1, 1, (silent.id,)),
    ]


CHAINS = [
    "",
    "Tomas Rehn",
    "-Tomas Rehn",
    "an aide!",
    "police#body",
    "-Konrad Dorn/police spokesman",
    "Ilse Marrowby",
]
ROWS = st.lists(st.lists(st.sampled_from(CHAINS), min_size=1, max_size=3), min_size=1, max_size=5)


@given(ROWS, st.booleans(), st.randoms(use_true_random=False))
def test_what_always_holds_of_a_range(drawn, clash, chance):
    case = sourced({f"r{n}": chains for n, chains in enumerate(drawn)})
    differences = [CLASH] if clash else []
    found = ledger(case, differences=differences)
    assert 1 <= found.min <= found.max <= sum(len(chains) for chains in drawn)
    stated = {c for chains in drawn for c in chains if c}
    assert found.min <= max(1, len(stated))
    assert len(found.unknown) == sum(chains.count("") for chains in drawn)
    turned = ledger(reordered(case, chance.sample(range(len(drawn)), len(drawn))), differences=differences)
    assert (turned.min, turned.max, set(turned.unknown), set(turned.origins)) == (
        found.min,
        found.max,
        set(found.unknown),
        set(found.origins),
    )


def test_a_slip_in_both_makes_two_claims_one():
    """Two desks with their own words that have one figure wrong alike have it from one text."""
    a = report("a", "The tower lost 41 bricks of its northern wall.")
    b = report("b", "From the northern wall of the tower 41 bricks fell.")
    case = told((a, [claim(a, a.text[:-1])]), (b, [claim(b, b.text[:-1])]))
    slip = SharedRun(at(a, "41"), at(b, "41"))
    assert ledger(case, [Copy("a", "b", "none", slips=(slip,))]).max == 1
    assert ledger(case, [Copy("a", "b", "none")]).max == 2
