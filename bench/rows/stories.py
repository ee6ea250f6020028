"""Labelled stories: points, differences, what only one has, who said what, origins, copies, cleaning."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.explain import explained
from bench.figures import AbsentError, Figure
from bench.places import slugs, story_folders
from bench.running import comparison_of
from bench.scoring.story import View, seen
from bench.story_figures import all_figures, by_story
from twosource.models.ports import Embedder


def read_labels(folder: Path, slug: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The labels of a story and the texts of its articles by id."""
    labels = json.loads((folder / f"{slug}.json").read_text(encoding="utf-8"))
    lines = (folder / f"{slug}.articles.jsonl").read_text(encoding="utf-8").split("\n")
    articles = [json.loads(line) for line in lines if line.strip()]
    return labels, {article["id"]: article["text"] for article in articles}


def look(folder: Path, slug: str) -> tuple[View, dict[str, str]]:
    """Run one story: its view, and the texts of its articles as they are in the table."""
    labels, texts = read_labels(folder, slug)
    return seen(slug, labels, comparison_of([folder / f"{slug}.articles.jsonl"])), texts


def run(data: Path) -> list[Figure]:
    """The figures over all stories, then a few story by story."""
    looked = [look(folder, slug) for folder in story_folders(data) for slug in slugs(folder)]
    return [*all_figures(looked, embedder()), *by_story(looked)]


def embedder() -> Embedder | None:
    """The sentence vectors that the product itself uses, for the baseline."""
    from twosource.step import load_model

    found: Embedder | None = load_model("embedder").value
    return found


def explain(data: Path, slug: str) -> list[str]:
    """One story label by label: what was found, with our words beside it (for reading, not for keeping)."""
    for folder in story_folders(data):
        if slug in slugs(folder):
            return explained(*look(folder, slug))
    raise AbsentError(f"no story {slug} under {data}")
