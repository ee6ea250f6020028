"""Files are written whole or not at all, and what they rest on is kept beside the first."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.telling import A, B, compare_by_hand, pages
from twosource.errors import OutputError
from twosource.outputs import replace_all, save
from twosource.verify import verify


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_all_forms_are_written_in_one_go(tmp_path: Path) -> None:
    files = {form: tmp_path / f"quay.{form}" for form in ("html", "json", "markdown")}
    save(compare_by_hand(), pages(), html=files["html"], json=files["json"], markdown=files["markdown"])
    assert names(tmp_path) == ["quay.html", "quay.json", "quay.markdown", "quay.sources"]
    assert verify(files["json"]).findings == ()
    assert "<html" in files["html"].read_text(encoding="utf-8")


def test_the_bytes_are_kept_under_their_sums(tmp_path: Path) -> None:
    save(compare_by_hand(), pages(), markdown=tmp_path / "quay.md")
    kept = {page.sha256[:16] + ".txt": page.data for page in pages()}
    folder = tmp_path / "quay.sources"
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == kept
    assert {data.decode() for data in kept.values()} == {A, B}


def test_the_json_finds_its_sources_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    save(
        compare_by_hand(),
        pages(),
        html=tmp_path / "q.html",
        json=tmp_path / "deep/q.json",
        beside=tmp_path / "q.html",
    )
    assert json.loads((tmp_path / "deep/q.json").read_text())["reports"][0]["kept"].startswith(
        "../q.sources/"
    )
    assert verify(tmp_path / "deep/q.json").findings == ()


def test_with_no_file_named_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save(compare_by_hand(), pages())
    assert names(tmp_path) == []


def test_the_same_comparison_gives_the_same_files(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        save(compare_by_hand(), pages(), html=tmp_path / folder / "q.html", json=tmp_path / folder / "q.json")
    for name in ("q.html", "q.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_where_one_file_cannot_be_written_none_is_replaced(tmp_path: Path) -> None:
    old = tmp_path / "quay.json"
    old.write_text("old")
    (tmp_path / "quay.html").mkdir()
    with pytest.raises(OutputError, match=r"quay\.html cannot be written: it is a directory"):
        save(compare_by_hand(), pages(), json=old, html=tmp_path / "quay.html", beside=old)
    assert old.read_text() == "old"
    assert names(tmp_path) == ["quay.html", "quay.json", "quay.sources"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file or directory"):
        save(compare_by_hand(), pages(), json=tmp_path / "none" / "quay.json")
    assert names(tmp_path) == []


def test_pages_of_another_comparison_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"The bytes of b\.txt are not among the pages"):
        save(compare_by_hand(), pages()[:1], json=tmp_path / "quay.json")
    assert names(tmp_path) == []


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    replace_all({pipe: b"words"})
    assert os.read(read, 100) == b"words"
    os.close(read)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "out.json")
    for words in (b"first", b"second"):
        replace_all({tmp_path / "link": words})
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real" / "out.json").read_bytes() == words
