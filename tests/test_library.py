"""`twosource.compare` from Python: what it takes, what it gives, what it refuses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import twosource
from tests.cli.conftest import COURIER, HERALD
from twosource.data import Comparison, Failure
from twosource.errors import NothingToCompare, SettingError
from twosource.library import compare_sources, state
from twosource.settings import Settings
from twosource.stages.write.to_json import to_json
from twosource.testing import FakeEmbedder, FakeParser, fake_models, run_here

TERN = "Fire at Vell\n\nA fire destroyed two sheds in Vell on Monday night, the police said on Tuesday.\n"
TEXTS = {"herald.txt": HERALD, "courier.txt": COURIER, "tern.txt": TERN}


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in TEXTS]


def compare(sources: Sequence[str | Path], **options: Any) -> Comparison:
    """`twosource.compare` without weights."""
    return twosource.compare(sources, models=fake_models(), **options)


def test_paths_and_strings_are_taken(reports: list[Path]) -> None:
    comparison = compare([reports[0], str(reports[1])])
    assert [report.path for report in comparison.reports] == [str(path) for path in reports[:2]]
    assert comparison == compare([str(reports[0]), reports[1]])


def test_what_is_not_said_may_be_stated(reports: list[Path]) -> None:
    first = str(reports[0])
    comparison = compare(reports, outlets={first: " The  Herald "}, published={first: "2023-03-07T09:00:00"})
    (outlet, date) = (comparison.reports[0].first(field) for field in ("outlet", "published"))
    assert outlet is not None
    assert date is not None
    assert (outlet.value, outlet.where) == ("The Herald", "flag")
    assert (date.value, date.where) == ("2023-03-07T09:00:00", "flag")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"outlets": {"other.txt": "X"}}, "other.txt is none of the reports given"),
        ({"outlets": {"a.txt": "  "}}, "is empty"),
        ({"published": {"a.txt": "yesterday"}}, "is no ISO date"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingError, match=says):
        compare(["a.txt", "b.txt"], **options)


def test_fewer_than_two_are_nothing_to_compare(reports: list[Path]) -> None:
    with pytest.raises(NothingToCompare, match="Only one report") as raised:
        compare([reports[0], "none.txt", reports[0]])
    assert [failure.step for failure in raised.value.failures] == ["acquire", "same"]
    assert isinstance(raised.value.failures[0], Failure)
    with pytest.raises(NothingToCompare, match="None of the reports"):
        compare([])


def test_one_text_under_two_outlets_stays_two_reports(reports: list[Path], tmp_path: Path) -> None:
    twin = tmp_path / "twin.txt"
    twin.write_bytes(reports[0].read_bytes())
    assert len(compare([*reports[:2], twin]).reports) == 2
    comparison = compare([reports[0], twin], outlets={str(twin): "The Twin"})
    assert len({report.id for report in comparison.reports}) == 2
    assert comparison.failures == ()


def test_a_failure_says_what_and_the_others_are_compared(reports: list[Path], tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"word " * 3_000_000)
    comparison = compare([large, *reports])
    assert len(comparison.reports) == 3
    (failure,) = comparison.failures
    assert (failure.step, failure.item) == ("acquire", str(large))
    assert "too large" in failure.reason
    assert len(compare([*reports], settings=Settings(max_bytes=200)).reports) == 2


def test_a_comparison_says_what_it_was_made_by(reports: list[Path]) -> None:
    made_by = dict(compare(reports).made_by)
    assert made_by["twosource"] == twosource.__version__
    assert made_by["parser"].startswith("none")
    fakes = fake_models(parser=FakeParser(), embedder=FakeEmbedder())
    made_by = dict(twosource.compare(reports, models=fakes).made_by)
    assert (made_by["parser"], made_by["embedder"]) == ("fake/flat", "fake/bag-of-words")


def test_the_engine_changes_no_answer(reports: list[Path]) -> None:
    sources = state(reports, outlets={}, published={})
    plain = compare_sources(sources, models=fake_models(), engine=run_here)
    limited = compare_sources(sources, models=fake_models())
    assert plain.comparison == limited.comparison
    assert plain.pages == limited.pages
    assert [timing.step for timing in limited.timings] == ["acquire", "clean", "extract", "match", "trace"]
    assert {timing.items for timing in limited.timings} == {3, 1}


def findings(comparison: Comparison) -> dict[str, set[object]]:
    """What a comparison finds, without the order in which it is shown."""
    return {
        "reports": set(comparison.reports),
        "claims": set(comparison.claims),
        "only in": {(only.report, only.claim) for only in comparison.only_in},
        "omissions": set(comparison.omissions),
        "entities": {(e.kind, frozenset(e.mentions)) for e in comparison.entities},
        "points": {(p.id, p.relation, frozenset(p.claims)) for p in comparison.points},
        "differences": {
            (p.id, d.kind, d.verdict, d.between, d.rule, frozenset(d.values))
            for p in comparison.points
            for d in p.differences
        },
        "copies": {(c.kind, frozenset([c.a, c.b]), len(c.runs)) for c in comparison.copies},
        "origins": {(o.id, o.kind, frozenset(o.claims), frozenset(o.edges)) for o in comparison.origins},
        "ledgers": {(x.about, x.min, x.max, frozenset(x.unknown)) for x in comparison.ledgers},
    }


@pytest.mark.parametrize("weights", [False, pytest.param(True, marks=pytest.mark.weights)])
def test_the_order_of_the_reports_changes_no_finding(weights: bool, reports: list[Path]) -> None:
    def told(order: Sequence[Path]) -> dict[str, set[object]]:
        return findings(twosource.compare(order, models=None if weights else fake_models()))

    first, *others = permutations(reports)
    assert told(first)["points"]
    for order in others:
        assert told(order) == told(first)


@pytest.mark.weights
def test_two_runs_give_the_same_bytes(reports: list[Path]) -> None:
    assert to_json(twosource.compare(reports)) == to_json(twosource.compare(reports))
