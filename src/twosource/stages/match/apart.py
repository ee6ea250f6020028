"""What keeps names apart though their words agree: another gender or rank, a namesake, several that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.stages.match.name_things import Verdict, same_thing
from twosource.stages.match.name_words import genders, person_name, plain
from twosource.stages.match.named import Local
from twosource.stages.match.spelling import may_be_one_given
from twosource.words.load import load_words

# Given names before one surname that are looked at; two that differ are enough.
SURNAME_BEARERS = 12
# A short form joins a longer name only where all that it could stand for are one.
SHORT_FORMS = frozenset({"holds", "initials", "class", "country"})


@dataclass(frozen=True, slots=True)
class Bearers:
    """Who bears a surname in the story: given names, and where a report has father and son of one name."""

    given: Mapping[str, frozenset[str]]
    namesakes: frozenset[str]


def bearers_of(everyone: Sequence[Local]) -> Bearers:
    """The people of the story by surname."""
    given: dict[str, set[str]] = {}
    met: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for local in everyone:
        name = person_name(local.full)
        if local.kind == "person" and len(name.words) > 1:
            given.setdefault(name.words[-1], set()).add(name.words[0])
            met.setdefault((local.report, name.words), set()).add(name.generation)
    twice = frozenset(words[-1] for (_, words), after in met.items() if len(after) > 1)
    return Bearers({surname: frozenset(found) for surname, found in given.items()}, twice)


def are_two_people(a: Local, b: Local, verdict: Verdict, bearers: Bearers) -> bool:
    """Whether two people with names that agree are two: by gender, rank, or a namesake in the story."""
    one, two = person_name(a.full), person_name(b.full)
    if len(one.words) > 1 and len(two.words) > 1 and one.words == two.words:
        return one.generation != two.generation and one.words[-1] in bearers.namesakes
    if {gender(a), gender(b)} == {"male", "female"}:
        return True
    if 1 not in (len(one.words), len(two.words)):
        return False
    ranks = _ranks(a), _ranks(b)
    if all(ranks) and not ranks[0] & ranks[1]:
        return True
    return verdict.rule in {"surname", "same-name"} and _is_shared(one.words[-1], bearers)


def gender(local: Local) -> str:
    """Whether titles, offices or a well-known given name tell a man or a woman; "" where they do not."""
    table = load_words("twosource.stages.match", "names.toml")["gender"]
    told = {table[word] for word in _own_titles(local) if word in table}
    name = person_name(local.full).words
    if not told and len(name) > 1:
        told = set(genders(name[0]))
    return told.pop() if len(told) == 1 else ""


def _ranks(local: Local) -> frozenset[str]:
    """The ranks worded for somebody, the lower word of two left out: a lieutenant colonel is a colonel."""
    table = load_words("twosource.stages.match", "names.toml")["rank"]
    found = {table[word] for word in _own_titles(local) if word in table}
    return frozenset(found - {"lieutenant", "major"} or found)


def _own_titles(local: Local) -> Iterator[str]:
    """The words of titles and offices, without whose they are: ``Mr Rehn’s spokeswoman for schools``."""
    for worded in (*local.titles, *local.roles):
        own = re.split(r"[’']s?\s", worded)[-1]
        yield from plain(re.split(r"\b(?:for|of|to|at|with|in)\b", own)[0]).split()


def _is_shared(surname: str, bearers: Bearers) -> bool:
    """Whether two people of the story bear the surname: then it alone joins nobody."""
    given = sorted(bearers.given.get(surname, ()))[:SURNAME_BEARERS]
    return surname in bearers.namesakes or any(not may_be_one_given(x, y) for x, y in combinations(given, 2))


def without_unclear(links: Sequence[tuple[Local, Local, Verdict]]) -> list[tuple[Local, Local, Verdict]]:
    """The links without those of a short form that fits several names which are not one."""
    fits: dict[str, dict[str, str]] = {}
    for a, b, verdict in links:
        if verdict.rule in SHORT_FORMS:
            short, long = sorted((a.full, b.full), key=lambda name: (len(plain(name)), name))
            fits.setdefault(plain(short), {})[plain(long)] = long
    unclear = {
        short
        for short, longer in fits.items()
        if any(same_thing(x, y) is None for x, y in combinations(longer.values(), 2))
    }
    return [
        link
        for link in links
        if link[2].rule not in SHORT_FORMS
        or min((plain(link[0].full), plain(link[1].full)), key=lambda name: (len(name), name)) not in unclear
    ]
