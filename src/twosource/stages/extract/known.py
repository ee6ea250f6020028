"""Who and what a report names, in order of place: where pronouns and descriptions look for whom they mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from twosource.data import Name, Span, Token
from twosource.stages.extract.genders import genders_of
from twosource.stages.extract.grammar import SUBJECTS, Tree
from twosource.stages.extract.offices import offices_of

# So many mentions are looked back over: who was named before them is out of mind.
FAR = 60


@dataclass(frozen=True, slots=True)
class Index:
    """Names in order of place."""

    names: tuple[Name, ...]
    starts: tuple[int, ...]

    def before(self, at: int) -> Iterator[Name]:
        """Those that end at or before the place, the nearest first, FAR at most."""
        high = bisect_right(self.starts, at)
        return (n for n in reversed(self.names[max(0, high - FAR) : high]) if n.span.end <= at)

    def within(self, span: Span) -> list[Name]:
        """Those inside a stretch, in order."""
        low, high = bisect_right(self.starts, span.start - 1), bisect_right(self.starts, span.end)
        return [n for n in self.names[low:high] if span.covers(n.span)]


@dataclass(frozen=True, slots=True)
class Known:
    """The people, the bodies, who holds each office, the people's genders, and where names stand.

    `described` grows as the report is read: the bodies that descriptions were found to mean.
    """

    text: str
    people: Index
    bodies: Index
    holders: dict[str, Index]
    genders: dict[str, str]
    taken: frozenset[int]
    described: list[Name]

    def last_bodies(self, at: int) -> Iterator[Name]:
        """The bodies named or described before the place, the nearest first."""
        described = [n for n in self.described[-FAR:] if n.span.end <= at]
        return merge(self.bodies.before(at), reversed(described), key=lambda n: -n.span.end)


def index_of(names: Sequence[Name]) -> Index:
    """The names in order of place."""
    ordered = tuple(sorted(names, key=lambda n: n.span))
    return Index(ordered, tuple(n.span.start for n in ordered))


def know(text: str, names: Sequence[Name]) -> Known:
    """What the names of a report are looked up by."""
    people = [n for n in names if n.kind == "person"]
    offices = {role: offices_of(role) for role in {n.role for n in people}}
    by_office: dict[str, list[Name]] = {}
    for name in people:
        for office in offices[name.role]:
            by_office.setdefault(office, []).append(name)
    return Known(
        text,
        index_of(people),
        index_of([n for n in names if n.kind == "body"]),
        {office: index_of(held) for office, held in by_office.items()},
        genders_of(text, people),
        frozenset(at for n in names for at in range(n.span.start, n.span.end)),
        [],
    )


def head_of(tree: Tree, name: Name) -> int | None:
    """The token of the name that hangs on none of its others."""
    first = bisect_left(tree.tokens, name.span.start, key=_start)
    last = bisect_left(tree.tokens, name.span.end, key=_start)
    inside = [i for i in range(first, last) if name.span.covers(tree.tokens[i].span)]
    return next((i for i in inside if tree.tokens[i].head not in inside), None)


def _start(token: Token) -> int:
    return token.span.start


def is_subject(tree: Tree, name: Name) -> bool:
    """Whether the name is the subject of a clause of the sentence, or stands in apposition to it."""
    at = head_of(tree, name)
    if at is not None and tree.tokens[at].dep == "appos":
        at = tree.tokens[at].head
    return at is not None and tree.tokens[at].dep in SUBJECTS


def is_possessor(tree: Tree, name: Name) -> bool:
    """Whether something is the name's own."""
    at = head_of(tree, name)
    return at is not None and tree.tokens[at].dep == "poss"
