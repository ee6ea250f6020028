"""Settles which of several statements of a field is believed, and keeps what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from twosource.data import Stated
from twosource.stages.clean.authors import is_outlet
from twosource.stages.clean.signed import choose_authors

# Fields of which only one value can be right.
_ONE = frozenset(
    {
        "outlet",
        "title",
        "published",
        "modified",
        "language",
        "charset",
        "id",
        "canonical",
        "publisher",
        "genre",
    }
)
_PART = re.compile(r"\w+")
_ZONES = (-12, 14)  # hours from UTC, the furthest
_A_DAY = timedelta(days=1)
GIVEN = ("flag", "field")
# Names of one written language.
_ONE_LANGUAGE = ({"no", "nb"}, {"no", "nn"})


def settle(found: Sequence[Stated], captured: str | None = None) -> tuple[Stated, ...]:
    """All statements, best first within a field; of each the first carries what contradicts it.

    `found` is in the order of trust.  A day of publication after `captured`
    (ISO 8601, when the page was fetched) is believed last, and contradicted.
    """
    outlets = [s.value for s in found if s.field in ("outlet", "publisher")]
    out: list[Stated] = []
    for field in dict.fromkeys(s.field for s in found):
        said = [s for s in found if s.field == field]
        if field == "agency":
            out += _agencies(said, outlets)
            continue
        if field == "genre":  # that it is news says nothing against what kind of news
            said = [s for s in said if s.value != "news"] or said
        if field == "author":
            out += choose_authors(said, outlets)
        elif field == "published" and captured:
            out += _settle(field, _future_last(said, captured))
        elif said:
            out += _settle(field, said)
    return tuple(out)


def _agencies(said: Sequence[Stated], outlets: Sequence[str]) -> list[Stated]:
    """All agencies that are credited: several may be; the outlet that is an agency credits nobody."""
    kept: dict[tuple[str, str], Stated] = {}
    for stated in said:
        if stated.where in GIVEN or not is_outlet(stated.value, outlets):
            kept.setdefault((stated.value, stated.where), stated)
    return list(kept.values())


def _settle(field: str, found: Sequence[Stated]) -> list[Stated]:
    """The statements of one field, the first carrying what contradicts it."""
    best = found[0]
    if field in _ONE:
        against = [s.value for s in found[1:] if not _agree(field, best.value, s.value)]
    else:
        # Several values may stand side by side, but only from one place.
        same_place = [s for s in found if _place(s) == _place(best)]
        against = [s.value for s in found if not any(_agree(field, t.value, s.value) for t in same_place)]
    agreeing = [s for s in found[1:] if s.value not in against]
    known = dict.fromkeys([*best.contradicted_by, *against])
    rest = {(s.value, s.where): s for s in agreeing if (s.value, s.where) != (best.value, best.where)}
    return [replace(best, contradicted_by=tuple(known)), *rest.values()]


def _place(stated: Stated) -> str:
    """Where it was found, without what it is called there, as in ``ninjs (infoSources, publisher)``."""
    return stated.where.partition(" (")[0]


def _agree(field: str, a: str, b: str) -> bool:
    """Whether two values of a field can both be right."""
    if field in ("published", "modified"):
        return _is_same_day(a, b)
    one, other = " ".join(_PART.findall(a.lower())), " ".join(_PART.findall(b.lower()))
    if field == "language":
        mains = {one.split(" ")[0], other.split(" ")[0]}
        return len(mains) == 1 or mains in _ONE_LANGUAGE
    if field == "canonical":
        one, other = (value.partition("://")[2].partition("?")[0].rstrip("/") for value in (a, b))
    if field in ("title", "outlet"):
        return one in other or other in one
    return one == other


def _is_same_day(a: str, b: str) -> bool:
    one, other = datetime.fromisoformat(a), datetime.fromisoformat(b)
    if one.tzinfo and other.tzinfo:
        return one.date() == other.astimezone(one.tzinfo).date()
    if a[:10] == b[:10]:
        return True
    # A day alone is that of the outlet's own zone.
    instant, day = (one, b) if one.tzinfo else (other, a)
    if not instant.tzinfo or len(day) > 10:
        return False
    return any((instant + timedelta(hours=away)).astimezone(UTC).date().isoformat() == day for away in _ZONES)


def _future_last(found: Sequence[Stated], captured: str) -> list[Stated]:
    """The statements, those of a day after the fetch behind the others and contradicted by it."""
    future = [s for s in found if s.where not in GIVEN and _is_after(s.value, captured)]
    contradicted = [replace(s, contradicted_by=(*s.contradicted_by, captured)) for s in future]
    return [*(s for s in found if s not in future), *contradicted]


def _is_after(value: str, captured: str) -> bool:
    """Whether a day is later than the one on which the page was fetched, in any zone."""
    return datetime.fromisoformat(value[:10]) > datetime.fromisoformat(captured[:10]) + _A_DAY
