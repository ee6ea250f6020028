"""However a command ends, it ends without a traceback: a closed pipe, a key, a signal."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

WORDS = [sys.executable, "-m", "twosource", "compare", "herald.txt", "courier.txt"]


def start(yard: Path, environment: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*WORDS, *words], cwd=yard, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_a_closed_pipe_is_an_end_like_any_other(yard: Path, environment: dict[str, str]) -> None:
    process = start(yard, environment)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    assert process.wait(60) == 141
    assert b"Traceback" not in said
    assert b"Broken" not in said


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_key_or_a_signal_ends_it_soon(
    number: signal.Signals, status: int, yard: Path, environment: dict[str, str]
) -> None:
    fifo = yard / "slow.jsonl"
    process = start(yard, environment, *slow(fifo))
    assert process.stderr is not None
    # What takes more than two seconds says so: by then it is well under way.
    assert b"twosource: " in process.stderr.readline()
    began = time.monotonic()
    process.send_signal(number)
    said = process.communicate(timeout=20)[1]
    assert process.returncode == status
    assert time.monotonic() - began < 3
    assert b"Traceback" not in said


def slow(file: Path) -> list[str]:
    """A table that takes a while to read."""
    line = '{"text": "The harbour was closed on Monday, police said. Nobody was hurt. %d"}\n'
    file.write_text("".join(line % number for number in range(20_000)))
    return [file.name]


@pytest.mark.parametrize(("name", "has_colour"), [("", True), ("NO_COLOR", False)])
def test_a_terminal_gets_colours_unless_it_wants_none(
    name: str, has_colour: bool, yard: Path, environment: dict[str, str]
) -> None:
    ours, theirs = pty.openpty()
    env = {**environment, "TERM": "xterm", **({name: "1"} if name else {})}
    process = subprocess.Popen(WORDS, cwd=yard, env=env, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 65_536):
            seen += part
    except OSError:  # how a pseudo-terminal says that nobody writes any more
        pass
    os.close(ours)
    assert process.wait(60) == 0
    assert b"Marek Dahl" in seen
    assert (b"\x1b[" in seen) == has_colour
