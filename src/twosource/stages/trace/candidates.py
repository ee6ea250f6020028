"""Which of many reports may share text: found by the fingerprints that they have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from twosource.data import Article
from twosource.stages.trace.running import lexicon, running_lines, set_phrases
from twosource.stages.trace.wording import key
from twosource.text.normal import normalise

_ROW = 4  # words of a fingerprint
_WINDOW = 4  # rows of which one is kept: any 7 words in common that were not touched give a fingerprint
_CONTENT_WORDS = 2  # of a row at least: ``of one of the`` is in every report
_SHARED = 2  # fingerprints in common from which a pair is looked at
_COMMON = 100  # reports from which on a fingerprint pairs each with its neighbours in time only,
_NEIGHBOURS = 10
_RARE_WORTH = 5  # times as much counts one that fewer have: what all have is a phrase as likely as a text
_PARTS = 64  # the marks are gone through part by part: memory for one part only
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MIX, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What is kept of a report to find its copies by: marks of 64 bits, the same in every process.

    `published` is in hours since 1970 (UTC where no zone is stated), None where the report does not say.
    """

    report: str
    marks: tuple[int, ...]
    published: float | None = None


def fingerprints(article: Article) -> Fingerprints:
    """The fingerprints of a report: of every few rows of words the one with the least number.

    Winnowing (Schleimer, Wilkerson and Aiken 2003) over rows of words in
    normal form; furniture, lines of the site, set phrases and rows of function words have none.
    """
    marks: set[int] = set()
    for line in running_lines(article):
        for piece in _without_set_phrases(line):
            marks.update(_winnowed(_WORD.findall(normalise(piece).text)))
    return Fingerprints(article.id, tuple(sorted(marks)), _hours(article.value("published")))


def _without_set_phrases(line: str) -> Iterator[str]:
    at = 0
    for phrase in set_phrases(line):
        yield line[at : phrase.start]
        at = phrase.end
    yield line[at:]


def _winnowed(found: Sequence[str]) -> Iterator[int]:
    light = lexicon().light
    keys = [key(word) for word in found]
    content = [word not in light for word in found]
    rows = [
        _mark(keys[at : at + _ROW]) if sum(content[at : at + _ROW]) >= _CONTENT_WORDS else _MASK
        for at in range(len(found) - _ROW + 1)
    ]
    for at in range(max(1, len(rows) - _WINDOW + 1)) if rows else ():
        least = min(rows[at : at + _WINDOW])
        if least != _MASK:
            yield least


def _mark(row: Iterable[int]) -> int:
    mark = 0
    for word in row:
        mark = ((mark ^ word) * _MIX) & _MASK
        mark ^= mark >> 29
    return mark


def _hours(published: str | None) -> float | None:
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() / _HOUR


def candidates(known: Sequence[Fingerprints], *, hours: float | None = None) -> Iterator[tuple[int, int]]:
    """Pairs of places in `known` whose reports share enough fingerprints to be looked at, in order.

    Reports published more than `hours` apart make no pair; one that does not
    say when may be of any time.  A fingerprint that very many reports have
    pairs each with its neighbours in time only, and many of them are asked for:
    cost grows with the reports, and a text that hundreds print is still joined
    from one to the next.
    """
    by_time = sorted(range(len(known)), key=lambda at: (known[at].published or 0.0, known[at].report))
    shared: Counter[tuple[int, int]] = Counter()
    for part in _parts(known, by_time):
        for holders in part:
            worth = _RARE_WORTH if len(holders) <= _COMMON else 1
            for a, b in _pairs(holders):
                if _is_near(known[a], known[b], hours):
                    shared[min(a, b), max(a, b)] += worth
    yield from sorted(pair for pair, worth in shared.items() if worth >= _SHARED * _RARE_WORTH)


def _parts(known: Sequence[Fingerprints], order: Sequence[int]) -> Iterator[list[list[int]]]:
    """For one part of the marks after another: the holders of each that has several."""
    parts: list[tuple[list[int], list[int]]] = [([], []) for _ in range(_PARTS)]
    for at in order:
        for mark in known[at].marks:
            marks, places = parts[mark % _PARTS]
            marks.append(mark)
            places.append(at)
    for marks, places in parts:
        holders: dict[int, list[int]] = {}
        for mark, at in zip(marks, places, strict=True):
            holders.setdefault(mark, []).append(at)
        yield [found for found in holders.values() if len(found) > 1]


def _pairs(holders: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(holders) <= _COMMON:
        return combinations(holders, 2)
    return (
        (holders[here], holders[there])
        for there in range(len(holders))
        for here in range(max(0, there - _NEIGHBOURS), there)
    )


def _is_near(a: Fingerprints, b: Fingerprints, hours: float | None) -> bool:
    if hours is None or a.published is None or b.published is None:
        return True
    return abs(a.published - b.published) <= hours


def candidates_of(
    new: Fingerprints, holders: Mapping[int, Sequence[Fingerprints]], *, hours: float | None = None
) -> list[str]:
    """The reports that a new one may share text with, most shared fingerprints first.

    `holders` gives, for a mark, the reports that have it: a table of marks is all that a library keeps.
    """
    shared = Counter(
        other.report
        for mark in new.marks
        for other in holders.get(mark, ())
        if other.report != new.report and _is_near(new, other, hours)
    )
    found = [(report, count) for report, count in shared.items() if count >= _SHARED]
    return [report for report, _ in sorted(found, key=lambda each: (-each[1], each[0]))]
