"""The JSON keeps the contract, its schema, its bytes, and everything that was found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.stages.write.comparisons import comparisons
from tests.stages.write.story import STORY
from twosource.data import Comparison
from twosource.stages.write.from_json import from_dict
from twosource.stages.write.to_json import SCHEMA, to_dict, to_json

ROOT = Path(__file__).parents[3]
PUBLISHED = json.loads((ROOT / "docs/reference/comparison.schema.json").read_text(encoding="utf-8"))


def close(schema: Any) -> Any:
    """The schema with every object closed: a key it does not describe is an error."""
    if isinstance(schema, list):
        return [close(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: close(value) for key, value in schema.items()}
    if "properties" in closed:
        closed.setdefault("additionalProperties", False)
    return closed


CLOSED = Draft202012Validator(close(PUBLISHED))


def test_the_published_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["properties"]["schema"]["const"] == SCHEMA


def test_the_story_is_valid_and_every_key_is_described() -> None:
    CLOSED.validate(to_dict(STORY, {"r-gazette": "gazette.txt"}))


@pytest.mark.parametrize("key", ["reports", "claims", "points", "origins", "schema"])
def test_a_missing_key_is_not_valid(key: str) -> None:
    data = to_dict(STORY)
    del data[key]
    assert not CLOSED.is_valid(data)


def test_it_ends_with_a_newline_and_keeps_names_readable() -> None:
    text = to_json(STORY)
    assert text.endswith("}\n")
    assert "“Nobody.”" in text


def test_what_was_kept_is_named_by_report() -> None:
    reports = to_dict(STORY, {"r-coast": "ab12.html"})["reports"]
    assert [r["kept"] for r in reports] == [None, "ab12.html", None, None]


def test_an_outlet_that_is_not_stated_is_null() -> None:
    report = to_dict(STORY)["reports"][3]
    assert (report["outlet"], report["title"], report["published"], report["authors"]) == (
        None,
        None,
        None,
        [],
    )


def test_every_claim_carries_the_words_at_its_span() -> None:
    data = to_dict(STORY)
    texts = {r["id"]: r["text"] for r in data["reports"]}
    assert data["claims"]
    for claim in data["claims"]:
        assert claim["words"] == texts[claim["report"]][claim["start"] : claim["end"]]


def test_a_chain_link_without_words_has_no_place() -> None:
    chain = to_dict(STORY)["claims"][6]["chain"]
    assert [v["name"] for v in chain] == ["Coast Today", "Meridian Press", "Thomas Brekke"]
    assert (chain[0]["start"], chain[0]["end"]) == (None, None)
    assert chain[1]["start"] is not None


def test_anonymous_is_said_with_its_wording() -> None:
    voice = to_dict(STORY)["claims"][4]["chain"][1]
    assert (voice["anonymous"], voice["anonymity"]) == (True, "who asked not to be named")


def test_a_points_roots_name_its_own_claims_only() -> None:
    toll = next(p for p in to_dict(STORY)["points"] if p["id"] == "p-toll")
    origins = toll["origins"]
    assert (origins["min"], origins["max"], origins["unknown"]) == (2, 3, [])
    assert origins["roots"][0]["claims"] == ["gazette-1", "coast-1"]


def test_a_point_without_a_ledger_counts_no_origin() -> None:
    origins = to_dict(replace(STORY, ledgers=()))["points"][0]["origins"]
    assert (origins["roots"], origins["min"], origins["max"]) == ([], 0, 0)
    assert len(origins["unknown"]) == 4


def test_numbers_json_cannot_hold_are_null() -> None:
    claim = STORY.claims[0]
    endless = replace(claim.quantities[0], high=float("inf"))
    story = replace(STORY, claims=(replace(claim, quantities=(endless,)), *STORY.claims[1:]))
    assert json.loads(to_json(story))["claims"][0]["quantities"][0]["high"] is None


def test_there_and_back_gives_the_same_records() -> None:
    assert from_dict(json.loads(to_json(STORY))) == _sorted_as_written(STORY)


@given(comparisons())
def test_any_comparison_comes_back_valid(comparison: Comparison) -> None:
    text = to_json(comparison)
    data = json.loads(text)
    CLOSED.validate(data)
    assert to_json(from_dict(data)) == text


@given(st.randoms(use_true_random=False))
def test_order_without_meaning_does_not_change_the_bytes(random: Any) -> None:
    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(items, len(items)))

    entities = tuple(replace(e, mentions=mixed(e.mentions), links=mixed(e.links)) for e in STORY.entities)
    other = replace(
        STORY,
        entities=entities,
        links=mixed(STORY.links),
        copies=mixed(STORY.copies),
        omissions=mixed(STORY.omissions),
    )
    assert to_json(other) == to_json(STORY)


def _sorted_as_written(story: Comparison) -> Comparison:
    entities = tuple(
        replace(e, mentions=tuple(sorted(e.mentions, key=lambda m: (m.report, m.span))))
        for e in story.entities
    )
    return replace(story, entities=entities, copies=tuple(sorted(story.copies, key=lambda c: (c.a, c.b))))
