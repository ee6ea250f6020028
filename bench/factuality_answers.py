"""The rating that goes with an event that we read."""

from __future__ import annotations

from collections.abc import Sequence

from bench.scoring.spans import Place
from twosource.data import Claim, Event

# What is no event to us is a helping verb or a thing: it is simply there.
UNREAD = 3.0
# FactBank's degrees on the scale of the ratings, as G. Stanovsky et al. ("Integrating deep linguistic
# features in factuality prediction over unified datasets", ACL 2017) laid them there; nothing is fitted here.
DEGREES = {"certain": 3.0, "probable": 2.0, "possible": 1.0, "unknown": 0.0}


def claim_at(claims: Sequence[Claim], event: Place) -> Claim | None:
    """The shortest claim that holds the event."""
    holding = [claim for claim in claims if claim.span.start <= event[0] and event[1] <= claim.span.end]
    return min(holding, key=lambda claim: (claim.span.end - claim.span.start, claim.id), default=None)


def event_at(events: Sequence[Event], place: Place) -> Event | None:
    """The event whose word stands at the place."""
    return next((one for one in events if one.span.start <= place[0] < one.span.end), None)


def rating_at(events: Sequence[Event], place: Place) -> float:
    """The rating of what stands at a place, -3 to 3."""
    event = event_at(events, place)
    return UNREAD if event is None else rating_of(event)


def rating_of(event: Event) -> float:
    """The rating of an event: how sure it is, below nought where it did not happen."""
    rating = DEGREES[event.certainty]
    return -rating if event.polarity == "negative" else rating


def is_stated(claim: Claim, event: Place) -> bool:
    """Whether the event is what the claim states: its predicate."""
    return claim.frame is not None and claim.frame.span.start <= event[0] < claim.frame.span.end
