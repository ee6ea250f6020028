"""What our claims say of an event: whose word it is, how they stand to it, whether it is negated."""

from __future__ import annotations

from collections.abc import Sequence

from bench.scoring.factuality import rating_of
from bench.scoring.spans import Place
from twosource.data import Claim

# What no claim holds is mostly the cue of one: somebody did say it.
UNHELD = 3.0


def claim_at(claims: Sequence[Claim], event: Place) -> Claim | None:
    """The shortest claim that holds the event."""
    holding = [claim for claim in claims if claim.span.start <= event[0] and event[1] <= claim.span.end]
    return min(holding, key=lambda claim: (claim.span.end - claim.span.start, claim.id), default=None)


def rating_at(claims: Sequence[Claim], event: Place) -> float:
    """The rating of an event: that of the shortest claim around it.

    A negation is of the claim's predicate, so that it leaves other events of
    the claim as they are.
    """
    claim = claim_at(claims, event)
    if claim is None:
        return UNHELD
    return rating_of(claim.stance, negated=is_stated(claim, event) and _is_negated(claim))


def is_stated(claim: Claim, event: Place) -> bool:
    """Whether the event is what the claim states: its predicate."""
    return claim.frame is not None and claim.frame.span.start <= event[0] < claim.frame.span.end


def _is_negated(claim: Claim) -> bool:
    return claim.frame is not None and claim.frame.negated
