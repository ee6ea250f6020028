"""Chooses the invented world of a story: event, country, people, outlets, figures."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from bench.origins.records import Cast, Level, Source

HERE = Path(__file__).parent
LEVELS = (1, 2, 3)


@cache
def lists(name: str) -> Mapping[str, Any]:
    """One of the word lists beside this file."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def level_of(number: int) -> Level:
    """The level of that number, as levels.toml has it."""
    found = lists("levels")[str(number)]
    shares = {name: value for name, value in found.items() if isinstance(value, float)}
    return Level(number, tuple(found["reports"]), found["agencies"], found["recipes"], shares)


def cast_of(rng: Random, level: Level) -> Cast:
    """A world for one story."""
    event = rng.choice(lists("events")["event"])
    names = lists("names")
    country = rng.choice(names["countries"])
    words = {
        "town": rng.choice(names["towns"]),
        "river": rng.choice(names["rivers"]),
        "company": rng.choice(names["companies"]),
        "capital": country["capital"],
    }
    families = rng.sample(names["families"], len(names["families"]))
    agencies = rng.sample(names["agencies"], level.agencies)
    return Cast(
        event=event,
        names=words,
        figures={slot: rng.randint(low, high) for slot, (low, high) in event["slots"].items()},
        currency=country["currency"],
        per_dollar=country["per_dollar"],
        offices={
            role: tuple(_people(rng, (role, office), words, families, level.shares["second_voice"]))
            for role, office in event["roles"].items()
        },
        outlets=_outlets(rng, level),
        agencies=tuple(agency["name"] for agency in agencies),
        shorts={agency["name"]: agency["short"] for agency in names["agencies"]},
        journalists=tuple(f"{_given(rng)} {families.pop()[0]}" for _ in range(12)),
    )


def _given(rng: Random) -> str:
    return str(rng.choice(lists("names")["women"] + lists("names")["men"]))


def _people(
    rng: Random,
    named: tuple[str, Mapping[str, Any]],
    words: Mapping[str, str],
    families: list[list[str]],
    two: float,
) -> list[Source]:
    """The speakers of an office: one, or with chance `two` a second; witnesses have no name."""
    role, office = named
    described = [each.format(**words) for each in office["described"]]
    if role == "witness":
        return [Source("own", role, f"witness {each}", "", described=each) for each in described]
    found = []
    for _ in range(2 if rng.random() < two else 1):
        family, slip = families.pop()
        woman = rng.random() < 0.5
        given = rng.choice(lists("names")["women" if woman else "men"])
        post = f"{office['post'].format(**words)} {'spokeswoman' if woman else 'spokesman'}"
        body = office["body"].format(**words)
        found.append(
            Source("person", role, office["side"], body, post, given, family, slip, rng.choice(described))
        )
    return found


def _outlets(rng: Random, level: Level) -> tuple[tuple[str, str], ...]:
    """Outlets with their publishers, as many as the story has reports; some of one house."""
    houses: Mapping[str, Sequence[str]] = lists("names")["publishers"]
    size = rng.randint(*level.reports)
    every = [(outlet, house) for house, outlets in houses.items() for outlet in outlets]
    if rng.random() >= level.shares["published"]:
        alone = [(rng.choice(outlets), house) for house, outlets in houses.items()]
        return tuple(rng.sample(alone, min(size, len(alone))))
    big = rng.choice([house for house, outlets in houses.items() if len(outlets) > 2])
    together = [(outlet, big) for outlet in houses[big]][: 2 if size < 6 else 3]
    rest = [pair for pair in every if pair not in together]
    found = [*together, *rng.sample(rest, size - len(together))]
    return tuple(rng.sample(found, size))
