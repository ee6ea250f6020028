"""The same report in every format: the same words, each with its place in the bytes that were kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.formats import SENTENCES, TITLE, write_all
from twosource.data import Article, Failure
from twosource.library import compare_sources, read, read_sources, save, save_read, state
from twosource.testing import fake_models
from twosource.verify import verify


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A file of every format."""
    return write_all(tmp_path_factory.mktemp("formats"))


@pytest.fixture(scope="module")
def articles(files: list[Path]) -> dict[str, Article | Failure]:
    """What is read of each, each in a call of its own, since the same address twice is one report."""
    return {file.name: item for file in files for item in read([file])}


def words(article: Article, kinds: set[str]) -> str:
    return " ".join(" ".join(b.span.of(article.text).split()) for b in article.blocks if b.kind in kinds)


def test_every_format_gives_the_same_report(articles: dict[str, Article | Failure]) -> None:
    assert len(articles) == 17
    bodies = {
        name: words(item, {"body"}) if isinstance(item, Article) else item for name, item in articles.items()
    }
    assert bodies == dict.fromkeys(articles, " ".join(SENTENCES))
    titles = {name: item.value("title") for name, item in articles.items() if isinstance(item, Article)}
    assert titles == dict.fromkeys(articles, TITLE)


def test_every_word_of_every_format_can_be_verified(files: list[Path], tmp_path: Path) -> None:
    for file in files:
        found = read_sources(state([file], outlets={}, published={}))
        target = tmp_path / f"{file.name}.json"
        save_read(found.articles, found.pages, target)
        assert verify(target).findings == (), file.name
        (kept,) = (tmp_path / f"{target.stem}.sources").iterdir()
        kept.write_bytes(kept.read_bytes()[:-1])
        assert verify(target).findings != (), file.name


def test_all_formats_are_compared_in_one_call(files: list[Path], tmp_path: Path) -> None:
    outlets = {str(file): file.name for file in files}
    sources = state(list(map(str, files)), outlets=outlets, published={})
    made = compare_sources(sources, models=fake_models())
    assert [report.value("outlet") for report in made.comparison.reports] == [file.name for file in files]
    assert made.comparison.failures == ()
    save(made.comparison, made.pages, json=tmp_path / "out.json", html=tmp_path / "out.html")
    assert verify(tmp_path / "out.json").findings == ()
    assert json.loads((tmp_path / "out.json").read_bytes())["points"]
    assert "page 1" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_the_same_address_reached_twice_is_one_report(files: list[Path]) -> None:
    named = [file for file in files if file.name in ("a.warc.gz", "a.wacz", "a.mhtml")]
    first, *others = read(named)
    assert isinstance(first, Article)
    assert [item.code for item in others if isinstance(item, Failure)] == ["same", "same"]
