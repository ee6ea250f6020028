"""What a desk has heard of a story's facts, and with that which are news, and which hold no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from twosource.data import Change, Mention
from twosource.desk.facts import SECOND, Fact

LOST = "lost-origin"
# A report so many hours older than another tells nothing later than that.
LATE = 24
# When a report counts as told (UTC, ISO 8601), and at which look at its story it was first there.
When = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Heard:
    """A fact that was told.

    `places` are those it was about with the words there, and where these words stand in
    later texts of the same report; `holds` is False where its first place is in a report
    that was taken back, or that no longer has these words.
    """

    change: Change
    places: tuple[tuple[Mention, str], ...]
    holds: bool = True

    def meets(self, scope: Iterable[Mention]) -> list[str]:
        """The words that were told of at these places, in small letters."""
        mine = list(scope)
        return [words.casefold() for place, words in self.places if any(meets(place, one) for one in mine)]


def still_heard(heard: Iterable[Heard]) -> list[Heard]:
    """What was told, second origins left out that were told to be lost since."""
    found: list[Heard] = []
    for one in heard:
        if one.change.kind == LOST:
            lost = [h for h in found if h.change.kind == SECOND and h.change.about == one.change.about]
            found = [h for h in found if h not in lost[-1:]]
        else:
            found.append(one)
    return found


def unheard(facts: Iterable[Fact], heard: Iterable[Heard], when: Mapping[str, When]) -> Iterator[Fact]:
    """The facts that are news: of no place that was told of in their kind, or with a value that was not.

    A later figure is news if it is another than the one told of last, and later; a
    report that comes late makes no news of a figure that was known, nor of its own.
    `when` is of each report.
    """
    known = list(heard)
    for fact in _in_order(facts, when):
        past = [(one, one.meets(fact.scope)) for one in known if one.change.kind == fact.kind]
        if fact.later:
            is_news = _is_later(fact, [one for one, words in past if words], when)
        else:
            met = {" ".join(each.split()) for _, words in past for each in words}
            is_news = not met or not fact.words <= met
        if is_news:
            yield fact
            known.append(_as_heard(fact))


def _in_order(facts: Iterable[Fact], when: Mapping[str, When]) -> list[Fact]:
    """Later figures last, in the order of their reports, the newest report of each first in `about`."""
    others, later = [], []
    for fact in facts:
        if fact.later:
            first = max(fact.later, key=lambda place: when[place.report])
            rest = tuple(place for place in fact.about if place != first)
            later.append(replace(fact, about=(first, *rest)))
        else:
            others.append(fact)
    return [*others, *sorted(later, key=lambda fact: when[fact.about[0].report])]


def _is_later(fact: Fact, told: Sequence[Heard], when: Mapping[str, When]) -> bool:
    """Whether a figure is later than what it is laid beside, and than the one told of last."""
    at, look = when[fact.about[0].report]
    before = [when[place.report] for place in fact.about if place not in fact.later]
    is_older = any(_hours(at, other) > LATE for other, _ in before)
    if is_older or (before and all(look < other for _, other in before)):
        return False
    standing = [one for one in told if one.holds and one.places[0][0].report in when]
    if not standing:
        return True
    place, words = standing[-1].places[0]
    last, last_look = when[place.report]
    if words.casefold() in fact.words or (look, at) <= (last_look, last):
        return False
    return at > last or any(meets(place, other) for other in fact.about if other not in fact.later)


def _hours(a: str, b: str) -> float:
    """Hours from one time to another."""
    return (datetime.fromisoformat(b) - datetime.fromisoformat(a)).total_seconds() / 3600


def _as_heard(fact: Fact) -> Heard:
    places = [(place, words) for place in fact.about[:1] for words in fact.words or ("",)]
    return Heard(Change("", fact.kind, "", (), ""), (*places, *((place, "") for place in fact.about)))


def meets(a: Mention, b: Mention) -> bool:
    """Whether two places share words."""
    return a.report == b.report and a.span.overlaps(b.span)
