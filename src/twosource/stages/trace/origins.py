"""Origins: the roots of all chains of a story, the same root under several descriptions made one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from twosource.data import Case, Claim, Edge, Entity, Origin, Span, Voice
from twosource.stages.trace.acts import acting, speaks
from twosource.stages.trace.documents import POSSESSIVE, document_noun, owner_of, possessor
from twosource.stages.trace.sides import Speaker, is_office, is_state, norm, office_words, sides_of

LEADING = re.compile(
    r"^(?:the|a|an|some|several|many|two|three|local|state|recent|separate|another|his|her|its|their)\s+"
)
NOT_STATED = "source not stated"
# Who says "we" is not named by it.
NOBODY = frozenset({"we", "i", "us", "our", "my", "me", "you", "he", "she", "they", "it"})
# Behind these words stands who has seen a document, not whose it is.
SEEN_BY = re.compile(
    r"\b(?:seen|obtained|reviewed|published|carried|acquired|leaked|given|sent|shown)\s+(?:by|to)\b"
)


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
class _Who:
    """The entities of a story: by the place of a mention, and by any of their names."""

    places: Mapping[str, Mapping[Span, Entity]]
    by_name: Mapping[str, Entity]


def find_roots(case: Case, entities: Sequence[Entity]) -> dict[str, Root]:
    """The root of every claim as its own words have it, by the claim's id."""
    places: dict[str, dict[Span, Entity]] = {}
    for entity in entities:
        for mention in entity.mentions:
            places.setdefault(mention.report, {})[mention.span] = entity
    who = _Who(places, {norm(s): e for e in entities for s in (*e.spellings, e.name)})
    texts = {a.id: a.text for a in case.articles}
    claims = [claim for reading in case.readings for claim in reading.claims]
    found = {claim.id: _root(claim, who, texts[claim.report]) for claim in claims}
    roles = {e.id: tuple(norm(r) for r in e.roles) for e in entities}
    return _as_described(_with_sides(_as_one_body(_as_one_person(_own_word(found))), roles))


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


def _root(claim: Claim, who: _Who, text: str) -> Root:
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
        return Root(claim, f"v-{_slug(name)}", name, "body", "", is_stated=True)
    return Root(claim, f"own-{claim.report}", name, "outlet", "", is_stated=False)


def _spoken(claim: Claim, who: _Who, text: str) -> Root | None:
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


def _entity_of(claim: Claim, voice: Voice, who: _Who) -> Entity | None:
    """The entity a voice is, or whose statement, letter or study it is."""
    if norm(voice.name) in who.by_name:
        return who.by_name[norm(voice.name)]
    if voice.kind != "document" or voice.span is None:
        return None
    inside = (e for span, e in who.places.get(claim.report, {}).items() if voice.span.covers(span))
    makers = (e for e in inside if e.kind in {"person", "body"})
    return next((e for e in makers if norm(e.name) != norm(claim.chain[0].name)), None)


def _owned(claim: Claim, voice: Voice, who: _Who, text: str) -> tuple[Entity, Span] | None:
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
    slug = _slug(voice.name)
    if not voice.is_anonymous or office_words(voice.name):
        return slug
    agency = re.sub(r"\W+", "-", norm(through)) or claim.report
    return f"{slug}-{agency}"


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", LEADING.sub("", norm(name))).strip("-") or "source"


def _own_word(roots: dict[str, Root]) -> dict[str, Root]:
    """What an office reports in its own name is one with what others report as its word."""
    named = {norm(r.name): r for r in roots.values() if len(r.claim.chain) > 1}
    found = {}
    for claim, root in roots.items():
        is_own = root.key == f"v-{_slug(root.name)}" and len(root.claim.chain) == 1
        other = named.get(norm(root.name)) if is_own else None
        found[claim] = replace(root, key=other.key, name=other.name) if other else root
    return found


def _as_one_person(roots: dict[str, Root]) -> dict[str, Root]:
    """A surname alone is the one person of the story who bears it."""
    names = {r.key: (norm(r.name).split(), r) for r in roots.values() if r.is_stated and not r.is_hidden}
    bearers: dict[str, list[Root]] = {}
    for words, root in names.values():
        if len(words) > 1 and root.kind in {"person", "body"}:
            bearers.setdefault(words[-1], []).append(root)
    found = {}
    for claim, root in roots.items():
        words = norm(root.name).split()
        one = bearers.get(words[0], []) if len(words) == 1 and root.is_stated and root.kind != "place" else []
        is_one = len(one) == 1 and _is_name(one[0].name) and one[0].key != root.key
        found[claim] = replace(root, key=one[0].key, name=one[0].name, kind=one[0].kind) if is_one else root
    return found


def _is_name(name: str) -> bool:
    """Whether every word of it is capitalised, and none is of a body."""
    return all(word[:1].isupper() for word in name.split()) and not office_words(name)


def _as_one_body(roots: dict[str, Root]) -> dict[str, Root]:
    """``the coast guard`` is the one longer-named body, of the story or else the report, with its words."""
    bodies = {
        r.key: (office_words(r.name), r.name) for r in roots.values() if r.kind == "body" and r.is_stated
    }
    reports: dict[str, set[str]] = {}
    for root in roots.values():
        if root.key in bodies:
            reports.setdefault(root.claim.report, set()).add(root.key)
    longer = {
        key: [k for k, (more, _) in bodies.items() if words and words < more]
        for key, (words, _) in bodies.items()
    }
    found = {}
    for claim, root in roots.items():
        others = longer.get(root.key, []) if root.is_stated else []
        if len(others) > 1:
            others = [k for k in others if k in reports.get(root.claim.report, ())]
        better = others[0] if len(others) == 1 else None
        found[claim] = replace(root, key=better, name=bodies[better][1]) if better else root
    return found


def _with_sides(roots: dict[str, Root], roles: Mapping[str, tuple[str, ...]]) -> dict[str, Root]:
    """One side for a body, its parts and those who speak for it."""
    first = {r.key: r for r in roots.values() if r.is_stated}
    sides = sides_of(
        [Speaker(key, norm(r.name), r.kind, (*roles.get(key, ()), *_worded(r))) for key, r in first.items()]
    )
    return {
        c: replace(r, side=sides[r.key] if r.is_stated else r.key, roles=roles.get(r.key, ()))
        for c, r in roots.items()
    }


def _as_described(roots: dict[str, Root]) -> dict[str, Root]:
    """A government under its seat's name is the government; *a mill spokesman* is the one that is named."""
    by_side: dict[str, dict[str, Root]] = {}
    for root in roots.values():
        if root.is_stated:
            by_side.setdefault(root.side, {}).setdefault(root.key, root)
    better: dict[str, Root] = {}
    for side, held in by_side.items():
        people = [r for r in held.values() if r.kind == "person"]
        states = sorted(
            (r for r in held.values() if is_state(r.name, side)), key=lambda r: (len(r.name), r.key)
        )
        for key, root in held.items():
            if root.kind == "unnamed" and speaks(root.name) and len(people) == 1:
                better[key] = people[0]
            elif root in states and root is not states[0]:
                better[key] = states[0]
    return {c: _under(r, better[r.key]) if r.key in better else r for c, r in roots.items()}


def _under(root: Root, other: Root) -> Root:
    """The same claim's root under the key and name of another."""
    return replace(root, key=other.key, name=other.name, kind=other.kind, is_hidden=False, roles=other.roles)


def _worded(root: Root) -> tuple[str, ...]:
    """The office in the words of a voice that is nobody's name."""
    return tuple(norm(v.role) for v in root.claim.chain if v.role and norm(v.name) == norm(root.name))


def gather(
    roots: Mapping[str, Root], edges: Mapping[str, Sequence[Edge]] | None = None
) -> tuple[Origin, ...]:
    """The origins of a story with all edges, those with the most reports first.

    `edges` are those of claims whose chain the story shows further than their own words.
    """
    by_key: dict[str, list[Root]] = {}
    for root in roots.values():
        by_key.setdefault(root.key, []).append(root)
    found = [_origin(key, group, edges or {}) for key, group in by_key.items()]
    return tuple(
        sorted(
            found, key=lambda o: (not o.is_stated, -len({e.report for e in o.edges}), -len(o.claims), o.id)
        )
    )


def _origin(key: str, group: Sequence[Root], edges: Mapping[str, Sequence[Edge]]) -> Origin:
    first = group[0]
    hidden = first.claim.chain[depth(first.claim)].anonymity if first.is_stated else ""
    every = (e for root in group for e in edges.get(root.claim.id, tuple(edges_of(root.claim))))
    return Origin(
        f"o-{key}",
        first.name,
        first.kind,
        first.is_stated,
        tuple(r.claim.id for r in group),
        tuple(dict.fromkeys(every)),
        hidden,
    )


def edges_of(claim: Claim) -> Iterator[Edge]:
    """Who told whom, from the outlet inward."""
    return edges_between(claim, claim.chain)


def edges_between(claim: Claim, chain: Iterable[Voice]) -> Iterator[Edge]:
    """The steps of a chain of voices, as a claim words it."""
    for teller, source in pairwise(chain):
        yield Edge(claim.report, claim.id, teller.name, source.name, source.span)
