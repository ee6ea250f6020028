"""Roots: where one claim comes from, as its own words and the report around them tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from twosource.data import Claim, Edge, Entity, Span, Voice
from twosource.stages.trace.acts import acting, speaks
from twosource.stages.trace.documents import POSSESSIVE, document_noun, owner_of, possessor
from twosource.stages.trace.sides import is_office, norm, office_words

LEADING = re.compile(
    r"^(?:the|a|an|some|several|many|two|three|local|state|recent|separate|another|his|her|its|their)\s+"
)
NOT_STATED = "source not stated"
# Who says "we" is not named by it.
NOBODY = frozenset({"we", "i", "us", "our", "my", "me", "you", "he", "she", "they", "it"})
# Behind these words stands who has seen a document, not whose it is.


@dataclass(frozen=True, slots=True)
class Root:
    """Where one claim comes from: the key of its origin and the side it belongs to.

    `is_stated` is False where the report gives no source; then `key` is the
    report's own.  `is_hidden` is True for people who are not named and known
    by no office.  `act` are the words of whoever speaks in a claim that its
    report tells itself, `owner` those that name whose document it is;
    `roles` are the offices of a person.
    """

    claim: Claim
    key: str
    name: str
    kind: str
    side: str
    is_stated: bool
    is_hidden: bool = False
    act: Span | None = None
    owner: Span | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """The entities of a story: by the place of a mention, and by any of their names."""

    places: Mapping[str, Mapping[Span, Entity]]
    by_name: Mapping[str, Entity]


def depth(claim: Claim) -> int:
    """Where in its chain a claim's root stands; 0 where the report states no source.

    Who is not named is known only through the one who tells of them: the
    workers whom a spokesman quotes, the two officials of a retold report.
    An agency passes on what it is told and is no root where it names another.
    """
    at = len(claim.chain) - 1
    while at and not _is_somebody(claim.chain[at]):
        at -= 1
    if at > 1 and claim.chain[at].is_anonymous and claim.chain[at - 1].kind in TELLERS:
        before = claim.chain[at - 1]
        at -= int(_is_somebody(before) and not before.is_anonymous)
    return at


TELLERS = frozenset({"person", "body", "document", "outlet"})


def _is_somebody(voice: Voice) -> bool:
    words = re.findall(r"[A-Za-z]+", voice.name)
    return voice.name != NOT_STATED and not (voice.is_anonymous and words and words[-1].casefold() in NOBODY)


def root_of(claim: Claim, who: Who, text: str) -> Root:
    """The root of one claim, before roots of one name are made one; `text` is its report's."""
    at = depth(claim)
    voice = claim.chain[at]
    if not at:
        return _spoken(claim, who, text) or _own(claim)
    entity = _entity_of(claim, voice, who)
    owned = _owned(claim, voice, who, text) if entity is None else None
    if entity is None and owned is not None:
        return Root(claim, owned[0].id, owned[0].name, owned[0].kind, "", is_stated=True, owner=owned[1])
    if entity is not None:
        kind = entity.kind if voice.kind == "document" or entity.kind == "person" else voice.kind
        return Root(claim, entity.id, entity.name, kind, "", is_stated=True)
    name = _what_office(claim, voice, text)
    through = claim.chain[at - 1].name if at > 1 and claim.chain[at - 1].kind == "agency" else ""
    key = f"v-{_key(replace(voice, name=name), claim, through)}"
    hidden = voice.is_anonymous and not office_words(name)
    return Root(claim, key, name, voice.kind, "", is_stated=True, is_hidden=hidden)


def _own(claim: Claim) -> Root:
    """A report's own word; that of a body that is no news outlet is an origin like any other."""
    name = claim.chain[0].name
    if is_office(name):
        return Root(claim, f"v-{slug_of(name)}", name, "body", "", is_stated=True)
    return Root(claim, f"own-{claim.report}", name, "outlet", "", is_stated=False)


def _spoken(claim: Claim, who: Who, text: str) -> Root | None:
    """A spokesman who speaks in a claim that the report tells itself: it is his word all the same."""
    act = acting(claim, text)
    if act is None or not speaks(act.of(text)):
        return None
    name = " ".join(act.of(text).split())
    inside = [e for span, e in who.places.get(claim.report, {}).items() if act.covers(span)]
    person = next((e for e in inside if e.kind == "person"), None)
    if person is not None:
        return Root(claim, person.id, person.name, "person", "", is_stated=True, act=act)
    voice = Voice(name, "unnamed", anonymity=name, span=act)
    hidden = not office_words(name)
    return Root(claim, f"v-{_key(voice, claim, '')}", name, "unnamed", "", True, hidden, act)


def _entity_of(claim: Claim, voice: Voice, who: Who) -> Entity | None:
    """The entity a voice is, or whose statement, letter or study it is."""
    if norm(voice.name) in who.by_name:
        return who.by_name[norm(voice.name)]
    if voice.kind != "document" or voice.span is None:
        return None
    inside = (e for span, e in who.places.get(claim.report, {}).items() if voice.span.covers(span))
    makers = (e for e in inside if e.kind in {"person", "body"})
    return next((e for e in makers if norm(e.name) != norm(claim.chain[0].name)), None)


def _owned(claim: Claim, voice: Voice, who: Who, text: str) -> tuple[Entity, Span] | None:
    """Whose document it is by another sentence of the report, and where that says so."""
    if voice.kind != "document" or voice.span is None:
        return None
    places, own = who.places.get(claim.report, {}), norm(claim.chain[0].name)
    if POSSESSIVE.match(norm(voice.name)):
        return possessor(norm(voice.name), voice.span, places, own)
    noun = document_noun(voice.name)
    return owner_of(noun, text, places, own) if noun else None


def _what_office(claim: Claim, voice: Voice, text: str) -> str:
    """``The office`` is the one that the report has named last: ``Mr. Rehn's office``."""
    bare = re.fullmatch(r"(?:the|that|this)\s+(\w+)", norm(voice.name))
    if bare is None or voice.kind != "body" or voice.span is None:
        return voice.name
    pattern = rf"\b(?:[A-Z][\w.-]*\s+){{0,3}}[A-Z][\w.-]*[’']s?\s+{bare[1]}\b"
    found = list(re.finditer(pattern, text[max(0, voice.span.start - NEAR) : voice.span.start]))
    return found[-1].group() if found else voice.name


# How far before ``the office`` its owner is sought, in code points.
NEAR = 600


def _key(voice: Voice, claim: Claim, through: str) -> str:
    """Unnamed people of two reports are one only through one agency; a body is, by its words."""
    slug = slug_of(voice.name)
    if not voice.is_anonymous or office_words(voice.name):
        return slug
    agency = re.sub(r"\W+", "-", norm(through)) or claim.report
    return f"{slug}-{agency}"


def slug_of(name: str) -> str:
    """A name as part of an id."""
    return re.sub(r"\W+", "-", LEADING.sub("", norm(name))).strip("-") or "source"


def edges_of(claim: Claim) -> Iterator[Edge]:
    """Who told whom, from the outlet inward."""
    return edges_between(claim, claim.chain)


def edges_between(claim: Claim, chain: Iterable[Voice]) -> Iterator[Edge]:
    """The steps of a chain of voices, as a claim words it."""
    for teller, source in pairwise(chain):
        yield Edge(claim.report, claim.id, teller.name, source.name, source.span)
