"""A point is found by words of one's own, or nothing is, and it is said which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.stages.write.lineages import story
from tests.stages.write.story import STORY
from twosource.data import Comparison
from twosource.errors import SettingError
from twosource.named import point_named

FITTING = {
    "the crane sank": "p2",
    "Ferry had SUNK": "p1",
    "beacon": "p3",
}
FIRE = {
    "three workers killed in the fire at the grain terminal": "p-toll",
    "blaze began in silo four": "p-start",
    "inspections were skipped": "p-checks",
}


@pytest.mark.parametrize(("text", "about"), FITTING.items(), ids=FITTING)
def test_the_point_with_these_words_is_taken(text: str, about: str) -> None:
    assert point_named(story(4), text).about == about


@pytest.mark.parametrize(("text", "about"), FIRE.items(), ids=FIRE)
def test_other_forms_of_the_words_do(text: str, about: str) -> None:
    named = point_named(STORY, text)
    assert named.about == about
    assert named.ledger.about == about
    assert named.shared


def refusal(comparison: Comparison, text: str) -> str:
    with pytest.raises(SettingError) as refused:
        point_named(comparison, text)
    return str(refused.value)


def test_what_fits_nothing_names_the_nearest() -> None:
    said = refusal(story(4), "the crane was painted green by the mayor's nephew last spring")
    assert "The nearest is “The crane had sunk" in said
    assert "by " in said


def test_what_fits_two_alike_names_both() -> None:
    said = refusal(story(4), "had sunk")
    assert "fits two points equally well" in said
    assert said.count("had sunk") >= 3


def test_a_word_of_many_points_names_none() -> None:
    assert "fits two points equally well" in refusal(STORY, "the")


def test_words_that_no_report_has_are_said() -> None:
    assert "has a word of “zebras”" in refusal(story(4), "zebras")
    assert "has a word of" in refusal(story(4), "…")


def test_a_claim_of_one_report_alone_can_be_named() -> None:
    lonely = next(o.claim for o in STORY.only_in if o.claim in {k.about for k in STORY.ledgers})
    claim = next(c for c in STORY.claims if c.id == lonely)
    words = claim.span.of(next(a.text for a in STORY.reports if a.id == claim.report))
    assert point_named(STORY, words).about == lonely


def test_without_a_ledger_nothing_is_counted() -> None:
    named = point_named(replace(story(4), ledgers=()), "the crane sank")
    assert (named.ledger.min, named.ledger.max) == (0, 0)
