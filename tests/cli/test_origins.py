"""`twosource origins` as a user meets it: a tree, one point of it, a status for scripts, files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

Command = Callable[..., CompletedProcess[str]]
GOOD = ("herald.txt", "courier.txt", "--outlet", "herald.txt=Vell Herald", "--outlet", "courier.txt=Courier")


def test_the_tree_is_alone_on_standard_output(twosource: Command, yard: Path) -> None:
    before = sorted(yard.iterdir())
    done = twosource("origins", *GOOD, NO_COLOR="1")
    assert done.returncode == 0, done.stderr
    assert "2 reports, 2 outlets, 1" in done.stdout
    assert "└── " in done.stdout
    assert "Courier ← " in done.stdout
    assert "\x1b" not in done.stdout
    assert sorted(yard.iterdir()) == before


def test_a_point_is_named_in_words_of_ones_own(twosource: Command) -> None:
    done = twosource("origins", *GOOD, "--point", "sheds burned down on Monday", "--at-least", "1")
    assert done.returncode == 0, done.stderr
    assert "took “" in done.stderr
    assert "burned down on Monday" in done.stdout
    assert "WHAT EACH POINT" not in done.stdout


def test_fewer_origins_than_asked_is_a_status_of_its_own(twosource: Command) -> None:
    done = twosource("origins", *GOOD, "--point", "sheds burned down on Monday", "--at-least", "4")
    assert done.returncode == 6
    assert "fewer than 4 at least" in done.stderr


def test_what_names_no_point_is_wrong_usage(twosource: Command) -> None:
    done = twosource("origins", *GOOD, "--point", "the price of barley in Odense", "--json", "o.json")
    assert done.returncode == 2
    assert "The nearest is" in done.stderr or "has a word of" in done.stderr
    assert done.stdout == ""


def test_options_that_make_no_sense_are_refused_before_reading(twosource: Command) -> None:
    assert "needs --point" in twosource("origins", *GOOD, "--at-least", "2").stderr
    assert "has no words" in twosource("origins", *GOOD, "--point", " ").stderr
    twice = twosource("origins", *GOOD, "--json", "-", "--svg", "-")
    assert (twice.returncode, "Only one output" in twice.stderr) == (2, True)


def test_all_files_come_of_one_run(twosource: Command, yard: Path) -> None:
    written = ("--json", "o.json", "--svg", "o.svg", "--prov", "p.json", "--ninjs", "n.json")
    done = twosource("origins", *GOOD, *written)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "kept in o.sources/" in done.stderr
    assert twosource("verify", "o.json").returncode == 0
    assert ElementTree.parse(yard / "o.svg").getroot().tag.endswith("svg")
    assert "wasDerivedFrom" in json.loads((yard / "p.json").read_text(encoding="utf-8"))
    assert json.loads((yard / "n.json").read_text(encoding="utf-8"))["standard"]["version"] == "3.0"


def test_an_export_may_be_piped(twosource: Command) -> None:
    done = twosource("origins", *GOOD, "--ninjs", "-")
    assert len(json.loads(done.stdout)["associations"]) == 2


def test_too_few_reports_and_places_that_are_not_there(twosource: Command) -> None:
    assert twosource("origins", "herald.txt", "empty.txt").returncode == 4
    assert twosource("origins", *GOOD, "--svg", "none/o.svg").returncode == 5


def test_a_report_that_cannot_be_read_is_said(twosource: Command) -> None:
    done = twosource("origins", *GOOD, "empty.txt", "--errors", "unread.jsonl")
    assert done.returncode == 3
    assert "2 reports, 2 outlets" in done.stdout
