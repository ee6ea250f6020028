"""Time expressions of news, given the report's date: places, values, kinds of errors."""

from __future__ import annotations

from pathlib import Path

from bench.figures import Figure
from bench.gold_times import gold_times, recognizers_cases, timeml_folders
from bench.reading_of import article_of, readings_of
from bench.time_figures import error_figures, pairs_of, recognizers_figures, set_figures


def run(data: Path) -> list[Figure]:
    """The figures set by set, the errors after them."""
    figures: list[Figure] = []
    errors: list[Figure] = []
    for folder in timeml_folders(data):
        texts = gold_times(folder)
        readings = readings_of([article_of(t.name, t.text, published=t.published) for t in texts])
        figures += set_figures(folder.name, texts, readings)
        errors += error_figures(folder.name, pairs_of(texts, readings))
    cases = recognizers_cases(data)
    named = [article_of(str(at), case.text, published=case.published) for at, case in enumerate(cases)]
    return [*figures, *errors, *recognizers_figures(cases, readings_of(named))]
