"""Asks the peers, in an environment of their own, what they read on the same pages."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.page_answers import Answer
from bench.places import CHECKOUT

HOME = CHECKOUT / "bench" / "peers"
PYTHON = HOME / ".venv" / "bin" / "python"
# What each peer says of a page; the order is that of the table.
EVERYTHING = frozenset({"body", "date", "authors", "title"})
PEERS = {
    "trafilatura": EVERYTHING,
    "trafilatura precision": frozenset({"body"}),
    "newspaper4k": EVERYTHING,
    "readability-lxml": frozenset({"body", "title"}),
    "htmldate": frozenset({"date"}),
}
# A second a page and peer is ten times what they take; the runner bounds each page by itself.
SECONDS_A_PAGE = 10.0


def peers_answers(
    files: Sequence[Path], names: Sequence[str] = tuple(PEERS), *, python: Path = PYTHON
) -> dict[str, list[Answer]]:
    """What every peer says of each file; {} where their environment is not there."""
    if not python.is_file():
        return {}
    told = {(line["peer"], line["file"]): line for line in _lines(files, names, python)}
    absent = {"problem": "its run ended before this page"}
    return {name: [answer_from(told.get((name, str(file)), absent)) for file in files] for name in names}


def answer_from(told: dict[str, Any]) -> Answer:
    """The answer of one line of the runner."""
    body = told.get("body") or ""
    return Answer(
        body=body,
        bare=body,
        title=told.get("title") or "",
        authors=tuple(told.get("authors") or ()),
        published=told.get("published") or "",
        problem=told.get("problem") or "",
    )


def _lines(files: Sequence[Path], names: Sequence[str], python: Path) -> list[dict[str, Any]]:
    """What the runner prints, as far as it came."""
    command = [str(python), str(HOME / "read_pages.py"), *names]
    asked = "".join(f"{file}\n" for file in files)
    limit = 60 + SECONDS_A_PAGE * len(files)
    # Some peers' answers hang on the order of their sets.
    around = {**os.environ, "PYTHONHASHSEED": "0"}
    try:
        ran = subprocess.run(
            command, input=asked, capture_output=True, text=True, timeout=limit, check=False, env=around
        )
        printed = ran.stdout
    except subprocess.TimeoutExpired as late:
        printed = late.stdout.decode() if isinstance(late.stdout, bytes) else late.stdout or ""
    return [json.loads(line) for line in printed.split("\n")[:-1] if line.startswith("{")]


def versions(python: Path = PYTHON) -> str:
    """The peers' versions, as their lock file pins them, or that they are not there."""
    if not python.is_file():
        return "no peers: bench/peers/.venv is not there; `make bench` makes it where packages can be had"
    pinned = (HOME / "requirements.in").read_text(encoding="utf-8").split("\n")
    return "peers: " + ", ".join(line.replace("==", " ") for line in pinned if "==" in line)
