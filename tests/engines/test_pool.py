"""A step shared out over processes gives what it gives here, in order."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from twosource.data import Article, Failure
from twosource.engines import inline, pool
from twosource.engines.pool import cut
from twosource.errors import CleanError, SettingError
from twosource.settings import Settings
from twosource.stages.extract.extract import extract
from twosource.step import Model, Step, apply
from twosource.testing import FakeParser, make_article

TWO = Settings(processes=2)
OPENINGS = (
    "The harbour master said",
    "Officials denied on Monday",
    "A witness, Ilse Vantongeren, told reporters",
)
STORY = "{} that {} crates of lime had fallen from the quay at Ostra. “Nobody was hurt,” said Mayor Ana Reyl."
REPORTS = [make_article(STORY.format(OPENINGS[n % 3], n + 2), path=f"{n}.txt") for n in range(11)]


def shared(step: Step, items: Sequence[Any], **options: Any) -> tuple[Any, ...]:
    """What two processes make of the items, however little text they hold."""
    return pool.run(step, items, settings=TWO, worth=1, **options).values


def wait() -> None:
    """Long enough that the other process gets its share."""
    time.sleep(0.05)


def where(articles: Sequence[Article]) -> list[tuple[int, int]]:
    """Which process has read, and how many it was given at once."""
    wait()
    return [(os.getpid(), len(articles))] * len(articles)


def refuse_odd(articles: Sequence[Article]) -> list[str]:
    for article in articles:
        if int(article.path.split(".")[0]) % 2:
            raise CleanError(f"{article.path} is odd", "odd")
    return [article.path for article in articles]


def elsewhere(articles: Sequence[Article], *, here: int, what: str) -> list[str]:
    """Break or end where it is not the process of the test that reads."""
    if os.getpid() != here and what == "end":
        os.kill(os.getpid(), signal.SIGKILL)
    if os.getpid() != here and what == "break":
        raise LookupError("not foreseen")
    if what == "break here" and os.getpid() == here:
        raise LookupError("not foreseen")
    wait()
    return [article.path for article in articles]


def step_of(fn: Any, *, batch: int | None = 1, needs: tuple[str, ...] = ()) -> Step:
    return Step("extract", fn, needs=needs, batch=batch)


@pytest.mark.weights
@pytest.mark.parametrize("batch", [1, 4])
def test_the_answer_is_that_of_the_inline_engine(batch: int) -> None:
    step = step_of(extract, batch=batch, needs=("parser",))
    gone = Failure("clean", "x.html", "holds no report")
    items = [gone, *REPORTS[:5], gone, *REPORTS[5:]]
    here = inline.run(step, items)
    assert shared(step, items) == here.values
    assert len(here.values) == 13
    assert [value.report for value in here.values if not isinstance(value, Failure)] == [
        report.id for report in REPORTS
    ]


def test_both_processes_read_and_values_keep_their_places() -> None:
    reports = REPORTS * 3
    values = shared(step_of(where), reports)
    assert len({pid for pid, _ in values}) == 2
    assert os.getpid() in {pid for pid, _ in values}
    assert shared(step_of(paths), reports) == tuple(report.path for report in reports)


def paths(articles: Sequence[Article]) -> list[str]:
    wait()
    return [article.path for article in articles]


def test_batches_are_those_of_the_inline_engine() -> None:
    gone = Failure("clean", "x.html", "holds no report")
    items = [gone, *REPORTS[:3], gone, *REPORTS[3:6], gone]
    sizes = [size for _, size in (v for v in shared(step_of(where, batch=4), items) if isinstance(v, tuple))]
    assert sizes == [4, 4, 4, 4, 2, 2]
    assert [number for number, _ in cut(items, 4)] == [0, 1]
    assert [value for value in shared(step_of(where, batch=4), items) if isinstance(value, Failure)] == [
        gone
    ] * 3


def test_a_refusal_is_the_failure_of_its_item_alone() -> None:
    step = step_of(refuse_odd, batch=4)
    values = shared(step, REPORTS)
    assert values == apply(step, REPORTS).values
    assert [value.code for value in values if isinstance(value, Failure)] == ["odd"] * 5


def test_what_a_lost_process_leaves_is_done_here() -> None:
    fn = partial(elsewhere, here=os.getpid(), what="end")
    assert shared(step_of(fn), REPORTS * 3) == tuple(report.path for report in REPORTS * 3)


@pytest.mark.parametrize("what", ["break", "break here"])
def test_an_unexpected_error_stops_the_run_wherever_it_comes_up(what: str) -> None:
    with pytest.raises(LookupError, match="not foreseen"):
        shared(step_of(partial(elsewhere, here=os.getpid(), what=what)), REPORTS * 3)


def test_a_model_that_others_could_not_load_keeps_the_step_here() -> None:
    def load(name: str) -> Model:
        return Model(name, FakeParser(), "fake/flat")

    step = step_of(with_parser, needs=("parser",))
    assert set(shared(step, REPORTS, load=load)) == {("fake/flat", os.getpid())}


def with_parser(articles: Sequence[Article], parser: Any) -> list[tuple[str, int]]:
    wait()
    return [(parser.name, os.getpid())] * len(articles)


@pytest.mark.parametrize(
    ("processes", "worth", "batch"), [(1, 1, 1), (2, 100_000, 1), (2, 1, 16), (2, 1, None)]
)
def test_it_stays_here_where_it_does_not_pay(processes: int, worth: int, batch: int | None) -> None:
    step = step_of(where if batch else where_one, batch=batch)
    done = pool.run(step, REPORTS[:4], settings=Settings(processes=processes), worth=worth)
    assert {pid for pid, _ in done.values} == {os.getpid()}
    assert (done.timing.items, done.timing.failures) == (4, 0)


def where_one(article: Article) -> tuple[int, int]:
    return os.getpid(), 1


def test_no_process_is_left_behind() -> None:
    pids = {pid for pid, _ in shared(step_of(where), REPORTS * 2)} - {os.getpid()}
    assert pids
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_processes_cannot_be_less_than_none() -> None:
    with pytest.raises(SettingError, match="processes is -1"):
        Settings(processes=-1)
