"""What is news: a fact is known again by its places and words, however the story has grown around it."""

from __future__ import annotations

import pytest

from twosource.data import Change, Mention, Span
from twosource.desk.facts import CLASH, DENIAL, LATER, SECOND, Fact, mention_of, place_of, subject
from twosource.desk.heard import LOST, Heard, When, still_heard, unheard


def at(report: str, start: int, end: int) -> Mention:
    return Mention(report, Span(start, end))


def heard(kind: str, *places: tuple[Mention, str]) -> Heard:
    about = tuple(place_of(place) for place, _ in places)
    return Heard(Change("s", kind, "", about, ""), places)


TOLD = [
    heard(CLASH, (at("a", 10, 14), "Nine"), (at("b", 30, 36), "eleven")),
    heard(SECOND, (at("a", 50, 90), "It"), (at("b", 60, 90), "It")),
]
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
    assert bool(list(unheard([fact], TOLD, {}))) is is_news


def test_one_fact_shown_twice_is_told_once() -> None:
    fact = Fact(
        CLASH, (at("x", 0, 4), at("y", 0, 4)), (at("x", 0, 9), at("y", 0, 9)), frozenset({"a", "b"}), ""
    )
    assert list(unheard([fact, fact], [], {})) == [fact]


def test_a_second_origin_that_was_lost_is_news_when_it_is_there_again() -> None:
    fact = Fact(SECOND, (at("a", 50, 90),), (at("a", 50, 90),), frozenset(), "why")
    lost = heard(LOST, *TOLD[1].places)
    assert list(unheard([fact], still_heard([*TOLD, lost]), {})) == [fact]
    assert list(unheard([fact], still_heard([*TOLD, lost, TOLD[1]]), {})) == []


def test_places_are_read_back() -> None:
    assert mention_of(place_of(at("r12", 3, 9))) == at("r12", 3, 9)
    assert mention_of("r12") is None


# Reports of one point: the figure of each, its time, and at which look it was first there; none for now.
NOW = float("inf")
NINE, FOURTEEN, TWELVE, AGAIN = ("a", "9"), ("b", "14"), ("c", "12"), ("d", "14")


def day(number: int, hour: int = 12) -> str:
    return f"2031-05-{number:02}T{hour:02}:00:00+00:00"


def later(report: tuple[str, str], *before: tuple[str, str]) -> Fact:
    """That a figure is later than others."""
    places = tuple(at(name, 0, 5) for name, _ in (report, *before))
    scope = tuple(at(name, 0, 5) for name in "abcdx")
    return Fact(LATER, places, scope, frozenset({report[1]}), "", places[:1])


def told(report: tuple[str, str], *before: tuple[str, str]) -> Heard:
    return heard(LATER, *((at(name, 0, 5), words) for name, words in (report, *before)))


FIGURES: list[tuple[str, list[Fact], list[Heard], dict[str, When], list[str]]] = [
    (
        "the first later figure is news",
        [later(FOURTEEN, NINE)],
        [],
        {"a": (day(1), 1), "b": (day(2), NOW)},
        ["14"],
    ),
    (
        "an older report that comes late tells of none",
        [later(FOURTEEN, NINE)],
        [],
        {"a": (day(1), NOW), "b": (day(2), 1)},
        [],
    ),
    (
        "nor when the story is looked at once more",
        [later(FOURTEEN, NINE)],
        [],
        {"a": (day(1), 2), "b": (day(2), 1)},
        [],
    ),
    (
        "what the words of an older report call later is not",
        [later(FOURTEEN, NINE)],
        [],
        {"a": (day(3), 1), "b": (day(1), NOW)},
        [],
    ),
    (
        "two that come at once are told in their order",
        [later(TWELVE, NINE, FOURTEEN), later(FOURTEEN, NINE)],
        [],
        {"a": (day(1), 1), "b": (day(2), NOW), "c": (day(3), NOW)},
        ["14", "12"],
    ),
    (
        "a report that comes late between two is not later",
        [later(("x", "11"), NINE), later(FOURTEEN, NINE, ("x", "11"))],
        [told(FOURTEEN, NINE)],
        {"a": (day(1), 1), "b": (day(2, 18), 2), "x": (day(2, 8), NOW)},
        [],
    ),
    (
        "up, down and up is told three times",
        [later(FOURTEEN, NINE), later(TWELVE, FOURTEEN), later(AGAIN, TWELVE)],
        [told(FOURTEEN, NINE), told(TWELVE, FOURTEEN)],
        {"a": (day(1), 1), "b": (day(2), 2), "c": (day(3), 3), "d": (day(4), NOW)},
        ["14"],
    ),
    (
        "and each once",
        [later(FOURTEEN, NINE), later(TWELVE, FOURTEEN), later(AGAIN, TWELVE)],
        [told(FOURTEEN, NINE), told(TWELVE, FOURTEEN), told(AGAIN, TWELVE)],
        {"a": (day(1), 1), "b": (day(2), 2), "c": (day(3), 3), "d": (day(4), 4)},
        [],
    ),
    (
        "the same figure of another report is not later",
        [later(AGAIN, NINE)],
        [told(FOURTEEN, NINE)],
        {"a": (day(1), 1), "b": (day(2), 2), "d": (day(3), NOW)},
        [],
    ),
]


@pytest.mark.parametrize(("facts", "before", "when", "news"), [case[1:] for case in FIGURES])
def test_which_figure_is_later(
    facts: list[Fact], before: list[Heard], when: dict[str, When], news: list[str]
) -> None:
    found = list(unheard(facts, before, when))
    assert [next(iter(fact.words)) for fact in found] == news
    # What was told is known from then on.
    known = [heard(LATER, *((place, next(iter(f.words))) for place in f.about)) for f in found]
    assert list(unheard(facts, [*before, *known], when)) == []


def test_a_name_with_its_office_ends_before_the_verb() -> None:
    assert subject("The owner, Perrin Hide") == "The owner, Perrin Hide,"
    assert subject("Perrin Hide") == "Perrin Hide"
