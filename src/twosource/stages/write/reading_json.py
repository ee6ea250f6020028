"""Writes what was read in single reports as plain dictionaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from twosource.data import Article, Event, Failure, Reading
from twosource.stages.write.claim_json import (
    claim_to_dict,
    name_to_dict,
    place,
    quantity_to_dict,
    time_to_dict,
)

Json = dict[str, Any]


def readings_to_dict(articles: Sequence[Article], readings: Sequence[Reading | Failure]) -> Json:
    """``claims`` of all reports as in a comparison, and ``readings``: by report, what else stands in it."""
    texts = {article.id: article.text for article in articles}
    sound = [reading for reading in readings if isinstance(reading, Reading)]
    return {
        "claims": [claim for r in sound for claim in _claims(r, texts[r.report])],
        "readings": [_reading(reading) for reading in sound],
    }


def _claims(reading: Reading, text: str) -> Iterator[Json]:
    """Each claim with how sure its voice is of its act, null where it names none."""
    events = {event.span: event for event in reading.events}
    for claim in reading.claims:
        event = None if claim.frame is None else events.get(claim.frame.span)
        yield {**claim_to_dict(claim, text), "factuality": None if event is None else _event(event)}


def _event(event: Event) -> Json:
    return {
        **place(event.span),
        "predicate": event.predicate,
        "polarity": event.polarity,
        "certainty": event.certainty,
        "by": list(event.by),
    }


def _reading(reading: Reading) -> Json:
    return {
        "report": reading.report,
        "by": reading.by,
        "sentences": [place(span) for span in reading.sentences],
        "names": [name_to_dict(name) for name in reading.names],
        "times": [time_to_dict(time) for time in reading.times],
        "quantities": [quantity_to_dict(quantity) for quantity in reading.quantities],
        "events": [_event(event) for event in reading.events],
    }
