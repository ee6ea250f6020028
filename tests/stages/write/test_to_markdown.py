"""Markdown in which a report's words are words, and every section is there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.stages.write.comparisons import comparisons
from tests.stages.write.hostile import HOSTILE
from tests.stages.write.wordings import WORDED
from twosource.data import Comparison
from twosource.stages.write.to_markdown import to_markdown

CALM = tuple(
    replace(p, differences=tuple(d for d in p.differences if d.verdict != "later-update"))
    for p in WORDED.points
)
TEXT = to_markdown(replace(WORDED, points=CALM))
# A character that could be markup and has no backslash before it.
RAW = re.compile(r"(?<!\\)(?:\\\\)*[<>\[\]`|~$&!]")


@pytest.mark.parametrize(
    "line",
    [
        "# Port fire kills three",
        "## Where they differ",
        "### Disputed between the parties quoted",
        "  - C: “The fire began in **silo two**” (Inland Herald ← Per Aske, leads the dockers' union)",
        "  - A: denied: “inspections had been skipped” (The Vellmar Gazette ← Corvane Grain)",
        "  - D: outlet not stated ← Meridian Press",
        "- Not found: a later update.",
        "  - B C: “Corvane Grain”",
        "  - Point 3 “Corvane Grain had skipped two inspections this year” (A B C)",
        "  - As spelt: “Tomas Brekke”, “Thomas Brekke”",
        "  - B “at about 5 a.m.”: “The blaze began in silo four at about 5 a.m.”",
        "- A: share line (share-line): “Share this article”",
        "- Could not be read: reports/lost.txt: The file is empty.",
    ],
)
def test_it_has_the_line(line: str) -> None:
    assert line in TEXT.splitlines()


def test_there_are_no_double_blank_lines() -> None:
    assert "\n\n\n" not in TEXT
    assert TEXT.endswith("\n")


def test_hostile_words_are_escaped() -> None:
    text = to_markdown(HOSTILE).replace(" | ", " ")
    assert not RAW.search(text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


@settings(max_examples=20, deadline=None)
@given(comparisons())
def test_no_comparison_makes_a_heading_of_a_reports_words(comparison: Comparison) -> None:
    plain = to_markdown(replace(comparison, made_by=())).splitlines()
    headings = [line for line in plain if line.startswith("#")]
    own = [h for h in headings[1:] if not re.match(r"### [A-C] ", h)]
    assert len(own) == len(set(own))
    assert all(re.fullmatch(r"##+ [\w ]+", h) for h in own)
