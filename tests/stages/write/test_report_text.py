"""How one report is shown."""

import dataclasses

from twosource.data import Block, Flag, Span, Stated
from twosource.stages.write.report_text import report_to_text
from twosource.testing import make_article

TEXT = "Crane falls\n\nA crane fell into the basin on Friday.\n\nSign up\n\nIt will be raised."


def article(**changes):
    made = make_article(TEXT, path="page.html")
    kinds = {"Crane falls": "headline", "Sign up": "newsletter"}
    blocks = tuple(
        Block(b.span, kinds.get(b.span.of(TEXT), "body"), "a rule" if b.span.of(TEXT) in kinds else "")
        for b in made.blocks
    )
    return dataclasses.replace(made, blocks=blocks, **changes)


def test_a_value_is_shown_once_with_all_places_that_have_it():
    stated = (
        Stated("author", "Ana Roe", "json-ld", contradicted_by=("Bo Lind",)),
        Stated("author", "Ana Roe", "byline"),
        Stated("author", "Cy Marsh", "meta"),
    )
    lines = report_to_text(article(stated=stated)).splitlines()
    assert lines[:2] == [
        "author     Ana Roe (json-ld, byline; against it: Bo Lind)",
        "           Cy Marsh (meta)",
    ]


def test_furniture_stands_in_its_place_with_its_rule_or_is_counted():
    assert "Sign up" not in report_to_text(article())
    assert "1 piece of furniture left out" in report_to_text(article())
    lines = report_to_text(article(), furniture=True).splitlines()
    at = lines.index("| newsletter: a rule")
    assert lines[at - 2 : at + 4] == [
        "A crane fell into the basin on Friday.",
        "",
        "| newsletter: a rule",
        "| Sign up",
        "",
        "It will be raised.",
    ]


def test_flags_are_shown_and_lines_are_short():
    flags = (Flag("paywall-stub", "it says that only subscribers may read on " * 5, Span(0, 5)),)
    lines = report_to_text(article(flags=flags), width=60).splitlines()
    assert any(line.startswith("flag       paywall-stub: it says") for line in lines)
    assert max(map(len, (line for line in lines if not line.startswith("sha256")))) <= 60


def test_nothing_steers_the_terminal():
    hostile = Stated("title", "x\x1b]0;owned\x07\u202ey", "meta")
    shown = report_to_text(article(stated=(hostile,)))
    assert not set("\x1b\x07\u202e") & set(shown)
