"""Sides: a body and those who speak for it, a government and its seat, somebody and his lawyers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from twosource.text.normal import normalise
from twosource.words.load import load_set, load_words

ROOM = "twosource.stages.trace"
POSSESSOR = re.compile(
    r"^(?:mrs?|ms|dr)?\.?\s*(.+?)[’']s?\s+(.+)$|^(.+?)\s+(?:for|of)\s+(?:mrs?|ms|dr)?\.?\s*(.+)$"
)


# An agency of the state has a name that sounds like an outlet's.
BODIES = frozenset({"body", "agency", "outlet"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """What is known of a root when its side is sought: its names, kind and offices, all in normal form."""

    key: str
    name: str
    kind: str
    roles: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def norm(name: str) -> str:
    """A name for comparing: normal form, without accents and a possessive ending."""
    plain = re.sub(r"(?: himself| herself| itself|[’']s)$", "", normalise(name, fold_accents=True).text)
    return re.sub(r"\s+", " ", plain).strip()


def sides_of(speakers: Sequence[Speaker]) -> dict[str, str]:
    """The side of every root, by its key; whoever belongs to nobody is a side of its own."""
    bodies = {s.key: office_words(s.name) for s in speakers if s.kind in BODIES}
    owners = _owners(speakers)
    found = {speaker.key: _side(speaker, bodies, owners) for speaker in speakers}
    found |= _bare_spokesmen(speakers, found)
    return {key: _end(key, found) for key in found}


def _bare_spokesmen(speakers: Sequence[Speaker], sides: Mapping[str, str]) -> dict[str, str]:
    """A man called only *the spokesman* speaks for the one side of the story that has a spokesman."""
    spokes = load_set("twosource.words", "people.toml", "spokes")
    spoken_for = {
        sides[s.key]
        for s in speakers
        if s.kind in {"unnamed", "crowd"} and not spokes.isdisjoint(s.name.split()) and sides[s.key] != s.key
    }
    bare = [
        s.key
        for s in speakers
        if s.kind == "person"
        and sides[s.key] == s.key
        and any(spokes & set(role.split()) for role in s.roles)
    ]
    return {bare[0]: next(iter(spoken_for))} if len(bare) == 1 == len(spoken_for) else {}


def _end(key: str, sides: Mapping[str, str]) -> str:
    """The side of the side, until there is none; the lawyer of a ministry's head is of the ministry."""
    met = [key]
    while (following := sides.get(met[-1], met[-1])) not in met:
        met.append(following)
    return met[-1] if sides.get(met[-1], met[-1]) == met[-1] else min(met)


def _side(speaker: Speaker, bodies: Mapping[str, frozenset[str]], owners: Mapping[str, str]) -> str:
    country = country_of(speaker.name) if speaker.kind in {"body", "place"} else ""
    if country:
        return f"country-{country.replace(' ', '-')}"
    owner = _owner(speaker, owners)
    if owner:
        return owner
    if speaker.kind in BODIES:
        return speaker.key
    words = _words_of(speaker)
    return _body_for(words, bodies) or (f"office-{'-'.join(sorted(words))}" if words else speaker.key)


def _words_of(speaker: Speaker) -> frozenset[str]:
    """The words of the body for which somebody speaks."""
    if speaker.kind == "person":
        ranks = {
            w for role in speaker.roles for w in role.split() if w in load_set(ROOM, "sides.toml", "police")
        }
        words = (office_words(role) for role in speaker.roles)
        return frozenset({"police"} if ranks else ()).union(*words)
    return office_words(speaker.name)


def _body_for(words: frozenset[str], bodies: Mapping[str, frozenset[str]]) -> str:
    """The body whose words these hold, the longest such; else the only one that holds these."""
    within = [k for k, body in bodies.items() if body and body <= words]
    if within:
        return min(within, key=lambda k: (-len(bodies[k]), k))
    around = [k for k, body in bodies.items() if words and words < body]
    return around[0] if len(around) == 1 else ""


def _owners(speakers: Iterable[Speaker]) -> dict[str, str]:
    """Roots by their whole name and, for people, by the surname where one alone bears it."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for speaker in speakers:
        for name in {speaker.name, speaker.name.split()[-1] if speaker.kind == "person" else speaker.name}:
            if found.setdefault(name, speaker.key) != speaker.key:
                twice.add(name)
    return {name: key for name, key in found.items() if name not in twice}


def _owner(speaker: Speaker, owners: Mapping[str, str]) -> str:
    """Whom a team, lawyer or office speaks for: ``the mayor's lawyers``, ``a lawyer for Rehn``."""
    found = POSSESSOR.match(speaker.name)
    if found is None or (speaker.kind == "person" and speaker.name.split()[-1] not in theirs()):
        return ""
    first, what, what_else, second = found.groups()
    owner, thing = (first, what) if first else (second, what_else)
    if not set(re.findall(r"\w+", thing)) & theirs():
        return ""
    key = owners.get(owner) or owners.get(owner.split()[-1], "")
    return key if key != speaker.key else ""


def is_office(outlet: str) -> bool:
    """Whether an outlet is a body that speaks for itself: a ministry with its page, no newspaper."""
    papers = load_set("twosource.words", "people.toml", "outlet_name")
    return bool(office_words(outlet)) and papers.isdisjoint(norm(outlet).split())


def is_state(name: str, side: str) -> bool:
    """Whether a name is that of a whole government, of the side of a country."""
    return side.startswith("country-") and bool(country_of(norm(name)))


@cache
def is_vague(name: str, kind: str) -> bool:
    """Whether a name is nobody besides those who are named: ``the authorities``, ``media reports``."""
    adjectives = load_words("twosource.words", "demonyms.toml")["countries"]
    office = load_set(ROOM, "sides.toml", "office")
    words = {w for w in re.findall(r"\w+", norm(name)) if w not in adjectives}
    listed = load_set(ROOM, "sides.toml", "vague_papers" if kind == "document" else "vague_bodies")
    return bool(words & listed) and words <= listed | office | {"the", "a", "media", "news", "local"}


@cache
def theirs() -> frozenset[str]:
    """What somebody has that speaks for him."""
    return load_set(ROOM, "sides.toml", "theirs")


@cache
def country_of(name: str) -> str:
    """The country for which a name stands: its own, its seat's, ``the French side``; "" for any other."""
    table = load_words(ROOM, "sides.toml")
    adjectives = load_words("twosource.words", "demonyms.toml")["countries"]
    known = {*adjectives.values(), *table["capitals"].values()}
    words = [
        w
        for w in re.findall(r"[\w.]+", name)
        if w not in {"the", "government", "side", "authorities", "regime"}
    ]
    bare = " ".join(words).strip(".")
    if bare in known:
        return bare
    named: dict[str, str] = {**adjectives, **table["capitals"], **table["countries"]}
    return named.get(bare, "")


@cache
def office_words(phrase: str) -> frozenset[str]:
    """The words of the body in a phrase, without those of the office; none where the phrase names no body."""
    known = load_set("twosource.words", "people.toml", "body")
    office = load_set(ROOM, "sides.toml", "office")
    words = [w for w in re.findall(r"\w+", norm(phrase)) if len(w) > 1 or w.isdigit()]
    left = frozenset(w for w in words if w not in office)
    speaks = not load_set("twosource.words", "people.toml", "spokes").isdisjoint(words)
    return left if speaks or left & known else frozenset()
