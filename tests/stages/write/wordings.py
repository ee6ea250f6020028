"""The invented story with different words for one actor and for one act."""

from __future__ import annotations

from dataclasses import replace

from tests.stages.write.reports import at
from tests.stages.write.story import STORY
from twosource.data import Mention, Phrasing, Wording


def mention(report: str, words: str) -> Mention:
    """These words of a report."""
    return Mention(f"r-{report}", at(report, words))


WORDED = replace(
    STORY,
    wordings=(
        Wording(
            "actor",
            "e-corvane",
            (
                Phrasing("The operator", (mention("gazette", "The operator"),)),
                Phrasing(
                    "Corvane Grain", (mention("herald", "Corvane Grain"), mention("coast", "Corvane Grain"))
                ),
            ),
            "One entity under two names.",
        ),
    ),
)
