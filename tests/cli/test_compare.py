"""`twosource compare` as a user meets it: a process, its two streams and its status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.conftest import COURIER, HERALD

Command = Callable[..., CompletedProcess[str]]
GOOD = ("herald.txt", "courier.txt")


def test_the_terminal_view_is_alone_on_standard_output(twosource: Command, yard: Path) -> None:
    before = sorted(yard.iterdir())
    done = twosource("compare", *GOOD)
    assert done.returncode == 0, done.stderr
    assert "Marek Dahl" in done.stdout
    assert "\x1b" not in done.stdout
    assert "Nothing was kept" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert sorted(yard.iterdir()) == before


def test_several_outputs_come_of_one_run(twosource: Command, yard: Path) -> None:
    done = twosource("compare", *GOOD, "--markdown", "y.md", "--html", "y.html", "--json", "j.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert "kept in y.sources/" in done.stderr
    kept = sorted(file.read_text(encoding="utf-8") for file in (yard / "y.sources").iterdir())
    assert kept == [HERALD, COURIER]
    assert twosource("verify", "j.json").returncode == 0


def test_the_sources_lie_beside_the_first_file_named(twosource: Command, yard: Path) -> None:
    twosource("compare", *GOOD, "--json", "first.json", "--html", "second.html")
    assert (yard / "first.sources").is_dir()
    assert not (yard / "second.sources").exists()


def test_json_on_standard_output_is_json_alone(twosource: Command) -> None:
    done = twosource("compare", *GOOD, "--json", "-", "--outlet", "herald.txt=Vell Herald")
    data = json.loads(done.stdout)
    assert [report["path"] for report in data["reports"]] == list(GOOD)
    assert data["reports"][0]["outlet"] == "Vell Herald"
    assert [report["text"].split() for report in data["reports"]] == [HERALD.split(), COURIER.split()]


def test_a_date_and_an_outlet_are_stated_by_the_user(twosource: Command) -> None:
    stated = ("--published", "./courier.txt=2023-03-07", "--outlet", "courier.txt=A=B")
    done = twosource("compare", *GOOD, "--json", "-", *stated)
    courier = json.loads(done.stdout)["reports"][1]
    assert (courier["published"], courier["outlet"]) == ("2023-03-07", "A=B")
    assert {s["where"] for s in courier["stated"] if s["field"] in ("outlet", "published")} == {"flag"}


def test_the_same_reports_give_the_same_bytes(twosource: Command) -> None:
    first = twosource("compare", *GOOD, "--json", "-").stdout
    assert first == twosource("compare", *GOOD, "--json", "-", PYTHONHASHSEED="7").stdout
    assert len(first) > 1000


def test_what_cannot_be_read_is_said_and_the_rest_compared(twosource: Command) -> None:
    bad = ("empty.txt", "picture.txt", "report.pdf", "folder.txt", "missing.txt")
    done = twosource("compare", GOOD[0], *bad, GOOD[1], "--json", "-")
    assert done.returncode == 3
    data = json.loads(done.stdout)
    assert [report["path"] for report in data["reports"]] == list(GOOD)
    assert [failure["item"] for failure in data["failures"]] == list(bad)
    assert all(sum(name in line for line in done.stderr.splitlines()) == 1 for name in bad)


def test_a_report_named_twice_counts_once(twosource: Command) -> None:
    done = twosource("compare", *GOOD, GOOD[0], "--json", "-")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["reports"]) == 2
    assert "herald.txt is named twice and counts once" in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("herald.txt",), 4, "Only one report could be read"),
        (("herald.txt", "herald.txt"), 4, "herald.txt is named twice"),
        (("none.txt", "empty.txt"), 4, "None of the reports could be read"),
        ((), 2, "Missing argument"),
        ((*GOOD, "--html"), 2, "requires an argument"),
        ((*GOOD, "--colour"), 2, "No such option"),
        ((*GOOD, "--json", "-", "--html", "-"), 2, "Only one output can be -"),
        ((*GOOD, "--json", "x", "--html", "./x"), 2, "Two outputs name the same file"),
        ((*GOOD, "--json", "herald.txt"), 2, "names one of the reports"),
        ((*GOOD, "--open"), 2, "--open needs --html FILE"),
        ((*GOOD, "--outlet", "herald.txt"), 2, "has no ="),
        ((*GOOD, "--outlet", "other.txt=X"), 2, "other.txt is none of the reports given"),
        ((*GOOD, "--outlet", "herald.txt= "), 2, "is empty"),
        ((*GOOD, "--published", "herald.txt=31 May"), 2, "is no ISO date"),
        ((*GOOD, "--published", "herald.txt=2023-02-30"), 2, "is no ISO date"),
        ((*GOOD, "--json", "none/x.json"), 5, "its folder does not exist"),
        ((*GOOD, "--json", "folder.txt"), 5, "it is a directory"),
    ],
)
def test_every_mistake_has_its_sentence_and_status(
    words: tuple[str, ...], status: int, says: str, twosource: Command
) -> None:
    done = twosource("compare", *words)
    assert done.returncode == status
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_name_that_steers_a_terminal_does_not(twosource: Command) -> None:
    done = twosource("compare", *GOOD, "\x1b[31mred.txt")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr + done.stdout


def test_help_teaches_with_an_example(twosource: Command) -> None:
    done = twosource("compare", "--help")
    assert done.returncode == 0
    assert "twosource compare herald.txt courier.html" in done.stdout
    assert twosource("--version").stdout.startswith("twosource 0.")
    assert "verify" in twosource("--help").stdout


def test_the_page_is_opened_in_the_browser(twosource: Command, yard: Path) -> None:
    browser = yard / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {yard}/opened\n')
    browser.chmod(0o755)
    done = twosource("compare", *GOOD, "--html", "y.html", "--open", BROWSER=f"{browser} %s")
    assert done.returncode == 0
    assert (yard / "opened").read_text().strip() == (yard / "y.html").as_uri()
