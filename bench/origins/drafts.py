"""Lays reports out: what agencies send, and what outlets make of it by one recipe or another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bench.origins.cast import lists
from bench.origins.records import Draft, Telling
from bench.origins.tellings import (
    Desk,
    copied,
    deny,
    facts_of,
    framed,
    has_words,
    retold,
    rewritten,
    sent,
    tell,
)

Paragraphs = tuple[tuple[Telling, ...], ...]


@dataclass(slots=True)
class Wires:
    """What lies on every desk: agencies' dispatches, a press release, the reports printed so far."""

    dispatches: dict[str, Paragraphs]
    titles: dict[str, str]
    release: Paragraphs
    printed: list[Draft] = field(default_factory=list)


def leads(desk: Desk) -> str:
    """The fact that every report begins with."""
    return str(desk.cast.event["facts"][0]["key"])


def paragraphs_of(desk: Desk, tellings: Sequence[Telling]) -> Paragraphs:
    """One or two sentences a paragraph; the first stands alone, what one source said stands together."""
    found: list[tuple[Telling, ...]] = [(tellings[0],)]
    for telling in tellings[1:]:
        last = found[-1]
        joins = len(found) > 1 and len(last) < 2 and not telling.is_quote
        if joins and (last[0].source == telling.source or desk.rng.random() < 0.25):
            found[-1] = (*last, telling)
        else:
            found.append((telling,))
    return tuple(found)


def chosen_facts(desk: Desk, low: int, high: int) -> list[str]:
    """The leading fact, some others and some scenes, in a likely order."""
    facts = facts_of(desk.cast)
    free = [key for key in facts if has_words(desk, key)]
    told = [key for key in free if not key.startswith(("scene", "rumour", "setting")) and key != leads(desk)]
    scenes = [key for key in free if key.startswith("scene")]
    chosen = desk.rng.sample(told, min(len(told), desk.rng.randint(low, high)))
    quotes = [key for key in chosen if key.startswith("quote")]
    chosen = [key for key in chosen if key not in quotes[1:]]
    mixed = [*chosen, *desk.rng.sample(scenes, min(2, len(scenes)))]
    desk.rng.shuffle(mixed)
    return [leads(desk), "setting", *mixed]


def with_denials(desk: Desk, tellings: Sequence[Telling], outlet: str) -> list[Telling]:
    """A charge is followed by its denial at times."""
    found: list[Telling] = []
    for telling in tellings:
        found.append(telling)
        fact = facts_of(desk.cast)[telling.fact]
        if fact.get("is_charge") and desk.happens("denial"):
            found.append(deny(desk, telling, fact["denied_by"][0], outlet))
    return found


def dispatch(desk: Desk, agency: str) -> Paragraphs:
    """What an agency sends."""
    told = [
        tell(desk, fact, agency=agency)
        for fact in chosen_facts(desk, 5, 7)
        if facts_of(desk.cast)[fact]["by"] != ["witness"]
    ]
    told = [sent(desk, telling, agency) for telling in with_denials(desk, told, "")]
    return paragraphs_of(desk, told)


def release(desk: Desk) -> Paragraphs:
    """The company's own statement."""
    facts = facts_of(desk.cast)
    mine = [key for key, fact in facts.items() if "company" in fact["by"] and not fact.get("is_charge")]
    body = replace(desk.cast.offices["company"][0], kind="body")
    told = [tell(desk, key, by=["company"]) for key in mine if not key.startswith("quote")]
    return tuple((framed(desk, replace(t, source=body), "", "document"),) for t in told)


def title_of(desk: Desk) -> str:
    """A headline."""
    chosen: str = fresh_title(desk)
    figures = {slot: str(number) for slot, number in desk.cast.figures.items()}
    figures["cost_m"] = f"{desk.cast.figures['cost_m']} million {desk.cast.currency}"
    return chosen.format(**figures, **desk.cast.names)


def fresh_title(desk: Desk) -> str:
    """A headline's words, not used yet while there are any."""
    used = desk.used.setdefault("titles", [])
    every = desk.cast.event["titles"]
    found = str(desk.rng.choice([each for each in every if each not in used] or every))
    used.append(found)
    return found


def taken(desk: Desk, wire: Paragraphs) -> Paragraphs:
    """An agency's paragraphs as a desk takes them over: cut, reordered, reworded, figures translated."""
    styles = {}
    if desk.happens("conversion"):
        styles = {slot: "translated" for slot in desk.cast.figures if slot.endswith(("_km", "_m"))}
    opening, rest = wire[:2], wire[2:]
    kept = [paragraph for paragraph in rest if not desk.happens("cut")] or list(rest[:1])
    if desk.happens("reorder"):
        desk.rng.shuffle(kept)
    return tuple(tuple(copied(desk, each, styles) for each in paragraph) for paragraph in (*opening, *kept))


def credit_of(desk: Desk, agency: str, *, dateline: bool) -> tuple[str, tuple[str, ...]]:
    """Where a copy names its agency, if it does: a dateline or a line at the foot."""
    if desk.happens("uncredited"):
        return "", ()
    foot = desk.rng.choice(lists("frames")["foot"])
    return ("dateline" if dateline and desk.rng.random() < 0.6 else foot), (agency,)


def wire(desk: Desk, outlet: str, wires: Wires) -> Draft:
    """An agency's text under the outlet's name."""
    agency = desk.rng.choice(desk.cast.agencies)
    credit, credited = credit_of(desk, agency, dateline=True)
    made = _draft(outlet, "wire", taken(desk, wires.dispatches[agency]))
    title = wires.titles[agency] if desk.happens("headline") else ""
    return replace(made, title=title, credit=credit, credited=credited, from_agencies=(agency,))


def rewrite(desk: Desk, outlet: str, wires: Wires) -> Draft:
    """An agency's facts in the outlet's words; who told the agency is named, the agency at times."""
    agency = desk.rng.choice(desk.cast.agencies)
    is_credited = not desk.happens("uncredited")
    every = [telling for paragraph in wires.dispatches[agency] for telling in paragraph]
    kept = [every[0], *(t for t in every[1:] if has_words(desk, t.fact) and not desk.happens("cut"))]
    told = [
        rewritten(desk, each, outlet, agency if is_credited and desk.rng.random() < 0.5 else "")
        for each in kept
    ]
    credited = (agency,) if any(each.agency for each in told) else ()
    made = _draft(outlet, "rewrite", paragraphs_of(desk, told))
    return replace(made, credited=credited, from_agencies=(agency,))


def own(desk: Desk, outlet: str, wires: Wires) -> Draft:
    """The outlet's own reporting."""
    kept: list[Telling] = []
    for telling in (tell(desk, fact, outlet=outlet) for fact in chosen_facts(desk, 3, 5)):
        if telling.source.kind != "own" or telling.source not in [each.source for each in kept]:
            kept.append(telling)
    return _draft(
        outlet, "own", paragraphs_of(desk, with_denials(desk, with_witness(desk, kept, outlet), outlet))
    )


def with_witness(desk: Desk, told: Sequence[Telling], outlet: str) -> list[Telling]:
    """At times the desk has met somebody who saw it, and lets him tell one of the facts below the lead."""
    facts = facts_of(desk.cast)
    seen = [key for key, fact in facts.items() if "witness" in fact["by"] and has_words(desk, key)]
    if not seen or any(each.source.kind == "own" for each in told) or not desk.happens("witness"):
        return list(told)
    witnessed = tell(desk, desk.rng.choice(seen), outlet=outlet, by=["witness"])
    kept = [each for each in told if each.fact != witnessed.fact]
    return [*kept[:2], witnessed, *kept[2:]]


def mixed(desk: Desk, outlet: str, wires: Wires) -> Draft:
    """Own reporting first, an agency's paragraphs below it."""
    agency = desk.rng.choice(desk.cast.agencies)
    mine = own(desk, outlet, wires).paragraphs[: desk.rng.randint(2, 4)]
    credit, credited = credit_of(desk, agency, dateline=False)
    paragraphs = _without_repeats((*mine, *taken(desk, wires.dispatches[agency])[1:]))
    made = _draft(outlet, "mixed", paragraphs)
    return replace(made, credit=credit, credited=credited, from_agencies=(agency,))


def merge(desk: Desk, outlet: str, wires: Wires) -> Draft:
    """Paragraphs of two agencies put together."""
    first, second = desk.rng.sample(desk.cast.agencies, 2)
    paragraphs = _without_repeats(
        (*taken(desk, wires.dispatches[first])[:4], *taken(desk, wires.dispatches[second])[1:])
    )
    found = [credit_of(desk, agency, dateline=False) for agency in (first, second)]
    credited = tuple(agency for _, names in found for agency in names)
    credit = f"With reporting by {' and '.join(['{A}', '{B}'][: len(credited)])}." if credited else ""
    made = _draft(outlet, "merge", paragraphs)
    return replace(made, credit=credit, credited=credited, from_agencies=(first, second))


def from_release(desk: Desk, outlet: str, wires: Wires) -> Draft:
    """A press release, printed as news; where it comes from is said at times."""
    is_credited = not desk.happens("uncredited")
    lead = tell(desk, leads(desk), outlet=outlet)
    kept = [each for (each,) in taken(desk, wires.release)]
    told = [each if is_credited else replace(each, frame="{S} said {c}.") for each in kept]
    scenes = [tell(desk, fact) for fact in ("scene-0", "scene-1", "scene-2") if has_words(desk, fact)][:2]
    known = [each for each in told if each.fact != lead.fact]
    setting = tell(desk, "setting")
    return _draft(outlet, "release", paragraphs_of(desk, [lead, setting, *known, *scenes]))


def retell(desk: Desk, outlet: str, wires: Wires) -> Draft:
    """Another outlet's report, retold with its name, and little of one's own."""
    of = desk.rng.choice(wires.printed)
    every = [telling for paragraph in of.paragraphs for telling in paragraph if not telling.is_quote]
    stated = [t for t in every if not t.fact.startswith(("scene", "setting")) and not t.is_denial]
    others = [each for each in stated[1:] if has_words(desk, each.fact)]
    kept = [stated[0], *desk.rng.sample(others, min(3, len(others)))]
    told = [retold(desk, each, outlet, of.outlet) for each in kept]
    scenes = [tell(desk, fact) for fact in ("scene-1", "scene-3") if has_words(desk, fact)][:1]
    return _draft(outlet, "retell", paragraphs_of(desk, [told[0], tell(desk, "setting"), *told[1:], *scenes]))


RECIPES: dict[str, Callable[[Desk, str, Wires], Draft]] = {
    "wire": wire,
    "rewrite": rewrite,
    "own": own,
    "mixed": mixed,
    "merge": merge,
    "release": from_release,
    "retell": retell,
}


def _draft(outlet: str, recipe: str, paragraphs: Paragraphs) -> Draft:
    return Draft("", outlet, "", "", recipe, paragraphs, 0)


def _without_repeats(paragraphs: Paragraphs) -> Paragraphs:
    """Every fact once a report: what is told first stays."""
    told: set[str] = set()
    found = []
    for paragraph in paragraphs:
        kept = tuple(each for each in paragraph if each.fact not in told)
        told.update(each.fact for each in kept)
        if kept:
            found.append(kept)
    return tuple(found)
