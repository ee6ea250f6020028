"""Places within places, where the reports' own words say so: a link beside the entities, which stay two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from twosource.data import Case, Link, Name, Span
from twosource.stages.match.name_things import spelled_out
from twosource.stages.match.name_words import plain
from twosource.words.load import load_words

# Between the name of a place and that of the place that it lies in: a comma, or *in*.
BETWEEN = re.compile(
    r"(?:\s(?:city|town|village|district|county|prefecture|province|area|region|suburb|municipality))?"
    r"(?:,\s|,?\sin\s(?:the\s)?(?:(?:city|district|county|province|state|region)\sof\s|"
    r"(?:north|south|east|west|central)[a-z-]{0,12}\s){0,2})"
)
# A place that follows another after a comma, or is followed by one, stands in a list.
LISTED_BEFORE = re.compile(r"[\w.],\s(?:the\s)?\Z")
LISTED_AFTER = re.compile(r"\s(?:and|or)\b|,\s(?:and\s|or\s)?[A-Z]")
RULE = "within"


def find_within(case: Case) -> Iterator[Link]:
    """A link from each place to the one that a report says it lies in, once a report."""
    for article, reading in zip(case.articles, case.readings, strict=True):
        places = sorted((n for n in reading.names if n.kind == "place"), key=lambda n: n.span)
        met: set[tuple[str, str]] = set()
        for one, two in pairwise(places):
            between = article.text[one.span.end : two.span.start]
            pair = plain(one.full), plain(two.full)
            is_listed = _is_country(one) or (
                between.endswith(", ") and _is_listed(article.text, one.span, two.span)
            )
            if pair[0] == pair[1] or pair in met or is_listed or not BETWEEN.fullmatch(between):
                continue
            met.add(pair)
            words = re.sub(r"\s+", " ", article.text[one.span.start : two.span.end])
            yield Link(f"{article.id}/{one.full}", f"{article.id}/{two.full}", RULE, 0.8, f"“{words}”", RULE)


def _is_country(place: Name) -> bool:
    return spelled_out(place.full) in load_words("twosource.words", "demonyms.toml")["countries"].values()


def _is_listed(text: str, one: Span, two: Span) -> bool:
    """Whether two places with a comma between them stand in a list of places."""
    before = text[max(0, one.start - 8) : one.start]
    return bool(LISTED_BEFORE.search(before) or LISTED_AFTER.match(text, two.end))
