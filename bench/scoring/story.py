"""One story as the scorers see it: its labels beside our comparison of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.scoring.spans import Place, best_f1, occurrences

FOUND = 0.5
"""The character F1 from which a claim of ours counts as a labelled one."""

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ours:
    """A claim of our comparison, under the labelled article's id."""

    id: str
    article: str
    place: Place
    stance: str
    chain: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Labels, comparison, and what joins them.

    `articles` maps our report ids to the labelled article ids; `texts` maps
    article ids to the text our offsets count in.
    """

    slug: str
    labels: Json
    comparison: Json
    articles: Mapping[str, str]
    texts: Mapping[str, str]
    claims: Mapping[str, Ours]

    def places(self, article: str, quote: str) -> tuple[Place, ...]:
        """Where a labelled quote stands in our text of an article."""
        return occurrences(self.texts.get(article, ""), quote)

    def words(self, claim: Ours) -> str:
        """The words of one of our claims."""
        return self.texts[claim.article][claim.place[0] : claim.place[1]]


def article_id(report: Json, labelled: Sequence[str]) -> str | None:
    """The labelled article that a report of ours is: by its stated id, else by its line of the table."""
    stated = report.get("stated") or ()
    for value in (item.get("value") for item in stated if item.get("field") == "id"):
        if value in labelled:
            return str(value)
    line = re.search(r"#(\d+)$", report.get("path") or "")
    if line and 0 < int(line.group(1)) <= len(labelled):
        return labelled[int(line.group(1)) - 1]
    return None


def seen(slug: str, labels: Json, comparison: Json) -> View:
    """Join labels and comparison; reports that are no labelled article are left out."""
    labelled = [article["id"] for article in labels["articles"]]
    articles = {report["id"]: article_id(report, labelled) for report in comparison["reports"]}
    joined = {report: article for report, article in articles.items() if article}
    texts = {joined[r["id"]]: r["text"] for r in comparison["reports"] if r["id"] in joined}
    claims = {c["id"]: claim_of(c, joined) for c in comparison["claims"] if c["report"] in joined}
    return View(slug, labels, comparison, joined, texts, claims)


def claim_of(claim: Json, articles: Mapping[str, str]) -> Ours:
    """A claim of the JSON as the scorers use it."""
    place = (claim["start"], claim["end"])
    return Ours(claim["id"], articles[claim["report"]], place, claim["stance"], tuple(claim["chain"]))


def nearest(claims: Iterable[Ours], article: str, places: Sequence[Place]) -> tuple[Ours | None, float]:
    """The claim that agrees best with the places (of equals the shortest, then the first), and how well."""
    ranked = sorted(
        ((claim, best_f1(claim.place, places)) for claim in claims if claim.article == article),
        key=lambda pair: (-pair[1], pair[0].place[1] - pair[0].place[0], pair[0].place, pair[0].id),
    )
    return ranked[0] if ranked and ranked[0][1] > 0 else (None, 0.0)


def found(claims: Iterable[Ours], article: str, places: Sequence[Place]) -> Ours | None:
    """The claim that counts as the labelled one, if any does."""
    claim, agreement = nearest(claims, article, places)
    return claim if agreement >= FOUND else None
