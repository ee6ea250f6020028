"""Who is who: names of several reports joined into entities by links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.data import Case, Entity, Link, Mention, Name, Span
from twosource.stages.match.spelling import Verdict, may_be_one_given, plain, same_person, same_thing

NOT_SPELLINGS = frozenset({"pronoun", "description", "role"})
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
    links = [(a, b, verdict) for a, b in combinations(locals_, 2) if (verdict := _same(a, b, locals_))]
    groups = _group(locals_, links)
    taken: Counter[str] = Counter()
    found = []
    for group in groups:
        found.append(_entity(group, [x for x in links if x[0] in group and x[1] in group], taken))
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


def _same(a: Local, b: Local, everyone: Sequence[Local]) -> Verdict | None:
    if a.report == b.report:
        return None
    if "person" in (a.kind, b.kind):
        if not _may_be_person(a) or not _may_be_person(b):
            return None
        verdict = same_person(a.full, b.full, a.roles, b.roles)
        if verdict and verdict.rule == "surname" and _is_shared_surname(a, b, everyone):
            return None
        return verdict
    return same_thing(a.full, b.full)


def _may_be_person(local: Local) -> bool:
    """A lone surname is often tagged as a body; a place with several words is none."""
    return local.kind == "person" or (" " not in local.full and not local.full.isupper())


def _is_shared_surname(a: Local, b: Local, everyone: Sequence[Local]) -> bool:
    """Whether two people of the story bear the surname: then it alone joins nobody."""
    surname = plain(a.full).split()[-1]
    given = {
        plain(p.full).split()[0]
        for p in everyone
        if p.kind == "person" and plain(p.full).split()[-1:] == [surname]
    }
    given.discard(surname)
    return any(not may_be_one_given(x, y) for x, y in combinations(sorted(given), 2))


def _named_in(group: Sequence[Local]) -> frozenset[str]:
    """The reports in which the group is named, not only described."""
    return frozenset(x.report for x in group if not x.is_described)


def _would_mix(one: Sequence[Local], two: Sequence[Local]) -> bool:
    """Whether the groups hold people of one surname with different given names."""
    names = [plain(x.full).split() for x in (*one, *two) if x.kind == "person" and " " in plain(x.full)]
    return any(
        a[-1] == b[-1] and not may_be_one_given(a[0], b[0]) and not (set(a) <= set(b) or set(b) <= set(a))
        for a, b in combinations(names, 2)
    )


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
