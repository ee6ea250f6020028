"""Ids as people write them: whole, or a beginning that one alone has; what is near where there is none."""

from __future__ import annotations

import sqlite3

from twosource.errors import StoreError
from twosource.store.ids import ids_beginning, story_of_report, titled
from twosource.store.stories import story_now

# Of a beginning so many letters are needed, as in git; ids told of one that fits several, or is near.
LEAST, MOST = 4, 5
# Two ids this much alike (Indel ratio in percent) may be one with a slip of the finger.
_NEAR = 75
_WHERE = {
    "story": "`twosource stories` lists them",
    "report": "`twosource story ID --reports` and `twosource search` give their ids",
}


def named_story(connection: sqlite3.Connection, given: str) -> str:
    """The id under which the story lives that a person names; StoreError where none or several fit."""
    return story_now(connection, named(connection, "story", given))


def named_report(connection: sqlite3.Connection, given: str) -> str:
    """The id of the report that a person names; StoreError where none or several fit."""
    return named(connection, "report", given)


def title_of(connection: sqlite3.Connection, story: str) -> str:
    """What the story that a person names is called, or ""."""
    found = named_story(connection, story)
    return titled(connection, "story", [found]).get(found, "")


def named(connection: sqlite3.Connection, kind: str, given: str) -> str:
    """The whole id of a ``story`` or ``report``, from it or a beginning of it."""
    written = given.strip().lower()
    for one in (given, written):
        if one in ids_beginning(connection, kind, one, 1):
            return one
    found = ids_beginning(connection, kind, written, MOST + 1) if len(written) >= LEAST else []
    if kind == "story":
        # Stories that became one have one id.
        found = list(dict.fromkeys(story_now(connection, one) for one in found))
    if len(found) == 1:
        return found[0]
    if found:
        more = " and more" if len(found) > MOST else ""
        told = f"{given} fits {_told(connection, kind, found[:MOST])}{more}; write more of the id."
        raise StoreError(told, "ambiguous")
    raise StoreError(_missing(connection, kind, given, written), f"no-{kind}")


def _missing(connection: sqlite3.Connection, kind: str, given: str, written: str) -> str:
    """That there is none of an id, and what may have been meant."""
    told = f"There is no {kind} {given}"
    other = "report" if kind == "story" else "story"
    others = ids_beginning(connection, other, written, 2) if len(written) >= LEAST else []
    if others:
        home = story_of_report(connection, others[0]) if kind == "story" and len(others) == 1 else ""
        where = f"which is in the story {home}" if home else _WHERE[kind]
        return f"{told}: that is the id of a {other}{',' if home else ';'} {where}."
    if len(written) < LEAST and written and ids_beginning(connection, kind, written, 1):
        return f"{told}; of an id write at least its first {LEAST} letters."
    near = _near(connection, kind, written)
    if near:
        return f"{told}; near is {_told(connection, kind, near)}."
    return f"{told}; {_WHERE[kind]}."


def _near(connection: sqlite3.Connection, kind: str, written: str) -> list[str]:
    from rapidfuzz import fuzz, process

    if len(written) < LEAST:
        return []
    every = ids_beginning(connection, kind, "", -1)
    return [
        one for one, _, _ in process.extract(written, every, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3)
    ]


def _told(connection: sqlite3.Connection, kind: str, ids: list[str]) -> str:
    """Ids with the titles that tell them apart."""
    titles = titled(connection, kind, ids)
    parts = [f"{one} (“{titles[one]}”)" if titles.get(one) else one for one in ids]
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else parts[0]
