"""News pages with gold: body, date, authors and title, beside the simplest ways to read them."""

from __future__ import annotations

from pathlib import Path

from bench.figures import Figure
from bench.gold_pages import gold_pages
from bench.page_answers import answer_of, clean_page, page_of
from bench.page_baselines import baseline_of
from bench.page_figures import OURS, Answers, quality_figures


def run(data: Path) -> list[Figure]:
    """The figures over all pages."""
    pages = gold_pages(data)
    answers: Answers = {
        OURS: [answer_of(clean_page(page_of(page.file))) for page in pages],
        "simplest": [baseline_of(page.file) for page in pages],
    }
    return quality_figures(pages, answers)
