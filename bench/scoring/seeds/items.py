"""The 33 items in their order, and running them over a comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.scoring.seeds import differing, only_one, shared_points, traps, who_is_who, who_said_what
from bench.scoring.seeds.view import Seeds, seeds_in
from bench.scoring.story import Json


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the score sheet; `check` gives "" where it is met, else what is wrong."""

    number: int
    check: Callable[[Seeds], str]

    @property
    def name(self) -> str:
        """The function's name in words."""
        return self.check.__name__.replace("_", " ")


CHECKS: tuple[Callable[[Seeds], str], ...] = (
    shared_points.asked,
    shared_points.refused,
    shared_points.at_the_assembly,
    shared_points.confirmed,
    shared_points.denied,
    shared_points.after_the_speech,
    differing.request_time,
    differing.mediator,
    differing.speaking_time,
    differing.spelling,
    differing.occasion,
    only_one.tried_and_failed,
    only_one.kelly_asked,
    only_one.reason_given,
    only_one.not_happy,
    only_one.called_in_2013,
    only_one.nothing_since,
    only_one.ties_severed,
    who_is_who.trump,
    who_is_who.rouhani,
    who_is_who.macron,
    who_is_who.ministry,
    who_is_who.assembly,
    who_is_who.only_one_has,
    who_said_what.spokesman_in_a,
    who_said_what.analyst_in_a,
    who_said_what.spokesman_in_b,
    who_said_what.one_or_two_origins,
    traps.box_and_teasers,
    traps.biography_out,
    traps.no_date_of_furniture,
    traps.uneven_quotation,
    traps.call_is_a_request,
)
ITEMS = tuple(Item(number, check) for number, check in enumerate(CHECKS, start=1))


def fault_of(item: Item, comparison: Json) -> str:
    """What is wrong with one item; words that our text lacks are a fault too."""
    try:
        return item.check(seeds_in(comparison))
    except LookupError as error:
        return str(error)


def faults(comparison: Json) -> dict[int, str]:
    """What is wrong, item by item; "" where it is met."""
    return {item.number: fault_of(item, comparison) for item in ITEMS}
