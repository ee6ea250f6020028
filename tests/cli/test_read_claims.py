"""`twosource read --claims` as a user meets it: every claim with its voices, in its own words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[str]]
REPORT = """Two sheds burn at the Vell ferry yard

By Runa Holt

A fire destroyed two sheds at the yard on Monday night, harbour master Ana Brink said.

Brink denied that the sprinklers had failed. At least 12 boats were damaged hours after the inspection.
"""


@pytest.fixture
def report(yard: Path) -> Path:
    file = yard / "fire.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


@pytest.mark.weights
def test_each_claim_is_shown_with_the_way_it_came_by(twosource: Command, report: Path) -> None:
    done = twosource("read", "fire.txt", "--outlet", "fire.txt=Vell Herald", "--claims")
    assert done.returncode == 0
    shown = " ".join(done.stdout.split())
    assert "denied: “the sprinklers had failed” Vell Herald ← Ana Brink" in shown
    assert "in the words “Brink”, “denied”" in shown
    assert (
        "“At least 12 boats were damaged hours after the inspection” Vell Herald: origin not stated" in shown
    )
    assert "person, 2 mentions" in shown
    assert "“At least 12” 12 or more boat damaged" in shown
    assert "“Monday night” " in shown
    assert "“hours after” counted from “the inspection”" in shown


@pytest.mark.weights
def test_claims_for_programs_can_be_verified(twosource: Command, report: Path) -> None:
    assert twosource("read", "fire.txt", "--claims", "--json", "out.json").returncode == 0
    file = report.with_name("out.json")
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["schema"] == "twosource/reports/1"
    (article,), (reading,) = data["reports"], data["readings"]
    assert reading["report"] == article["id"]
    denied = next(claim for claim in data["claims"] if claim["stance"] == "denies")
    assert article["text"][denied["start"] : denied["end"]] == denied["words"] == "the sprinklers had failed"
    assert denied["chain"][-1]["name"] == "Ana Brink"
    held = {key: denied["factuality"][key] for key in ("predicate", "polarity", "certainty", "by")}
    assert held == {
        "predicate": "fail",
        "polarity": "negative",
        "certainty": "certain",
        "by": ["deny:denied"],
    }
    assert denied["factuality"] in reading["events"]
    assert {"Ana Brink"} <= {name["full"] for name in reading["names"]}
    assert twosource("verify", "out.json").returncode == 0
    file.write_text(file.read_text("utf-8").replace("sprinklers had", "sprinklers have", 2), encoding="utf-8")
    assert twosource("verify", "out.json").returncode == 1


@pytest.mark.weights
def test_without_the_flag_nothing_is_read_for_claims(twosource: Command, report: Path) -> None:
    done = twosource("read", "fire.txt", "--json", "-")
    data = json.loads(done.stdout)
    assert "claims" not in data
    assert "readings" not in data


@pytest.mark.weights
def test_what_cannot_be_read_costs_only_itself(twosource: Command, report: Path) -> None:
    done = twosource("read", "fire.txt", "picture.txt", "--claims", "--json", "-")
    assert done.returncode == 3
    data = json.loads(done.stdout)
    assert (len(data["readings"]), [f["item"] for f in data["failures"]]) == (1, ["picture.txt"])
