"""`twosource read` as a user meets it: a process, its two streams and its status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.conftest import COURIER, HERALD

Command = Callable[..., CompletedProcess[str]]
PAGE = """<!doctype html><html lang="en"><head><title>Fire at the ferry yard - Vell Herald</title>
<meta property="og:site_name" content="Vell Herald"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Fire at the ferry yard</h1>
<p>A fire destroyed two sheds at the Vell ferry yard on Monday night, police said.</p>
<p>"Nobody was hurt," said Inspector Marek Dahl, who leads the small police post at the yard.</p>
<p>The sheds held ropes, paint and three boats that were to be auctioned later this month.</p>
<p class="newsletter">Sign up for our newsletter</p>
<p>The owner of the yard could not be reached before this report was written on Tuesday.</p>
</article></body></html>"""


def test_a_report_is_shown_with_what_is_stated_of_it(twosource: Command, yard: Path) -> None:
    before = sorted(yard.iterdir())
    done = twosource("read", "herald.txt", "--outlet", "herald.txt=Vell Herald")
    # A slow machine says how far it is, each in a line that ends so.
    said = [line for line in done.stderr.splitlines() if not line.endswith("…")]
    assert (done.returncode, said) == (0, [])
    lines = done.stdout.splitlines()
    assert "outlet     Vell Herald (flag)" in lines
    assert "author     Runa Holt (byline)" in lines
    assert "# Fire at the Vell ferry yard" in lines
    assert "[byline] By Runa Holt" in lines
    assert sorted(yard.iterdir()) == before


def test_furniture_is_shown_with_its_reason_when_asked_for(twosource: Command, yard: Path) -> None:
    (yard / "page.html").write_text(PAGE, encoding="utf-8")
    plain, whole = twosource("read", "page.html"), twosource("read", "page.html", "--furniture")
    assert "Sign up" not in plain.stdout
    assert "piece of furniture left out" in plain.stdout
    furniture = [line for line in whole.stdout.splitlines() if line.startswith("| ")]
    assert "| Sign up for our newsletter" in furniture
    assert furniture[furniture.index("| Sign up for our newsletter") - 1].startswith("| newsletter: ")


def test_what_is_written_can_be_verified(twosource: Command, yard: Path) -> None:
    (yard / "page.html").write_text(PAGE, encoding="utf-8")
    done = twosource("read", "page.html", "courier.txt", "--json", "out.json")
    assert (done.returncode, done.stdout) == (0, "")
    data = json.loads((yard / "out.json").read_text(encoding="utf-8"))
    assert data["schema"] == "twosource/reports/1"
    assert [report["path"] for report in data["reports"]] == ["page.html", "courier.txt"]
    assert twosource("verify", "out.json").returncode == 0
    kept = next(file for file in (yard / "out.sources").iterdir() if file.suffix == ".html")
    kept.write_bytes(kept.read_bytes().replace(b"two sheds", b"ten sheds"))
    assert twosource("verify", "out.json").returncode == 1


def test_what_cannot_be_read_is_in_the_ledger_and_the_rest_goes_on(twosource: Command, yard: Path) -> None:
    named = ("herald.txt", "empty.txt", "picture.txt", "missing.txt", "herald.txt")
    done = twosource("read", *named, "--errors", "unread.jsonl")
    assert done.returncode == 3
    assert "Fire at the Vell ferry yard" in done.stdout
    ledger = [json.loads(line) for line in (yard / "unread.jsonl").read_text().splitlines()]
    assert [(entry["source"], entry["stage"], entry["code"]) for entry in ledger] == [
        ("empty.txt", "acquire", "empty"),
        ("picture.txt", "acquire", "binary"),
        ("missing.txt", "acquire", "missing"),
        ("herald.txt", "same", "same"),
    ]
    assert set(ledger[0]) == {"source", "stage", "code", "reason", "digest"}


def test_a_ledger_without_entries_says_that_all_was_read(twosource: Command, yard: Path) -> None:
    assert twosource("compare", "herald.txt", "courier.txt", "--errors", "none.jsonl").returncode == 0
    assert (yard / "none.jsonl").read_bytes() == b""


def test_the_ledger_is_written_though_nothing_can_be_compared(twosource: Command, yard: Path) -> None:
    assert twosource("compare", "herald.txt", "empty.txt", "--errors", "unread.jsonl").returncode == 4
    assert json.loads((yard / "unread.jsonl").read_text())["code"] == "empty"


def test_nothing_read_is_told_by_the_status(twosource: Command) -> None:
    done = twosource("read", "empty.txt", "--json", "-")
    assert done.returncode == 4
    assert json.loads(done.stdout)["reports"] == []


def test_standard_input_is_a_report(twosource: Command, yard: Path) -> None:
    done = twosource("read", "-", "--json", "-", stdin=HERALD)
    (report,) = json.loads(done.stdout)["reports"]
    assert (report["path"], report["text"].split()) == ("-", HERALD.split())
    mixed = twosource("compare", "-", "courier.txt", "--json", "-", stdin=HERALD)
    assert [report["path"] for report in json.loads(mixed.stdout)["reports"]] == ["-", "courier.txt"]
    assert twosource("read", "-", "-", stdin=HERALD).returncode == 2


def test_every_row_of_a_table_is_a_report(twosource: Command, yard: Path) -> None:
    rows = [{"body": HERALD, "paper": "Herald"}, {"body": COURIER, "paper": "Courier"}]
    (yard / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = twosource("read", "a.jsonl", "--columns", "text=body,outlet=paper", "--json", "-")
    assert [report["outlet"] for report in json.loads(done.stdout)["reports"]] == ["Herald", "Courier"]


@pytest.mark.parametrize(
    ("words", "status"),
    [(("--columns", "nonsense"), 2), (("--errors", "no/folder.jsonl"), 5), (("--most", "0"), 2)],
)
def test_options_that_make_no_sense_are_refused(
    twosource: Command, words: tuple[str, str], status: int
) -> None:
    assert twosource("read", "herald.txt", *words).returncode == status


def test_links_are_not_followed_offline(twosource: Command) -> None:
    done = twosource("read", "https://herald.example/a", "--offline")
    assert done.returncode == 4
    assert "links are not followed" in done.stderr
