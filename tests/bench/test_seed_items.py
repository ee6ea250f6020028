"""The parts of the seeds' score sheet, on invented reports and findings."""

import pytest

from bench.scoring.seeds.differing import judged
from bench.scoring.seeds.items import ITEMS, faults
from bench.scoring.seeds.view import (
    Region,
    Seeds,
    covers,
    every,
    is_on,
    is_within,
    points_on,
    rests_on,
    seeds_in,
    shares,
    stretch,
)
from bench.scoring.seeds.who_is_who import one_entity
from bench.scoring.seeds.who_said_what import runs_through, told

A = {
    "id": "ra",
    "text": "The ferry Alder ran aground. Ida Brook said fog was thick. The ferry Alder was towed.",
}
B = {"id": "rb", "text": "A ferry hit rocks. Brook blamed fog."}


def thing(report, words, **given):
    start = report["text"].index(words)
    return {"report": report["id"], "start": start, "end": start + len(words), **given}


def seeds(**given):
    return Seeds(A, B, {"claims": [], "points": [], "entities": [], **given})


def test_a_stretch_runs_from_one_fragment_to_the_next_other():
    found = stretch(A, "The ferry", "towed", after="Ida Brook")
    assert A["text"][found.start : found.end] == "The ferry Alder was towed"
    assert A["text"][slice(*stretch(A, "The ferry", "aground").place)] == "The ferry Alder ran aground"


@pytest.mark.parametrize("missing", [("no such", "", ""), ("Ida", "no such", ""), ("Ida", "", "no such")])
def test_words_that_are_not_there_are_an_error(missing):
    first, last, after = missing
    with pytest.raises(LookupError):
        stretch(A, first, last, after)


def test_every_place_of_a_pattern():
    assert len(every(A, "Alder")) == 2
    assert len(every(A, "Alder", Region("ra", 0, 20))) == 1


@pytest.mark.parametrize(
    ("words", "on", "half", "within"),
    [
        ("fog was thick", True, True, True),
        ("Ida Brook said fog was thick", True, True, False),
        ("thick", True, False, True),
        ("fog", False, False, True),
        ("ran aground", False, False, False),
    ],
)
def test_claims_and_regions(words, on, half, within):
    region = stretch(A, "fog was", "thick")
    claim = thing(A, words)
    assert is_on(claim, [region]) is on
    assert covers(claim, region) is half
    assert is_within(claim, region) is within
    assert not shares({**claim, "report": "rb"}, region)


def test_points_need_a_claim_of_each_report():
    claims = [
        thing(A, "fog was thick", id="1"),
        thing(B, "Brook blamed fog", id="2"),
        thing(B, "hit rocks", id="3"),
    ]
    points = [{"id": "x", "claims": ["1", "2"]}, {"id": "y", "claims": ["1", "3"]}]
    regions = [stretch(A, "fog was", "thick")], [stretch(B, "Brook", "fog")]
    assert [point["id"] for point in points_on(seeds(claims=claims, points=points), *regions)] == ["x"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["Post", "Ida Brook"], True), (["Ida Brook"], False), (["Post", "Ida Brook", "police"], False)],
)
def test_the_innermost_voice_is_never_the_outlet(names, expected):
    assert rests_on({"chain": [{"name": name} for name in names]}, "Brook") is expected


@pytest.mark.parametrize(
    ("names", "inward", "expected"),
    [
        (["Gull", "Brook"], ["Gull", "Brook"], True),
        (["Gull", "police", "Brook"], ["Gull", "Brook"], True),
        (["Brook", "Gull"], ["Gull", "Brook"], False),
        (["Gull", "Brook", "police"], ["Gull", "Brook"], False),
        (["Brook"], ["Gull", "Brook"], False),
        ([], ["Brook"], False),
    ],
)
def test_chains_run_through_voices_in_order(names, inward, expected):
    assert runs_through(names, inward) is expected


def said(words, *names, stance="asserts"):
    return thing(A, words, stance=stance, chain=[{"name": name} for name in ("Post", *names)])


@pytest.mark.parametrize(
    ("claims", "fault"),
    [
        ([said("fog was thick", "Ida Brook")], ""),
        ([said("fog was thick", "Ida Brook", stance="denies")], "‘fog was thick’ at 44 is shown as denies"),
        ([said("fog was thick")], "‘fog was thick’ at 44 is told by Post"),
        # The outlet's claim of the whole sentence agrees less, so it does not speak for the clause.
        ([said("Ida Brook said fog was thick"), said("fog was thick", "Ida Brook")], ""),
        ([said("ran aground", "Ida Brook")], "no claim is on ‘fog was thick’ at 44"),
        ([], "no claim is on ‘fog was thick’ at 44"),
    ],
)
def test_the_claim_on_a_clause_must_be_told_by_the_right_voices(claims, fault):
    assert told(seeds(claims=claims), stretch(A, "fog was", "thick"), ["Brook"], "asserts") == fault


TIME = {"kind": "time", "verdict": "coarser", "between": "reports"}


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        ([TIME], ""),
        ([{**TIME, "verdict": "contradiction"}], "shown as time/contradiction/reports"),
        ([{**TIME, "kind": "place"}, TIME], ""),
        ([{**TIME, "between": "parties"}], "shown as time/coarser/parties"),
        ([], "no difference has the values of both sides"),
    ],
)
def test_a_difference_needs_the_right_kind_verdict_and_sides(found, fault):
    assert judged(found, {"time"}, {"coarser"}) == fault


def person(name, *mentions):
    return {"id": name, "name": name, "kind": "person", "mentions": list(mentions)}


BROOKS = [thing(A, "Ida Brook"), thing(B, "Brook")]


@pytest.mark.parametrize(
    ("entities", "fault"),
    [
        ([person("Brook", *BROOKS)], ""),
        ([person("Brook", BROOKS[0]), person("Brook 2", BROOKS[1])], "Brook lacks ‘Brook’ at 19"),
        ([person("Brook", *BROOKS, thing(A, "Alder"))], "Brook is also ‘Alder’ at 10"),
        ([person("Brook", *BROOKS), person("Double", BROOKS[1])], "Brook is Double too"),
        ([{**person("Brook", *BROOKS), "kind": "place"}], "no entity of the right kind has such a mention"),
        ([], "no entity of the right kind has such a mention"),
    ],
)
def test_one_entity_has_all_mentions_and_nobody_elses(entities, fault):
    regions = [*every(A, "Brook"), *every(B, "Brook")]
    assert one_entity(seeds(entities=entities), regions, "Alder", ["person"]) == fault


def test_another_comparison_is_told_apart_and_meets_nothing():
    with pytest.raises(LookupError):
        seeds_in({"reports": [A, B]})
    assert all(faults({"reports": [A, B]}).values())


def test_there_are_33_items_each_with_its_line():
    assert [item.number for item in ITEMS] == list(range(1, 34))
    assert all((item.check.__doc__ or "").startswith(f"{item.number}: ") for item in ITEMS)
