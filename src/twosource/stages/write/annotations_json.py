"""Writes what reports say as W3C Web Annotations: each claim at its words, with whose word it is.

A claim is found by its words (TextQuoteSelector) and by its place
(TextPositionSelector); both are of the report's text as twosource read it, and
count Unicode code points, as the Recommendation of 2017 has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from twosource.data import Article, Claim, Comparison

Json = dict[str, Any]
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LABEL = "What the reports say, claim by claim. Positions are Unicode code points of the report's text."
# Code points around the words that tell them from the same words elsewhere.
AROUND = 32
_WEB = ("http://", "https://")


def to_annotations(comparisons: Iterable[Comparison]) -> str:
    """The claims of comparisons as one AnnotationCollection of one page, as JSON-LD text."""
    items = [entry for comparison in comparisons for entry in _of(comparison)]
    page = {"id": "urn:twosource:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {
        "@context": CONTEXT,
        "id": "urn:twosource:annotations",
        "type": "AnnotationCollection",
        "label": LABEL,
        "total": len(items),
        "first": page,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _of(comparison: Comparison) -> Iterable[Json]:
    texts = {report.id: report for report in comparison.reports}
    points = {claim: point.id for point in comparison.points for claim in point.claims}
    for claim in comparison.claims:
        yield _annotation(claim, texts[claim.report], comparison.story.id, points.get(claim.id, ""))


def _annotation(claim: Claim, report: Article, story: str, point: str) -> Json:
    voices = " → ".join(voice.name or "not named" for voice in claim.chain)
    bodies: list[Json] = [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": voices},
        {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": claim.stance},
    ]
    if point:
        bodies.append({"id": f"urn:twosource:point:{story}:{point}", "purpose": "linking"})
    return {
        "id": f"urn:twosource:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": {"source": _source(report), "selector": _selectors(claim, report.text)},
    }


def _source(report: Article) -> Json:
    """The report's text; `via` is where it was had."""
    source: Json = {"id": f"urn:twosource:report:{report.id}", "type": "Text", "format": "text/plain"}
    address = report.value("canonical") or report.path
    language = report.value("language")
    if address.startswith(_WEB):
        source["via"] = address
    return {**source, "language": language} if language else source


def _selectors(claim: Claim, text: str) -> list[Json]:
    start, end = claim.span.start, claim.span.end
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]
