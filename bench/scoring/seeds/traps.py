"""Items 29–33: furniture, dates, the uneven quotation marks, the request that is no phone call."""

from __future__ import annotations

from collections.abc import Iterator

from bench.scoring.cleaning import ARTICLE
from bench.scoring.seeds import places
from bench.scoring.seeds.view import Region, Seeds, is_on, shares, stretch
from bench.scoring.seeds.who_is_who import bodies
from bench.scoring.story import Json


def kept_blocks(report: Json) -> list[Json]:
    """The blocks that are told to be the report itself, in the shape of mentions."""
    return [{**block, "report": report["id"]} for block in report["blocks"] if block["kind"] in ARTICLE]


def leaks(seeds: Seeds, furniture: Region) -> str:
    """What of a stretch of furniture is left in: block, claim, name, or time."""
    report = seeds.a if furniture.report == seeds.a["id"] else seeds.b
    parts: dict[str, list[Json]] = {
        "block": kept_blocks(report),
        "claim": list(seeds.claims),
        "name": [m for entity in seeds.comparison["entities"] for m in entity["mentions"]],
        "time": [*times(seeds)],
    }
    left = [(kind, thing) for kind, things in parts.items() for thing in things if shares(thing, furniture)]
    return f"a {left[0][0]} is in it: {seeds.glimpse(left[0][1])}" if left else ""


def times(seeds: Seeds) -> Iterator[Json]:
    """Every time of the comparison: of its timeline and of its claims."""
    yield from seeds.comparison["timeline"]
    for claim in seeds.claims:
        for time in claim.get("times", ()):
            yield {**time, "report": claim["report"]}


def lost(seeds: Seeds, body: Region) -> str:
    """Which words before the furniture are not in the report's own blocks."""
    report = seeds.a if body.report == seeds.a["id"] else seeds.b
    inside = set[int]()
    for block in kept_blocks(report):
        inside.update(range(block["start"], block["end"]))
    gone = [at for at in range(body.start, body.end) if at not in inside and not report["text"][at].isspace()]
    return f"words lost, first at {gone[0]}" if gone else ""


def box_and_teasers(seeds: Seeds) -> str:
    """29: everything of A from the box on is furniture and reaches nothing; nothing before it is."""
    return leaks(seeds, places.furniture_a(seeds)) or lost(seeds, bodies(seeds)[0])


def biography_out(seeds: Seeds) -> str:
    """30: B's last paragraph is an author's biography and reaches nothing but the byline."""
    about = places.biography(seeds)
    kinds = {b["kind"] for b in seeds.b["blocks"] if shares({**b, "report": seeds.b["id"]}, about)}
    if kinds != {"author-bio"}:
        return f"it is {', '.join(sorted(kinds)) or 'no block'}"
    if "Koushik Das" not in seeds.b["authors"]:
        return f"the authors are {seeds.b['authors']}"
    return leaks(seeds, about) or lost(seeds, bodies(seeds)[1])


def no_date_of_furniture(seeds: Seeds) -> str:
    """31: times are told, none lies in furniture, and no report is dated (October 2017 could be inferred)."""
    if not any(True for _ in times(seeds)):
        return "no times are told at all"
    for region in (places.furniture_a(seeds), places.biography(seeds)):
        inside = [time for time in times(seeds) if shares(time, region)]
        if inside:
            return f"a time in furniture: {seeds.glimpse(inside[0])}"
    for report in (seeds.a, seeds.b):
        if report["published"] and not str(report["published"]).startswith(("2017-10", "XXXX-10")):
            return f"dated {report['published']}"
    return ""


def uneven_quotation(seeds: Seeds) -> str:
    """32: the quoted claims of A are the words between its uneven marks: all of them and no more."""
    text = seeds.a["text"]
    whole = stretch(seeds.a, "the American side", "”")
    inner = Region(whole.report, whole.start, whole.end - 1)
    quoted = [
        c for c in seeds.claims if c["quoted"] and shares(c, Region(whole.report, whole.start - 1, whole.end))
    ]
    if not quoted:
        return "no quoted claim is there"
    if any(claim["start"] < inner.start or claim["end"] > inner.end for claim in quoted):
        return "a quoted claim runs over its marks"
    covered = set[int]()
    for claim in quoted:
        covered.update(range(claim["start"], claim["end"]))
    gone = [at for at in range(inner.start, inner.end) if at not in covered and text[at].isalnum()]
    # The word that joins two quoted clauses may stand outside both.
    left = "".join(text[at] for at in gone)
    return "" if left in ("", "but") else f"the quotation lacks words, first at {gone[0]}"


def call_is_a_request(seeds: Seeds) -> str:
    """33: A's headline stands with the request or its refusal, and never with the phone call."""
    headline = stretch(seeds.a, "Iran President", "at UNGA")
    about = [*places.asked_b(seeds), *places.refused_b(seeds), *places.refused_a(seeds)[1:]]
    phone = [places.phone_call(seeds), places.highest(seeds)]
    found = False
    for point in seeds.comparison["points"]:
        claims = seeds.claims_in(point)
        if not any(shares(claim, headline) for claim in claims):
            continue
        if any(shares(claim, region) for claim in claims for region in phone):
            return "the headline stands with the phone call"
        found = found or any(is_on(claim, about) for claim in claims)
    return "" if found else "the headline stands in no point with the request"
