"""One story of any number of reports: shared facts in many wordings, copies, and what each alone was told."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

Report = dict[str, str]

# About what the reports of the hand-labelled stories hold: 25 sentences, a third of them the outlet's own.
SHARED, OWN = (9, 12), (7, 10)
COPIES = 0.15  # of reports take over half of what an earlier one tells, word for word
CHOICE = re.compile(r"\[([^\[\]]*)\]")


@cache
def words() -> dict[str, Any]:
    """The templates and lists beside this file."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def story(size: int, seed: int = 1) -> list[Report]:
    """A story of so many reports as records of a table; the same for ever from the same numbers.

    The first reports of a larger story are those of a smaller one.
    """
    rng = Random(f"growing {seed}")
    told: list[list[str]] = []
    for _ in range(size):
        shared = _shared(rng)
        if told and rng.random() < COPIES:
            earlier = rng.choice(told)
            shared = [*earlier[: len(earlier) // 2], *shared[: len(shared) // 2]]
        told.append([*shared, *(_own(rng) for _ in range(rng.randint(*OWN)))])
    return [_report(number, sentences) for number, sentences in enumerate(told)]


def _shared(rng: Random) -> list[str]:
    facts = words()["fact"]
    chosen = [facts[0], *rng.sample(facts[1:], rng.randint(*SHARED))]
    return [_worded(rng, rng.choice(fact["words"])) for fact in chosen]


def _worded(rng: Random, template: str) -> str:
    """A template with one choice of each bracket; figures differ a little from desk to desk."""
    chosen = CHOICE.sub(lambda found: rng.choice(found[1].split("|")), template)
    told = chosen.format(
        day=rng.choice(words()["days"]),
        dead=rng.choice((38, 40, 41)),
        homeless=rng.choice(("6,000", "6,500", "7,000")),
        boats=rng.choice((12, 14, 20)),
        dark=rng.choice(("9,000", "11,000")),
        hurt=rng.choice((110, 120, 150)),
    )
    return told[0].upper() + told[1:]


def _own(rng: Random) -> str:
    """What somebody met by this outlet alone says."""
    lists = words()
    name = f"{rng.choice(lists['given'])} {rng.choice(lists['families'])}{rng.choice(lists['endings'])}"
    voice = rng.choice(lists["said"]).format(
        who=name, post=rng.choice(lists["posts"]), place=rng.choice(lists["places"])
    )
    person = rng.choice(("She", "He", "Her cousin", "His sister", "The family"))
    one, two = rng.sample(lists["saw"], 2)
    return f"{person} {one} and {two}, {voice}."


def _report(number: int, sentences: list[str]) -> Report:
    papers, families = words()["papers"], words()["families"]
    place = families[number // len(papers) % len(families)]
    paragraphs = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    return {
        "id": f"g{number:04}",
        "outlet": f"{place}holm {papers[number % len(papers)]}",
        "title": sentences[0].rstrip("."),
        "text": "\n\n".join(paragraphs),
        "date": "2031-04-08",
    }
