"""The command, as a user gives it, in this process: what it says, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from twosource.cli.main import app

FERRY = "The ferry Alder ran aground off Vell on Monday.\n\nNine people were hurt, said Ida Brook of Vell.\n"
ROCKS = (
    "The ferry Alder struck rocks off Vell.\n\nNobody was hurt, said Ida Brook, the harbour master of Vell.\n"
)


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, what it wrote, and what it said beside that."""

    status: int
    out: str
    err: str


def command(library: Path, *words: str | Path) -> Said:
    """Run a command on a library; what it did not expect is raised."""
    done = CliRunner().invoke(app, [str(words[0]), "--library", str(library), *map(str, words[1:])])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert "Traceback" not in done.output
    return Said(done.exit_code, done.stdout, done.stderr)


def ferries(folder: Path) -> list[Path]:
    """Two reports of one event."""
    (folder / "gull.txt").write_text(FERRY, encoding="utf-8")
    (folder / "heron.txt").write_text(ROCKS, encoding="utf-8")
    return [folder / "gull.txt", folder / "heron.txt"]


def lines(text: str) -> list[str]:
    """The lines that a command said, but for what it was doing."""
    return [line for line in text.splitlines() if not line.endswith(" …")]
