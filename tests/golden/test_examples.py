"""The example story through the whole path, item by item of what a careful reader finds in it."""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.golden.story import ARTICLE_KINDS, Story
from twosource.errors import ModelError
from twosource.library import compare
from twosource.models.load import load
from twosource.stages.write.to_json import to_json

pytestmark = pytest.mark.weights
HERE = Path(__file__).parent
FOLDER = HERE.parent.parent / "examples" / "ostra-queen"
ITEMS = tomllib.loads((HERE / "ostra-queen.toml").read_text(encoding="utf-8"))


@cache
def made():
    files = sorted(f for f in FOLDER.iterdir() if f.suffix in {".txt", ".html"})
    return Story(json.loads(to_json(compare(files))))


@pytest.fixture
def story():
    for model in ("parser", "embedder"):
        try:
            load(model)
        except ModelError as error:
            pytest.skip(f"no {model}: {error}")
    return made()


def named(item):
    return item.get("item", f"report {item.get('report')}").replace(" ", "-")


def test_five_reports_and_no_failure(story):
    assert [Path(r["path"]).name[0] for r in story.json["reports"]] == list("12345")
    assert story.json["failures"] == []


@pytest.mark.parametrize("item", ITEMS["left_out"], ids=named)
def test_what_is_left_out(item, story):
    """Words that are no part of the report are furniture or not in the text at all."""
    kept = {w: story.kinds(item["report"], w) & ARTICLE_KINDS for w in item["words"]}
    assert {w: kinds for w, kinds in kept.items() if kinds} == {}


@pytest.mark.parametrize("number", [1, 2])
def test_reports_of_which_all_is_report(number, story):
    assert {b["kind"] for b in story.report(number)["blocks"]} <= ARTICLE_KINDS


@pytest.mark.parametrize("item", ITEMS["block"], ids=named)
def test_what_is_told_from_the_body(item, story):
    for kind in ARTICLE_KINDS & item.keys():
        assert story.kinds(item["report"], item[kind]) == {kind}


def test_nothing_of_the_furniture_reaches_claims_names_or_times(story):
    out = {r["id"]: [b for b in r["blocks"] if b["kind"] not in ARTICLE_KINDS] for r in story.json["reports"]}
    mentions = [m for e in story.json["entities"] for m in e["mentions"]]
    things = [*story.json["claims"], *mentions, *story.json["timeline"]]
    inside = [t for t in things for b in out[t["report"]] if b["start"] < t["end"] and t["start"] < b["end"]]
    assert [story.words(t) for t in inside] == []


@pytest.mark.parametrize("item", ITEMS["stated"], ids=named)
def test_what_a_report_states_of_itself(item, story):
    report = story.report(item["report"])
    assert report["outlet"] == item["outlet"]
    assert (report["published"] or "").startswith(item.get("published", ""))
    assert bool(report["published"]) == ("published" in item)
    assert "author" not in item or report["authors"] == [item["author"]]


def test_a_weekday_without_a_date_gets_none(story):
    days = [t for t in story.json["timeline"] if story.means(t, 2, "Sunday")]
    assert [(t["value"], t["from"], t["to"]) for t in days] == [("XXXX-WXX-7", None, None)]


@pytest.mark.parametrize("item", ITEMS["entity"], ids=named)
def test_who_is_who(item, story):
    def holds(entity):
        return all(any(story.means(m, *each) for m in entity["mentions"]) for each in item["mentions"])

    (entity,) = (e for e in story.json["entities"] if holds(e))
    assert entity["kind"] == item.get("kind", entity["kind"])
    if item.get("only"):
        homes = {story.report(number)["id"] for number, _ in item["mentions"]}
        assert {m["report"] for m in entity["mentions"]} == homes


def is_said(claim, item):
    """Whether a claim has the chain, stance and marks of an item."""
    inner = claim["chain"][1:]
    names = len(inner) == len(item["chain"]) and all(
        wanted.casefold() in voice["name"].casefold()
        for wanted, voice in zip(item["chain"], inner, strict=True)
    )
    marks = claim["quoted"] == item.get("quoted", claim["quoted"])
    hidden = not inner or bool(inner[-1]["anonymous"]) == item.get("anonymous", bool(inner[-1]["anonymous"]))
    return names and marks and hidden and claim["stance"] == item.get("stance", "asserts")


@pytest.mark.parametrize("item", ITEMS["claim"], ids=named)
def test_who_said_what(item, story):
    found = story.claims(item["report"], item["words"])
    assert any(is_said(claim, item) for claim in found), [(c["stance"], c["chain"]) for c in found]


@pytest.mark.parametrize("item", ITEMS["point"], ids=named)
def test_what_several_say_and_on_how_many_origins(item, story):
    found = story.points([tuple(each) for each in item["claims"]])
    assert found
    if "range" in item:
        assert item["range"] in [[p["origins"]["min"], p["origins"]["max"]] for p in found]
    if "roots" in item:
        roots = [[r["name"] for r in p["origins"]["roots"]] for p in found]
        assert any(len(names) == 1 and item["roots"][0] in names[0] for names in roots), roots


@pytest.mark.parametrize("item", ITEMS["difference"], ids=named)
def test_where_they_differ(item, story):
    def holds(difference):
        return all(any(story.means(v, *each) for v in difference["values"]) for each in item["values"])

    found = [d for d in story.differences() if holds(d) and d["kind"] == item.get("kind", d["kind"])]
    assert found
    assert {d["verdict"] for d in found} <= set(item["verdicts"])
    assert {d["between"] for d in found} == {item.get("between", found[0]["between"])}


@pytest.mark.parametrize(
    ("report", "words"), [(item["report"], words) for item in ITEMS["only"] for words in item["words"]]
)
def test_what_only_one_has(report, words, story):
    alone = {o["claim"] for o in story.json["only_in"]}
    assert alone & {c["id"] for c in story.claims(report, words)}


def test_the_copy_has_nothing_of_its_own(story):
    assert [o for o in story.json["only_in"] if o["report"] == story.report(2)["id"]] == []


@pytest.mark.parametrize(
    ("kind", "a", "b"), [(kind, *pair) for kind, pairs in ITEMS["copies"].items() for pair in pairs]
)
def test_who_copied_whom(kind, a, b, story):
    pair = {story.report(a)["id"], story.report(b)["id"]}
    assert [c["kind"] for c in story.json["copies"] if {c["a"], c["b"]} == pair] == [kind]


# The traps.


def test_no_toll_is_called_a_contradiction(story):
    tolls = [(1, "At least 12"), (2, "At least 12"), (2, "Twelve"), (3, "17"), (5, "At least 15")]
    clashes = [d for d in story.differences() if d["verdict"] == "contradiction"]
    assert [v for d in clashes for v in d["values"] for toll in tolls if story.means(v, *toll)] == []


def test_the_earlier_state_of_the_toll_is_no_second_toll(story):
    assert [
        v
        for d in story.differences()
        for v in d["values"]
        if story.words(v) == "12" and story.means(v, 5, "12")
    ] == []


def test_a_condition_is_not_asserted(story):
    found = story.claims(5, "the report of the inspection turns out to exist")
    assert "asserts" not in {c["stance"] for c in found}


def test_what_the_company_denies_is_not_the_outlets_doubt(story):
    found = [c for c in story.claims(4, "the ship was overloaded") if len(c["chain"]) == 1]
    assert found == []


@pytest.mark.parametrize("number", [1, 2])
def test_another_ship_stays_another_ship(number, story):
    values = [v for d in story.differences() for v in d["values"]]
    assert [v for v in values for words in ("23", "1998") if story.means(v, number, words)] == []


def test_every_origin_leads_back_to_the_words_of_a_report(story):
    texts = {r["id"]: r["text"] for r in story.json["reports"]}
    for claim in story.json["claims"]:
        for link in claim["chain"]:
            if link["start"] is not None:
                assert 0 <= link["start"] < link["end"] <= len(texts[claim["report"]])
