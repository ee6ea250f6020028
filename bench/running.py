"""Runs the library on files and gives what it writes as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def comparison_of(files: Sequence[Path]) -> dict[str, Any]:
    """The JSON of comparing these files, read back as anybody would read it."""
    from twosource.library import compare
    from twosource.stages.write.to_json import to_json

    made: dict[str, Any] = json.loads(to_json(compare(list(files))))
    return made


def timings_of(files: Sequence[Path]) -> list[tuple[str, float]]:
    """The wall seconds of each step of comparing these files."""
    from twosource.library import compare_sources, state

    ran = compare_sources(state(list(files), outlets={}, published={}))
    return [(timing.step, timing.seconds) for timing in ran.timings]
