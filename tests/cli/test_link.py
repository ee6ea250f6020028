"""`twosource link` and `twosource unlink` as a user meets them, and the comparison that uses them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Command = Callable[..., CompletedProcess[str]]
GOOD = ("herald.txt", "courier.txt")
FILE = "twosource.links.jsonl"


def entities(done: CompletedProcess[str]) -> dict[str, list[str]]:
    """The entities of a comparison on standard output: the spellings of each by its name."""
    return {e["name"]: e["spellings"] for e in json.loads(done.stdout)["entities"]}


def test_a_correction_is_kept_listed_and_taken_back(twosource: Command, yard: Path) -> None:
    done = twosource("link", "Runa Holt", "Marek Dahl", "--why", "a pen name")
    assert (done.returncode, done.stdout) == (0, "")
    assert f"{FILE} now says: “Runa Holt” is “Marek Dahl” (a pen name)" in done.stderr
    kept = (yard / FILE).read_text(encoding="utf-8")
    assert "says so already" in twosource("link", "marek dahl", "Runa Holt").stderr
    assert (yard / FILE).read_text(encoding="utf-8") == kept
    assert twosource("unlink", "Dahl", "Vell").returncode == 0
    listed = twosource("link").stdout
    assert listed == "“Runa Holt” is “Marek Dahl” (a pen name)\n“Dahl” is not “Vell”\n"
    assert twosource("link", "--forget", "Dahl", "Vell").returncode == 0
    assert (yard / FILE).read_text(encoding="utf-8") == kept


def test_what_contradicts_is_refused_and_nothing_is_written(twosource: Command, yard: Path) -> None:
    twosource("link", "Dahl", "Holt")
    kept = (yard / FILE).read_bytes()
    done = twosource("unlink", "Holt", "Dahl")
    assert (done.returncode, done.stdout) == (2, "")
    assert 'twosource link --forget "Dahl" "Holt"' in done.stderr
    assert (yard / FILE).read_bytes() == kept


def test_half_a_pair_is_wrong_usage(twosource: Command) -> None:
    assert twosource("link", "Dahl").returncode == 2
    assert twosource("unlink", "Dahl").returncode == 2
    assert twosource("link", "--forget").returncode == 2


def test_compare_uses_the_folders_corrections_and_says_so(twosource: Command) -> None:
    before = twosource("compare", *GOOD, "--json", "-")
    assert FILE not in before.stderr
    assert "Marek Dahl" in entities(before)
    twosource("link", "Vell", "Marek Dahl", "--why", "to try it")
    twosource("link", "Nobody Here", "Nobody There")
    done = twosource("compare", *GOOD, "--json", "-")
    assert f"{FILE} was used: 2 corrections, 1 about names of these reports" in done.stderr
    joined = [e for e in json.loads(done.stdout)["entities"] if {"Vell", "Marek Dahl"} <= set(e["spellings"])]
    (entity,) = joined
    (link,) = [k for k in entity["links"] if k["by"] == "person"]
    assert (link["a"], link["b"], link["why"]) == ("Vell", "Marek Dahl", "to try it")
    assert json.loads(done.stdout)["made_by"]["corrections"] == "2 by a person"


def test_another_file_can_be_named(twosource: Command, yard: Path) -> None:
    twosource("unlink", "Vell", "Marek Dahl", "--links", "desk.jsonl")
    assert not (yard / FILE).exists()
    done = twosource("compare", *GOOD, "--links", "desk.jsonl")
    assert "desk.jsonl was used" in done.stderr
    missing = twosource("compare", *GOOD, "--links", "none.jsonl")
    assert missing.returncode == 2
    assert "none.jsonl is not there" in missing.stderr


def test_a_damaged_file_is_named_and_nothing_is_compared(twosource: Command, yard: Path) -> None:
    (yard / FILE).write_text("no json\n", encoding="utf-8")
    done = twosource("compare", *GOOD)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{FILE}, line 1 is no correction" in done.stderr


def test_corrections_that_clash_in_these_reports_only_end_in_a_sentence(twosource: Command) -> None:
    assert twosource("link", "Dahl", "Vell").returncode == 0
    assert twosource("unlink", "Marek Dahl", "Vell").returncode == 0
    done = twosource("compare", *GOOD)
    assert (done.returncode, done.stdout) == (2, "")
    assert "contradict each other: “Marek Dahl” is not “Vell”, but “Dahl” is “Vell”" in done.stderr
