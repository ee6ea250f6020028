"""A language model is asked where it is named, its marks are told as its own, and what came of it is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.models.chat_server import Chat, chat, says

REPORT = "Quay to be mended\n\nThe quay will be mended in June, the council said.\n\n{}\n"
MISSED = "For the pilots' union, the quay at Vell is still too weak."
MARK = {"content": "the quay at Vell is still too weak", "source": "the pilots' union", "cue": "For"}
ANSWER = [
    {**MARK, "sentence": 3, "stance": "doubts"},
    {**MARK, "content": "the quay is a ruin", "stance": "asserts"},
]


@pytest.fixture
def quay(yard: Path) -> Path:
    """Two reports with a sentence of which no rule tells anything."""
    for name in ("gazette.txt", "mirror.txt"):
        (yard / name).write_text(REPORT.format(MISSED), encoding="utf-8")
    return yard


def at(talk: Chat) -> dict[str, str]:
    """The environment that says where the model is."""
    return {"TWOSOURCE_MODEL_URL": talk.url, "TWOSOURCE_MODEL_KEY": "k-7"}


@pytest.mark.weights
def test_what_it_marks_is_told_as_marked_by_it(twosource: Command, quay: Path) -> None:
    with chat([says(ANSWER)]) as talk:
        done = twosource(
            "read", "gazette.txt", "--claims", "--json", "out.json", "--model", "tiny", **at(talk)
        )
    assert done.returncode == 0
    written: dict[str, Any] = json.loads((quay / "out.json").read_text(encoding="utf-8"))
    assert [c["words"] for c in claims(written) if c["by"] == "model:tiny"] == [MARK["content"]]
    told = "model:tiny (questions: 1; exact: 1; dropped: 1, of them 1 words not in the report)"
    assert written["made_by"]["attributor"] == told
    assert told in done.stderr
    assert "k-7" not in done.stderr + json.dumps(written)
    ((_, key, question),) = talk.asked
    assert key == "Bearer k-7"
    assert MISSED in question["messages"][1]["content"]


def claims(written: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims of a JSON file, wherever they stand in it."""
    found = [written.get("claims", []), *(report.get("claims", []) for report in written["reports"])]
    return [claim for some in found for claim in some]


@pytest.mark.weights
def test_compare_asks_about_every_report_and_says_so(twosource: Command, quay: Path) -> None:
    with chat([says(ANSWER)]) as talk:
        done = twosource(
            "compare", "gazette.txt", "courier.txt", "--json", "-", "--model", "tiny", "--model-url", talk.url
        )
    assert done.returncode == 0
    assert len(talk.asked) == 2
    assert [key for _, key, _ in talk.asked] == ["", ""]
    assert "questions: 2;" in json.loads(done.stdout)["made_by"]["attributor"]


@pytest.mark.weights
def test_nothing_is_asked_unless_it_is_named(twosource: Command, quay: Path) -> None:
    with chat([says(ANSWER)]) as talk:
        done = twosource("read", "gazette.txt", "--claims", "--json", "-", **at(talk))
    assert done.returncode == 0
    assert talk.asked == []
    assert "attributor" not in json.loads(done.stdout)["made_by"]


@pytest.mark.weights
def test_a_model_that_cannot_be_had_changes_nothing(twosource: Command, quay: Path) -> None:
    with chat([says(ANSWER)]) as talk:
        gone = at(talk)
    words = ("read", "gazette.txt", "--claims", "--json", "-")
    alone, asked = twosource(*words), twosource(*words, "--model", "tiny", **gone)
    assert asked.returncode == 0
    assert claims(json.loads(asked.stdout)) == claims(json.loads(alone.stdout))
    assert "unanswered: 1, of them 1 no connection" in asked.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("read", "herald.txt", "--model", "tiny"), "--model needs --claims"),
        (("compare", "herald.txt", "courier.txt", "--model", "tiny"), "model_url does not say where"),
        (("read", "herald.txt", "--claims", "--model", "tiny", "--model-url", "vell"), "is no base URL"),
    ],
)
def test_what_makes_no_sense_is_refused(twosource: Command, words: tuple[str, ...], says: str) -> None:
    done = twosource(*words)
    assert done.returncode == 2
    assert says in done.stderr
