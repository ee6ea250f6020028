"""Finds every span, and every name of another entry, in a comparison's JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
# An outlet in a chain, a value from a flag, an edge that is implied, a remark on a whole report: no words
# need stand for these.
WORDLESS = re.compile(r"\.(chain|stated|edges|flags)\[\d+\]$")


@dataclass(frozen=True, slots=True)
class Place:
    """A span as a comparison has it, unchecked: where, in which report, its ends, words it carries."""

    where: str
    report: object
    start: object
    end: object
    words: str | None = None


def places(data: Json, texts: Mapping[str, str]) -> Iterator[Place]:
    """Every span in `data`: whatever has a ``start`` and an ``end``, and the runs of copies."""
    for key, entries in data.items():
        if key == "reports":
            for number, report in enumerate(entries):
                inside = {k: v for k, v in report.items() if k not in ("text", "map")}
                yield from _within(inside, f"reports[{number}]", report["id"])
        elif key == "copies":
            yield from _copies(entries)
        else:
            yield from _within(entries, key, None)


def _within(value: Any, where: str, report: object) -> Iterator[Place]:
    stack = [(value, where, report)]
    while stack:
        value, where, report = stack.pop()
        if isinstance(value, list):
            stack += [(entry, f"{where}[{number}]", report) for number, entry in enumerate(value)]
        elif isinstance(value, dict):
            report = value.get("report", report)
            if _has_ends(value, where):
                words = value.get("words", value.get("quote"))
                yield Place(where, report, value["start"], value["end"], words)
            stack += [(entry, f"{where}.{key}", report) for key, entry in value.items()]


def _has_ends(value: Json, where: str) -> bool:
    """Whether an entry has a span; where it may, both ends null say that no words stand for it."""
    if "start" not in value or "end" not in value:
        return False
    return not (value["start"] is None and value["end"] is None and WORDLESS.search(where))


def _copies(copies: Any) -> Iterator[Place]:
    for number, copy in enumerate(copies if isinstance(copies, list) else []):
        for key in ("runs", "slips"):
            for place, run in enumerate(copy.get(key) or ()):
                where = f"copies[{number}].{key}[{place}]"
                yield Place(where, copy.get("a"), *run[:2])
                yield Place(where, copy.get("b"), *run[2:4])


# Where entries name others: the key of the list, the fields that name one entry or several, and of what kind.
NAMING = {
    "points": {"claims": "claim"},
    "timeline": {"claims": "claim"},
    "origins": {"claims": "claim"},
    "only_in": {"claim": "claim", "report": "report"},
    "told": {"claim": "claim"},
    "loops": {"claims": "claim", "reports": "report"},
    "rests": {"origin": "origin", "points": "point", "reports": "report"},
    "calls": {"point": "point"},
    "firsts": {"point": "point", "report": "report", "claim": "claim"},
    "firsthand": {"report": "report", "claim": "claim"},
}


def references(data: Json) -> Iterator[tuple[str, str]]:
    """Every claim, report, point or origin named in `data` that `data` does not hold: where, and which."""
    known = {
        kind: {entry["id"] for entry in data.get(f"{kind}s", ())}
        for kind in ("claim", "report", "point", "origin")
    }
    for key, fields in NAMING.items():
        for number, entry in enumerate(data.get(key, ())):
            for field, kind in fields.items():
                named = [entry[field]] if isinstance(entry[field], str) else entry[field]
                yield from ((f"{key}[{number}]", f"{kind} {n}") for n in named if n not in known[kind])
