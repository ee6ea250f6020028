"""Origins: the roots of all chains of a story, the same root under several descriptions made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.data import Case, Edge, Entity, Origin, Span
from twosource.stages.trace.acts import speaks
from twosource.stages.trace.roots import Root, Who, depth, edges_of, root_of, slug_of
from twosource.stages.trace.sides import Speaker, is_state, norm, office_words, sides_of


def find_roots(case: Case, entities: Sequence[Entity]) -> dict[str, Root]:
    """The root of every claim as its own words have it, by the claim's id."""
    places: dict[str, dict[Span, Entity]] = {}
    for entity in entities:
        for mention in entity.mentions:
            places.setdefault(mention.report, {})[mention.span] = entity
    who = Who(places, {norm(s): e for e in entities for s in (*e.spellings, e.name)})
    texts = {a.id: a.text for a in case.articles}
    claims = [claim for reading in case.readings for claim in reading.claims]
    found = {claim.id: root_of(claim, who, texts[claim.report]) for claim in claims}
    roles = {e.id: tuple(norm(r) for r in e.roles) for e in entities}
    return _as_described(_with_sides(_as_one_body(_as_one_person(_own_word(found))), roles))


def _own_word(roots: dict[str, Root]) -> dict[str, Root]:
    """What an office reports in its own name is one with what others report as its word."""
    named = {norm(r.name): r for r in roots.values() if len(r.claim.chain) > 1}
    found = {}
    for claim, root in roots.items():
        is_own = root.key == f"v-{slug_of(root.name)}" and len(root.claim.chain) == 1
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
