"""The terminal view fits its width, says what it leaves out, and lets no escape through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.stages.write.comparisons import comparisons
from tests.stages.write.crowd import crowd
from tests.stages.write.hostile import HOSTILE
from tests.stages.write.story import STORY
from tests.stages.write.wordings import WORDED
from twosource.data import Comparison
from twosource.stages.write.to_terminal import to_terminal

VIEW = to_terminal(STORY)
FLAT = " ".join(VIEW.split())


@pytest.mark.parametrize(
    "words",
    [
        "4 reports, 3 outlets (outlet not stated in 1 report), 6 origins (2 not named)",
        "Place: A B D “silo four” | C “silo two” [contradiction, point 2]",
        "4 reports, 2–3 origins: Tomas Brekke (A B), Lena Faro (C), officials, not named (D)",
        "Coast Today ← Meridian Press ← Thomas Brekke, harbour master",
        "denied: “inspections had been skipped”",
        "reports/lost.txt: The file is empty.",
        "Origin not stated: 4 claims",
        "related items (1), share line (1)",
        "WHAT EACH LEAVES OUT D outlet not stated -",
        "- “Corvane Grain had skipped two inspections this year” [A B C, point 3]",
        "Only in one report A “two alarms had been out of order since March”",
    ],
)
def test_it_says(words: str) -> None:
    assert words in FLAT


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_longer_than_the_width(width: int) -> None:
    assert max(map(len, to_terminal(STORY, width=width).splitlines())) <= width


def test_colour_comes_only_when_asked_for() -> None:
    assert "\x1b" not in VIEW
    assert "\x1b[1;31m" in to_terminal(STORY, color=True)


def test_long_lists_say_how_many_more() -> None:
    lines = [line.strip() for line in to_terminal(crowd(3)).splitlines()]
    assert "…  15 more" in lines


def test_sections_come_in_the_order_in_which_they_matter() -> None:
    lines = [line.partition(" (")[0] for line in to_terminal(WORDED).splitlines()]
    headings = [line for line in lines if line.isupper() and len(line) > 2]
    assert headings == [
        "WHAT MATTERS FIRST",
        "WHAT ALL REPORTS SAY",
        "WHAT SEVERAL REPORTS SAY",
        "OTHER DIFFERENCES",
        "WHAT ONLY ONE REPORT SAYS",
        "WHO SAID WHAT",
        "THE WORDS THEY USE",
        "WHAT EACH LEAVES OUT",
        "TEXT THE REPORTS SHARE",
        "TIMELINE",
        "LEFT OUT AS FURNITURE",
    ]


def test_what_was_looked_for_and_not_found_is_said() -> None:
    assert "No difference was found" in to_terminal(replace(STORY, points=()))


def test_hostile_words_send_nothing_to_the_terminal() -> None:
    shown = to_terminal(HOSTILE)
    assert all(c == "\n" or c.isprintable() for c in shown)


@settings(max_examples=20, deadline=None)
@given(comparisons())
def test_no_comparison_sends_a_control_character(comparison: Comparison) -> None:
    assert not set(to_terminal(comparison)) & set("\x1b\x07\r\t\x9b\u202e\u2066")
