"""Who told whom goes into the JSON and comes back, and what is wrong in it is found."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from tests.stages.write.lineages import story
from twosource.stages.write.from_json import from_dict
from twosource.stages.write.to_json import to_dict, to_json
from twosource.walk import places, references

SCHEMA = Path(__file__).resolve().parents[3] / "docs/reference/comparison.schema.json"
KEYS = ("told", "loops", "rests", "calls", "firsts", "firsthand")


def test_every_record_comes_back_as_it_was() -> None:
    made = story(6, loop=True)
    back = from_dict(json.loads(to_json(made)))
    assert all(getattr(made, key) for key in KEYS)
    assert [getattr(back, key) for key in KEYS] == [getattr(made, key) for key in KEYS]


def test_the_schema_knows_every_key() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    data = to_dict(story(6, loop=True))
    assert [e.message for e in Draft202012Validator(schema).iter_errors(data)] == []
    assert [key for key in KEYS if key not in schema["properties"]] == []
    data["calls"][0]["reasons"] = ["no-reason"]
    assert list(Draft202012Validator(schema).iter_errors(data))


def test_an_older_file_without_the_keys_is_read() -> None:
    data = to_dict(story(3))
    for key in KEYS:
        del data[key]
    assert from_dict(data).told == ()


def test_every_span_of_them_is_proved() -> None:
    data = to_dict(story(6, loop=True))
    found = [place.where for place in places(data, {r["id"]: r["text"] for r in data["reports"]})]
    assert [key for key in ("told", "loops", "firsthand") if not any(w.startswith(key) for w in found)] == []
    assert list(references(data)) == []


def test_a_name_of_nothing_is_found() -> None:
    data = to_dict(story(6, loop=True))
    data["rests"][0]["origin"] = "o-nobody"
    data["firsts"][0]["claim"] = "c-none"
    data["loops"][0]["reports"] = ["r-none"]
    assert dict(references(data)) == {
        "rests[0]": "origin o-nobody",
        "firsts[0]": "claim c-none",
        "loops[0]": "report r-none",
    }
