"""The two seed reports in a comparison, and finding words, claims and points in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.scoring.spans import char_f1, overlap
from bench.scoring.story import FOUND, Json


@dataclass(frozen=True, slots=True)
class Region:
    """Words of one report at their place."""

    report: str
    start: int
    end: int

    @property
    def place(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    @property
    def as_thing(self) -> Json:
        """The region in the shape of a claim, mention or value."""
        return {"report": self.report, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Seeds:
    """A comparison of the two seeds; `a` and `b` are its two reports."""

    a: Json
    b: Json
    comparison: Json

    @property
    def claims(self) -> Sequence[Json]:
        """All claims."""
        return list(self.comparison["claims"])

    def claims_in(self, point: Json) -> list[Json]:
        """The claims of a point."""
        wanted = set(point["claims"])
        return [claim for claim in self.claims if claim["id"] in wanted]

    def words(self, thing: Json) -> str:
        """The words of anything that has a report, a start and an end."""
        report = self.a if thing["report"] == self.a["id"] else self.b
        return str(report["text"][thing["start"] : thing["end"]])

    def glimpse(self, thing: Json) -> str:
        """The first three words and the place: enough to find them, too little to be a copy."""
        return f"‘{' '.join(self.words(thing).split()[:3])}’ at {thing['start']}"


def seeds_in(comparison: Json) -> Seeds:
    """The two reports told apart by words that only one of them has; LookupError where they are not there."""
    found = [
        [report for report in comparison["reports"] if mark in report["text"]]
        for mark in ("IFP Exclusive", "Gamsemi")
    ]
    if [len(reports) for reports in found] != [1, 1]:
        raise LookupError("the comparison is not of the two seed reports")
    return Seeds(found[0][0], found[1][0], comparison)


def stretch(report: Json, first: str, last: str = "", after: str = "") -> Region:
    """From the fragment `first` (past `after`, where given) to the end of the next `last`."""
    text = report["text"]
    start = text.find(first, text.find(after) if after else 0)
    end = text.find(last, start) if last else start
    if start < 0 or end < 0 or (after and after not in text):
        raise LookupError(f"the report's text lacks {first!r} … {last!r}")
    return Region(report["id"], start, end + len(last or first))


def every(report: Json, pattern: str, within: Region | None = None) -> list[Region]:
    """Every place of a pattern in a report, or in a region of it."""
    low, high = within.place if within else (0, len(report["text"]))
    found = re.compile(pattern).finditer(report["text"], low, high)
    return [Region(report["id"], one.start(), one.end()) for one in found]


def shares(thing: Json, region: Region) -> int:
    """How many characters of a region a claim, mention or value covers."""
    return overlap((thing["start"], thing["end"]), region.place) if thing["report"] == region.report else 0


def agreement(thing: Json, region: Region) -> float:
    """Character F1 of something and a region; 0 in different reports."""
    return char_f1((thing["start"], thing["end"]), region.place) if thing["report"] == region.report else 0.0


def is_on(thing: Json, regions: Iterable[Region]) -> bool:
    """Whether something agrees with one of the regions by half or more."""
    return any(agreement(thing, region) >= FOUND for region in regions)


def covers(thing: Json, region: Region, part: float = 0.5) -> bool:
    """Whether something covers at least a part of the region."""
    return shares(thing, region) >= part * (region.end - region.start)


def is_within(thing: Json, region: Region) -> bool:
    """Whether something lies in a region, a character of punctuation on each side aside."""
    if thing["report"] != region.report:
        return False
    return bool(region.start - 1 <= thing["start"] and thing["end"] <= region.end + 1)


def points_on(seeds: Seeds, in_a: Sequence[Region], in_b: Sequence[Region]) -> Iterator[Json]:
    """The points that have a claim on one of the regions in A and one on one of those in B."""
    for point in seeds.comparison["points"]:
        claims = seeds.claims_in(point)
        if any(is_on(claim, in_a) for claim in claims) and any(is_on(claim, in_b) for claim in claims):
            yield point


def names_of(claim: Json) -> list[str]:
    """The chain's names from the outlet inward."""
    return [str(link["name"]) for link in claim["chain"]]


def rests_on(claim: Json, *patterns: str) -> bool:
    """Whether the innermost voice, which is not the outlet, matches one of the patterns."""
    names = names_of(claim)
    return len(names) > 1 and any(re.search(pattern, names[-1]) for pattern in patterns)


def is_outlets_own(claim: Json) -> bool:
    """Whether a claim is told by the outlet alone."""
    return len(claim["chain"]) == 1


def differences(seeds: Seeds) -> Iterator[Json]:
    """All differences of all points."""
    for point in seeds.comparison["points"]:
        yield from point["differences"]
