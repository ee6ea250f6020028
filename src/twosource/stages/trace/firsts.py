"""Who had it first, by the reports' own times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from twosource.data import Article, Claim, First, Point
from twosource.stages.trace.say import say


@dataclass(frozen=True, slots=True)
class Dated:
    """When a report says that it was published: in its words, the day, and the moment if it tells one."""

    words: str
    day: str
    moment: datetime | None


def find_firsts(
    points: Sequence[Point], articles: Sequence[Article], claims: Mapping[str, Claim]
) -> tuple[First, ...]:
    """For each point the report that has it first; none where a report has no time, or two have one time.

    Only what reports or their feeds say of themselves counts, never when they
    were fetched.  Moments are compared where all reports of the point give
    them with a time zone, else days.
    """
    dated = {a.id: when for a in articles if (when := dated_of(a)) is not None}
    outlets = {a.id: a.value("outlet") or a.path for a in articles}
    return tuple(_firsts(points, dated, outlets, claims))


def dated_of(article: Article) -> Dated | None:
    """When a report was published, as it is stated; None where it is not, or not as a date."""
    words = article.value("published")
    if not words:
        return None
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    is_moment = "T" in words and moment.tzinfo is not None
    return Dated(words, moment.date().isoformat(), moment.astimezone(UTC) if is_moment else None)


def _firsts(
    points: Sequence[Point],
    dated: Mapping[str, Dated],
    outlets: Mapping[str, str],
    claims: Mapping[str, Claim],
) -> Iterator[First]:
    for point in points:
        reports = list(dict.fromkeys(claims[c].report for c in point.claims))
        if len(reports) < 2 or any(r not in dated for r in reports):
            continue
        by_moment = all(dated[r].moment is not None for r in reports)

        def rank(report: str, by_moment: bool = by_moment) -> str:
            moment = dated[report].moment
            return moment.isoformat() if by_moment and moment is not None else dated[report].day

        first, second = sorted(reports, key=lambda r: (rank(r), r))[:2]
        if rank(first) < rank(second):
            claim = next(c for c in point.claims if claims[c].report == first)
            names = (outlets[first], dated[first].words, outlets[second], dated[second].words)
            yield First(point.id, first, claim, say("first", "first", names))
