"""What every view shows of a report as a whole, and of the whole comparison."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.stages.write.shapes import (
    Differing,
    Pointed,
    Said,
    Shared,
    Teller,
    When,
    Who,
    Worded,
    Words,
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A block that is no part of the report."""

    kind: str
    why: str
    words: Words

    @property
    def opening(self) -> str:
        """Its first words, enough to know it by."""
        words = self.words.text.split()
        return " ".join(words[:7])[:60] + (" …" if len(words) > 7 else "")


@dataclass(frozen=True, slots=True)
class OneReport:
    """What one report alone makes, what it leaves out, and what is furniture in it."""

    letter: str
    name: str
    only: tuple[Said, ...]
    omits: tuple[Pointed, ...]
    furniture: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of metadata with where it stood and what contradicted it."""

    field: str
    value: str
    where: str
    words: Words | None
    contradicted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A report's metadata as shown; `outlet`, `published` are "" where not stated."""

    letter: str
    report: str
    outlet: str
    title: str
    authors: tuple[str, ...]
    published: str
    path: str
    link: str
    sha256: str
    media_type: str
    why: str
    language: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole comparison in reading order: what every view shows.

    `matters` are the differences to see first, `alone` the claims of one report to see first.
    """

    title: Words | None
    title_is_headline: bool
    outlets: tuple[str, ...]
    unstated_outlets: int
    cards: tuple[Card, ...]
    points_of_all: tuple[Pointed, ...]
    points_of_several: tuple[Pointed, ...]
    points_of_one: tuple[Pointed, ...]
    matters: tuple[tuple[str, tuple[Differing, ...]], ...]
    alone: tuple[Said, ...]
    differ: tuple[tuple[str, tuple[Differing, ...]], ...]
    reports: tuple[OneReport, ...]
    tellers: tuple[Teller, ...]
    unstated: tuple[Teller, ...]
    wordings: tuple[Worded, ...]
    shared: tuple[Shared, ...]
    who: tuple[Who, ...]
    timeline: tuple[tuple[str, tuple[When, ...]], ...]
    failures: tuple[tuple[str, str, str], ...]
    made_by: tuple[tuple[str, str], ...]
