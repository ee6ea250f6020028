"""Finding data, showing figures, and writing the page of results."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import bench.__main__ as bench_main
from bench.figures import AbsentError, Figure, reaches, shown, table
from bench.places import seed_files, slugs, story_folders
from bench.results import HEAD, merged, sections, write


def put_story(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / f"{name}.json").write_text("{}", encoding="utf-8")
        (folder / f"{name}.articles.jsonl").write_text("", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "layout", ["bench/stories", "stories", ".", "bench/stories/test", "test/stories", "train"]
)
def test_stories_are_found_whatever_the_split_is_called(tmp_path, layout):
    folder = tmp_path / "data" / layout
    if layout == ".":
        folder = tmp_path / "data"
    put_story(folder, "ferry", "alder")
    assert story_folders(tmp_path / "data") == (folder.resolve(),)
    assert slugs(folder) == ("alder", "ferry")


def test_labels_without_articles_are_no_story(tmp_path):
    folder = put_story(tmp_path / "stories", "ferry")
    (folder / "other.json").write_text("{}", encoding="utf-8")
    (folder / "lone.articles.jsonl").write_text("", encoding="utf-8")
    assert slugs(folder) == ("ferry",)


def test_absent_data_is_said(tmp_path):
    with pytest.raises(AbsentError, match="no stories"):
        story_folders(tmp_path)
    with pytest.raises(AbsentError, match="no seeds"):
        seed_files(tmp_path / "nowhere")


def test_seeds_are_found_beside_the_bench_folder_too(tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in ("000_x.txt", "002_y.txt", "EXPECTED.md"):
        (seeds / name).write_text("", encoding="utf-8")
    (tmp_path / "bench").mkdir()
    for data in (tmp_path, tmp_path / "bench", seeds):
        assert [path.name for path in seed_files(data)] == ["000_x.txt", "002_y.txt"]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (None, "", "–"),
        (0.5, "", "0.500"),
        (0.1234, "s", "0.123 s"),
        (12.34, "s", "12.3 s"),
        (3.0, "points", "3 points"),
        (2.5, "claims", "2.50 claims"),
        (431.6, "MB", "432 MB"),
    ],
)
def test_shown(value, unit, expected):
    assert shown(value, unit) == expected


@pytest.mark.parametrize(
    ("value", "goal", "expected"),
    [
        (0.8, ">= .80", True),
        (0.79, ">= .80", False),
        (5.0, "<= 5", True),
        (5.1, "<= 5", False),
        (1.0, "", None),
        (None, "<= 1", None),
    ],
)
def test_reaches(value, goal, expected):
    assert reaches(Figure("x", value, goal=goal)) is expected


def test_table_puts_what_stands_beside_and_keeps_bars_out():
    line = table([Figure("a|b", 0.9, 10, ">= .80", (("always", 0.1), ("never", None)))])[-1]
    assert line == "| a\\|b |  | 0.900 ✓ | 10 | >= .80 | always 0.100; never – |  |"


def test_rows_that_ran_replace_their_sections_and_the_others_stay():
    first = merged("", {"seeds": "old seeds", "cost": "old cost"})
    second = merged(first, {"seeds": "new seeds"})
    assert first.startswith(HEAD)
    assert sections(second) == {"cost": "old cost", "seeds": "new seeds"}
    assert second.index("## cost") < second.index("## seeds")
    assert merged(second, {}) == second


def test_results_are_written_whole_or_not_at_all(tmp_path):
    page = tmp_path / "RESULTS.md"
    write(page, {"cost": "kept"})
    before = page.read_text(encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write(page, {"seeds": "\ud800"})
    assert page.read_text(encoding="utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == ["RESULTS.md"]


def test_a_row_without_data_says_so_and_leaves_the_page_alone(tmp_path, capsys):
    page = tmp_path / "RESULTS.md"
    status = bench_main.main(["stories", "--data", str(tmp_path), "--results", str(page)])
    assert status == 1
    assert "skipped: no stories" in capsys.readouterr().out
    assert not page.exists()


def test_figures_as_json(tmp_path, capsys, monkeypatch):
    figures = [Figure("x", 0.5, 4, ">= .40")]
    monkeypatch.setattr(bench_main, "run_rows", lambda names, data: dict.fromkeys(names, figures))
    out, page = tmp_path / "out.json", tmp_path / "RESULTS.md"
    assert (
        bench_main.main(["seeds", "--data", str(tmp_path), "--json", str(out), "--results", str(page)]) == 0
    )
    (found,) = json.loads(out.read_text(encoding="utf-8"))["seeds"]
    assert (found["name"], found["value"], found["n"], found["goal"]) == ("x", 0.5, 4, ">= .40")
    assert "| x |" in page.read_text(encoding="utf-8")


def test_an_unknown_row_is_refused(capsys):
    with pytest.raises(SystemExit):
        bench_main.main(["nosuch"])
    assert "no such row: nosuch" in capsys.readouterr().err


def test_the_timer_tells_seconds_memory_and_status():
    timer = Path(bench_main.__file__).parent / "timed.py"
    busy = "import sys; held = bytearray(60_000_000); sys.exit(3)"
    told = subprocess.run(
        [sys.executable, str(timer), sys.executable, "-c", busy], capture_output=True, text=True, check=True
    )
    measured = json.loads(told.stdout)
    assert measured["status"] == 3
    assert 57 < measured["mb"] < 120
    assert measured["seconds"] > 0
