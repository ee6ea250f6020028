"""Two people of one surname in one report: which of them a surname alone means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from twosource.data import Name
from twosource.stages.extract.aliases import bearers_of, longer_names


def tell_apart(names: Sequence[Name]) -> list[Name]:
    """The names, in order of place, each surname that several bear given to one of them where that is clear.

    It means the only bearer named in full so far; later whoever it meant
    before, for a report that calls one by surname alone calls the other
    otherwise.  What is not clear keeps its own words.
    """
    bearers = bearers_of(dict.fromkeys(n.full for n in names if n.kind == "person"))
    first = {n.full: n.span.start for n in reversed(names)}
    meant: dict[str, str] = {}
    return [_told(name, bearers, first, meant) for name in names]


def _told(name: Name, bearers: dict[str, list[str]], first: dict[str, int], meant: dict[str, str]) -> Name:
    if name.kind != "person" or " " in name.full:
        return name
    chosen = longer_names(name.full, bearers)
    before = [full for full in chosen if first[full] < name.span.start]
    if len(before) == 1:
        meant.setdefault(name.full, before[0])
    full = meant.get(name.full)
    return replace(name, full=full, by="surname") if full in before else name


def first_bearers(names: Sequence[Name], worded: Iterable[str]) -> dict[str, Name]:
    """For surnames among the wordings the first of the report who bears it: whom a headline means."""
    bearers = bearers_of(dict.fromkeys(n.full for n in names if n.kind == "person"))
    named = {n.full: n for n in reversed(names)}
    found = {words: longer_names(words, bearers) for words in worded if " " not in words}
    return {words: named[longer[0]] for words, longer in found.items() if longer}
