"""Who said what, against annotated news: content, source, cue, and the source linked to its content."""

from __future__ import annotations

from pathlib import Path

from bench.attribution_answers import said_in
from bench.attribution_figures import people_figures, quality_figures
from bench.figures import AbsentError, Figure
from bench.gold_attributions import GoldArticle, gold_articles
from bench.reading_of import article_of, readings_of


def run(data: Path) -> list[Figure]:
    """The figures over all articles, then the ceiling."""
    articles = gold_articles(data)
    readings = readings_of(
        [article_of(article.name, article.text, has_headline=True, is_by_line=True) for article in articles]
    )
    ours = [said_in(reading.claims) for reading in readings]
    return [
        *quality_figures(articles, ours),
        *people_figures(articles, "these articles"),
        *people_figures(training(data), "the training half"),
    ]


def training(data: Path) -> tuple[GoldArticle, ...]:
    """The articles that may be read for knowing how far people agree; none where there is no such half."""
    try:
        return gold_articles(data, "train")
    except AbsentError:
        return ()
