"""Runs twosource on stories and lays its figures beside those of the rivals."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.figures import Figure
from bench.origins.answers import answer_of
from bench.origins.files import ARTICLES, Story, write
from bench.origins.records import Json
from bench.origins.rivals import RIVALS
from bench.origins.score import MEASURES, Tally, score
from bench.running import comparison_of
from bench.scoring.story import seen


def answers_of(stories: Sequence[Story]) -> dict[str, Json]:
    """What twosource answers to each story, from nothing but its reports."""
    with tempfile.TemporaryDirectory() as folder:
        write(stories, Path(folder))
        return {
            story.slug: answer_of(
                seen(story.slug, story.labels, comparison_of([Path(folder) / f"{story.slug}{ARTICLES}"]))
            )
            for story in stories
        }


def rivals_of(stories: Sequence[Story]) -> dict[str, Tally]:
    """The rivals scored on the same stories."""
    return {
        name: score(stories, {story.slug: answer(story) for story in stories})
        for name, answer in RIVALS.items()
    }


def figures(of: str, stories: Sequence[Story], answers: Mapping[str, Json]) -> list[Figure]:
    """Every measure on some stories, each beside the rivals that answer what it asks."""
    tally = score(stories, answers)
    beside = rivals_of(stories)
    return [
        Figure(
            name,
            measure(tally),
            count(tally),
            beside=tuple(
                (rival, measure(other)) for rival, other in beside.items() if answers_it(name, other)
            ),
            of=of,
        )
        for name, measure, count in MEASURES
        if measure(tally) is not None
    ]


def answers_it(measure: str, rival: Tally) -> bool:
    """Whether a rival says anything of what a measure asks."""
    if measure.startswith("edges"):
        return bool(rival.edges.said)
    if measure.startswith("copies"):
        return any(answer != "none" for _, answer in rival.copies)
    if measure.startswith("loops"):
        return bool(rival.loops.said)
    return measure != "points answered" and any(said for _, said in rival.ranges)
