"""Items 7–11: where the two reports differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from bench.scoring.seeds import places
from bench.scoring.seeds.view import Region, Seeds, covers, differences, every, is_within, shares, stretch
from bench.scoring.story import Json


def both_sides(difference: Json, in_a: Iterable[Region], in_b: Iterable[Region]) -> bool:
    """Whether a difference has a value that touches one of the regions of each side."""
    left, right = list(in_a), list(in_b)
    return all(
        any(shares(value, region) for value in difference["values"] for region in side)
        for side in (left, right)
    )


def judged(
    found: Iterable[Json], kinds: Collection[str], verdicts: Collection[str], between: str = "reports"
) -> str:
    """Content if one of the differences has the right kind, verdict and sides."""
    listed = list(found)
    if any(d["kind"] in kinds and d["verdict"] in verdicts and d["between"] == between for d in listed):
        return ""
    shown = {f"{d['kind']}/{d['verdict']}/{d['between']}" for d in listed}
    return f"shown as {', '.join(sorted(shown))}" if shown else "no difference has the values of both sides"


def hours_and_day(seeds: Seeds) -> Iterator[Json]:
    """The differences whose values are *one day* and *hours* after the speech, inside their clauses."""
    day, hours = stretch(seeds.a, "one day"), stretch(seeds.b, "hours after")
    clause_a, clause_b = places.after_a(seeds), places.after_b(seeds)
    for difference in differences(seeds):
        values = difference["values"]
        left = any(covers(v, day, 1) and is_within(v, clause_a) for v in values)
        if left and any(covers(v, hours, 0.5) and is_within(v, clause_b) for v in values):
            yield difference


def mediation(seeds: Seeds) -> Iterator[Json]:
    """The differences between what the analyst asserts of the third man and what the spokesman denies."""
    said, denied = places.tried(seeds), [places.denial_a(seeds), places.denial_b(seeds)]
    for difference in differences(seeds):
        if both_sides(difference, [said], denied):
            yield difference


def is_due(seeds: Seeds, difference: Json) -> bool:
    """Whether a contradiction is one that the two reports hold."""
    if difference["between"] == "parties":
        return difference in [*mediation(seeds)]
    return difference in [*hours_and_day(seeds)]


def request_time(seeds: Seeds) -> str:
    """7: when the request came: a time that clashes, or cannot be told, between the reports."""
    return judged(hours_and_day(seeds), {"time"}, {"contradiction", "cannot-tell"})


def mediator(seeds: Seeds) -> str:
    """8: the third man's role: a contradiction of polarity between the parties, never between the reports."""
    found = [*mediation(seeds)]
    if any(d["verdict"] == "contradiction" and d["between"] == "reports" for d in found):
        return "shown as a contradiction between the reports"
    return judged(found, {"polarity"}, {"contradiction"}, "parties")


def speaking_time(seeds: Seeds) -> str:
    """9: when the spokesman spoke: coarser, and nowhere a contradiction."""
    sunday, week = stretch(seeds.a, "on Sunday"), stretch(seeds.b, "earlier this week")
    touched = [d for d in differences(seeds) if any(shares(value, week) for value in d["values"])]
    if any(d["verdict"] == "contradiction" for d in touched):
        return "shown as a contradiction"
    return judged([d for d in touched if is_tight(seeds, d, [sunday], [week])], {"time"}, {"coarser"})


def is_tight(seeds: Seeds, difference: Json, in_a: Sequence[Region], in_b: Sequence[Region]) -> bool:
    """Whether the values touch both sides and are words, not sentences (at most six words)."""
    short = all(len(seeds.words(value).split()) <= 6 for value in difference["values"])
    return short and both_sides(difference, in_a, in_b)


def spelling(seeds: Seeds) -> str:
    """10: the spokesman's name: one man spelt in two ways, a name that is only rounded."""
    here, there = every(seeds.a, "Qassemi"), every(seeds.b, "Gamsemi")
    found = [d for d in differences(seeds) if is_tight(seeds, d, here, there)]
    apart = [
        entity
        for entity in seeds.comparison["entities"]
        if any(shares(m, region) for m in entity["mentions"] for region in (*here, *there))
        and entity["kind"] == "person"
    ]
    if len(apart) != 1:
        return f"the man is {len(apart)} persons"
    return judged(found, {"name"}, {"rounding"})


def occasion(seeds: Seeds) -> str:
    """11: what set it off: an agency's report against a press conference, each another occasion."""
    here, there = stretch(seeds.a, "report by", "Fars"), stretch(seeds.b, "press conference")
    found = [d for d in differences(seeds) if both_sides(d, [here], [there])]
    return judged(found, {"attribution", "scope"}, {"other-scope", "cannot-tell"})
