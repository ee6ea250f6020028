"""Places of two claims: one in the other, one in two names, another spot, or on the way there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from twosource.data import Difference, Entity, Name, Span
from twosource.stages.match.said import Decision, Side, between, differ
from twosource.text.tokens import words
from twosource.words.load import load_set, load_words

ROOM = "twosource.stages.match"
Index = Mapping[tuple[str, Span], Entity]
COMPASS = re.compile(
    r"\b(?P<a>north|south|east|west|central)(?:[ -]?(?P<b>east|west))?(?:ern)?(?=\s*(?:\w+\s+of\s+)?$)", re.I
)
OPPOSITE = ({"north", "south"}, {"east", "west"})
# At most so many characters before a name are looked at for what governs it.
BEFORE = 48
_SPOTS = "|".join(w for group in load_words(ROOM, "places.toml")["spot"].values() for w in group)
SPOT = re.compile(
    r"\b(?P<before>in|inside|within|on|at|near|outside|around|off|beside|behind|opposite|by)\s+"
    rf"(?:(?:the|a|an|its|their)\s+)?(?:(?P<spot>{_SPOTS})\s+(?:of|to|between|outside|near|at)\s+)?"
    r"(?:(?:the\s+)?(?:neighbou?ring\s+|nearby\s+|capital\s+)?)$",
    re.I,
)
ON_THE_WAY = re.compile(
    r"\b(?:on (?:the|his|her|its|their) way to|en route to|before (?:reaching|arriving at|getting to)"
    r"|(?:while|as|when) (?:(?:he|she|it|they) (?:was|were) )?(?:being )?"
    r"(?:shifted|taken|rushed|moved|transported|carried|brought|driven|flown|ferried|transferred) to)"
    r"\s+(?:the |a )?$",
    re.I,
)
# A town told by the land it lies in: ``Oxmoor, city of Fenland province``, ``the capital city of Fenland``.
CITY_OF = re.compile(
    r"(?:(?:[A-Z][\w’'-]+\s){0,2}[A-Z][\w’'-]+,\s+)?(?:(?:the|a|an)\s+)?(?:capital\s+)?(?:capital|city|town|village)\s+"
    r"(?:of|in)\s+(?:the\s+)?$"
)
# A part of a country that is told by the compass alone: ``the country's north``.
PART = re.compile(
    r"\b(?:the\s+(?:country|kingdom|state|province|region|nation|island|city)[’']s\s+(?:far\s+)?"
    r"|(?:in|through|across|from|hit|struck)\s+the\s+(?:far\s+)?)"
    r"(?P<a>north|south|east|west|cent(?:re|er))(?:[ -]?(?P<b>east|west))?\b(?!\s+of\s+[a-z])(?!\s+[A-Z])",
    re.I,
)
WHERE = re.compile(r",?\s+where\b", re.I)


@dataclass(frozen=True, slots=True)
class Placed:
    """A place as it is worded: its name, what kind of place it is called, and where in it."""

    name: Name
    span: Span
    proper: tuple[str, ...]
    generic: str
    compass: frozenset[str]


def compare_places(a: Side, b: Side, index: Index, *, is_one_act: bool = True) -> Iterator[Difference]:
    """The differences between the places of two claims; the first rule that speaks decides a pair.

    Two places that share nothing are laid side by side only for one act.
    """
    mine, theirs = placed(a), placed(b)
    is_shared = False
    for one in mine:
        for two in theirs:
            found = _same_place(one, two)
            if found is not None:
                kind, decision = found
                yield differ(kind, decision, a.at(one.span), b.at(two.span), between(a.claim, b.claim))
            is_shared = is_shared or bool(set(one.proper) & set(two.proper)) or _is_one(one, two, a, b, index)
    spots = _spots(a, b)
    part = None if is_shared else _part(a, b, mine, theirs)
    if spots is not None:
        yield spots
    elif part is not None:
        yield part
    elif mine and theirs and is_one_act and not is_shared:
        yield from _elsewhere(a, b, mine, theirs)


def _is_one(one: Placed, two: Placed, a: Side, b: Side, index: Index) -> bool:
    first, second = index.get((a.article.id, one.name.span)), index.get((b.article.id, two.name.span))
    return first is not None and second is not None and first.id == second.id


def placed(side: Side) -> list[Placed]:
    """The places named in a claim, each with the words that say what and which part of it is meant."""
    return [_placed(side, n) for n in side.claim.names if n.kind == "place"]


def _placed(side: Side, name: Name) -> Placed:
    text, start, end = side.article.text, name.span.start, name.span.end
    generics = load_set(ROOM, "places.toml", "land") | load_set(ROOM, "places.toml", "water")
    inside = [w.norm for w in words(name.span.of(text)) if w.norm not in {"the", "of"}]
    generic = next((w for w in inside if w in generics), "")
    after = re.match(r"\s([A-Za-z]+)\b", text[end : end + 20])
    before = re.search(r"([A-Za-z]+)\s+of\s+$", text[max(0, start - 20) : start])
    if not generic and after and after[1].casefold() in generics:
        generic, end = after[1].casefold(), end + after.end()
    elif not generic and before and before[1].casefold() in generics:
        generic, start = before[1].casefold(), start - len(before[0])
    town = CITY_OF.search(text[max(0, name.span.start - BEFORE) : name.span.start])
    if town is not None:
        start = name.span.start - len(town[0])
    head = text[max(0, start - 20) : start]
    compass = COMPASS.search(head)
    if compass is not None:
        start -= len(head) - compass.start()
    parts = frozenset(p.casefold() for p in compass.groups() if p) if compass else frozenset[str]()
    return Placed(name, Span(start, end), tuple(w for w in inside if w != generic), generic, parts)


def _same_place(one: Placed, two: Placed) -> tuple[str, Decision] | None:
    """What differs between two wordings of one name."""
    if not one.proper or not two.proper:
        return None
    if one.proper != two.proper:
        shorter, longer = sorted((one, two), key=lambda p: len(p.proper))
        is_within = longer.proper[-len(shorter.proper) :] == shorter.proper
        if not is_within or len(longer.proper) - len(shorter.proper) > 1:
            return None
        kind, rule = ("place", "place-compass") if _is_compass(longer, shorter) else ("name", "name-short")
        return kind, Decision("coarser", rule, is_turned=shorter is two)
    if one.generic and two.generic and one.generic != two.generic:
        return _two_generics(one.generic, two.generic)
    if one.compass == two.compass:
        return None
    if one.compass <= two.compass or two.compass <= one.compass:
        return "place", Decision("coarser", "place-compass", is_turned=two.compass < one.compass)
    apart = one.compass ^ two.compass
    is_opposite = any(o <= apart for o in OPPOSITE)
    return "place", Decision("cannot-tell", "place-compass-apart" if is_opposite else "place-compass-meets")


def _is_compass(longer: Placed, shorter: Placed) -> bool:
    return set(longer.proper) - set(shorter.proper) <= {"north", "south", "east", "west", "central"}


def _two_generics(one: str, two: str) -> tuple[str, Decision] | None:
    water, land = load_set(ROOM, "places.toml", "water"), load_set(ROOM, "places.toml", "land")
    if {one, two} <= water:
        return "name", Decision("rounding", "name-generic")
    return ("place", Decision("coarser", "place-unit")) if {one, two} <= land else None


def _spots(a: Side, b: Side) -> Difference | None:
    """Two spots of one place: ``near the park`` and ``at the gate of the park``."""
    for one in _governed(a):
        for two in _governed(b):
            if not set(one[1]) & set(two[1]):
                continue
            sorts = [_sort_of_spot(g[2], g[3]) for g in (one, two)]
            if one[3] == two[3] and ("edge" not in sorts or sorts[0] == sorts[1]):
                continue
            sides = a.at(one[0]), b.at(two[0])
            is_vaguer = [
                "" in (sorts[i], g[3]) and sorts[i] in {"", sorts[1 - i]} for i, g in enumerate((one, two))
            ]
            if any(is_vaguer):
                return differ("place", Decision("coarser", "place-spot", is_turned=is_vaguer[1]), *sides)
            decision = Decision("cannot-tell", "place-spots")
            return differ("place", decision, *sides, between(a.claim, b.claim))
    return None


def _governed(side: Side) -> Iterator[tuple[Span, tuple[str, ...], str, str]]:
    """Names after a preposition of place: the whole phrase, the name's words, the preposition, the spot."""
    text = side.article.text
    for name in side.claim.names:
        if name.kind not in {"place", "body"}:
            continue
        start = max(0, name.span.start - BEFORE)
        found = SPOT.search(text[start : name.span.start])
        if found is not None:
            norms = tuple(w.norm for w in words(name.span.of(text)))
            spot = (found["spot"] or "").casefold()
            is_known = spot in {w for group in _table("spot").values() for w in group}
            phrase = Span(start + found.start(), name.span.end)
            yield phrase, norms, found["before"].casefold(), spot if is_known else ""


def _table(key: str) -> Mapping[str, list[str]]:
    table: Mapping[str, list[str]] = load_words(ROOM, "places.toml")[key]
    return table


def _sort_of_spot(before: str, spot: str) -> str:
    """``inside`` or ``edge``; "" where the words leave it open."""
    for key, word in (("spot", spot), ("before", before)):
        for sort, known in _table(key).items():
            if word in known:
                return "" if sort == "open" else sort
    return ""


def _part(a: Side, b: Side, mine: list[Placed], theirs: list[Placed]) -> Difference | None:
    """``The country's north`` in one, ``the western county of Fenland`` in the other."""
    for side, other, places, is_turned in ((a, b, theirs, False), (b, a, mine, True)):
        found = PART.search(side.article.text, side.claim.span.start, side.claim.span.end)
        pointed = next((p for p in places if p.compass), None)
        if found is None or pointed is None or PART.search(other.whole):
            continue
        compass = frozenset(p.casefold() for p in found.groups() if p)
        sides = side.at(Span(*found.span())), other.at(pointed.span)
        if compass <= pointed.compass:
            decision = Decision("coarser", "place-compass", is_turned=is_turned)
        else:
            is_opposite = any(o <= compass ^ pointed.compass for o in OPPOSITE)
            rule = "place-compass-apart" if is_opposite else "place-compass-meets"
            decision = Decision("cannot-tell", rule)
        clash = between(a.claim, b.claim)
        return differ("place", decision, *(sides[::-1] if is_turned else sides), clash)
    return None


def _elsewhere(a: Side, b: Side, mine: list[Placed], theirs: list[Placed]) -> Iterator[Difference]:
    """Two claims that both say where, in names that share nothing."""
    first, second = _where(a, mine), _where(b, theirs)
    if first is None or second is None:
        return
    sides = a.at(first.span), b.at(second.span)
    countries = set(load_words("twosource.words", "demonyms.toml")["countries"].values())
    is_country = [" ".join(p.proper) in countries for p in (first, second)]
    if is_country[0] != is_country[1]:
        yield differ("place", Decision("coarser", "place-country", is_turned=is_country[1]), *sides)
    elif _lies_in(first, second, a, b) or _lies_in(second, first, a, b):
        is_turned = _lies_in(first, second, a, b)
        yield differ("place", Decision("coarser", "place-nested", is_turned=is_turned), *sides)
    else:
        clash = between(a.claim, b.claim)
        yield differ("place", Decision("cannot-tell", "place-apart"), *sides, clash)


def _where(side: Side, places: list[Placed]) -> Placed | None:
    """The first place that a preposition of place governs: where it happened, not who acted."""
    text = side.article.text
    for one in places:
        before = text[max(0, one.span.start - BEFORE) : one.span.start]
        if SPOT.search(before) or re.search(
            r"\b(?:through|hit|struck|across|from)\s+(?:the\s+)?$", before, re.I
        ):
            return one
    return None


def _lies_in(inner: Placed, outer: Placed, a: Side, b: Side) -> bool:
    """Whether a report writes one place within the other: ``Oxmoor, Fenland`` or ``Oxmoor in Fenland``."""
    between_them = r"(?:(?:\s\w+)?(?:,| of)\s(?:the\s)?|[^.;!?\n]{0,40}?\sin\s(?:the\s)?)(?:[a-z-]+\s){0,3}?"
    pattern = re.escape(" ".join(inner.proper)) + between_them + re.escape(" ".join(outer.proper))
    return any(re.search(pattern, s.article.text, re.I) for s in (a, b))


def compare_arrivals(a: Side, b: Side) -> Iterator[Difference]:
    """The same place reached in one claim and not yet in the other: died at it, died on the way to it."""
    mine, theirs = _arrivals(a), _arrivals(b)
    for span, norms, is_there in mine:
        for other, their_norms, are_there in theirs:
            if is_there != are_there and norms & their_norms:
                decision = Decision("contradiction", "place-way", is_turned=are_there)
                yield differ("place", decision, a.at(span), b.at(other), between(a.claim, b.claim))
                return


def _arrivals(side: Side) -> list[tuple[Span, frozenset[str], bool]]:
    text, found = side.article.text, []
    for name in side.claim.names:
        head = text[max(0, name.span.start - BEFORE) : name.span.start]
        norms = frozenset(w.norm for w in words(name.span.of(text)))
        way = ON_THE_WAY.search(head)
        if way is not None:
            span = Span(name.span.start - len(head) + way.start(), name.span.end)
            found.append((span, norms, False))
        elif WHERE.match(text, name.span.end) or re.search(
            r"\b(?:at|in|inside)\s+(?:the\s+|a\s+)?$", head, re.I
        ):
            found.append((name.span, norms, True))
    return found
