"""What twosource says of a story, in the form of any other system's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.origins.files import claim_id
from bench.origins.records import Json
from bench.scoring.chains import judge_chains
from bench.scoring.copies import NONE
from bench.scoring.origins import judge_origins
from bench.scoring.story import Ours, View


def answer_of(view: View) -> Json:
    """The answer to a story's questions: a point or claim that is not found is not answered."""
    told = {each["claim"]: each for each in view.comparison.get("told", ())}
    return {
        "points": {
            each.label["point"]: {"min": each.ours[0], "max": each.ours[1]}
            for each in judge_origins(view)
            if each.ours
        },
        "claims": {
            claim_id(at, each.label): chains_of(each.claim, told)
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


def chains_of(claim: Ours, told: Mapping[str, Mapping[str, Any]]) -> Json:
    """The chain of a claim as its own words have it, and as the whole story shows it where that is more."""
    worded = chain_of(claim.chain)
    if claim.id not in told:
        return {"worded": worded}
    edges = told[claim.id]["edges"]
    return {"worded": worded, "told": [worded[0], *(str(edge["source"]) for edge in edges)]}


def loops_of(view: View) -> list[list[str]]:
    """The loops that the comparison shows, each as a set of reports."""
    rings = (
        sorted({view.articles[report] for report in loop["reports"] if report in view.articles})
        for loop in view.comparison.get("loops", ())
    )
    return sorted(ring for ring in rings if len(ring) > 1)
