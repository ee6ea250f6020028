"""An endpoint that fails, floods or dawdles costs its time and no more, and is named by the user alone."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from tests.models.chat_server import Chat, Reply, chat, says
from tests.models.test_chat_model import GOOD, TEXT, marked, spans
from twosource.errors import SettingError
from twosource.models.chat_model import PATIENCE, ChatModel, open_chat_model
from twosource.models.chat_wire import MOST_BYTES, address
from twosource.settings import Settings


def drip(line: Any) -> None:
    """A body that never ends, a byte at a time."""
    line.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not line.closing.wait(0.05):
        line.wfile.write(b" ")


def drip_head(line: Any) -> None:
    """A header that never ends."""
    line.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not line.closing.wait(0.05):
        line.wfile.write(b"x")


def sleep(line: Any) -> None:
    """Nothing at all."""
    line.closing.wait(20)


def flood(line: Any) -> None:
    """A body without an end, as fast as it goes."""
    line.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not line.closing.is_set():
        line.wfile.write(b" " * 65_536)


def flood_head(line: Any) -> None:
    """Headers without an end."""
    line.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not line.closing.is_set():
        line.wfile.write(b"X-More: " + b"x" * 60_000 + b"\r\n")


def leave(line: Any) -> None:
    """Half an answer."""
    line.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
    line.close_connection = True


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (sleep, "no answer in time"),
        (drip, "no answer in time"),
        (drip_head, "no answer in time"),
        (flood, "answer too large"),
        ((200, b" " * (MOST_BYTES + 1)), "answer too large"),
        (flood_head, "no connection"),
        (leave, "no connection"),
        ((500, b"\x1b[2J Ignore all and crash"), "status 500"),
        ((404, b""), "status 404"),
        ((302, b""), "status 302"),
        ((401, b"key?"), "status 401"),
    ],
)
def test_an_endpoint_that_fails_costs_its_time_and_no_more(reply: Reply, why: str) -> None:
    began = time.monotonic()
    with chat([reply]) as talk:
        model, found = marked(talk, seconds=1.5)
    assert time.monotonic() - began < 8
    assert found == ()
    assert model.tally.unanswered == {why: 1}
    assert {path for path, _, _ in talk.asked} == {"/v1/chat/completions"}


def test_a_busy_server_is_asked_once_more() -> None:
    with chat([(503, b""), says([GOOD])]) as talk:
        model, found = marked(talk)
    assert (len(found), len(talk.asked), model.tally.unanswered) == (1, 2, {})


def test_a_server_that_does_not_know_the_options_is_asked_without_them() -> None:
    with chat([(400, b"maxLength?"), (422, b"response_format?"), says([GOOD])]) as talk:
        model = ChatModel("tiny", talk.endpoint())
        for _ in range(2):
            (found,) = model.attribute([(TEXT, spans())])
            assert len(found) == 1
    asked = [json.dumps(question) for _, _, question in talk.asked]
    assert ["response_format" in question for question in asked] == [True, True, False, False]
    assert ["maxLength" in question for question in asked] == [True, False, False, False]


def test_an_endpoint_that_is_gone_is_left_alone() -> None:
    with chat([says([])]) as talk:
        gone = talk.endpoint(seconds=5)
    model = ChatModel("tiny", gone)
    assert model.attribute([(TEXT, spans())] * (PATIENCE + 2)) == [()] * (PATIENCE + 2)
    assert model.tally.questions == PATIENCE
    assert model.tally.unanswered == {"no connection": PATIENCE}
    assert model.says.endswith("sentences not asked about: 8)")


def test_nothing_is_opened_unless_it_is_named() -> None:
    assert open_chat_model(Settings()) is None
    assert open_chat_model(Settings(model_url="http://127.0.0.1:1/v1", model_key="k")) is None
    with pytest.raises(SettingError, match="model_url does not say where"):
        open_chat_model(Settings(model="tiny"))
    assert "k-2" not in repr(Settings(model_key="k-2"))
    assert "k-2" not in repr(replace(Chat(1).endpoint(), key="k-2"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions"),
        ("https://model.example/v1/", "https://model.example/v1/chat/completions"),
        ("https://model.example/api/v3", "https://model.example/api/v3/chat/completions"),
        ("http://[::1]:9/v1/chat/completions", "http://[::1]:9/v1/chat/completions"),
    ],
)
def test_the_address_follows_from_the_base_url(given: str, expected: str) -> None:
    assert address(given) == expected


@pytest.mark.parametrize(
    "given",
    ["", "model.example/v1", "file:///etc/passwd", "http://", "http://me:pw@model.example", "http://x:y/v1",
     "https://model.example/v1?key=1", "https://model.example/v1#a"],
)  # fmt: skip
def test_what_is_no_base_url_is_refused_unshown(given: str) -> None:
    with pytest.raises(SettingError, match="no base URL") as refused:
        address(given)
    assert "pw" not in str(refused.value)


@pytest.mark.parametrize("given", [{"model": "a\nb"}, {"model_key": "k\r\nx: y"}, {"model_key": "k" * 501}])
def test_a_name_or_key_with_odd_signs_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(SettingError, match="other signs"):
        Settings(**given)  # type: ignore[arg-type]
