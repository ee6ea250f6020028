"""``twosource changes`` as a user meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Command = Callable[..., CompletedProcess[str]]


def test_what_changed_is_shown(twosource: Command, yard: Path) -> None:
    twosource("add", "herald.txt", "courier.txt", "--outlet", "herald.txt=The Herald")
    ids = [line["id"] for line in json.loads(twosource("stories", "--json", "-").stdout)["stories"]]
    for other in ids[1:]:
        assert twosource("merge", ids[0], other).returncode == 0
    lines = [line.split("\t") for line in twosource("changes").stdout.splitlines()]
    assert {len(cells) for cells in lines} == {6}
    assert lines[0][1] == "started"
    assert any("The Herald: “" in cells[4] and cells[5].endswith("herald.txt") for cells in lines)
    # Also what was told of stories that became part of this one, under any of their ids.
    for one in ids:
        assert len(twosource("changes", one).stdout.splitlines()) == len(lines)
    assert twosource("changes", "--since", "2099-01-01").stderr.strip().endswith("nothing changed")
    done = twosource("changes", "--kind", "started", "--most", "1", "--json", "-")
    (change,) = json.loads(done.stdout)["changes"]
    assert (change["kind"], len(change["reports"])) == ("started", 1)
    assert change["reports"][0]["link"].endswith(".txt")
    assert twosource("changes", "--json", "changes.json").returncode == 0
    assert len(json.loads((yard / "changes.json").read_text())["changes"]) == len(lines)


def test_what_is_wrong_is_said(twosource: Command) -> None:
    twosource("add", "herald.txt")
    for words, said in (
        (("s0000000000",), "There is no story"),
        (("--kind", "gossip"), "is no kind of change; these are: started"),
        (("--since", "soon"), "is no time"),
        (("--library", "none.db"), "none.db"),
        (("--json", "no/changes.json"), "folder does not exist"),
    ):
        done = twosource("changes", *words)
        assert done.returncode in (2, 5), words
        assert said in done.stderr
        assert "Traceback" not in done.stderr
