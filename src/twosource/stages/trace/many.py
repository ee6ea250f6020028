"""Copied text among thousands of reports: candidates by fingerprints, words compared only in those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from twosource.data import Article, Copy, Span
from twosource.stages.trace.align import Run, align
from twosource.stages.trace.candidates import candidates, fingerprints
from twosource.stages.trace.copies import judge, spread_quotes, whose
from twosource.stages.trace.weigh import weigh
from twosource.stages.trace.wording import Wording, wording

_HELD = 400  # reports whose words are held at a time, some 150 kB each


def copies_among(
    articles: Sequence[Article], quoted: Mapping[str, Sequence[Span]], *, hours: float | None = None
) -> Iterator[Copy]:
    """Say for those pairs of many reports that share text or a quotation what they share.

    As `copies.find_copies`, but pairs without fingerprints in common are never
    looked at and pairs that share nothing are left out, so that the cost grows
    with the reports and not with their pairs.  `hours` is the window of a story:
    reports published further apart are not compared; None compares all.
    """
    pairs = list(candidates([fingerprints(article) for article in articles], hours=hours))
    for group in _connected(pairs):
        yield from _copies_of(group, articles, quoted)


def _connected(pairs: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The pairs in groups that have no report in common, each in order."""
    root: dict[int, int] = {}

    def find(at: int) -> int:
        while root.setdefault(at, at) != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for a, b in pairs:
        first, second = sorted((find(a), find(b)))
        root[second] = first
    groups: dict[int, list[tuple[int, int]]] = {}
    for pair in pairs:
        groups.setdefault(find(pair[0]), []).append(pair)
    return list(groups.values())


def _copies_of(
    pairs: Sequence[tuple[int, int]], articles: Sequence[Article], quoted: Mapping[str, Sequence[Span]]
) -> Iterator[Copy]:
    @lru_cache(maxsize=_HELD)
    def read(at: int) -> Wording:
        return wording(articles[at], quoted.get(articles[at].id, ()))

    aligned: list[tuple[int, int, list[Run]]] = []
    marks: dict[str, bytearray] = {}
    for a, b in pairs:
        runs = align(read(a).strand, read(b).strand)
        spread_quotes(read(a), read(b), runs, marks)
        aligned.append((a, b, runs))
    for a, b, runs in aligned:
        texts = read(a), read(b)
        weighed = [weigh(*texts, run, marks) for run in runs]
        found = judge(*texts, weighed, whose(articles[a], articles[b]))
        if found.kind != "none":
            yield found
