"""Parts of a paragraph that are no part of its sentences: datelines before them, credits behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from twosource.data import Block, Span
from twosource.stages.clean.patterns import HERE, UPPER
from twosource.words.load import load_words

_LONGEST_DATELINE = 120
_LONGEST_TAIL = 320


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline ends and the body begins, its agency, and its day as written."""

    end: int
    agency: Span | None
    day: str


def find_dateline(text: str, span: Span) -> Dateline | None:
    """The dateline at the start of a paragraph; offsets are those of `text`."""
    head = text[span.start : min(span.end, span.start + _LONGEST_DATELINE)]
    for pattern in _datelines():
        found = pattern.match(head)
        if found is None or found.end() >= len(head.rstrip()) or _is_no_place(found):
            continue
        agency = found.groupdict().get("agency")
        place = Span(*found.span("agency")) if agency else None
        return Dateline(
            span.start + found.end(),
            Span(span.start + place.start, span.start + place.end) if place else None,
            next((found[g] for g in ("day", "day2") if found.groupdict().get(g)), ""),
        )
    return None


def _is_no_place(found: re.Match[str]) -> bool:
    named = found.groupdict().get("place")
    if named is None:
        return False
    letters = sum(c.isalpha() for c in named)
    return letters < 4 or named.rstrip("’'.- ") in load_words(HERE, "inline.toml")["no_place"]


def find_tail(text: str, span: Span) -> Block | None:
    """The credit or contributor line that closes a paragraph."""
    low = max(span.start, span.end - _LONGEST_TAIL)
    tail = text[low : span.end]
    for key, why in (("contributor", "contributor line"), ("credit", "picture credit")):
        for pattern in _tails(key):
            found = pattern.search(tail)
            if found and low + found.start("credit") > span.start and _is_credit(found["credit"], key):
                return Block(Span(low + found.start("credit"), span.end), "credit", why)
    return None


def _is_credit(words: str, key: str) -> bool:
    """A pair of names with a slash is a credit only if one of them is known to make pictures."""
    if key != "credit" or "/" not in words or ":" in words or " by " in words.lower():
        return True
    known = load_words(HERE, "inline.toml")["credit_words"]
    return any(part.strip("([—–-.)] ").lower() in known for part in words.split("/"))


@cache
def _datelines() -> tuple[re.Pattern[str], ...]:
    table = load_words(HERE, "inline.toml")
    parts = {
        "place": f"(?P<place>{table['place']})",
        "region": table["region"],
        "name": f"(?:{table['name']})",
        "agency": table["agency"],
        "day2": f"(?P<day2>(?i:{table['day']}))",
        "day": f"(?P<day>(?i:{table['day']}))",
    }
    return tuple(re.compile(_fill(pattern, parts)) for pattern in table["dateline"])


@cache
def _tails(key: str) -> tuple[re.Pattern[str], ...]:
    table = load_words(HERE, "inline.toml")
    parts = {"behind": table["behind"], "credited": table["credited"]}
    return tuple(re.compile(_fill(pattern, parts)) for pattern in table[key])


def _fill(pattern: str, parts: dict[str, str]) -> str:
    for name, written in parts.items():
        pattern = pattern.replace("{" + name + "}", written)
    return pattern.replace("{upper}", UPPER)
