"""Reports to compare, and the command as a user runs it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twosource.cli.main import app

HERALD = """Fire at the Vell ferry yard

By Runa Holt

A fire destroyed two sheds at the Vell ferry yard on Monday night, police said.

"Nobody was hurt," said Inspector Marek Dahl of the Vell police. He denied that the fire was set.
"""
COURIER = """Sheds burn at ferry yard

Three sheds at the ferry yard in Vell burned down on Monday, Inspector Marek Dahl said.

"It was not arson," Dahl told reporters. The yard's owner could not be reached.
"""
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def yard(tmp_path: Path) -> Path:
    """A folder with two reports, and with things that are none."""
    (tmp_path / "herald.txt").write_text(HERALD, encoding="utf-8")
    (tmp_path / "courier.txt").write_text(COURIER, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "folder.txt").mkdir()
    return tmp_path


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder for compiled modules: every command would compile three hundred where none are written."""
    return str(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def environment(root: Path, compiled: str) -> dict[str, str]:
    """The environment of a command: ours on the path, nothing said of colours."""
    unset = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    path = [str(root / "src"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, path)), "PYTHONPYCACHEPREFIX": compiled}


@pytest.fixture
def here(yard: Path) -> Command:
    """Run the command as `twosource` does, but in this process: models are loaded once for all tests."""

    def run(*words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        unset = dict.fromkeys(("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"))
        with contextlib.chdir(yard):
            done = CliRunner().invoke(app, words, input=stdin, env={**unset, **more})
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def twosource(yard: Path, environment: dict[str, str]) -> Command:
    """Run the command in the folder of the reports."""

    def run(*words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "twosource", *words]
        return subprocess.run(
            command,
            cwd=yard,
            env={**environment, **more},
            capture_output=True,
            input=stdin,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return run
