"""The names of a story before they are joined: each full name of a report with its mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.data import Case, Link, Name, Span
from twosource.stages.match.name_words import person_name, plain
from twosource.stages.match.spelling import may_be_one_given
from twosource.words.load import load_set

NOT_SPELLINGS = frozenset({"pronoun", "description", "role"})
KIND_ORDER = ("person", "body", "place", "event", "work", "nationality", "other")
PACKAGE, FILE = "twosource.stages.match", "names.toml"
TITLES = re.compile(r"(?:\b[A-Z][a-z]{0,14}\.?\s){1,2}\Z")
SIDE = re.compile(r" side\b")
# How far before a name its titles are looked for.
NEAR = 40
TOGETHER, APART = "same-entity", "not-same-entity"


@dataclass(frozen=True, slots=True)
class Local:
    """One full name in one report with all its mentions.

    `described` are the words of those that give an office or a noun and no
    name, `titles` those right before the name; `is_placed` where something is
    told to be in, at or near it.
    """

    report: str
    full: str
    kind: str
    names: tuple[Name, ...]
    spellings: tuple[str, ...]
    described: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    is_placed: bool = False

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


def find_locals(case: Case) -> list[Local]:
    """Every full name of every report; what a person keeps apart inside a report is two."""
    return [local for number in range(len(case.articles)) for local in _of_report(case, number)]


def _of_report(case: Case, number: int) -> Iterator[Local]:
    article, reading = case.articles[number], case.readings[number]
    by_full: dict[str, list[Name]] = {}
    full_of: dict[str, str] = {}
    for name in _with_sides(reading.names, article.text):
        if name.kind != "nationality":
            full = _full(name, article.text, case.corrections)
            full_of.setdefault(plain(full), full)
            by_full.setdefault(plain(full), []).append(name)
    for key, names in by_full.items():
        worded = [(n.by, _words(n.span, article.text)) for n in names]
        yield Local(
            article.id,
            full_of[key],
            _kind(names),
            tuple(names),
            tuple(dict.fromkeys(words for by, words in worded if by not in NOT_SPELLINGS)),
            tuple(dict.fromkeys(words for by, words in worded if by in {"description", "role"})),
            tuple(dict.fromkeys(title for n in names for title in _titles(n, article.text))),
            any(_is_placed(n, article.text) for n in names),
        )


def _with_sides(names: tuple[Name, ...], text: str) -> Iterator[Name]:
    """The names; in ``the French side`` an adjective of nationality is the name of a country."""
    for name in names:
        side = SIDE.match(text, name.span.end) if name.kind == "nationality" else None
        yield replace(name, kind="place", full=f"{name.full}{side.group()}") if side else name


def _full(name: Name, text: str, corrections: tuple[Link, ...]) -> str:
    """The full name, or the mention's own words where a person says that these are somebody else."""
    if not corrections or name.by == "pronoun":
        return name.full
    words = _words(name.span, text)
    parted = {plain(words), plain(name.full)}
    is_parted = any(c.relation == APART and {plain(c.a), plain(c.b)} == parted for c in corrections)
    return words if is_parted else name.full


def _titles(name: Name, text: str) -> Iterator[str]:
    """The words with a capital right before a name, and its own first."""
    if name.by not in NOT_SPELLINGS:
        before = TITLES.search(text, max(0, name.span.start - NEAR), name.span.start)
        yield from (before.group() if before else "").split()
        yield from name.span.of(text).split()[:-1][:1]


def _is_placed(name: Name, text: str) -> bool:
    before = text[max(0, name.span.start - NEAR) : name.span.start].split()
    return name.kind == "place" and before[-1:] != [] and before[-1] in load_set(PACKAGE, FILE, "placing")


def _words(span: Span, text: str) -> str:
    return re.sub(r"\s+", " ", span.of(text))


def _kind(names: list[Name]) -> str:
    kinds = Counter(n.kind for n in names)
    return max(kinds, key=lambda k: (k != "other", kinds[k], -KIND_ORDER.index(k)))


def is_worded(local: Local, wording: str) -> bool:
    """Whether the wording is a name that the report gives, titles and small words aside."""
    return any(_is_one_wording(wording, spelling) for spelling in local.spellings)


def is_full(local: Local, wording: str) -> bool:
    """Whether the wording is the full name, titles and small words aside."""
    return _is_one_wording(wording, local.full)


def _is_one_wording(a: str, b: str) -> bool:
    return plain(a) == plain(b) or person_name(a).words == person_name(b).words


def would_mix(one: Sequence[Local], two: Sequence[Local]) -> bool:
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
