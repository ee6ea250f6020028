"""A person's corrections of who is who: which names of the story each is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from twosource.data import Link
from twosource.errors import SettingError
from twosource.stages.match.name_words import plain
from twosource.stages.match.named import APART, TOGETHER, Local, is_full, is_worded, would_mix

CODE = "corrections"
Held = Mapping[str, Sequence[Local]]
"""The names of each entity by its id, as the rules alone join them."""


Sides = tuple[tuple[Local, ...], tuple[Local, ...], Link]


@dataclass(frozen=True, slots=True)
class Corrected:
    """Pairs of groups of names that a person holds to be one, or not to be, each with their link."""

    together: tuple[Sides, ...] = ()
    apart: tuple[Sides, ...] = ()


def find_corrected(corrections: Sequence[Link], locals_: Sequence[Local], held: Held) -> Corrected:
    """What the corrections say of these names.

    One that names nothing here says nothing.  A name is a wording, an id of
    `held`, or ``REPORT/NAME`` for one report's alone.
    """
    found: dict[str, list[Sides]] = {TOGETHER: [], APART: []}
    for link in corrections:
        one, two = meant(link.a, locals_, held), meant(link.b, locals_, held)
        if link.relation == APART:
            one, two = _without(one, two), _without(two, one)
        if one and two and link.relation in found:
            found[link.relation].append((one, two, link))
    return Corrected(tuple(found[TOGETHER]), tuple(found[APART]))


def _without(one: tuple[Local, ...], two: tuple[Local, ...]) -> tuple[Local, ...]:
    """What is not meant by both: those are told apart by nothing here."""
    return tuple(x for x in one if x not in two)


def meant(name: str, locals_: Sequence[Local], held: Held) -> tuple[Local, ...]:
    """The names that a person means: by id, by key, by the full name, by a spelling, by a description.

    A wording that two of one report share, or people with different given
    names, means none of them.
    """
    if name in held:
        return tuple(held[name])
    by: tuple[Callable[[Local], bool], ...] = (
        lambda x: x.key == name,
        lambda x: is_full(x, name),
        lambda x: is_worded(x, name),
        lambda x: plain(name) in map(plain, x.described),
    )
    found = next((some for fits in by if (some := [x for x in locals_ if fits(x)])), [])
    is_clear = len({x.report for x in found}) == len(found) and not would_mix(found, found)
    return tuple(found) if is_clear else ()


def check(corrected: Corrected, home: Mapping[str, list[Local]]) -> None:
    """Refuse corrections that hold names to be one and not to be; SettingError says which."""
    for one, two, link in corrected.apart:
        clash = next(((x, y) for x, y in product(one, two) if home[x.key] is home[y.key]), None)
        if clash:
            said = "; ".join(f"“{k.a}” is “{k.b}”" for _, _, k in corrected.together)
            raise SettingError(
                f"The corrections contradict each other: “{link.a}” is not “{link.b}”, but {said}. "
                f'Take one of them back, such as: twosource link --forget "{link.a}" "{link.b}"',
                CODE,
            )
