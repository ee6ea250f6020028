"""Whether events told in news happened, as the claims around them tell it, against people's ratings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.factuality_answers import claim_at, is_stated, rating_at
from bench.figures import Figure
from bench.gold_factuality import gold_events
from bench.reading_of import article_of, readings_of
from bench.scoring.counting import median
from bench.scoring.factuality import Rated, mean_error, pearson, toy_rating
from twosource.data import Reading

STATED, INSIDE, UNHELD = "what a claim states", "other events in a claim", "events in no claim"


def run(data: Path) -> list[Figure]:
    """The figures over all events, then by what the event is to the claim around it."""
    sentences = gold_events(data)
    readings = readings_of([article_of(str(at), one.text) for at, one in enumerate(sentences)])
    ours: dict[str, list[Rated]] = {STATED: [], INSIDE: [], UNHELD: []}
    for sentence, reading in zip(sentences, readings, strict=True):
        for place, label in sentence.events:
            ours[kind_at(reading, place)].append((label, rating_at(reading.events, place)))
    toy = [(label, toy_rating(one.text, place)) for one in sentences for place, label in one.events]
    every = [pair for pairs in ours.values() for pair in pairs]
    return [*all_figures(every, toy), *(_of_kind(kind, pairs) for kind, pairs in ours.items())]


def kind_at(reading: Reading, place: tuple[int, int]) -> str:
    """What the event at a place is to the claim around it."""
    claim = claim_at(reading.claims, place)
    if claim is None:
        return UNHELD
    return STATED if is_stated(claim, place) else INSIDE


def all_figures(ours: Sequence[Rated], toy: Sequence[Rated]) -> list[Figure]:
    """Agreement over all events, the toy and constant answers beside; a constant has no r."""
    middle = median(label for label, _ in ours) or 0.0
    constants = (("always 3", 3.0), (f"always the median, {middle:.1f}", middle))
    errors = tuple((name, mean_error([(label, value) for label, _ in ours])) for name, value in constants)
    n = len(ours)
    return [
        Figure("r with people's ratings", pearson(ours), n, ">= .70", (("toy", pearson(toy)),)),
        Figure("mean error, of 6", mean_error(ours), n, "", (("toy", mean_error(toy)), *errors)),
    ]


def _of_kind(kind: str, pairs: Sequence[Rated]) -> Figure:
    mean_label = sum(label for label, _ in pairs) / len(pairs) if pairs else 0.0
    note = f"mean error {mean_error(pairs) or 0:.3f}, mean rating by people {mean_label:.2f}"
    return Figure("r with people's ratings", pearson(pairs), len(pairs), note=note, of=kind)
