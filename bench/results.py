"""RESULTS.md: one section a row, written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

HEAD = """# Results

Written by `python -m bench`; not by hand. A row that did not run keeps its last figures. ✓ and ✗ say
whether a goal is reached. *Beside* are constant answers and the simplest baselines on the same items.
How each figure is scored: `docs/decisions/scoring.md`. How to run it: `docs/how-to/bench.md`.
"""


def sections(text: str) -> dict[str, str]:
    """The rows of a results page: name → its text below the heading."""
    parts = re.split(r"(?m)^## (\S+)\n", text)
    return {name: body.strip("\n") for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def merged(old: str, ran: Mapping[str, str]) -> str:
    """The page with the rows that ran put in place of their old sections; rows in alphabetical order."""
    kept = {**sections(old), **ran}
    return HEAD + "".join(f"\n## {name}\n\n{kept[name].strip()}\n" for name in sorted(kept))


def write(path: Path, ran: Mapping[str, str]) -> None:
    """Put the rows that ran into the page at `path`, which is replaced in one step."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(merged(old, ran))
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
