"""The next calls: points that many reports carry on little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.data import Call, Claim, Ledger, Point
from twosource.stages.trace.joined import Telling
from twosource.stages.trace.roots import Root
from twosource.stages.trace.say import listed, say

# What makes a point worth a call, and how much; without one of the first four there is no call.
WEIGHTS = {
    "origin-not-stated": 1.0,
    "only-retold": 1.0,
    "nobody-on-record": 0.8,
    "few-origins": 0.5,
    "no-document": 0.2,
}
# Of the reports of a story: what half of them have is carried widely, and by two at least.
WIDELY = 0.5
RETOLD = frozenset({"retold", "loop", "agency"})


@dataclass(frozen=True, slots=True)
class Desk:
    """What calls are chosen from: how many reports the story has, and what is known of points and claims."""

    reports: int
    ledgers: Mapping[str, Ledger]
    claims: Mapping[str, Claim]
    tellings: Mapping[str, Telling]


def find_calls(points: Sequence[Point], desk: Desk) -> tuple[Call, ...]:
    """The points worth a call, the most pressing first."""
    found = []
    for point in points:
        claims = [desk.claims[c] for c in point.claims]
        reports = len({c.report for c in claims})
        reasons = tuple(_reasons(claims, desk.ledgers[point.id], desk, reports))
        if reports >= max(2, WIDELY * desk.reports) and set(reasons) - {"no-document"}:
            weight = round(reports / desk.reports * sum(WEIGHTS[r] for r in reasons), 3)
            parts = [say("call", reason, ()) for reason in reasons]
            why = say("call", "sentence", (str(reports), listed(parts)))
            found.append(Call(point.id, reasons, why, weight))
    return tuple(sorted(found, key=lambda c: (-c.weight, c.point)))


def _reasons(claims: Sequence[Claim], ledger: Ledger, desk: Desk, reports: int) -> Iterator[str]:
    tellings = [desk.tellings[c.id] for c in claims]
    roots = [t.root for t in tellings]
    is_their_own_word = all(c.quoted for c in claims)
    if not any(r.is_stated for r in roots):
        yield "origin-not-stated"
    elif all(t.by in RETOLD for t in tellings):
        yield "only-retold"
    if any(r.is_stated for r in roots) and not any(map(_is_on_record, roots)):
        yield "nobody-on-record"
    if ledger.max == 1 and reports > 2 and not is_their_own_word:
        yield "few-origins"
    if not any(_is_document(claim, t) for claim, t in zip(claims, tellings, strict=True)):
        yield "no-document"


def _is_on_record(root: Root) -> bool:
    """Whether a root is somebody by name, or a body that answers for its word."""
    return root.is_stated and not root.is_hidden and root.kind != "unnamed" and root.kind != "crowd"


def _is_document(claim: Claim, telling: Telling) -> bool:
    return telling.root.kind == "document" or any(v.kind == "document" for v in claim.chain)
