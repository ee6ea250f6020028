"""Makes tellings: who tells a fact, in which words, over whom; and what becomes of them on another desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from bench.origins.cast import lists
from bench.origins.records import Cast, Level, Source, Telling

NOBODY = Source("unstated", "", "", "")


@dataclass(slots=True)
class Desk:
    """What is needed to write a story, and what it has used up."""

    rng: Random
    cast: Cast
    level: Level
    used: dict[str, list[str]] = field(default_factory=dict)
    prints: int = 0
    slips: dict[str, tuple[str, dict[str, int]]] = field(default_factory=dict)

    def happens(self, share: str) -> bool:
        """Draw on one of the level's shares."""
        return self.rng.random() < self.level.shares[share]

    def next_print(self) -> int:
        """The number of a sentence that nobody has printed yet."""
        self.prints += 1
        return self.prints


def facts_of(cast: Cast) -> dict[str, Mapping[str, Any]]:
    """The facts and scenes of the event by key; its setting and a rumour too."""
    found = {fact["key"]: fact for fact in cast.event["facts"]}
    scenes = {f"scene-{at}": {**scene, "by": []} for at, scene in enumerate(cast.event["scenes"])}
    bare = {key: {"key": key, "by": [], "clauses": cast.event[key]} for key in ("rumour", "setting")}
    return {**found, **scenes, **bare}


def fresh(desk: Desk, fact: str, choices: Sequence[str], kind: str) -> str:
    """Words not yet used for this fact while there are any, so that no two desks agree by chance."""
    used = desk.used.setdefault(f"{kind} {fact}", [])
    left = [each for each in choices if each not in used] or list(choices)
    chosen = desk.rng.choice(left)
    used.append(chosen)
    return chosen


def has_words(desk: Desk, fact: str) -> bool:
    """Whether there are words left for this fact that nobody has used."""
    clauses = facts_of(desk.cast)[fact.removesuffix("-denied")]["clauses"]
    return fact.startswith("quote") or len(set(desk.used.get(f"clause {fact}", []))) < len(clauses)


def clause_for(desk: Desk, fact: str) -> str:
    """The words of a fact; a quotation has one wording in a story."""
    fact = fact.removesuffix("-denied")
    clauses = facts_of(desk.cast)[fact]["clauses"]
    if fact.startswith("quote"):
        return str(clauses[desk.cast.figures[min(desk.cast.figures)] % len(clauses)])
    return fresh(desk, fact, clauses, "clause")


def source_for(desk: Desk, roles: Sequence[str]) -> Source:
    """Somebody who may tell: a person, at times only the office or officials without a name."""
    role = desk.rng.choice(list(roles))
    people = desk.cast.offices[role]
    if role == "witness":
        # Two desks that meet "a cook on board" may have met one man; nobody could tell.
        chosen = fresh(desk, role, [each.described for each in people], "source")
        return next(each for each in people if each.described == chosen)
    source = desk.rng.choice(people)
    if source.side == "state" and desk.happens("unnamed"):
        return replace(source, kind="unnamed", described=desk.rng.choice(lists("frames")["unnamed_people"]))
    return replace(source, kind="body") if desk.happens("described") else source


def frames_for(telling_kind: str, outlet: str) -> list[str]:
    """The frames of a kind; a broadcaster is no newspaper."""
    frames: list[str] = lists("frames")[telling_kind]
    is_paper = not outlet.startswith(("Radio", "Channel", "Newsdesk"))
    return frames if is_paper else [frame for frame in frames if "newspaper" not in frame]


def tell(desk: Desk, fact: str, *, outlet: str = "", agency: str = "", by: Sequence[str] = ()) -> Telling:
    """A new telling of a fact, straight from its source to an outlet or an agency."""
    known = facts_of(desk.cast)[fact]
    roles = [role for role in by or known["by"] if not (agency and role == "witness")]
    is_quote = fact.startswith("quote")
    source = source_for(desk, roles) if roles else NOBODY
    if is_quote:
        # One sentence in quotation marks was said by one person.
        source = desk.cast.offices[roles[0]][0]
    if not agency and not is_quote and source.kind == "person" and desk.happens("unstated"):
        source = NOBODY
    made = Telling(fact, source, clause_for(desk, fact), "", desk.next_print(), is_quote=is_quote)
    return framed(desk, made, outlet)


def framed(desk: Desk, telling: Telling, outlet: str, kind: str = "") -> Telling:
    """The telling in a frame that fits it, with its figures in some style."""
    chosen = kind or ("quote" if telling.is_quote else telling.source.kind)
    frames = frames_for(chosen, outlet)
    # Nobody adds anything in the first sentence; the first fact of an event is what a report begins with.
    is_lead = telling.fact == desk.cast.event["facts"][0]["key"]
    frame = desk.rng.choice([each for each in frames if not (is_lead and "added" in each)])
    styles = {slot: "round" for slot in desk.cast.figures if desk.happens("rounding")}
    return replace(telling, frame=frame, styles=tuple(styles.items()))


def deny(desk: Desk, charge: Telling, role: str, outlet: str) -> Telling:
    """The denial of a charge, in nearly the charge's own words."""
    source = desk.rng.choice(desk.cast.offices[role])
    words = clause_for(desk, charge.fact)
    made = Telling(f"{charge.fact}-denied", source, words, "", desk.next_print(), is_denial=True)
    return framed(desk, made, outlet, "denial")


def copied(desk: Desk, telling: Telling, styles: Mapping[str, str]) -> Telling:
    """A sentence taken over: as it is, or with a sub-editor's changes and figures for other readers."""
    share = desk.rng.uniform(0.3, 1.0) if desk.happens("light") else 0.0
    return replace(telling, changed=max(telling.changed, share), styles=(*telling.styles, *styles.items()))


def rewritten(desk: Desk, telling: Telling, outlet: str, agency: str) -> Telling:
    """A sentence said anew: other words, the same source; through `agency` where that is said."""
    words = clause_for(desk, telling.fact)
    wrong = tuple(pair for pair in telling.wrong if f"{{{pair[0]}}}" in words)
    made = replace(telling, clause=words, wrong=wrong, print=desk.next_print(), agency=agency, changed=0.0)
    if telling.source.kind == "unstated" or telling.is_denial or "in a statement" in telling.frame:
        return framed(desk, made, outlet, "denial" if telling.is_denial else telling.source.kind)
    if agency:
        return framed(desk, made, outlet, "quote_agency" if telling.is_quote else "agency")
    return framed(desk, made, outlet)


def retold(desk: Desk, telling: Telling, outlet: str, of: str) -> Telling:
    """Another outlet's sentence, openly retold."""
    words = clause_for(desk, telling.fact)
    is_named = telling.source.kind in ("person", "body", "unnamed", "own") and desk.rng.random() < 0.5
    made = replace(
        telling,
        clause=words,
        print=desk.next_print(),
        outlet=of,
        follows=telling.print,
        agency="",
        sent_by="",
        changed=0.0,
    )
    return framed(desk, replace(made, is_quote=False), outlet, "outlet" if is_named else "report")


def sent(desk: Desk, telling: Telling, agency: str) -> Telling:
    """The telling as an agency sends it, with that agency's slips: one name, one figure."""
    family, wrong = desk.slips.get(agency, ("", {}))
    slots = tuple((slot, number) for slot, number in wrong.items() if f"{{{slot}}}" in telling.clause)
    is_slipped = telling.source.kind == "person" and telling.source.family == family
    return replace(telling, is_slipped=is_slipped, wrong=slots, sent_by=agency)


def slips_of(desk: Desk) -> None:
    """Decide for every agency whether it misspells a name and mistakes a figure."""
    people = [source for office in desk.cast.offices.values() for source in office if source.family]
    for agency in desk.cast.agencies:
        family = desk.rng.choice(people).family if desk.happens("slip") else ""
        wrong = {}
        if desk.happens("slip"):
            slot = desk.rng.choice([name for name in desk.cast.figures if not name.endswith(("_km", "_m"))])
            wrong = {slot: turned(desk.cast.figures[slot])}
        desk.slips[agency] = (family, wrong)


def turned(number: int) -> int:
    """A number with its last two figures turned round, as a tired desk does, else one more."""
    tens, ones = divmod(number % 100, 10)
    return number - number % 100 + ones * 10 + tens if ones and tens != ones else number + 1
