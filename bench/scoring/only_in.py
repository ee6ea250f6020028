"""What only one report has: which labelled claims we show so."""

from __future__ import annotations

from dataclasses import dataclass

from bench.scoring.story import Json, Ours, View, found


@dataclass(frozen=True, slots=True)
class JudgedOnly:
    """A labelled claim of one report.

    `claim` is ours among those we show as only in one, `read` ours among all
    claims; `is_shared` where what was read stands in a point of ours instead.
    """

    slug: str
    label: Json
    claim: Ours | None
    read: Ours | None
    is_shared: bool


def judge_only_in(view: View) -> list[JudgedOnly]:
    """Every labelled claim of one report, judged."""
    alone = {item["claim"] for item in view.comparison["only_in"]}
    pointed = {claim for point in view.comparison["points"] for claim in point["claims"]}
    judged = []
    for label in view.labels["only_in"]:
        places = view.places(label["article"], label["quote"])
        own = [claim for claim in view.claims.values() if claim.id in alone]
        claim = found(own, label["article"], places)
        read = found(view.claims.values(), label["article"], places)
        shared = claim is None and read is not None and read.id in pointed
        judged.append(JudgedOnly(view.slug, label, claim, read, shared))
    return judged
