"""Offices and their holders: ``the foreign minister`` of one report is the one whom the story names so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.data import Case, Name, Voice
from twosource.stages.match.name_things import Verdict
from twosource.stages.match.name_words import person_name, plain
from twosource.stages.match.named import Local
from twosource.stages.match.spelling import office_words
from twosource.words.load import load_set

PACKAGE, FILE = "twosource.stages.match", "names.toml"
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
MOST_WORDS = 5


def find_holders(case: Case, locals_: Sequence[Local]) -> list[tuple[Local, Local, Verdict]]:
    """Speakers known by their office alone, each with the only one in the story who holds it.

    The office must be told with the article, pick out one person by its words,
    and be worded whole in the office of the one named.
    """
    people = [x for x in locals_ if x.kind == "person" and not x.is_described]
    found = []
    for described in _described(case):
        holders = [x for x in people if holds(described.full, x)]
        words = {person_name(x.full).words[-1] for x in holders}
        if len(words) == 1:
            holder = max(holders, key=lambda x: (x.report == described.report, len(x.full), x.key))
            worded = next(r for r in holder.roles if is_office(described.full, r))
            why = f"“{described.full}” is worded in the office of {holder.full}: “{worded}”"
            found.append((described, holder, Verdict("alias", 0.7, why, "office-holder")))
    return found


def holds(office: str, person: Local) -> bool:
    """Whether an office is worded for somebody."""
    return any(is_office(office, role) for role in person.roles)


def is_office(office: str, role: str) -> bool:
    """Whether the role has all words of the office and none that make another office of it."""
    asked, held = office_words(office), office_words(re.split(r",|\b(?:and|who)\b", role)[0])
    return bool(asked) and asked <= held and not (held - asked) & load_set(PACKAGE, FILE, "other_office")


def _described(case: Case) -> Iterator[Local]:
    """The speakers that are no name's mention and are told by an office that one person holds."""
    for article, reading in zip(case.articles, case.readings, strict=True):
        named = [n.span for n in reading.names]
        by_office: dict[str, list[Name]] = {}
        for voice in dict.fromkeys(v for c in reading.claims for v in c.chain):
            span = voice.span
            if span is None or not _is_office(voice) or any(n.overlaps(span) for n in named):
                continue
            made = Name(span, "person", voice.name, ARTICLE.sub("", voice.name), "role")
            by_office.setdefault(plain(voice.name), []).append(made)
        for names in by_office.values():
            words = tuple(dict.fromkeys(n.span.of(article.text) for n in names))
            yield Local(article.id, names[0].full, "person", tuple(dict.fromkeys(names)), (), words)


def _is_office(voice: Voice) -> bool:
    words = plain(voice.name).split()
    table = "twosource.words", "people.toml"
    is_definite = voice.kind == "person" and voice.name.casefold().startswith("the ")
    is_one = bool(words) and words[-1] in load_set(*table, "office") - load_set(*table, "loose_office")
    return is_definite and is_one and len(words) <= MOST_WORDS and not voice.is_anonymous
