"""Snippets kept and left out, on cases worked by hand."""

import json

import pytest

from bench.eval_snippets import cases, main
from bench.scoring.snippets import Counted, count_snippets, pooled


def test_snippets_are_looked_up_with_single_blanks():
    text = "The ferry\n sank at noon.\nShare this page"
    assert count_snippets(text, ["ferry sank", "The Ferry"], ["Share  this", "Imprint"]) == Counted(1, 1, 1)
    assert count_snippets("", ["ferry"], ["Share"]) == Counted(0, 0, 1)


def test_counts_of_pages_are_pooled():
    total = pooled([Counted(2, 0, 1), Counted(1, 1, 1)])
    assert total == Counted(3, 1, 2)
    assert (total.precision, total.recall, total.f1) == pytest.approx((3 / 4, 3 / 5, 2 / 3))
    assert (Counted().precision, Counted().recall, Counted().f1) == (0, 0, 0)


def test_pages_are_found_in_either_folder(tmp_path):
    for place, name in (("cache", "a.html"), ("eval", "b.html"), ("cache", "b.html")):
        (tmp_path / place).mkdir(exist_ok=True)
        (tmp_path / place / name).write_text("<p>", encoding="utf-8")
    labels = {name: {"file": f"{name}.html", "with": ["x"], "without": ["y"]} for name in "cba"}
    (tmp_path / "evaldata.json").write_text(json.dumps(labels), encoding="utf-8")
    assert [case.file for case in cases(tmp_path)] == [tmp_path / "cache/a.html", tmp_path / "cache/b.html"]


def test_a_folder_that_is_not_there_is_told(tmp_path, capsys):
    assert main(["--data", str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("skipped: no evaldata.json")
