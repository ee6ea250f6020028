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
    """Pairs of reports that name each other's outlet as a voice of a claim."""
    outlets = {article["id"]: normal(article["outlet"]) for article in view.labels["articles"]}
    cites = {
        (claim.article, other)
        for claim in view.claims.values()
        for voice in claim.chain[1:]
        for other, outlet in outlets.items()
        if other != claim.article and normal(voice["name"]) == outlet
    }
    return [[a, b] for a, b in sorted(cites) if a < b and (b, a) in cites]
