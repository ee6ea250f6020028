"""What a reader meets, and in which order."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from tests.stages.write.reports import ARTICLES, at
from tests.stages.write.story import STORY
from tests.stages.write.wordings import WORDED
from twosource.data import Claim, Comparison, Difference, Frame, Mention, Point, Span, Voice
from twosource.stages.write.display import quote
from twosource.stages.write.index import build_index
from twosource.stages.write.outline import outline
from twosource.stages.write.phrases import family, origins_line, verdict_word
from twosource.stages.write.pointed import show_point
from twosource.stages.write.shapes import Words
from twosource.stages.write.summary import absent_groups, around, group_values
from twosource.stages.write.titles import best_headline
from twosource.stages.write.whole import is_cut, is_part

VIEW = outline(STORY)
VOICES = (Voice("", "outlet"),)


def test_the_title_is_the_headline_that_fits_what_is_shared() -> None:
    assert VIEW.title
    assert VIEW.title.text == "Port fire kills three"
    assert (VIEW.title.letter, VIEW.title_is_headline) == ("B", True)


@pytest.mark.parametrize(
    ("headlines", "letter"),
    [
        (("Barley prices rise; fire at terminal", "Fire at grain terminal kills dockers"), "B"),
        (("Fire at grain terminal kills three dock workers", "Markets and weather"), "A"),
    ],
)
def test_a_headline_about_two_events_comes_after_one_about_the_story(
    headlines: tuple[str, ...], letter: str
) -> None:
    index = build_index(STORY)
    points = tuple(show_point(index, p) for p in index.points)
    heads = [Words(badge, "", Span(0, 1), text) for badge, text in zip("AB", headlines, strict=True)]
    assert best_headline(heads, points).letter == letter  # type: ignore[union-attr]


def test_without_headlines_the_title_is_the_strongest_point() -> None:
    bare = tuple(replace(a, blocks=tuple(b for b in a.blocks if b.kind != "headline")) for a in STORY.reports)
    view = outline(replace(STORY, reports=bare))
    assert view.title == view.points_of_all[0].lead.words
    assert not view.title_is_headline


def test_points_are_told_by_how_many_reports_make_them() -> None:
    assert [p.id for p in VIEW.points_of_all] == ["p-toll", "p-start"]
    assert [p.id for p in VIEW.points_of_several] == ["p-checks"]


def test_points_that_lean_on_their_sentence_come_after_those_that_stand_alone() -> None:
    leaning = replace(STORY.points[0], lead="gazette-6")
    view = outline(replace(STORY, points=(leaning, *STORY.points[1:])))
    assert [p.id for p in view.points_of_all] == ["p-start", "p-toll"]
    assert view.points_of_all[1].lead.is_part


def test_clashes_come_first_then_disputes_then_updates() -> None:
    assert [group for group, _ in VIEW.matters] == ["clash", "parties", "update"]
    assert [group for group, _ in VIEW.differ] == ["clash", "parties", "update", "other"]


@pytest.mark.parametrize(
    ("verdict", "between", "group"),
    [
        ("contradiction", "reports", "clash"),
        ("contradiction", "parties", "parties"),
        ("later-update", "reports", "update"),
        ("later-update", "parties", "update"),
        ("cannot-tell", "parties", "other"),
        ("cannot-tell", "reports", "other"),
        ("coarser", "reports", "other"),
    ],
)
def test_the_group_of_a_difference(verdict: str, between: str, group: str) -> None:
    values = tuple(Mention(c.report, c.span) for c in STORY.claims[:2])
    difference = Difference("time", verdict, between, "rule", "why", values)
    points = (replace(STORY.points[0], differences=(difference,)),)
    view = outline(replace(STORY, points=points))
    assert [g for g, _ in view.differ] == [group]
    assert [g for g, _ in view.matters] == [group] * (group != "other")


def test_what_only_one_gives_is_told_but_not_first() -> None:
    values = tuple(Mention(c.report, c.span) for c in STORY.claims[:1])
    difference = Difference("time", "later-update", "reports", "rule", "why", values)
    view = outline(replace(STORY, points=(replace(STORY.points[0], differences=(difference,)),)))
    assert view.matters == ()
    assert [group for group, _ in view.differ] == ["update"]


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


def test_what_the_rules_of_every_family_look_at_is_said() -> None:
    rules = files("twosource.stages.match").joinpath("rules.toml").read_text(encoding="utf-8")
    assert [rule for rule in tomllib.loads(rules)["why"] if not family(rule)] == []


def test_an_empty_comparison_has_an_outline() -> None:
    empty = Comparison(STORY.story, STORY.reports[:2], *((),) * 10)
    view = outline(empty)
    assert (view.matters, view.alone, view.tellers) == ((), (), ())


SPELLING = Difference(
    "name",
    "rounding",
    "reports",
    "name-spelling",
    "One name.",
    tuple(Mention(c.report, c.span) for c in STORY.claims[:2]),
)


def test_two_spellings_of_a_name_are_told_once() -> None:
    points = tuple(replace(p, differences=(SPELLING,)) for p in STORY.points[:2])
    view = outline(replace(STORY, points=points))
    told = [d for _, found in view.differ for d in found]
    assert [d.numbers for d in told] == [(1, 2)]
    assert [d.anchor for p in view.points_of_all for d in p.differences] == [told[0].anchor] * 2


def test_one_figure_in_two_points_is_told_twice() -> None:
    figures = [replace(SPELLING, kind="number", values=SPELLING.values[n:]) for n in (0, 1)]
    points = tuple(replace(p, differences=(d,)) for p, d in zip(STORY.points, figures, strict=False))
    view = outline(replace(STORY, points=points))
    assert [d.numbers for _, found in view.differ for d in found] == [(1,), (2,)]


def test_what_one_report_alone_says_first_stands_alone_and_is_shared_among_the_reports() -> None:
    assert [said.id for said in VIEW.alone] == ["gazette-5", "herald-4", "coast-4", "unnamed-3", "gazette-3"]


@pytest.mark.parametrize(
    ("words", "report", "expected"),
    [
        ("shortly before dawn", "gazette", True),
        ("“Nobody had been told to enter the silo,” he said. “Nobody.”", "gazette", False),
    ],
)
def test_words_that_lean_on_their_sentence_are_known(words: str, report: str, expected: bool) -> None:
    claim = next(c for c in STORY.claims if c.report == f"r-{report}" and words == _text(c))
    assert is_part(claim, ARTICLES[report].text) is expected


@pytest.mark.parametrize("opening", ["which burned", "It burned", "killing three", "where it began"])
def test_a_clause_that_a_relative_a_pronoun_or_a_verb_opens_leans_on_its_sentence(opening: str) -> None:
    frame = Frame("kill", Span(0, 7)) if opening.startswith("killing") else None
    whole = Span(0, len(opening))
    claim = Claim("c", "r", whole, whole, (Voice("", "outlet"),), frame=frame)
    assert is_part(claim, opening)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The proposal was “a match", True),
        ('"red line', True),
        ("What has happened since is", True),
        ("“Nobody had been told,” he said.", False),
        ("the line is closed", False),
    ],
)
def test_words_that_break_off_are_known(words: str, expected: bool) -> None:
    assert is_cut(words) is expected


def test_of_points_that_some_reports_make_those_that_a_headline_tells_come_first() -> None:
    late = Claim("herald-9", "r-herald", at("herald", "Trains to the port were halted"), Span(0, 1), VOICES)
    early = Claim("unnamed-9", "r-unnamed", at("unnamed", "several workers dead"), Span(0, 1), VOICES)
    told = Claim("coast-9", "r-coast", at("coast", "A fire at the grain terminal"), Span(0, 1), VOICES)
    again = Claim("gazette-9", "r-gazette", at("gazette", "The operator"), Span(0, 1), VOICES)
    points = (
        Point("p-first", ("unnamed-9", "gazette-9"), "gazette-9", "same"),
        Point("p-headline", ("coast-9", "herald-9"), "coast-9", "same"),
    )
    shown = outline(replace(STORY, claims=(late, early, told, again), points=points, only_in=()))
    assert [p.id for p in shown.points_of_several] == ["p-headline", "p-first"]


def test_the_sentence_of_words_that_lean_on_it_is_shown_in_part() -> None:
    said = VIEW.reports[0].only[-1]
    assert around(said) == ("Brekke said the blaze began in silo four ", ".")
    assert around(VIEW.reports[0].only[0]) == ("", "")


def test_what_was_looked_for_and_not_found_is_said() -> None:
    assert absent_groups(VIEW) == ()
    bare = outline(replace(STORY, points=(), only_in=()))
    assert len(absent_groups(bare)) == 4


def test_different_words_for_one_actor_stand_together_with_their_places() -> None:
    (worded,) = outline(WORDED).wordings
    assert (worded.name, worded.letters) == ("Corvane Grain", ("A", "B", "C"))
    assert [(words, [p.letter for p in places]) for words, places in worded.phrasings] == [
        ("The operator", ["A"]),
        ("Corvane Grain", ["B", "C"]),
    ]


def _text(claim: Claim) -> str:
    return claim.span.of(next(a.text for a in STORY.reports if a.id == claim.report))
