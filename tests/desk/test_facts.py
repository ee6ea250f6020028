"""A fact is known again by its places and words, however the story has grown around it."""

from __future__ import annotations

import pytest

from twosource.data import Mention, Span
from twosource.desk.facts import CLASH, DENIAL, SECOND, Fact, mention_of, place_of, unheard


def at(report: str, start: int, end: int) -> Mention:
    return Mention(report, Span(start, end))


TOLD = [(CLASH, at("a", 10, 14), "Nine"), (CLASH, at("b", 30, 36), "eleven"), (SECOND, at("a", 50, 90), "It")]
# What a comparison shows, and whether it is news.
CASES = [
    (CLASH, (at("a", 0, 40), at("b", 20, 60)), {"nine", "eleven"}, False),
    (CLASH, (at("a", 0, 40), at("c", 20, 60)), {"nine"}, False),
    (CLASH, (at("a", 0, 40), at("c", 20, 60)), {"nine", "twelve"}, True),
    (CLASH, (at("a", 40, 60), at("b", 0, 20)), {"nine", "eleven"}, True),
    (CLASH, (at("c", 10, 14), at("d", 30, 36)), {"nine", "eleven"}, True),
    (SECOND, (at("c", 0, 9), at("a", 60, 70)), set(), False),
    (SECOND, (at("a", 0, 40),), set(), True),
    (DENIAL, (at("a", 50, 90),), set(), True),
]


@pytest.mark.parametrize(("kind", "scope", "words", "is_news"), CASES)
def test_what_is_news(kind: str, scope: tuple[Mention, ...], words: set[str], is_news: bool) -> None:
    fact = Fact(kind, scope[:2], scope, frozenset(words), "why")
    assert bool(unheard([fact], TOLD)) is is_news


def test_one_fact_shown_twice_is_told_once() -> None:
    fact = Fact(
        CLASH, (at("x", 0, 4), at("y", 0, 4)), (at("x", 0, 9), at("y", 0, 9)), frozenset({"a", "b"}), ""
    )
    assert unheard([fact, fact], []) == [fact]


def test_places_are_read_back() -> None:
    assert mention_of(place_of(at("r12", 3, 9))) == at("r12", 3, 9)
    assert mention_of("r12") is None
