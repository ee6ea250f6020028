"""What a reader meets, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.stages.write.story import STORY
from twosource.data import Comparison, Difference, Mention
from twosource.stages.write.display import quote
from twosource.stages.write.outline import outline
from twosource.stages.write.phrases import origins_line, verdict_word
from twosource.stages.write.summary import group_values

VIEW = outline(STORY)


def test_the_title_is_a_reports_headline() -> None:
    assert VIEW.title
    assert VIEW.title.text == "Grain terminal burns for six hours"
    assert (VIEW.title.letter, VIEW.title_is_headline) == ("A", True)


def test_without_headlines_the_title_is_the_strongest_point() -> None:
    bare = tuple(replace(a, blocks=tuple(b for b in a.blocks if b.kind != "headline")) for a in STORY.reports)
    view = outline(replace(STORY, reports=bare))
    assert view.title == view.points_of_all[0].lead.words
    assert not view.title_is_headline


def test_points_are_told_by_how_many_reports_make_them() -> None:
    assert [p.id for p in VIEW.points_of_all] == ["p-toll", "p-start"]
    assert [p.id for p in VIEW.points_of_several] == ["p-checks"]


def test_clashes_come_first_then_updates_then_disputes() -> None:
    assert [group for group, _ in VIEW.matters] == ["clash", "update", "parties", "other"]


@pytest.mark.parametrize(
    ("verdict", "between", "group"),
    [
        ("contradiction", "reports", "clash"),
        ("contradiction", "parties", "parties"),
        ("later-update", "reports", "update"),
        ("later-update", "parties", "update"),
        ("cannot-tell", "parties", "parties"),
        ("cannot-tell", "reports", "other"),
        ("coarser", "reports", "other"),
    ],
)
def test_the_group_of_a_difference(verdict: str, between: str, group: str) -> None:
    values = tuple(Mention(c.report, c.span) for c in STORY.claims[:2])
    difference = Difference("time", verdict, between, "rule", "why", values)
    points = (replace(STORY.points[0], differences=(difference,)),)
    assert [g for g, _ in outline(replace(STORY, points=points)).matters] == [group]


def test_what_only_one_gives_is_told_but_not_first() -> None:
    values = tuple(Mention(c.report, c.span) for c in STORY.claims[:1])
    difference = Difference("time", "coarser", "reports", "rule", "why", values)
    view = outline(replace(STORY, points=(replace(STORY.points[0], differences=(difference,)),)))
    assert view.matters == ()
    assert [group for group, _ in view.differ] == ["other"]


def test_equal_wordings_stand_together() -> None:
    place = dict(VIEW.matters)["clash"][0]
    assert [[side.value.letter for side in group] for group in place.groups] == [["A", "B", "D"], ["C"]]


def test_equal_words_under_another_stance_stand_apart() -> None:
    asserted = replace(STORY.claims[8], stance="asserts")
    claims = (*STORY.claims[:8], asserted, *STORY.claims[9:])
    values = tuple(Mention(c.report, c.span) for c in (claims[3], asserted))
    both = Difference("polarity", "contradiction", "parties", "rule", "why", values)
    point = replace(STORY.points[2], claims=("gazette-4", "coast-3"), lead="coast-3", differences=(both,))
    shown = outline(replace(STORY, claims=claims, points=(point,))).points_of_several[0].differences[0]
    assert [[side.stance for side in group] for group in shown.groups] == [["denies"], ["asserts"]]
    assert group_values(shown, quote) == (
        "A denied: “inspections had been skipped” | B “inspections had been skipped”"
    )


def test_a_value_outside_every_claim_is_shown_in_its_sentence() -> None:
    polarity = dict(VIEW.matters)["parties"][0]
    side = polarity.sides[0]
    assert side.before + side.value.text + side.after == (
        "The operator, Corvane Grain, denied that inspections had been skipped."
    )


def test_what_one_report_alone_says_is_ranked() -> None:
    assert [s.id for s in VIEW.reports[0].only] == ["gazette-5", "gazette-3", "gazette-6"]


def test_an_origin_is_shown_with_every_way_to_an_outlet() -> None:
    brekke = VIEW.tellers[0]
    assert [[step.name for step in path.steps] for path in brekke.paths] == [
        ["The Vellmar Gazette", "Tomas Brekke"],
        ["Coast Today", "Meridian Press", "Thomas Brekke"],
    ]
    assert [(hop.letter, hop.source) for hop in brekke.hops] == [("D", "Meridian Press")]


def test_unstated_origins_are_kept_apart() -> None:
    assert all(not t.id.startswith("o-coast") for t in VIEW.tellers)
    assert [t.id for t in VIEW.unstated] == ["o-coast", "o-herald", "o-unnamed"]


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ((3, 1, 2, 0), "3 reports, 1–2 origins"),
        ((1, 1, 1, 0), "1 report, 1 origin"),
        ((2, 2, 2, 1), "2 reports, 2 origins, origin not stated in 1 claim"),
        ((2, 0, 0, 2), "2 reports, origin not stated in 2 claims"),
        ((2, 0, 0, 0), "2 reports, origin not stated"),
    ],
)
def test_how_origins_are_counted_in_words(args: tuple[int, int, int, int], line: str) -> None:
    assert origins_line(*args) == line


@pytest.mark.parametrize(
    ("verdict", "kind", "word"),
    [
        ("rounding", "number", "rounding"),
        ("rounding", "name", "spelling"),
        ("rounding", "time", "wording"),
        ("later-update", "number", "later update"),
        ("cannot-tell", "name", "cannot tell"),
    ],
)
def test_the_word_for_a_verdict(verdict: str, kind: str, word: str) -> None:
    assert verdict_word(verdict, kind) == word


def test_an_empty_comparison_has_an_outline() -> None:
    empty = Comparison(STORY.story, STORY.reports[:2], *((),) * 10)
    view = outline(empty)
    assert (view.lead, view.matters, view.tellers) == (None, (), ())


def test_two_spellings_of_a_name_are_told_once() -> None:
    values = tuple(Mention(c.report, c.span) for c in STORY.claims[:2])
    spelling = Difference("name", "rounding", "reports", "name-spelling", "One name.", values)
    points = tuple(replace(p, differences=(spelling,)) for p in STORY.points[:2])
    assert [len(found) for _, found in outline(replace(STORY, points=points)).matters] == [1]
