"""Chooses, of all who are said to have made a report, those who signed it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from twosource.data import Stated
from twosource.stages.clean.authors import is_agency_or_desk, is_outlet, letters

# Where a page names authors, in the order in which it is heard.
_PAGE = ("json-ld", "meta", "byline", "signature", "author-bio")
_MACHINES = ("json-ld", "meta")


def choose_authors(found: Sequence[Stated], outlets: Collection[str]) -> list[Stated]:
    """The statements of those who signed; the first carries the names that speak against them.

    `found` is in the order of trust: what the user gives first, what was said of
    the page on the way here last.  Of the page's own the first place counts that
    names somebody who is not the outlet.  The byline that a reader sees goes
    before data for machines if it names more persons than they do, or others:
    the account that entered a report is often stated in place of its author.
    """
    sets: dict[str, list[Stated]] = {}
    for stated in found:
        _add(sets.setdefault(stated.where, []), stated)
    where = _chosen(sets, outlets)
    chosen = _without_outlets(sets[where], outlets)
    others = [s for s in found if not any(_is_same(s.value, t.value) for t in chosen)]
    against = dict.fromkeys(s.value for s in others if not is_outlet(s.value, outlets))
    told = dict.fromkeys([*chosen[0].contradicted_by, *against])
    first = Stated("author", chosen[0].value, where, chosen[0].span, tuple(told))
    agreeing = {
        (s.value, s.where): s
        for s in found
        if s.where != where and any(letters(s.value) == letters(t.value) for t in chosen)
    }
    return [first, *chosen[1:], *agreeing.values()]


def _add(listed: list[Stated], stated: Stated) -> None:
    """Add a name to those of its place, once: the longer form, and one with its place in the text."""
    for index, known in enumerate(listed):
        if _is_same(known.value, stated.value):
            longer = max(known, stated, key=lambda s: (len(letters(s.value)), s.span is not None))
            listed[index] = longer
            return
    listed.append(stated)


def _chosen(sets: dict[str, list[Stated]], outlets: Collection[str]) -> str:
    own = [where for where in sets if where in _PAGE]
    if not own or next(iter(sets)) not in _PAGE:
        return next(iter(sets))
    order = sorted(own, key=_PAGE.index)
    first = next((w for w in order if any(not is_outlet(s.value, outlets) for s in sets[w])), order[0])
    if first in _MACHINES and "byline" in sets:
        stated, shown = _persons(sets[first], outlets), _persons(sets["byline"], outlets)
        common = [name for name in stated if any(_is_same(name, other) for other in shown)]
        if shown and (len(shown) > len(common) == len(stated) or (stated and not common)):
            return "byline"
    return first


def _persons(listed: Sequence[Stated], outlets: Collection[str]) -> list[str]:
    return [s.value for s in listed if not is_outlet(s.value, outlets) and not is_agency_or_desk(s.value)]


def _without_outlets(listed: Sequence[Stated], outlets: Collection[str]) -> list[Stated]:
    """Data for machines list an outlet beside persons on purpose; in a line it is whom they work for."""
    if listed[0].where not in ("meta", "byline", "signature", "author-bio"):
        return list(listed)
    persons = [s for s in listed if not is_outlet(s.value, outlets)]
    return persons or list(listed)


def _is_same(a: str, b: str) -> bool:
    """Whether two names can be one: the same letters, or all words of one in the other."""
    if letters(a) == letters(b):
        return True
    one, other = set(a.casefold().split()), set(b.casefold().split())
    return len(one & other) >= 2 and (one <= other or other <= one)
