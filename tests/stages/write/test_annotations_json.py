"""Annotations lead back to the words of the report's text."""

from __future__ import annotations

import json
from typing import Any

from tests.stages.write.story import STORY
from twosource.data import Article
from twosource.stages.write.annotations_json import to_annotations


def found(text: str, selectors: list[dict[str, Any]]) -> bool:
    """Whether a quotation and a position select the same words of a text."""
    quote, position = selectors
    start, end = position["start"], position["end"]
    return (
        quote["exact"] == text[start:end]
        and text[:start].endswith(quote["prefix"])
        and text[end:].startswith(quote["suffix"])
    )


def test_every_claim_is_found_by_its_words_and_by_its_place() -> None:
    made = STORY
    texts: dict[str, Article] = {f"urn:twosource:report:{report.id}": report for report in made.reports}
    whole = json.loads(to_annotations([made]))
    items = whole["first"]["items"]
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert whole["total"] == len(items) == len(made.claims) > 0
    assert [
        i["id"] for i in items if not found(texts[i["target"]["source"]["id"]].text, i["target"]["selector"])
    ] == []
    assert {i["type"] for i in items} == {"Annotation"}


def test_a_claim_says_whose_word_it_is_and_its_point() -> None:
    made = STORY
    items = {i["id"]: i for i in json.loads(to_annotations([made]))["first"]["items"]}
    point = made.points[0]
    for claim in made.claims:
        bodies = items[f"urn:twosource:claim:{claim.id}"]["body"]
        assert bodies[1]["value"] == claim.stance
        assert claim.root.name in bodies[0]["value"]
    linked = items[f"urn:twosource:claim:{point.claims[0]}"]["body"][2]
    assert linked == {"id": f"urn:twosource:point:{made.story.id}:{point.id}", "purpose": "linking"}
