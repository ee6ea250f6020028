"""Two people of one surname."""

from __future__ import annotations

from twosource.data import Name, Span
from twosource.stages.extract.bearers import first_bearers, tell_apart

PAUL, ANNA = "Paul Hask", "Anna Hask"


def named(start: int, full: str, words: str = "") -> Name:
    return Name(Span(start, start + len(words or full)), "person", full)


def fulls(*names: Name) -> list[str]:
    return [name.full for name in tell_apart(names)]


def test_the_only_one_named_so_far() -> None:
    assert fulls(named(0, PAUL), named(20, "Hask"), named(40, ANNA)) == [PAUL, PAUL, ANNA]


def test_who_was_called_so_before() -> None:
    names = [named(0, PAUL), named(20, "Hask"), named(40, ANNA), named(60, "Hask")]
    assert fulls(*names) == [PAUL, PAUL, ANNA, PAUL]


def test_either_of_two_stays_untold() -> None:
    assert fulls(named(0, PAUL), named(20, ANNA), named(40, "Hask")) == [PAUL, ANNA, "Hask"]


def test_nobody_named_before() -> None:
    assert fulls(named(0, "Hask"), named(20, PAUL), named(40, ANNA))[0] == "Hask"


def test_a_headline_means_the_first_bearer() -> None:
    names = [named(20, PAUL), named(40, ANNA), named(60, "Brown")]
    found = first_bearers(names, ["Hask", "Brown", "Anna Hask"])
    assert {words: name.full for words, name in found.items()} == {"Hask": PAUL}
