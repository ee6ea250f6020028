"""Items 25–28: who said what, and how many origins that makes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.scoring.seeds import places
from bench.scoring.seeds.places import ANALYST, MINISTRY, SPOKESMAN
from bench.scoring.seeds.view import Region, Seeds, agreement, is_on, names_of, points_on
from bench.scoring.story import Json


def told(seeds: Seeds, clause: Region, inward: Sequence[str], stance: str = "") -> str:
    """Content if the claim that agrees best with a clause comes through these voices, the last innermost."""
    claim = max(seeds.claims, key=lambda each: agreement(each, clause), default=None)
    if claim is None or not is_on(claim, [clause]):
        return f"no claim is on {seeds.glimpse(clause.as_thing)}"
    if not runs_through(names_of(claim)[1:], inward):
        return f"{seeds.glimpse(claim)} is told by {' ← '.join(names_of(claim))}"
    if stance and claim["stance"] != stance:
        return f"{seeds.glimpse(claim)} is shown as {claim['stance']}"
    return ""


def runs_through(names: Sequence[str], inward: Sequence[str]) -> bool:
    """Whether the patterns match names in this order, the last pattern the last name."""
    left = iter(names)
    in_order = all(any(re.search(pattern, name) for name in left) for pattern in inward)
    return bool(in_order and re.search(inward[-1], names[-1]))


def first_fault(faults: Sequence[str]) -> str:
    """The first that is not content."""
    return next((fault for fault in faults if fault), "")


def spokesman_in_a(seeds: Seeds) -> str:
    """25: A's spokesman asserts both clauses of his quotation and denies the third man's role."""
    return first_fault(
        [
            told(seeds, places.quoted_offer(seeds), [SPOKESMAN], "asserts"),
            told(seeds, places.quoted_refusal(seeds), [SPOKESMAN], "asserts"),
            told(seeds, places.denial_a(seeds), [SPOKESMAN], "denies"),
        ]
    )


def analyst_in_a(seeds: Seeds) -> str:
    """26: A's outlet (IFP) ← the agency ← the analyst, for his three statements."""
    faults = [
        told(seeds, region, ["Fars", ANALYST])
        for region in (places.analyst_refusal(seeds), places.after_a(seeds), places.tried(seeds))
    ]
    if not re.search(r"IFP|Iran Front Page", str(seeds.a["outlet"])):
        faults.append(f"A's outlet is {seeds.a['outlet']}")
    return first_fault(faults)


def spokesman_in_b(seeds: Seeds) -> str:
    """27: B's outlet (not stated) ← the spokesman or his ministry, for all his statements."""
    own = [places.offered(seeds), places.refusal(seeds), places.reason(seeds), places.kelly(seeds)]
    faults = [told(seeds, region, [SPOKESMAN], "asserts") for region in (*own, places.highest(seeds))]
    faults.append(told(seeds, places.denial_b(seeds), [SPOKESMAN], "denies"))
    lead = places.asked_b(seeds)[0]
    faults.append(told(seeds, lead, [f"{SPOKESMAN}|{MINISTRY}"], "asserts"))
    if seeds.b["outlet"] is not None:
        faults.append(f"B's outlet is given as {seeds.b['outlet']}")
    return first_fault(faults)


def origins_of(seeds: Seeds, points: Sequence[Json], ranges: Sequence[tuple[int, int]]) -> str:
    """Content if a point has one of the ranges, and the spokesman as one root for both reports."""
    fault = "no such point"
    for point in points:
        origins = point["origins"]
        if (origins["min"], origins["max"]) not in ranges:
            fault = f"{origins['min']}–{origins['max']} origins"
        elif not any(in_both(seeds, root) for root in origins["roots"]):
            fault = "the spokesman is not one root of both reports"
        else:
            return ""
    return fault


def in_both(seeds: Seeds, root: Json) -> bool:
    """Whether a root is the spokesman, with claims of both reports whose words name him."""
    held = [claim for claim in seeds.claims if claim["id"] in root["claims"]]
    worded = [claim for claim in held if len(claim["chain"]) > 1 and claim["chain"][-1]["start"] is not None]
    return bool(re.search(SPOKESMAN, root["name"])) and len({claim["report"] for claim in worded}) == 2


def one_or_two_origins(seeds: Seeds) -> str:
    """28: *refused* rests on 1–2 origins, the analyst one, *asked* on no more; the spokesman is in both."""
    asked = [*points_on(seeds, places.asked_a(seeds), places.asked_b(seeds))]
    refused = [*points_on(seeds, places.refused_a(seeds), places.refused_b(seeds))]
    told_by = [root["name"] for point in refused for root in point["origins"]["roots"]]
    analyst = "" if any(re.search(ANALYST, name) for name in told_by) else "the analyst is no root"
    # Without the analyst's request among its claims, *asked* may well rest on the spokesman alone.
    return first_fault(
        [origins_of(seeds, asked, [(1, 1), (1, 2)]), origins_of(seeds, refused, [(1, 2)]), analyst]
    )
