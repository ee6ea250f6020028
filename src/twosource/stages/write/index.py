"""Finds the records of a comparison by id, and the badge of each report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twosource.data import Article, Claim, Comparison, Ledger, Origin, Point, Span
from twosource.stages.write.display import badge
from twosource.stages.write.phrases import say
from twosource.stages.write.shapes import Words
from twosource.stages.write.whole import is_part, subject_of

# A headline and a claim that share so many words are of one thing.
_SHARED = 2


@dataclass(frozen=True, slots=True)
class Index:
    """The comparison's records by id; `numbers` counts the points in reading order."""

    letters: Mapping[str, str]
    articles: Mapping[str, Article]
    claims: Mapping[str, Claim]
    origins: Mapping[str, Origin]
    ledgers: Mapping[str, Ledger]
    points: tuple[Point, ...]
    numbers: Mapping[str, int]
    number_of_claim: Mapping[str, int]

    def words(self, report: str, span: Span) -> Words:
        """The words of `report` at `span`."""
        return Words(self.letters[report], report, span, span.of(self.articles[report].text))

    def outlet(self, report: str) -> str:
        """The outlet of a report, or the words for *not stated*."""
        return self.articles[report].value("outlet") or say("line", "outlet_unstated")

    def badges(self, reports: Iterable[str]) -> tuple[str, ...]:
        """The badges of these reports, each once, in the order of the comparison."""
        wanted = set(reports)
        return tuple(letter for report, letter in self.letters.items() if report in wanted)

    def reports_of(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The badges of the reports that make these claims."""
        return self.badges(self.claims[c].report for c in claims if c in self.claims)


def build_index(comparison: Comparison) -> Index:
    """The index of a comparison; points come strongest first, with their numbers."""
    claims = {c.id: c for c in comparison.claims}
    points = _strongest_first(comparison, claims, {a.id: a.text for a in comparison.reports})
    numbers = {point.id: n for n, point in enumerate(points, 1)}
    return Index(
        letters={a.id: badge(n) for n, a in enumerate(comparison.reports)},
        articles={a.id: a for a in comparison.reports},
        claims=claims,
        origins={o.id: o for o in comparison.origins},
        ledgers={ledger.about: ledger for ledger in comparison.ledgers},
        points=points,
        numbers=numbers,
        number_of_claim=_number_claims(points, numbers),
    )


def index_of(article: Article, claims: Iterable[Claim]) -> Index:
    """The index of one report that is compared with nothing."""
    letters, told = {article.id: badge(0)}, {c.id: c for c in claims}
    return Index(letters, {article.id: article}, told, {}, {}, (), {}, {})


def _strongest_first(
    comparison: Comparison, claims: Mapping[str, Claim], texts: Mapping[str, str]
) -> tuple[Point, ...]:
    """Points of all reports; then what is sure, stands alone, is headlined, told by more, and early."""
    heads = _headlines(comparison)

    def weight(point: Point) -> tuple[bool, bool, bool, bool, int, float]:
        first: dict[str, float] = {}
        is_headlined = False
        for claim in (claims[c] for c in point.claims if c in claims):
            depth = claim.span.start / max(1, len(texts[claim.report]))
            first[claim.report] = min(depth, first.get(claim.report, 1.0))
            subject = subject_of(claim.span.of(texts[claim.report]))
            is_headlined |= any(len(subject & head) >= _SHARED for r, head in heads if r != claim.report)
        lead = claims[point.lead]
        leans = is_part(lead, texts[lead.report])
        early = sum(first.values()) / max(1, len(first))
        return (len(first) < len(texts), not point.is_sure, leans, not is_headlined, -len(first), early)

    return tuple(sorted((p for p in comparison.points if p.lead in claims), key=weight))


def _headlines(comparison: Comparison) -> list[tuple[str, frozenset[str]]]:
    """What each headline is about, with the report whose it is."""
    spans = [(a, b.span) for a in comparison.reports for b in a.blocks if b.kind == "headline"]
    return [(article.id, subject_of(span.of(article.text))) for article, span in spans]


def _number_claims(points: tuple[Point, ...], numbers: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for point in points:
        for claim in point.claims:
            found.setdefault(claim, numbers[point.id])
    return found
