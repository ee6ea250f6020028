"""A stream of reports in order of time: stories of one to hundreds, copies, events that look alike."""

from __future__ import annotations

import heapq
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

Record = dict[str, str]

START = datetime(2031, 3, 3, tzinfo=UTC)
# Reports a day; 100,000 are seven weeks of a desk that follows some hundreds of outlets.
A_DAY = 2_000
# How many reports tell an event: 1 / u ** TAIL, so half have one or two, one in a hundred has fifty and more.
TAIL, LARGEST = 0.85, 300
MEAN = 4.3  # of the sizes above, measured on 100,000 draws
# Reports that are an earlier one of their story but for a word or two, and events like one of the last weeks.
COPIES, LOOK_ALIKE = 0.25, 0.1
# Words of a report: the logarithm's mean and spread, a median of 300.
LENGTH, SPREAD, SHORTEST, LONGEST = 5.7, 0.5, 60, 1_500
# How much oftener common words are chosen. Two reports of two stories are alike by .05 then, one pair in a
# hundred by .12 (those of the hand-labelled stories: by .03 and .17).
SKEW = 1.5
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class Event:
    """What is told: its number, kind, cast, figures, the words of its subject, and the reports so far."""

    number: int
    kind: str
    cast: dict[str, list[str]]
    subject: list[str]
    told: list[list[str]]


@cache
def lists() -> dict[str, Any]:
    """The templates and lists beside this file."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


@cache
def language() -> list[str]:
    """Words of English, the most common first."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return [
        word for word in FREQUENCY_LISTS["english_wikipedia"][100:25_000] if word.isalpha() and len(word) > 3
    ]


def stream(seed: int = 1) -> Iterator[Record]:
    """Reports without end as records of a table, the same for ever; each address names its story."""
    rng = Random(f"flowing {seed}")
    waiting: list[tuple[float, int, Event]] = []
    numbers, clock, recent = count(), 0.0, list[Event]()
    for number in count():
        event = _event(rng, number, recent)
        recent = [*recent[-200:], event]
        clock += rng.expovariate(A_DAY / MEAN / 24)
        for _ in range(min(LARGEST, int(rng.random() ** -TAIL))):
            heapq.heappush(waiting, (clock + rng.expovariate(1 / 14), next(numbers), event))
        while waiting and waiting[0][0] <= clock:
            hour, _, told = heapq.heappop(waiting)
            yield _report(rng, told, hour)


def _event(rng: Random, number: int, recent: list[Event]) -> Event:
    """A new event; one in ten is of the kind, the place and the subject of one of the last days."""
    twin = rng.choice(recent) if recent and rng.random() < LOOK_ALIKE else None
    place = twin.cast["place"] if twin else [_name(rng, "towns")]
    cast = {
        "place": place,
        "other": [_name(rng, "towns") for _ in range(2)],
        "person": [f"{rng.choice(lists()['given'])} {_name(rng, 'families')}" for _ in range(6)],
        "company": [f"{_name(rng, 'families')} {rng.choice(['Group', 'Works', 'Lines'])}"],
        "firm": [f"{_name(rng, 'families')} {rng.choice(['Partners', 'Foods', 'Steel'])}"],
        "n": [str(rng.randint(2, 990)) for _ in range(5)],
    }
    fresh = [_word(rng) for _ in range(30)]
    kind = twin.kind if twin else rng.choice(list(lists()["kinds"]))
    return Event(number, kind, cast, [*fresh[:15], *twin.subject[:15]] if twin else fresh, [])


def _name(rng: Random, ending: str) -> str:
    syllables = "".join(rng.choice(lists()["syllables"]) for _ in range(rng.randint(1, 2)))
    return (syllables + str(rng.choice(lists()[ending]))).capitalize()


def _word(rng: Random) -> str:
    """A word of the language, common ones much oftener."""
    words = language()
    return words[int(len(words) * rng.random() ** SKEW)]


def _report(rng: Random, event: Event, hour: float) -> Record:
    if event.told and rng.random() < COPIES:
        sentences = list(rng.choice(event.told))
        sentences[-1] = _filled(rng, rng.choice(lists()["sentences"]["boiler"]), event)
    else:
        sentences = _written(rng, event)
    event.told.append(sentences)
    paragraphs = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    return {
        "outlet": f"{_outlet(rng)} {rng.choice(lists()['papers'])}",
        "title": sentences[0].rstrip("."),
        "text": "\n\n".join(paragraphs),
        "url": f"https://news.example/s{event.number}-{len(event.told)}",
        "date": (START + timedelta(hours=hour)).isoformat(timespec="minutes"),
    }


def _outlet(rng: Random) -> str:
    return str(lists()["syllables"][int(34 * rng.random() ** 2)]).capitalize() + "holm"


def _written(rng: Random, event: Event) -> list[str]:
    """An opening that tells the event, sentences of its subject, some that could stand anywhere."""
    kinds = lists()["sentences"]
    opening = _filled(rng, rng.choice(lists()["kinds"][event.kind]), event)
    sentences = [f"{opening} on {rng.choice(lists()['days'])}."]
    length = min(LONGEST, max(SHORTEST, int(rng.lognormvariate(LENGTH, SPREAD))))
    words = 0
    while words < length:
        kind = "own" if rng.random() < 0.6 else "any"
        sentences.append(_filled(rng, rng.choice(kinds[kind]), event))
        words += sentences[-1].count(" ") + 1
    return [*sentences, _filled(rng, rng.choice(kinds["boiler"]), event)]


def _filled(rng: Random, template: str, event: Event) -> str:
    def one(slot: re.Match[str]) -> str:
        name = slot[1]
        if name in event.cast:
            return rng.choice(event.cast[name])
        if name in ("a", "b", "c", "d"):
            return rng.choice(event.subject)
        lines = lists().get({"day": "days", "post": "posts", "paper": "papers"}.get(name, ""))
        return str(rng.choice(lines)) if lines else _word(rng)

    return SLOT.sub(one, template)
