"""Origins counted: generated stories at three levels, hard cases, and the hand-labelled stories."""

from __future__ import annotations

from pathlib import Path

from bench.figures import AbsentError, Figure
from bench.origins.cast import LEVELS
from bench.origins.files import Story, generated, hard_cases, read
from bench.origins.measure import answers_of, figures
from bench.places import story_folders

SEED, STORIES = 2024, 10


def labelled(data: Path) -> list[Story]:
    """The hand-labelled stories, none where they are absent."""
    try:
        folders = story_folders(data)
    except AbsentError:
        return []
    return [story for folder in folders for story in read(folder)]


def run(data: Path) -> list[Figure]:
    """Every measure set by set; the generated stories and hard cases need no data."""
    sets = {f"level {level}": generated(SEED, level, STORIES) for level in LEVELS}
    sets |= {"hard cases": hard_cases(), "stories": labelled(data)}
    held = {name: stories for name, stories in sets.items() if stories}
    return [each for name, of in held.items() for each in figures(name, of, answers_of(of))]
