"""Who is who: names of several reports joined into entities by links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from twosource.data import Case, Entity, Link, Mention, Name, Span
from twosource.stages.match.blocks import keys, pairs
from twosource.stages.match.name_words import person_name, plain
from twosource.stages.match.spelling import Verdict, may_be_one_given, same_person, same_thing

NOT_SPELLINGS = frozenset({"pronoun", "description", "role"})
# Given names before one surname that are looked at; two that differ are enough.
SURNAME_BEARERS = 12
KIND_ORDER = ("person", "body", "place", "event", "work", "nationality", "other")


@dataclass(frozen=True, slots=True)
class Local:
    """One full name in one report with all its mentions."""

    report: str
    full: str
    kind: str
    names: tuple[Name, ...]
    spellings: tuple[str, ...]

    @property
    def key(self) -> str:
        """What a link calls it."""
        return f"{self.report}/{self.full}"

    @property
    def is_described(self) -> bool:
        """Whether no mention gives a name: such a one may stand beside a name of its report."""
        return all(n.by in NOT_SPELLINGS for n in self.names)

    @property
    def roles(self) -> tuple[str, ...]:
        """The offices worded for it."""
        return tuple(dict.fromkeys(n.role for n in self.names if n.role))


def join_entities(case: Case) -> tuple[Entity, ...]:
    """The entities of a story, each with its mentions in all reports and the links that joined them."""
    locals_ = [local for number in range(len(case.articles)) for local in _locals(case, number)]
    links = _links(locals_)
    groups = _group(locals_, links)
    at = {local.key: number for number, group in enumerate(groups) for local in group}
    within: list[list[tuple[Local, Local, Verdict]]] = [[] for _ in groups]
    for link in links:
        if at[link[0].key] == at[link[1].key]:
            within[at[link[0].key]].append(link)
    taken: Counter[str] = Counter()
    found = [_entity(group, held, taken) for group, held in zip(groups, within, strict=True)]
    return tuple(
        sorted(found, key=lambda e: (-len({m.report for m in e.mentions}), -len(e.mentions), e.name))
    )


def _locals(case: Case, number: int) -> Iterator[Local]:
    article, reading = case.articles[number], case.readings[number]
    by_full: dict[str, list[Name]] = {}
    for name in reading.names:
        if name.kind != "nationality":
            by_full.setdefault(plain(name.full), []).append(name)
    for names in by_full.values():
        kinds = Counter(n.kind for n in names)
        kind = max(kinds, key=lambda k: (k != "other", kinds[k], -KIND_ORDER.index(k)))
        spoken = [n.span.of(article.text) for n in names if n.by not in NOT_SPELLINGS]
        spellings = tuple(dict.fromkeys(re.sub(r"\s+", " ", s) for s in spoken))
        yield Local(article.id, names[0].full, kind, tuple(names), spellings)


def _links(locals_: Sequence[Local]) -> list[tuple[Local, Local, Verdict]]:
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


def _would_mix(one: Sequence[Local], two: Sequence[Local]) -> bool:
    """Whether the groups hold people of one surname with different given names."""
    names, others = _fullnames(one), _fullnames(two)
    return any(
        a[-1] == b[-1] and not may_be_one_given(a[0], b[0]) and not (set(a) <= set(b) or set(b) <= set(a))
        for a in names
        for b in others
    )


def _fullnames(group: Sequence[Local]) -> set[tuple[str, ...]]:
    """The names of several words that people of a group bear."""
    found = {person_name(x.full).words for x in group if x.kind == "person"}
    return {words for words in found if len(words) > 1}


def _group(locals_: Sequence[Local], links: Sequence[tuple[Local, Local, Verdict]]) -> list[list[Local]]:
    """Connected groups; a group never holds two names of one report, the surer link wins."""
    home = {local.key: [local] for local in locals_}
    for a, b, _ in sorted(links, key=lambda x: (-x[2].score, x[0].key, x[1].key)):
        one, two = home[a.key], home[b.key]
        if one is two or _would_mix(one, two) or _named_in(one) & _named_in(two):
            continue
        one.extend(two)
        for local in two:
            home[local.key] = one
    unique: dict[int, list[Local]] = {id(g): g for g in home.values()}
    return list(unique.values())


def _entity(
    group: Sequence[Local], links: Sequence[tuple[Local, Local, Verdict]], taken: Counter[str]
) -> Entity:
    counts: Counter[str] = Counter(s for local in group for s in local.spellings)
    fulls = Counter(local.full for local in group if not local.is_described) or Counter(x.full for x in group)
    name = max(fulls, key=lambda f: (" " in f, fulls[f], counts[f], len(f), f))
    kinds = Counter(local.kind for local in group)
    kind = "person" if kinds["person"] else max(kinds, key=lambda k: (kinds[k], -KIND_ORDER.index(k)))
    slug = re.sub(r"\W+", "-", plain(name)).strip("-") or "name"
    taken[slug] += 1
    return Entity(
        id=f"e-{slug}" + (f"-{taken[slug]}" if taken[slug] > 1 else ""),
        name=name,
        kind=kind,
        mentions=tuple(Mention(local.report, n.span) for local in group for n in local.names),
        spellings=tuple(dict.fromkeys(s for local in group for s in local.spellings)),
        roles=tuple(dict.fromkeys(r for local in group for r in local.roles)),
        links=tuple(
            Link(a.key, b.key, v.relation, v.score, v.why, v.rule)
            for a, b, v in links
            if v.rule != "same-name" or a.full != b.full
        ),
    )


def entity_index(entities: Sequence[Entity]) -> dict[tuple[str, Span], Entity]:
    """From ``(report, span)`` of a mention to its entity."""
    return {(m.report, m.span): e for e in entities for m in e.mentions}
