"""Chooses the headline that stands over a comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from twosource.stages.write.index import Index
from twosource.stages.write.said import headline_span
from twosource.stages.write.shapes import Pointed, Words
from twosource.stages.write.whole import subject_of

# A headline and a claim that share so many words are of one thing.
_SHARED = 2


def choose_title(index: Index, points: tuple[Pointed, ...]) -> Words | None:
    """The headline that fits the most of what the reports share, else the words of the first point."""
    titled = [(a, headline_span(a)) for a in index.articles.values()]
    heads = [index.words(a.id, span) for a, span in titled if span and span.of(a.text).strip()]
    return best_headline(heads, points) or (points[0].lead.words if points else None)


def best_headline(heads: Iterable[Words], points: tuple[Pointed, ...]) -> Words | None:
    """The headline that fits the most points of several reports; of equals, of the report in most points.

    A headline fits a point if another report's words for it have two of its
    words; how much of the headline is so told counts too, so that one about
    two events comes after one about the event of the story.
    """
    told = [_told(p) for p in points if len(p.letters) > 1]
    return max(heads, key=lambda head: (_fit(head, told), _carried(head, points)), default=None)


def _carried(head: Words, points: Iterable[Pointed]) -> int:
    return sum(head.letter in p.letters for p in points)


@dataclass(frozen=True, slots=True)
class _Told:
    """A point as headlines are held against it: how many reports make it, and what each claim is about."""

    reports: int
    subjects: tuple[tuple[str, frozenset[str]], ...]


def _told(point: Pointed) -> _Told:
    subjects = tuple((said.words.letter, subject_of(said.words.text)) for said in point.sayings)
    return _Told(len(point.letters), subjects)


def _fit(head: Words, points: Iterable[_Told]) -> float:
    """How many reports' points the headline fits, times the share of its words found in them."""
    subject = subject_of(head.text)
    found: set[str] = set()
    fits = 0
    for point in points:
        others = (subject & told for letter, told in point.subjects if letter != head.letter)
        best = max(others, key=len, default=frozenset())
        if len(best) >= _SHARED:
            fits += point.reports
            found |= best
    return fits * len(found) / len(subject) if subject else 0.0
