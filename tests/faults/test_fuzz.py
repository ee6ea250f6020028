"""Every format, damaged by chance: a sound report or a refusal by name, and soon."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.faults.damage import DEEP, HITS, NESTED, PARTS, Hit, damaged
from tests.faults.seeds import seeds
from tests.stages.clean.invariants import assert_covers
from twosource.data import Article, Failure, Page
from twosource.errors import TwosourceError
from twosource.library import read_sources, render_read, state
from twosource.outputs import entry_of
from twosource.settings import Settings
from twosource.stages.acquire.unfold import prepare as prepare_feeds
from twosource.stages.clean.clean import prepare as prepare_clean
from twosource.stages.write.report_text import report_to_text
from twosource.step import Done, Load, Step, apply
from twosource.text.readback import held_by, read_opened

OFFLINE = Settings(follows_links=False)
# What a page is given, and as much again where the machine is busy.
SECONDS = 2 * OFFLINE.page_seconds
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# What is read as others are once it is unpacked, or parsed as they are.
ALIKE = {"packed text", "page in an archive", "page in MHTML", "a.mbox", "atom.xml"}


def engine(step: Step, items: Any, load: Load) -> Done:
    """Every step here, so that what no rule foresees fails the test; recursion ends as in the child."""
    return apply(step, items, load, call)


def call(step: Step, args: tuple[Any, ...]) -> Any:
    """What the step's function returns, within the time a page is given."""
    began = time.process_time()
    try:
        return step.fn(*args)
    except RecursionError:
        raise TwosourceError("is nested too deep to be read", "too-deep") from None
    finally:
        assert time.process_time() - began < SECONDS


def survive(folder: Path, name: str, data: bytes) -> list[Article | Failure]:
    """Read a file of these bytes, which must end soon; whatever comes of it must be sound."""
    seed = seeds()[name]
    file = folder / seed.file
    file.write_bytes(seed.put(data))
    began = time.process_time()
    found = read_sources(state([file], outlets={}, published={}), settings=OFFLINE, engine=engine)
    assert time.process_time() - began < 2 * SECONDS
    pages = {page.sha256: page for page in found.pages}
    assert found.articles
    for item in found.articles:
        if isinstance(item, Article):
            assert_sound(pages[item.sha256], item)
        else:
            assert_told(item)
    json.loads(render_read(found.articles))
    return list(found.articles)


def assert_sound(page: Page, article: Article) -> None:
    """Valid text, blocks and map in order over every word, and every run reads back from the kept bytes."""
    article.text.encode("utf-8")
    assert not CONTROLS.search(article.text)
    assert_covers([block.span for block in article.blocks], article.text)
    assert_covers([run.span for run in article.map], article.text)
    charset = article.value("charset") or ""
    parts = {run.part for run in article.map}
    opened = {part: held_by(page.data, charset, page.media_type, part) for part in parts}
    for run in article.map:
        assert read_opened(opened[run.part], run).split() == run.span.of(article.text).split()
    for stated in article.stated:
        stated.value.encode("utf-8")
        assert len(stated.value) <= 2000
        assert not CONTROLS.search(stated.value)
    assert not CONTROLS.search(report_to_text(article, furniture=True))


def assert_told(failure: Failure) -> None:
    """A sentence on one line and a word for programs, both fit for the ledger."""
    assert CODE.fullmatch(failure.code), failure
    assert failure.code not in ("fault", "crashed")
    assert failure.reason
    assert "\n" not in failure.reason
    json.dumps(entry_of(failure), ensure_ascii=False).encode("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the damaged files lie; what is imported once is no page's time."""
    prepare_clean()
    prepare_feeds()
    return tmp_path_factory.mktemp("damaged")


@pytest.mark.parametrize("name", seeds())
def test_the_seed_itself_is_read(folder: Path, name: str) -> None:
    items = survive(folder, name, seeds()[name].data)
    assert all(isinstance(item, Article) or item.code == "offline" for item in items)


@pytest.mark.parametrize("name", seeds())
def test_any_damage_is_survived(folder: Path, name: str) -> None:
    @settings(max_examples=15)
    @given(HITS)
    def hit(hits: list[Hit]) -> None:
        survive(folder, name, damaged(seeds()[name].data, hits))

    hit()


@pytest.mark.parametrize("opening", NESTED, ids=lambda data: repr(data[:12]))
def test_ten_thousand_openings_are_survived(folder: Path, opening: bytes) -> None:
    for name in seeds().keys() - ALIKE:
        open_deep(folder, name, opening)


@pytest.mark.parametrize("name", ["letter.eml", "a.mhtml"])
def test_ten_thousand_parts_in_parts_are_survived(folder: Path, name: str) -> None:
    open_deep(folder, name, PARTS)


def open_deep(folder: Path, name: str, opening: bytes) -> None:
    """Read a file in the midst of which one thing is opened over and over, and never closed."""
    data = seeds()[name].data
    at = len(data) // 2
    survive(folder, name, data[:at] + opening * DEEP + data[at:])
