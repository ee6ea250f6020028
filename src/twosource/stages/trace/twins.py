"""Twins: claims of two reports that stand in text they share, or in very nearly the same words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from twosource.data import Claim, Copy, Span
from twosource.stages.trace.groups import Above, join
from twosource.text.normal import normalise

COPIED = frozenset({"wire-copy", "shared-agency-paragraphs"})
# Of the lemmas of the shorter claim in the longer one: both are one sentence, whatever was cut from it.
SAME_SENTENCE = 0.5
# The same of two claims that have a word wrong in the same way: they are of one fact.
SAME_SLIP = 0.25
# Claims worded alike without a run in common: so many lemmas, and so large a share of those of both.
# The least of values that join no two claims of two desks with their own words on unlabelled stories.
ALIKE_LEMMAS = 8
ALIKE_SHARE = 0.5
ALIKE_OF_SHORTER = 0.75


def find_twins(claims: Iterable[Claim], copies: Sequence[Copy]) -> Above:
    """Claims joined where they are one sentence of text that their reports share, or share a slip."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    ordered = {report: sorted(found, key=lambda c: c.span) for report, found in by_report.items()}
    starts = {report: [c.span.start for c in found] for report, found in ordered.items()}
    longest = {report: max(c.span.end - c.span.start for c in found) for report, found in ordered.items()}
    groups: Above = {}

    def inside(report: str, span: Span) -> list[Claim]:
        found = ordered.get(report, [])
        first = bisect_left(starts.get(report, []), span.start - longest.get(report, 0))
        last = bisect_left(starts.get(report, []), span.end)
        return [c for c in found[first:last] if c.span.overlaps(span)]

    for copy in copies:
        if copy.kind in COPIED:
            for run in copy.runs:
                mine, theirs = inside(copy.a, run.a), inside(copy.b, run.b)
                for one, other in (*_pairs(mine, theirs), *_pairs(theirs, mine)):
                    join(groups, one.id, other.id)
        for slip in copy.slips:
            mine, theirs = inside(copy.a, slip.a), inside(copy.b, slip.b)
            for one, other in (*_pairs(mine, theirs, SAME_SLIP), *_pairs(theirs, mine, SAME_SLIP)):
                join(groups, one.id, other.id)
    return groups


def _pairs(
    mine: Sequence[Claim], theirs: Sequence[Claim], least: float = SAME_SENTENCE
) -> Iterator[tuple[Claim, Claim]]:
    """Each claim of one report with the claim of the other that has most of its words."""
    lemmas = {c.id: lemmas_of(c) for c in (*mine, *theirs)}
    for one in mine:
        best = max(theirs, key=lambda c: (overlap(lemmas[one.id], lemmas[c.id]), c.id), default=None)
        if best is not None and overlap(lemmas[one.id], lemmas[best.id]) >= least:
            yield one, best


def lemmas_of(claim: Claim) -> frozenset[str]:
    """The content words of a claim."""
    return frozenset(term.lemma for term in claim.terms)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the words in common, of all words that the two have."""
    return len(a & b) / max(1, len(a | b))


def worded_alike(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Pairs of claims of different reports that have nearly all of their content words in common."""
    lemmas = {c.id: lemmas_of(c) for c in claims}
    long = [c for c in claims if len(lemmas[c.id]) >= ALIKE_LEMMAS]
    for a, b in combinations(long, 2):
        if a.report != b.report and are_alike(lemmas[a.id], lemmas[b.id]):
            yield a.id, b.id


def are_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two claims have nearly all of their content words in common."""
    common = len(a & b)
    return common >= max(ALIKE_LEMMAS, ALIKE_SHARE * len(a | b), ALIKE_OF_SHORTER * min(len(a), len(b)))


def same_quotation(claims: Sequence[Claim], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of quoted claims that share a run of quoted words: one utterance, whoever is named for it."""
    first: dict[tuple[str, ...], Claim] = {}
    for claim in claims:
        words = _quoted_words(claim, texts[claim.report])
        for at in range(len(words) - QUOTED_RUN + 1):
            other = first.setdefault(tuple(words[at : at + QUOTED_RUN]), claim)
            if other.report != claim.report:
                yield other.id, claim.id


# Words in a row between quotation marks in two reports: nobody says them twice by chance.
QUOTED_RUN = 4


def _quoted_words(claim: Claim, text: str) -> list[str]:
    """The words of a claim that stand between quotation marks: all of a quoted one, else what it marks."""
    words = claim.span.of(text)
    if not claim.quoted:
        words = " ".join(m[1] for m in MARKED.finditer(words))
    return [normalise(w, fold_accents=True).text for w in re.findall(r"\w+", words)]


MARKED = re.compile(r"[\"“]([^\"“”]{1,400})(?:[\"”]|$)")
