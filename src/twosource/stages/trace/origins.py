"""Origins: the roots of all chains of a story, the same root under several descriptions made one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from twosource.data import Case, Claim, Edge, Entity, Origin, Span, Voice
from twosource.text.normal import normalise
from twosource.words.load import load_set

LEADING = re.compile(
    r"^(?:the|a|an|some|several|many|two|three|local|state|recent|separate|another|his|her|its|their)\s+"
)


@dataclass(frozen=True, slots=True)
class Root:
    """Where one claim comes from: the key of its origin and the side it belongs to.

    `is_stated` is False where the report gives no source; then `key` is the
    report's own.
    """

    claim: Claim
    key: str
    name: str
    kind: str
    side: str
    is_stated: bool


def find_roots(case: Case, entities: Sequence[Entity]) -> dict[str, Root]:
    """The root of every claim, by the claim's id."""
    places = {(m.report, m.span): e for e in entities for m in e.mentions}
    by_name = {_norm(s): e for e in entities for s in (*e.spellings, e.name)}
    found = {}
    for reading in case.readings:
        for claim in reading.claims:
            found[claim.id] = _root(claim, places, by_name)
    return _with_sides(_as_one_body(_own_word(found)), entities)


def _own_word(roots: dict[str, Root]) -> dict[str, Root]:
    """What an agency or office reports in its own name is one with what others report as its word."""
    named = {_norm(r.name): r for r in roots.values() if r.is_stated}
    found = {}
    for claim, root in roots.items():
        other = named.get(_norm(root.name)) if not root.is_stated else None
        found[claim] = replace(root, key=other.key, name=other.name, is_stated=True) if other else root
    return found


def _as_one_body(roots: dict[str, Root]) -> dict[str, Root]:
    """``the coast guard`` is the one longer-named body of the story that holds its words."""
    bodies = {
        r.key: (_body_words(r.name), r.name) for r in roots.values() if r.kind == "body" and r.is_stated
    }
    better: dict[str, str] = {}
    for key, (words, _) in bodies.items():
        longer = [k for k, (more, _) in bodies.items() if words and words < more]
        if len(longer) == 1:
            better[key] = longer[0]
    return {
        c: replace(
            r, key=better.get(r.key, r.key), name=bodies[better[r.key]][1] if r.key in better else r.name
        )
        for c, r in roots.items()
    }


def _root(claim: Claim, places: Mapping[tuple[str, Span], Entity], by_name: Mapping[str, Entity]) -> Root:
    voice = claim.root
    if len(claim.chain) == 1:
        return Root(claim, f"own-{claim.report}", voice.name, "outlet", "", is_stated=False)
    if voice.name == "source not stated":
        return Root(claim, f"own-{claim.report}", claim.chain[0].name, "outlet", "", is_stated=False)
    entity = _entity_of(claim, voice, places, by_name)
    if entity is not None:
        return Root(
            claim,
            entity.id,
            entity.name,
            voice.kind if voice.kind != "document" else entity.kind,
            "",
            is_stated=True,
        )
    return Root(claim, f"v-{_key(voice, claim)}", voice.name, voice.kind, "", is_stated=True)


def _entity_of(
    claim: Claim, voice: Voice, places: Mapping[tuple[str, Span], Entity], by_name: Mapping[str, Entity]
) -> Entity | None:
    """The entity a voice is, or whose statement, letter or study it is."""
    if _norm(voice.name) in by_name:
        return by_name[_norm(voice.name)]
    if voice.kind != "document" or voice.span is None:
        return None
    inside = [e for (report, span), e in places.items() if report == claim.report and voice.span.covers(span)]
    return next((e for e in inside if e.kind in {"person", "body"}), None)


def _key(voice: Voice, claim: Claim) -> str:
    """Unnamed people of two reports are never held to be the same; a body or office is, by its words."""
    words = LEADING.sub("", _norm(voice.name))
    slug = re.sub(r"\W+", "-", words).strip("-") or "source"
    return f"{slug}-{claim.report}" if voice.is_anonymous else slug


def _norm(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[’']s$", "", normalise(name, fold_accents=True).text)).strip()


def _with_sides(roots: dict[str, Root], entities: Sequence[Entity]) -> dict[str, Root]:
    """One side for a body, its parts and those who speak for it.

    A person's office names the body (``police``, ``Foreign Ministry``); the
    body's own words then are the same side.
    """
    roles = {e.id: " ".join(_norm(r) for r in e.roles) for e in entities}
    bodies = {r.key: _body_words(r.name) for r in roots.values() if r.kind == "body"}
    sides: dict[str, str] = {}
    for root in roots.values():
        sides[root.key] = _side(root, roles.get(root.key, ""), bodies)
    return {
        c: Root(r.claim, r.key, r.name, r.kind, sides[r.key] if r.is_stated else r.key, r.is_stated)
        for c, r in roots.items()
    }


def _side(root: Root, role: str, bodies: Mapping[str, frozenset[str]]) -> str:
    """The body that a person's office or a document's words name, the longest such; else its own."""
    words = _body_words(role if root.kind == "person" else root.name)
    fitting = [k for k, body in bodies.items() if body and body <= words]
    if not fitting or root.kind not in {"person", "document", "unnamed", "crowd"}:
        return root.key
    return min(fitting, key=lambda k: (-len(bodies[k]), k))


def _body_words(name: str) -> frozenset[str]:
    known = load_set("twosource.words", "people.toml", "body")
    words = [
        w
        for w in re.findall(r"\w+", _norm(name))
        if w not in {"the", "a", "an", "of", "local", "official", "officials"}
    ]
    return frozenset(words) if any(w in known for w in words) else frozenset()


def gather(roots: Mapping[str, Root]) -> tuple[Origin, ...]:
    """The origins of a story with all edges, those with the most reports first."""
    by_key: dict[str, list[Root]] = {}
    for root in roots.values():
        by_key.setdefault(root.key, []).append(root)
    found = [_origin(key, group) for key, group in by_key.items()]
    return tuple(
        sorted(
            found, key=lambda o: (not o.is_stated, -len({e.report for e in o.edges}), -len(o.claims), o.id)
        )
    )


def _origin(key: str, group: Sequence[Root]) -> Origin:
    first = group[0]
    hidden = first.claim.root.anonymity if first.is_stated else ""
    edges = tuple(e for root in group for e in edges_of(root.claim))
    return Origin(
        f"o-{key}", first.name, first.kind, first.is_stated, tuple(r.claim.id for r in group), edges, hidden
    )


def edges_of(claim: Claim) -> Iterator[Edge]:
    """Who told whom, from the outlet inward."""
    for teller, source in zip(claim.chain, claim.chain[1:], strict=False):
        yield Edge(claim.report, claim.id, teller.name, source.name, source.span)
