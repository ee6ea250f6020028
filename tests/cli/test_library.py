"""The commands of a library as a user meets them."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[str]]
GOOD = ("herald.txt", "courier.txt")


def listed(done: CompletedProcess[str]) -> list[dict[str, object]]:
    """What a list on standard output holds."""
    (entries,) = json.loads(done.stdout).values()
    return list(entries)


def story_of(here: Command) -> str:
    """The id of the story of two reports, merged where the rules left them apart."""
    ids = [str(line["id"]) for line in listed(here("stories", "--json", "-"))]
    if len(ids) > 1:
        assert here("merge", *ids).returncode == 0
    return ids[0]


def test_add_says_what_came_of_it(here: Command, yard: Path) -> None:
    done = here("add", *GOOD, "empty.txt")
    assert (done.returncode, done.stdout) == (3, "")
    assert "empty.txt is empty" in done.stderr
    assert "news.db: 2 new, 1 could not be read (`twosource doctor` lists these" in done.stderr
    again = here("add", *GOOD)
    assert (again.returncode, "news.db: 0 new, 2 held already" in again.stderr) == (0, True)
    (yard / "empty.txt").write_text((yard / "herald.txt").read_text().replace("two", "four"))
    retried = here("add", "--retry")
    assert (retried.returncode, "news.db: 1 new" in retried.stderr) == (0, True)
    assert len(listed(here("search", "ferry", "--json", "-"))) == 3


def test_nothing_that_could_be_read_is_told_apart(here: Command, yard: Path) -> None:
    done = here("add", "empty.txt", "folder.txt", "--errors", "unread.jsonl")
    assert done.returncode == 4
    first, _ = (yard / "unread.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["code"] == "empty"
    assert here("add").returncode == 0


def test_a_story_from_the_list_to_the_proof(here: Command, yard: Path) -> None:
    here("add", *GOOD, "--outlet", "herald.txt=The Herald", "--published", "herald.txt=2031-03-03")
    story = story_of(here)
    line = here("stories").stdout
    assert story in line
    assert "2 reports" in line
    members = here("story", story, "--reports").stdout
    assert "The Herald, 2031-03-03, Fire at the Vell ferry yard" in members
    shown = here("story", story)
    assert (shown.returncode, "Inspector Marek Dahl" in shown.stdout) == (0, True)
    assert "Nothing was kept" not in shown.stdout
    done = here("story", story, "--json", "fire.json", "--html", "fire.html", "--markdown", "-")
    assert done.returncode == 0
    assert done.stdout.startswith("# ")
    assert len(list((yard / "fire.sources").iterdir())) == 2
    assert here("verify", "fire.json").returncode == 0


def test_words_are_found_and_signs_are_no_orders(here: Command, twosource: Command) -> None:
    here("add", *GOOD)
    found = twosource("search", '"ferry yard" arson')
    assert found.returncode == 0
    assert "Sheds burn at ferry yard" in found.stdout
    for query in ('"', "NEAR(", "; DROP TABLE report --", "*", "x " * 9000, "\u202e\x1b[2J"):
        done = here("search", query)
        assert (done.returncode, done.stdout) == (0, "")
    assert here("search", "").returncode == 0


def test_lists_say_what_they_leave_out_and_where_else_to_look(here: Command) -> None:
    here("add", "herald.txt", "--outlet", "herald.txt=Herald", "--published", "herald.txt=2031-03-03")
    (line,) = here("stories", "--since", "yesterday").stdout.splitlines()
    assert line.split()[1:6] == ["1", "report", "1", "outlet", "2031-03-03"]
    here("add", "courier.txt")
    found = here("search", "ferry", "--most", "1")
    assert len(found.stdout.splitlines()) == 3
    assert "these are the first 1; --most N shows more" in found.stderr
    assert "these are" not in here("search", "ferry", "--most", "2").stderr
    nothing = here("search", "ferry nowhere").stderr
    assert "none has “nowhere”; fewer words, or --by-meaning, may find it" in nothing
    assert "no word to search for was given" in here("search", "!").stderr
    done = here("add", "--library", "none.db")
    assert (done.returncode, "`twosource add REPORT` makes one" in done.stderr) == (2, True)


def test_a_report_that_was_taken_back_is_marked_everywhere(here: Command, yard: Path) -> None:
    here("add", *GOOD, "--outlet", "herald.txt=Herald", "--outlet", "courier.txt=Courier")
    story = story_of(here)
    report = str(listed(here("search", "arson", "--json", "-"))[0]["report"])
    with sqlite3.connect(yard / "news.db") as connection:
        connection.execute("UPDATE report SET withdrawn_at = '2031-03-04T12:00:00' WHERE id = ?", (report,))
    connection.close()
    lines = here("story", story, "--reports").stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(report))
    assert "Its outlet has taken it back (2031-03-04)" in lines[place + 2]
    assert sum("taken it back" in line for line in lines) == 1
    assert "Its outlet has taken it back (2031-03-04)." in here("search", "arson").stdout
    assert here("stories").stdout.split()[1:5] == ["1", "report", "1", "outlet"]
    done = here("story", story)
    assert (done.returncode, "has 1 report, and 1 that its outlet has taken back" in done.stderr) == (4, True)
    text = (yard / "herald.txt").read_text().replace("two", "four")
    (yard / "gazette.txt").write_text(text)
    here("add", "gazette.txt", "--outlet", "gazette.txt=Gazette")
    (new,) = [line["id"] for line in listed(here("stories", "--json", "-")) if line["id"] != story] or [story]
    if new != story:
        here("merge", story, str(new))
    done = here("story", story)
    assert done.returncode == 0
    assert "1 report that its outlet has taken back is left out" in done.stderr


def test_a_table_of_nothing_says_why(here: Command, yard: Path) -> None:
    here("add", *GOOD)
    story = story_of(here)
    assert "no story was compared yet" in here("export", "csv", "claims.csv", "--table", "claims").stderr
    assert "compared yet" not in here("export", "csv", "-", "--table", "reports").stderr
    assert "compared yet" not in here("export", "csv", "-", "--table", "claims", "--story", story).stderr


def test_the_beginning_of_an_id_is_enough(here: Command) -> None:
    here("add", *GOOD)
    story = story_of(here)
    report = str(listed(here("search", "arson", "--json", "-"))[0]["report"])
    assert report in here("story", story[:6], "--reports").stdout
    split = here("split", report[:7])
    assert "(“Sheds burn at ferry yard”) has 1 report now" in split.stderr
    pinned = here("pin", report[:7], story[:6])
    assert f"the report {report} stays where it is put: the story {story}" in pinned.stderr
    assert here("export", "csv", "-", "--story", story[:6]).stdout.count(story) == 2
    wrong = here("story", report[:7])
    assert (wrong.returncode, f"id of a report, which is in the story {story}" in wrong.stderr) == (2, True)


def test_a_person_says_what_belongs_together(here: Command) -> None:
    here("add", *GOOD)
    story = story_of(here)
    report = str(listed(here("search", "arson", "--json", "-"))[0]["report"])
    done = here("split", report)
    assert done.returncode == 0
    assert len(listed(here("stories", "--json", "-"))) == 2
    assert here("pin", report, story).returncode == 0
    assert [line["reports"] for line in listed(here("stories", "--json", "-"))] == [2]
    assert "may place it again" in here("pin", report, "--free").stderr
    for words in (("pin", report), ("pin", report, story, "--free"), ("split", "r9"), ("merge", story, "s9")):
        assert here(*words).returncode == 2


def test_who_is_who_is_kept_in_the_library(here: Command, yard: Path) -> None:
    here("add", *GOOD)
    done = here("link", "Vell", "Marek Dahl", "--why", "to try it", "--library", "news.db")
    assert "news.db now says: “Vell” is “Marek Dahl”" in done.stderr
    assert not (yard / "twosource.links.jsonl").exists()
    assert here("link", "--library", "news.db").stdout == "“Vell” is “Marek Dahl” (to try it)\n"
    made = json.loads(here("story", story_of(here), "--json", "-").stdout)
    assert made["made_by"]["corrections"] == "1 by a person"
    assert here("link", "--forget", "Vell", "Marek Dahl", "--library", "news.db").returncode == 0
    assert here("link", "a", "b", "--library", "news.db", "--links", "x.jsonl").returncode == 2


def test_export_writes_a_file_or_standard_output(here: Command, yard: Path) -> None:
    here("add", *GOOD)
    assert here("export", "csv", "-").stdout.startswith("id,outlet,title,")
    assert here("export", "bibtex", "all.bib").returncode == 0
    assert (yard / "all.bib").read_text(encoding="utf-8").count("@article") == 2
    assert here("export", "csv", "news.db").returncode == 2
    assert here("export", "nonsense", "-").returncode == 2
    assert here("export", "csv", "none/x.csv").returncode == 5
    assert here("stories").returncode == 0


def test_doctor_ends_with_a_status_and_copies(here: Command, yard: Path) -> None:
    here("add", *GOOD)
    assert here("doctor").stdout.startswith("- 2 reports of 2 pages")
    assert here("doctor", "--copy-to", "copy.db").returncode == 0
    assert here("doctor", "--copy-to", "copy.db").returncode == 2
    with sqlite3.connect(yard / "copy.db") as copy:
        copy.execute("UPDATE page SET packed = x'00'")
    done = here("doctor", "--library", "copy.db")
    assert done.returncode == 1
    assert done.stdout.count("WRONG The bytes kept of") == 2
    assert "copy.db is not sound: 2 faults" in done.stderr
    assert here("doctor").returncode == 0


def test_the_library_is_named_by_the_option_or_the_environment(here: Command, yard: Path) -> None:
    here("add", "herald.txt", TWOSOURCE_LIBRARY="desk.db")
    assert (yard / "desk.db").exists()
    assert not (yard / "news.db").exists()
    assert here("stories", TWOSOURCE_LIBRARY="desk.db").returncode == 0
    assert here("stories", "--library", "other.db", TWOSOURCE_LIBRARY="desk.db").returncode == 2


def spoil(yard: Path, name: str) -> Path:
    """A library that cannot be opened, for one of several reasons."""
    file = yard / "news.db"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if name == "newer":
            connection.execute("PRAGMA user_version = 999")
    connection.close()
    if name == "foreign":
        file.unlink()
        sqlite3.connect(file).executescript("CREATE TABLE visits (url TEXT); PRAGMA user_version = 1;")
    elif name == "no library":
        file.write_text("Fire at the Vell ferry yard\n" * 50, encoding="utf-8")
    elif name == "missing":
        file.unlink()
    elif name == "cut short":
        file.write_bytes(file.read_bytes()[:-4096])
    elif name == "damaged":
        data = file.read_bytes()
        file.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
    return file


SPOILT = {
    "missing": (2, "There is no library at news.db"),
    "foreign": (2, "of another program, and is left alone"),
    "no library": (2, "is no library"),
    "newer": (2, "Update twosource to open it"),
    "cut short": (1, "is cut short"),
    "damaged": (1, "is damaged"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_wrong_with_the_file_is_said_in_a_sentence(here: Command, yard: Path, name: str) -> None:
    here("add", *GOOD)
    file = spoil(yard, name)
    before = file.read_bytes() if file.exists() else b""
    status, said = SPOILT[name]
    for words in (("stories",), ("add",)):
        done = here(*words)
        assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (status, "", False), words
        assert said in done.stderr, words
    assert here("doctor").returncode == status
    assert (file.read_bytes() if file.exists() else b"") == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_add_goes_on(
    twosource: Command, yard: Path, environment: dict[str, str], sign: signal.Signals, status: int
) -> None:
    text = (yard / "herald.txt").read_text(encoding="utf-8")
    rows = (json.dumps({"id": n, "outlet": "Gull", "text": f"{text}\nTruck {n} came."}) for n in range(600))
    (yard / "all.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [sys.executable, "-m", "twosource", "add", "all.jsonl"]
    with subprocess.Popen(command, cwd=yard, env=environment, stderr=subprocess.PIPE, text=True) as running:
        while held_in(yard / "news.db") < 64 and running.poll() is None:
            time.sleep(0.05)
        os.kill(running.pid, sign)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, "goes on where it stopped" in said, "Traceback" in said) == (
        status,
        True,
        False,
    )
    held = held_in(yard / "news.db")
    assert 64 <= held < 600
    done = twosource("add")
    assert f"{600 - held:,} new, {held:,} held already" in done.stderr
    assert held_in(yard / "news.db") == 600


def held_in(file: Path) -> int:
    """How many reports a library holds by now; none where it is not made yet."""
    if not file.exists():
        return 0
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM report").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
