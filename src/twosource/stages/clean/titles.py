"""Frees titles of the outlet's name and other tails that are no part of a headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from twosource.data import Stated
from twosource.stages.clean.authors import letters

_SHORTEST = 15  # characters
_SEPARATED = re.compile(r"\s+[|–—·•»«\-‹›]\s+.{2,40}$")
_TAIL = re.compile(r"\s+[|–—·•»«\-‹›]{1,2}\s+([^|–—·•»«‹›]{2,60})$")
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?", re.IGNORECASE)
_MOST_TAILS = 4
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d")


def bare_titles(found: Iterable[Stated], outlets: Sequence[str]) -> Iterator[Stated]:
    """The titles without what stands behind them: the outlet's name, its address, a rubric behind a bar."""
    listed = list(found)
    shorter = sorted({s.value for s in listed if len(s.value) >= _SHORTEST}, key=len)
    names = {letters(outlet) for outlet in outlets}
    for stated in listed:
        title = next((t for t in shorter if _starts(stated.value, t)), stated.value)
        yield replace(stated, value=bare_title(title, names))


def _starts(title: str, shorter: str) -> bool:
    """Whether a title is a shorter one with a tail."""
    rest = title[len(shorter) :]
    return bool(rest) and title.startswith(shorter) and bool(_SEPARATED.match(rest))


def bare_title(title: str, outlets: Iterable[str]) -> str:
    """A title without its tails; `outlets` are the letters of the outlet's names."""
    names = set(outlets)
    for _ in range(_MOST_TAILS):
        found = _TAIL.search(title)
        if found is None or not _is_tail(title, found, names):
            break
        title = title[: found.start()].rstrip()
    return title


def _is_tail(title: str, found: re.Match[str], outlets: set[str]) -> bool:
    tail = found[1].strip()
    own = letters(tail)
    is_name = any(
        name and (own == name or (len(name) >= 4 and (own in name or name in own))) for name in outlets
    )
    if is_name or _ADDRESS.fullmatch(tail) or _DATE.fullmatch(tail):
        return True
    is_behind_bar = "|" in title[found.start() : found.start(1)]
    return is_behind_bar and found.start() >= _SHORTEST and len(tail) < found.start()
