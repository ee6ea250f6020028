"""PROV-JSON by the rules of its submission, ninjs by those of its schema, read back where a library is."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.stages.write.hostile import HOSTILE
from tests.stages.write.lineages import story
from tests.stages.write.story import STORY
from twosource.data import Comparison
from twosource.stages.write.ninjs_json import to_ninjs
from twosource.stages.write.prov_json import to_prov

Json = dict[str, Any]
STORIES = {"lineage": story(6, loop=True), "fire": STORY, "hostile": HOSTILE}
# Section 3 of the PROV-JSON submission: the relations written here, and the kinds of what they join.
RELATIONS = {
    "wasAttributedTo": {"prov:entity": "entity", "prov:agent": "agent"},
    "wasDerivedFrom": {"prov:generatedEntity": "entity", "prov:usedEntity": "entity"},
    "hadMember": {"prov:collection": "entity", "prov:entity": "entity"},
}
# What ninjs 3.0 allows of the keys that are written here; its objects have no others.
INFO_SOURCE = {"name", "role", "uri", "literal", "contactInfo"}
NINJS = {
    "uri",
    "type",
    "representationType",
    "standard",
    "associations",
    "infoSources",
    "headlines",
    "altIds",
}
NINJS |= {"firstCreated", "language"}
TYPES = {"text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"}


def prov(comparison: Comparison) -> Json:
    found: Json = json.loads(to_prov(comparison))
    return found


def names(value: Any) -> set[str]:
    """Every qualified name in a document."""
    if isinstance(value, dict):
        typed = {value["$"]} if value.get("type") == "prov:QUALIFIED_NAME" else set()
        return typed.union(*map(names, value.values()), *map(names, [k for k in value if ":" in k]))
    if isinstance(value, list):
        return set().union(*map(names, value))
    return set()


@pytest.mark.parametrize("comparison", STORIES.values(), ids=STORIES)
def test_prov_joins_what_is_there(comparison: Comparison) -> None:
    data = prov(comparison)
    assert set(data) <= {"prefix", "entity", "agent", *RELATIONS}
    for kind, ends in RELATIONS.items():
        for relation in data.get(kind, {}).values():
            assert {end: relation[end] for end, of in ends.items() if relation[end] not in data[of]} == {}
    every = chain(names(data), data["entity"], data["agent"])
    assert {name.split(":")[0] for name in every} <= set(data["prefix"])


@pytest.mark.parametrize("comparison", STORIES.values(), ids=STORIES)
def test_prov_can_be_proved_by_its_spans(comparison: Comparison) -> None:
    data, texts = prov(comparison), {f"report:{a.id}": a.text for a in comparison.reports}
    placed = [r for kind in RELATIONS for r in data.get(kind, {}).values() if "ts:start" in r]
    assert placed
    for relation in placed:
        assert 0 <= relation["ts:start"] < relation["ts:end"] <= len(texts[relation["ts:report"]["$"]])
    for claim in comparison.claims:
        entity = data["entity"][f"claim:{claim.id}"]
        text = texts[entity["ts:report"]["$"]]
        assert entity["prov:value"] == text[entity["ts:start"] : entity["ts:end"]]


def test_prov_tells_the_primary_source_of_what_has_one() -> None:
    made = story(6)
    derived = prov(made)["wasDerivedFrom"].values()
    primary = {
        d["prov:generatedEntity"] for d in derived if d.get("prov:type", {}).get("$") == "prov:PrimarySource"
    }
    assert primary == {f"claim:{c.id}" for c in made.claims if len(c.chain) > 1}
    quoted = [d for d in derived if d.get("prov:type", {}).get("$") == "prov:Quotation"]
    assert len(quoted) == len(made.claims)


def test_prov_derives_nothing_from_itself() -> None:
    derived = prov(story(6, loop=True))["wasDerivedFrom"].values()
    sources: dict[str, set[str]] = {}
    for relation in derived:
        sources.setdefault(relation["prov:generatedEntity"], set()).add(relation["prov:usedEntity"])

    def reach(name: str, seen: frozenset[str]) -> None:
        assert name not in seen
        for source in sources.get(name, ()):
            reach(source, seen | {name})

    for name in sources:
        reach(name, frozenset())


@pytest.mark.parametrize("comparison", STORIES.values(), ids=STORIES)
def test_prov_is_read_by_the_library(comparison: Comparison) -> None:
    model = pytest.importorskip("prov.model")
    document = model.ProvDocument.deserialize(content=to_prov(comparison), format="json")
    assert len(document.get_records()) > len(comparison.claims)
    again = model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document


def check_ninjs(item: Json, named: bool) -> None:
    """What the ninjs 3.0 schema asks of an object, as far as it is written here."""
    assert set(item) <= NINJS | ({"name", "rel"} if named else set())
    assert urlsplit(item["uri"]).scheme
    assert item["type"] in TYPES
    assert item["representationType"] in ("full", "partial")
    for source in item.get("infoSources", ()):
        assert set(source) <= INFO_SOURCE
        assert all(isinstance(value, str) for value in source.values())
    assert all(set(h) <= {"role", "contentType", "value"} and h["value"] for h in item.get("headlines", ()))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\S+(?:Z|[+-]\d\d:\d\d)", item.get("firstCreated", "2000-01-01T0Z"))
    for inner in item.get("associations", ()):
        assert inner["name"]
        check_ninjs(inner, named=True)


@pytest.mark.parametrize("comparison", STORIES.values(), ids=STORIES)
def test_ninjs_keeps_to_its_schema(comparison: Comparison) -> None:
    item = json.loads(to_ninjs(comparison))
    check_ninjs(item, named=False)
    assert len(item["associations"]) == len(comparison.reports)


def test_ninjs_names_the_outlet_then_the_chain() -> None:
    report = json.loads(to_ninjs(story(3)))["associations"][0]
    told = [(s["name"], s["role"].rsplit("/", 1)[1]) for s in report["infoSources"]]
    assert told[0] == ("Paper 0", "distributor")
    assert ("Northern Cable", "contentSource") in told
    assert ("Iver Dahl", "originfo") in told
    assert told.index(("Northern Cable", "contentSource")) < told.index(("Iver Dahl", "originfo"))
