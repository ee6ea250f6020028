"""What twosource says of a story, in the form of any other system's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.origins.files import claim_id
from bench.origins.records import Json
from bench.scoring.chains import judge_chains
from bench.scoring.copies import NONE
from bench.scoring.origins import judge_origins
from bench.scoring.story import View
from bench.scoring.voices import normal


def answer_of(view: View) -> Json:
    """The answer to a story's questions: a point or claim that is not found is not answered."""
    return {
        "points": {
            each.label["point"]: {"min": each.ours[0], "max": each.ours[1]}
            for each in judge_origins(view)
            if each.ours
        },
        "claims": {
            claim_id(at, each.label): {"worded": chain_of(each.claim.chain)}
            for at, each in enumerate(judge_chains(view))
            if each.claim
        },
        "copies": [
            {"a": view.articles[copy["a"]], "b": view.articles[copy["b"]], "kind": copy["kind"]}
            for copy in view.comparison["copies"]
            if copy["kind"] != NONE and copy["a"] in view.articles and copy["b"] in view.articles
        ],
        "loops": loops_of(view),
    }


def chain_of(chain: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of a chain; a link that has no words is put in brackets."""
    first = [str(link["name"]) for link in chain[:1]]
    rest = [str(link["name"]) if link["start"] is not None else "(not named)" for link in chain[1:]]
    return [*first, *rest]


def loops_of(view: View) -> list[list[str]]:
    """Reports that, within one point, name each other's outlets as voices, in a ring."""
    outlets = {normal(article["outlet"]): article["id"] for article in view.labels["articles"]}
    rings = set()
    for point in view.comparison["points"]:
        cites: dict[str, set[str]] = {}
        for claim in (view.claims[name] for name in point["claims"] if name in view.claims):
            voices = {outlets.get(normal(voice["name"])) for voice in claim.chain[1:]}
            cites.setdefault(claim.article, set()).update(each for each in voices if each)
        rings |= {ring for article in cites if len(ring := ring_of(article, cites)) > 1}
    return sorted(sorted(ring) for ring in rings)


def ring_of(article: str, cites: Mapping[str, set[str]]) -> frozenset[str]:
    """The reports that a report leads to and that lead back to it."""

    def reached(start: str) -> set[str]:
        found: set[str] = set()
        left = [start]
        while left:
            new = cites.get(left.pop(), set()) - found
            found |= new
            left += new
        return found

    return frozenset(other for other in reached(article) | {article} if article in reached(other))
