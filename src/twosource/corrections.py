"""A person's corrections of who is who: read from a small file, checked, and written back whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from twosource.data import Link
from twosource.errors import SettingError
from twosource.outputs import replace_all
from twosource.stages.match.name_words import plain
from twosource.stages.match.named import APART, TOGETHER

FILE = "twosource.links.jsonl"
BY = "person"
WHY = "A person said so."
LONGEST_NAME = 300
MOST_BYTES = 10_000_000


def correction(a: str, b: str, *, is_one: bool, why: str = "") -> Link:
    """The link by which a person says that two names are one, or are not.

    A name is a wording, an entity's id, or ``REPORT/NAME`` for one report's
    alone.  SettingError where a name is empty or both are one wording.
    """
    one, two = (" ".join(name.split()) for name in (a, b))
    for name in (one, two):
        if not plain(name) or len(name) > LONGEST_NAME or not name.isprintable():
            raise SettingError(f"{name!r} is no name; give one as worded, in at most {LONGEST_NAME} signs.")
    if plain(one) == plain(two):
        raise SettingError(
            f"“{one}” and “{two}” are one wording; to part two reports' names write REPORT/NAME, "
            "as the links in the JSON do."
        )
    return Link(one, two, TOGETHER if is_one else APART, 1.0, " ".join(why.split()) or WHY, BY)


def read_corrections(file: str | PathLike[str]) -> tuple[Link, ...]:
    """The corrections that a file holds; SettingError where it is not to be read or contradicts itself."""
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise SettingError(f"{file} cannot be read: {error.strerror or error}.") from error
    if len(data) > MOST_BYTES:
        raise SettingError(f"{file} is larger than {MOST_BYTES} bytes; a file of corrections is small.")
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise SettingError(f"{file} is not UTF-8; write it anew with twosource link.") from error
    found = tuple(_read(line, f"{file}, line {n}") for n, line in enumerate(lines, 1) if line.strip())
    return checked(found)


def _read(line: str, where: str) -> Link:
    try:
        entry: Any = json.loads(line)
        a, b, relation, why = entry["a"], entry["b"], entry["relation"], entry.get("why", "")
        are_sound = all(isinstance(value, str) for value in (a, b, relation, why))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        are_sound = False
    if not are_sound or relation not in (TOGETHER, APART):
        raise SettingError(
            f'{where} is no correction; a line is {{"a": NAME, "b": NAME, "relation": "{TOGETHER}"}} '
            f'or has "{APART}" there.'
        )
    return correction(a, b, is_one=relation == TOGETHER, why=why)


def write_corrections(corrections: Iterable[Link], file: str | PathLike[str]) -> None:
    """Write corrections, one a line, whole or not at all; OutputError where that fails."""
    entries = ({"a": k.a, "b": k.b, "relation": k.relation, "why": k.why, "by": k.by} for k in corrections)
    text = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    replace_all({Path(file): text.encode("utf-8")})


def added(corrections: Sequence[Link], new: Link) -> tuple[Link, ...]:
    """The corrections with one more; one that is there already, either way round, stays as it is."""
    if any(_pair(k) == _pair(new) and k.relation == new.relation for k in corrections):
        return tuple(corrections)
    return checked((*corrections, new))


def without(corrections: Sequence[Link], a: str, b: str) -> tuple[Link, ...]:
    """The corrections without what is said of two names; SettingError where nothing is."""
    kept = tuple(k for k in corrections if _pair(k) != frozenset({plain(a), plain(b)}))
    if len(kept) == len(corrections):
        raise SettingError(f"No correction is of “{a}” and “{b}”; twosource link lists those there are.")
    return kept


def checked(corrections: Sequence[Link]) -> tuple[Link, ...]:
    """The corrections, each pair once; SettingError where names held to be one are held not to be."""
    unique = tuple({(_pair(k), k.relation): k for k in reversed(corrections)}.values())[::-1]
    together = [k for k in unique if k.relation == TOGETHER]
    for apart in (k for k in unique if k.relation == APART):
        chain = _chain(plain(apart.a), plain(apart.b), together)
        if chain:
            said = ", ".join(f"“{k.a}” is “{k.b}”" for k in chain)
            raise SettingError(
                f"The corrections contradict each other: {said}, but “{apart.a}” is not “{apart.b}”. "
                f'Take one of them back, such as: twosource link --forget "{chain[0].a}" "{chain[0].b}"'
            )
    return unique


def _chain(start: str, end: str, together: Sequence[Link]) -> list[Link]:
    """The links that lead from one name to another, the fewest; none where nothing does."""
    ways: dict[str, list[Link]] = {start: []}
    edge = [start]
    while edge and end not in ways:
        reached: dict[str, list[Link]] = {}
        for link in together:
            for here, there in ((link.a, link.b), (link.b, link.a)):
                if plain(here) in edge and plain(there) not in ways:
                    reached.setdefault(plain(there), [*ways[plain(here)], link])
        ways |= reached
        edge = list(reached)
    return ways.get(end, [])


def _pair(link: Link) -> frozenset[str]:
    return frozenset({plain(link.a), plain(link.b)})
