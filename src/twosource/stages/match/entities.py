"""Who is who: names of several reports joined into entities by links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from twosource.data import Case, Entity, Link, Mention, Span
from twosource.stages.match.apart import Bearers, are_two_people, bearers_of, without_unclear
from twosource.stages.match.blocks import keys, pairs
from twosource.stages.match.corrected import Corrected, Held, check, find_corrected
from twosource.stages.match.holders import find_holders
from twosource.stages.match.name_things import Verdict, same_class, same_of_country, same_thing
from twosource.stages.match.name_words import plain
from twosource.stages.match.named import KIND_ORDER, Local, find_locals, would_mix
from twosource.stages.match.one_report import same_in_report
from twosource.stages.match.spelling import same_person
from twosource.stages.match.within import find_within

ID = "e-"
Joined = tuple[Local, Local, Verdict]


def join_entities(case: Case) -> tuple[Entity, ...]:
    """The entities of a story, each with its mentions in all reports and the links that joined them.

    A person's corrections come before every rule; SettingError where they contradict each other.
    """
    named = find_locals(case)
    keys_of = {local.key for local in named}
    holders = [joined for joined in find_holders(case, named) if joined[0].key not in keys_of]
    locals_ = [*named, *(described for described, _, _ in holders)]
    links = [*_links(named), *holders]
    corrected = find_corrected(case.corrections, locals_, _held(case, locals_, links))
    return tuple(entity for entity, _ in _entities(case, locals_, links, corrected))


def _held(case: Case, locals_: Sequence[Local], links: Sequence[Joined]) -> Held:
    """By id the names of the entities that the rules alone make, where a correction gives an id."""
    if not any(side.startswith(ID) for link in case.corrections for side in (link.a, link.b)):
        return {}
    return {entity.id: group for entity, group in _entities(case, locals_, links, Corrected())}


def _entities(
    case: Case, locals_: Sequence[Local], links: Sequence[Joined], corrected: Corrected
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
    for link in find_within(case):
        if link.a in at and link.b in at and at[link.a] != at[link.b]:
            why[at[link.a]].append(link)
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
    bearers = bearers_of(locals_)
    found = [joined for report in _by_report(locals_) for joined in _links_inside(report)]
    for same in worded.values():
        for one, next_one in pairwise(same):
            if verdict := _same(one, next_one, bearers):
                found.append((one, next_one, verdict))
    for one_wording, other in pairs(list(worded.values()), _keys):
        apart = _of_two_reports(one_wording, other)
        if apart and (verdict := _same(*apart, bearers, _roles(one_wording), _roles(other))):
            found.append((*apart, verdict))
    return without_unclear(found)


def _by_report(locals_: Sequence[Local]) -> list[list[Local]]:
    found: dict[str, list[Local]] = {}
    for local in locals_:
        found.setdefault(local.report, []).append(local)
    return list(found.values())


def _links_inside(report: Sequence[Local]) -> Iterator[Joined]:
    """What joins two names of one report."""
    for a, b in pairs(report, lambda x: keys(x.full, ())):
        if verdict := same_in_report(a, b, report):
            yield a, b, verdict


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
    bearers: Bearers,
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
        return None if verdict is None or are_two_people(a, b, verdict, bearers) else verdict
    if a.kind == b.kind != "place" and (verdict := same_class(a.full, b.full)):
        return verdict
    bodies = a.kind == b.kind == "body"
    return same_thing(a.full, b.full) or (same_of_country(a.full, b.full) if bodies else None)


def _may_be_person(local: Local) -> bool:
    """A lone surname is often tagged as a body or place; several words, or a place to be in, are none."""
    is_lone = " " not in local.full and not local.full.isupper() and not local.is_placed
    return local.kind == "person" or is_lone


def _named_in(group: Sequence[Local]) -> frozenset[str]:
    """The reports in which the group is named, not only described."""
    return frozenset(x.report for x in group if not x.is_described)


def _group(locals_: Sequence[Local], links: Sequence[Joined], corrected: Corrected) -> list[list[Local]]:
    """Connected groups; two names of one report are in one only by a link of that report's own.

    A person's links come first and hold whatever is against them; then those
    inside a report, then the surer of two reports.
    """
    home = {local.key: [local] for local in locals_}
    for these, those, _ in corrected.together:
        for local in (*these[1:], *those):
            _merge(home, these[0], local)
    check(corrected, home)
    for a, b, _ in sorted(links, key=lambda x: (x[0].report != x[1].report, -x[2].score, x[0].key, x[1].key)):
        one, two = home[a.key], home[b.key]
        are_both_named = a.report != b.report and bool(_named_in(one) & _named_in(two))
        if not are_both_named and not would_mix(one, two) and not _are_parted(one, two, corrected):
            _merge(home, a, b)
    unique: dict[int, list[Local]] = {id(g): g for g in home.values()}
    return list(unique.values())


def _are_parted(one: Sequence[Local], two: Sequence[Local], corrected: Corrected) -> bool:
    """Whether a person keeps two groups apart."""
    return any(
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
    name = max(fulls, key=lambda f: (not _is_lengthened(f, fulls), " " in f, fulls[f], counts[f], len(f), f))
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
        roles=tuple({plain(r): r for local in reversed(group) for r in reversed(local.roles)}.values())[::-1],
        links=tuple(dict.fromkeys(links)),
    )


def _is_lengthened(full: str, fulls: Iterable[str]) -> bool:
    """Whether a name is another one with its country before it, or a country's with *side* behind it."""
    return plain(full).endswith(" side") or any(
        len(other) < len(full) and same_of_country(other, full) for other in fulls
    )


def entity_index(entities: Sequence[Entity]) -> dict[tuple[str, Span], Entity]:
    """From ``(report, span)`` of a mention to its entity."""
    return {(m.report, m.span): e for e in entities for m in e.mentions}
