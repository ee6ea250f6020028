"""Keeps the claims of one report within bounds that no report written for readers reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from twosource.data import Claim

# Every claim is laid beside every other, so that what a page repeats ten thousand times would take hours.
MOST_CLAIMS = 1000
MOST_ALIKE = 5


def bounded(claims: Iterable[Claim], text: str) -> tuple[Claim, ...]:
    """The claims without what is said in the same words more than MOST_ALIKE times, MOST_CLAIMS at most."""
    met: Counter[tuple[str, str]] = Counter()
    kept: list[Claim] = []
    ids: set[str] = set()
    for claim in sorted(claims, key=lambda claim: bool(claim.parent)):
        if claim.parent and claim.parent not in ids:
            continue
        words = (" ".join(claim.span.of(text).casefold().split()), claim.facet)
        met[words] += 1
        if met[words] <= MOST_ALIKE and len(kept) < MOST_CLAIMS:
            kept.append(claim)
            ids.add(claim.id)
    return tuple(sorted(kept, key=lambda claim: (claim.span, claim.id)))
