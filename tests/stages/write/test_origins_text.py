"""The ledgers in the terminal and in Markdown."""

from __future__ import annotations

from tests.stages.write.hostile import HOSTILE
from tests.stages.write.lineages import story
from twosource.stages.write.origins_markdown import origins_to_markdown
from twosource.stages.write.origins_text import origins_to_text

TREE = """\
2  “The ferry had sunk” [A]
   3 reports, 3 outlets, 1 origin
   Iver Dahl (A B C)
   ├── A  Paper 0 ← “Northern Cable” ← “Iver Dahl”
   ├── B  Paper 1 ← “Iver Dahl”
   └── C  Paper 2 ← “Northern Cable” ← “Iver Dahl”
"""


def test_a_point_is_a_small_tree() -> None:
    shown = origins_to_text(story(3), about="p1")
    assert shown.startswith(TREE), shown
    assert "never counted as independent" in origins_to_text(story(6), about="p0")


def test_everything_is_told_in_order() -> None:
    shown = origins_to_text(story(6, loop=True))
    heads = ("WHAT EACH POINT", "LOOPS", "THE NEXT CALLS", "WHAT FALLS", "WHO HAD IT FIRST", "OWN REPORTING")
    places = [shown.index(head) for head in heads]
    assert places == sorted(places)
    assert "Paper 0 ← Paper 1 A “Paper 1”" in shown


def test_words_of_another_report_come_after_its_letter() -> None:
    shown = origins_to_text(story(6), width=120)
    assert "← A “Fjord Wire” ←" in shown or "← A “Northern Cable” ←" in shown
    assert "(joined)" in shown


def test_without_colour_no_escape_and_no_line_too_long() -> None:
    for comparison in (story(6, loop=True), HOSTILE):
        shown = origins_to_text(comparison, width=70)
        assert "\x1b" not in shown
        assert max(map(len, shown.splitlines())) <= 70
    assert "\x1b[" in origins_to_text(story(3), color=True)


def test_markdown_says_the_same() -> None:
    lines = list(origins_to_markdown(story(6, loop=True)))
    assert "## What each point rests on" in lines
    assert any(line.startswith("- A B: These have one thing from each other") for line in lines)
    assert any("if" not in line and "nothing else stands behind 1 point" in line for line in lines)


def test_markdown_of_hostile_words_has_no_markup_of_theirs() -> None:
    assert [line for line in origins_to_markdown(HOSTILE) if "<" in line.replace("\\<", "")] == []
