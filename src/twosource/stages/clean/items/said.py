"""Gathers what a page says of itself that tells whether it holds one report or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from twosource.data import Stated
from twosource.stages.clean.head import Head
from twosource.stages.clean.items.item import Said
from twosource.stages.clean.items.updates import sort_updates
from twosource.stages.clean.linked_data import LinkedData
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_LIVE = "live blog"
# Of the words for a live blog those that say it within a title too: a single word may be any other.
_PLAIN = ("blog", "ticker", " ")
_MARKED = r"^live\b(?=\s*[:|•–—-])|[:|•–—]\s*live\b"


def find_said(head: Head, data: LinkedData, stated: Sequence[Stated], *, address: str) -> Said:
    """What a page says of itself."""
    updates = sort_updates(data.updates)
    return Said(
        is_report=says_report(head, data),
        is_live=bool(updates) or _is_live(head, data, stated),
        reports=sort_updates([data.report, *data.others]),
        updates=updates,
        address=address,
    )


def says_report(head: Head, data: LinkedData) -> bool:
    """Whether a page says that it is one report."""
    return bool(data.report) or head.first("og:type").lower() == "article"


def _is_live(head: Head, data: LinkedData, stated: Sequence[Stated]) -> bool:
    if "LiveBlogPosting" in data.kinds or any(s.field == "genre" and s.value == _LIVE for s in stated):
        return True
    titles = [head.title, *(s.value for s in stated if s.field == "title")]
    return any(_live().search(title) for title in titles)


@cache
def _live() -> re.Pattern[str]:
    words = load_words(HERE, "genre.toml")["words"][_LIVE]
    named = "|".join(re.escape(word) for word in words if any(mark in word for mark in _PLAIN))
    return re.compile(rf"\b(?:{named})\b|{_MARKED}", re.IGNORECASE)
