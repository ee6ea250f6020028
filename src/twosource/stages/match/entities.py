"""Who is who: names of several reports joined into entities by links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from twosource.data import Case, Entity, Link, Mention, Span
from twosource.stages.match.blocks import keys, pairs
from twosource.stages.match.corrected import Corrected, Held, check, find_corrected
from twosource.stages.match.name_things import Verdict, same_thing
from twosource.stages.match.name_words import person_name, plain
from twosource.stages.match.named import KIND_ORDER, Local, find_locals, would_mix
from twosource.stages.match.spelling import may_be_one_given, same_person

ID = "e-"
# Given names before one surname that are looked at; two that differ are enough.
SURNAME_BEARERS = 12
Joined = tuple[Local, Local, Verdict]


def join_entities(case: Case) -> tuple[Entity, ...]:
    """The entities of a story, each with its mentions in all reports and the links that joined them.

    A person's corrections come before every rule; SettingError where they contradict each other.
    """
    locals_ = find_locals(case)
    links = _links(locals_)
    corrected = find_corrected(case.corrections, locals_, _held(case.corrections, locals_, links))
    return tuple(entity for entity, _ in _entities(locals_, links, corrected))


def _held(corrections: Sequence[Link], locals_: Sequence[Local], links: Sequence[Joined]) -> Held:
    """By id the names of the entities that the rules alone make, where a correction gives an id."""
    if not any(side.startswith(ID) for link in corrections for side in (link.a, link.b)):
        return {}
    return {entity.id: group for entity, group in _entities(locals_, links, Corrected())}


def _entities(
    locals_: Sequence[Local], links: Sequence[Joined], corrected: Corrected
) -> list[tuple[Entity, list[Local]]]:
    """The entities with the names of each, those of most reports first."""
    groups = _group(locals_, links, corrected)
    at = {local.key: number for number, group in enumerate(groups) for local in group}
    why: list[list[Link]] = [[] for _ in groups]
    for one, two, link in (*corrected.together, *corrected.apart):
        for number in sorted({at[local.key] for local in (*one, *two)}):
            why[number].append(link)
    for a, b, verdict in links:
        if at[a.key] == at[b.key] and (verdict.rule != "same-name" or a.full != b.full):
            why[at[a.key]].append(_link(a, b, verdict))
    taken: Counter[str] = Counter()
    found = [(_entity(group, told, taken), group) for group, told in zip(groups, why, strict=True)]
    return sorted(found, key=lambda x: (-len({n.report for n in x[1]}), -len(x[0].mentions), x[0].name))


def _link(a: Local, b: Local, verdict: Verdict) -> Link:
    return Link(a.key, b.key, verdict.relation, verdict.score, verdict.why, verdict.rule)


def _links(locals_: Sequence[Local]) -> list[Joined]:
    """What joins the names: those of one wording by a chain, then one link for any two wordings."""
    worded: dict[tuple[str, str, tuple[str, ...]], list[Local]] = {}
    for local in sorted(locals_, key=lambda x: x.key):
        # Who is only described is known by the office alone.
        roles = local.roles if local.is_described else ()
        worded.setdefault((plain(local.full), local.kind, roles), []).append(local)
    bearers = _bearers(locals_)
    found = []
    for same in worded.values():
        for one, next_one in pairwise(same):
            if verdict := _same(one, next_one, bearers):
                found.append((one, next_one, verdict))
    for one_wording, other in pairs(list(worded.values()), _keys):
        apart = _of_two_reports(one_wording, other)
        if apart and (verdict := _same(*apart, bearers, _roles(one_wording), _roles(other))):
            found.append((*apart, verdict))
    return found


def _keys(wording: Sequence[Local]) -> Iterator[str]:
    yield from keys(wording[0].full, _roles(wording))


def _roles(wording: Sequence[Local]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for local in wording for role in local.roles))


def _of_two_reports(one: Sequence[Local], other: Sequence[Local]) -> tuple[Local, Local] | None:
    """The first of each wording that stand in different reports."""
    for a, b in ((one[0], y) for y in other[:2]):
        if a.report != b.report:
            return a, b
    return next(((x, other[0]) for x in one[1:2] if x.report != other[0].report), None)


def _same(
    a: Local,
    b: Local,
    bearers: Mapping[str, frozenset[str]],
    roles_a: tuple[str, ...] = (),
    roles_b: tuple[str, ...] = (),
) -> Verdict | None:
    if a.report == b.report:
        return None
    if " " in a.full and plain(a.full) == plain(b.full) and not (a.is_described and b.is_described):
        return Verdict("same-entity", 1.0, f"{a.full} and {b.full} are one name", "same-name")
    if "person" in (a.kind, b.kind):
        if not _may_be_person(a) or not _may_be_person(b):
            return None
        verdict = same_person(a.full, b.full, roles_a or a.roles, roles_b or b.roles)
        if verdict and verdict.rule == "surname" and _is_shared_surname(a, bearers):
            return None
        return verdict
    return same_thing(a.full, b.full)


def _may_be_person(local: Local) -> bool:
    """A lone surname is often tagged as a body; a place with several words is none."""
    return local.kind == "person" or (" " not in local.full and not local.full.isupper())


def _bearers(everyone: Sequence[Local]) -> dict[str, frozenset[str]]:
    """The given names that stand before each surname in the story."""
    found: dict[str, set[str]] = {}
    for words in {person_name(p.full).words for p in everyone if p.kind == "person"}:
        if len(words) > 1:
            found.setdefault(words[-1], set()).add(words[0])
    return {surname: frozenset(given) for surname, given in found.items()}


def _is_shared_surname(a: Local, bearers: Mapping[str, frozenset[str]]) -> bool:
    """Whether two people of the story bear the surname: then it alone joins nobody."""
    given = sorted(bearers.get(person_name(a.full).words[-1], ()))
    return any(not may_be_one_given(x, y) for x, y in combinations(given[:SURNAME_BEARERS], 2))


def _named_in(group: Sequence[Local]) -> frozenset[str]:
    """The reports in which the group is named, not only described."""
    return frozenset(x.report for x in group if not x.is_described)


def _group(locals_: Sequence[Local], links: Sequence[Joined], corrected: Corrected) -> list[list[Local]]:
    """Connected groups; a group never holds two names of one report, the surer link wins.

    A person's links come first and hold whatever is against them.
    """
    home = {local.key: [local] for local in locals_}
    for one, two, _ in corrected.together:
        for local in (*one[1:], *two):
            _merge(home, one[0], local)
    check(corrected, home)
    for a, b, _ in sorted(links, key=lambda x: (-x[2].score, x[0].key, x[1].key)):
        if not _is_barred(home[a.key], home[b.key], corrected):
            _merge(home, a, b)
    unique: dict[int, list[Local]] = {id(g): g for g in home.values()}
    return list(unique.values())


def _is_barred(one: Sequence[Local], two: Sequence[Local], corrected: Corrected) -> bool:
    """Whether something keeps two groups apart: their given names, a report that names both, a person."""
    return bool(would_mix(one, two) or _named_in(one) & _named_in(two)) or any(
        (_meet(a, one) and _meet(b, two)) or (_meet(a, two) and _meet(b, one)) for a, b, _ in corrected.apart
    )


def _meet(some: Sequence[Local], group: Sequence[Local]) -> bool:
    return any(local in group for local in some)


def _merge(home: dict[str, list[Local]], a: Local, b: Local) -> None:
    """Put two names and all that is one with each into one group."""
    one, two = home[a.key], home[b.key]
    if one is not two:
        one.extend(two)
        home.update({local.key: one for local in two})


def _entity(group: Sequence[Local], links: Sequence[Link], taken: Counter[str]) -> Entity:
    counts: Counter[str] = Counter(s for local in group for s in local.spellings)
    fulls = Counter(local.full for local in group if not local.is_described) or Counter(x.full for x in group)
    name = max(fulls, key=lambda f: (" " in f, fulls[f], counts[f], len(f), f))
    kinds = Counter(local.kind for local in group)
    kind = "person" if kinds["person"] else max(kinds, key=lambda k: (kinds[k], -KIND_ORDER.index(k)))
    slug = re.sub(r"\W+", "-", plain(name)).strip("-") or "name"
    taken[slug] += 1
    return Entity(
        id=f"{ID}{slug}" + (f"-{taken[slug]}" if taken[slug] > 1 else ""),
        name=name,
        kind=kind,
        mentions=tuple(Mention(local.report, n.span) for local in group for n in local.names),
        spellings=tuple(dict.fromkeys(s for local in group for s in local.spellings)),
        roles=tuple(dict.fromkeys(r for local in group for r in local.roles)),
        links=tuple(dict.fromkeys(links)),
    )


def entity_index(entities: Sequence[Entity]) -> dict[tuple[str, Span], Entity]:
    """From ``(report, span)`` of a mention to its entity."""
    return {(m.report, m.span): e for e in entities for m in e.mentions}
