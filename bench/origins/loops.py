"""Reports that have something from each other: loops of a rumour, and exchanges that are no loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bench.origins.records import Draft, Telling
from bench.origins.tellings import NOBODY, Desk, clause_for, framed, has_words, retold

LONG_LOOP = 0.35  # of loops in stories with eight reports and more are of three outlets


def with_loop(desk: Desk, drafts: Sequence[Draft]) -> tuple[list[Draft], tuple[tuple[str, ...], ...]]:
    """At times outlets have a rumour from each other in a ring; one more may repeat it."""
    found = list(drafts)
    outlets = outlets_of(found)
    if len(outlets) < 2 or not desk.happens("loops"):
        return found, ()
    is_long = len(found) >= 8 and desk.rng.random() < LONG_LOOP
    ring = desk.rng.sample(outlets, 3 if is_long else 2)
    cites = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    others = [at for at in outlets if at not in ring]
    if others and desk.rng.random() < 0.5:
        cites.append((desk.rng.choice(others), ring[0]))
    for at, of in cites:
        made = Telling("rumour", NOBODY, clause_for(desk, "rumour"), "", desk.next_print())
        told = framed(desk, replace(made, outlet=found[of].outlet, rumour=True), found[at].outlet, "report")
        found[at] = added(found[at], told)
    return found, (tuple(found[at].id for at in ring),)


def with_exchange(desk: Desk, drafts: Sequence[Draft]) -> list[Draft]:
    """At times two outlets retell each other, each what the other has and it has not: that is no loop."""
    found = list(drafts)
    outlets = outlets_of(found)
    if len(outlets) < 2 or not desk.happens("exchanges"):
        return found
    first, second = desk.rng.sample(outlets, 2)
    wanted = {at: lacking(desk, found[at], found[of]) for at, of in ((first, second), (second, first))}
    if all(wanted.values()):
        for at, of in ((first, second), (second, first)):
            told = retold(desk, desk.rng.choice(wanted[at]), found[at].outlet, found[of].outlet)
            found[at] = added(found[at], told)
    return found


def outlets_of(drafts: Sequence[Draft]) -> list[int]:
    """Which of the reports are outlets' and not an agency's own."""
    return [at for at, draft in enumerate(drafts) if draft.recipe != "dispatch"]


def lacking(desk: Desk, draft: Draft, other: Draft) -> list[Telling]:
    """What another report tells and this one does not, and there are words for."""
    mine = {telling.fact for paragraph in draft.paragraphs for telling in paragraph}
    return [
        telling
        for paragraph in other.paragraphs
        for telling in paragraph
        if telling.fact not in mine
        and not telling.fact.startswith(("scene", "setting", "quote"))
        and not telling.is_denial
        and not telling.follows
        and has_words(desk, telling.fact)
    ]


def added(draft: Draft, telling: Telling) -> Draft:
    """The report with one paragraph more."""
    return replace(draft, paragraphs=(*draft.paragraphs, (telling,)))
