"""The figures of the times row: places and values set by set, the kinds of errors, Recognizers' cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.figures import Figure
from bench.gold_times import Case, GoldTimes
from bench.scoring.counting import f1, share
from bench.scoring.spans import overlap
from bench.scoring.time_kinds import KINDS, kind_of
from bench.scoring.times import TYPES, Marked, Pair, paired, scored, type_of, type_of_pair
from bench.scoring.times_toy import toy_times
from twosource.data import Reading, Time

# The rules of the room that read a time as one that comes again.
_SETS = frozenset({"set", "weekdays"})
GOALS = {"AQUAINT": ">= .76", "TimeBank": ">= .68"}
PEERS = {"AQUAINT": (("Recognizers-Text, measured once", 0.615),)}


def marked_by(time: Time) -> Marked:
    """A time of ours as it would be marked."""
    place = (time.span.start, time.span.end)
    return Marked(place, time.value, type_of(time.value, is_set=time.by in _SETS))


def pairs_of(texts: Sequence[GoldTimes], readings: Sequence[Reading]) -> list[Pair]:
    """What is marked in the texts, each with our answer to it.

    A time without a value (``shortly after the vote``) is a relation only,
    which TIMEX3 does not mark.
    """
    held = zip(texts, readings, strict=True)
    return [
        pair
        for text, read in held
        for pair in paired(text.marked, [marked_by(t) for t in read.times if t.value])
    ]


def set_figures(name: str, texts: Sequence[GoldTimes], readings: Sequence[Reading]) -> list[Figure]:
    """The figures of one set, the toy's beside."""
    pairs = pairs_of(texts, readings)
    toy = [pair for text in texts for pair in paired(text.marked, toy_times(text.text, text.published))]
    n = sum(len(text.marked) for text in texts)
    named = (
        ("place: overlap, F1", "", ()),
        ("place: exact, F1", "", ()),
        ("value, F1", GOALS.get(name, ">= .80"), PEERS.get(name, ())),
    )
    return [
        Figure(title, ours, n, goal, (("toy", simple), *peers), of=name)
        for (title, goal, peers), ours, simple in zip(named, scored(pairs), scored(toy), strict=True)
    ]


def error_figures(name: str, pairs: Sequence[Pair]) -> list[Figure]:
    """How many errors of each kind, and of which types."""
    kinds = Counter((kind_of(pair), type_of_pair(pair)) for pair in pairs)
    due = sum(pair[0] is not None for pair in pairs)
    return [
        Figure(
            f"errors: {kind}",
            sum(kinds[kind, type_] for type_ in TYPES),
            due,
            unit="errors",
            note="; ".join((told, *(f"{type_} {n}" for type_ in TYPES if (n := kinds[kind, type_])))),
            of=name,
        )
        for kind, told in KINDS.items()
    ]


def recognizers_figures(cases: Sequence[Case], readings: Sequence[Reading]) -> list[Figure]:
    """How far the Recognizers' cases are met; no goal: they speak to an assistant, of days to come."""
    if not cases:
        return []
    right = said = due = days = met = 0
    for case, reading in zip(cases, readings, strict=True):
        places = [(time.span.start, time.span.end) for time in reading.times]
        right += sum(any(overlap(place, ours) for ours in places) for place in case.places)
        said, due = said + len(places), due + len(case.places)
        for place, allowed in zip(case.places, case.days, strict=True):
            values = {t.value for t in reading.times if overlap(place, (t.span.start, t.span.end))}
            days += bool(allowed)
            met += bool(values & allowed)
    of = "Recognizers' cases"
    note = "an assistant's sentences, with no goal"
    return [
        Figure("place: overlap, F1", f1(right, max(0, said - right), due - right), due, note=note, of=of),
        Figure("day: one of those allowed", share(met, days), days, note=note, of=of),
    ]
