"""What a story costs as it grows: seconds and memory for 3, 10, 30 and 100 reports, match and trace apart."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from bench.figures import Figure
from bench.growing.make import story
from bench.rows.cost import cores, started

SIZES = (3, 10, 30, 100)
STEPS = ("extract", "match", "trace")


def run(data: Path) -> list[Figure]:
    """Generated stories of each size, each in a process of its own; `data` is not looked at."""
    measured = {size: measure(size) for size in SIZES}
    return [
        *(figure for size in SIZES for figure in figures_of(size, measured[size])),
        *(growth(step, measured) for step in STEPS),
    ]


def measure(size: int) -> Mapping[str, float]:
    """Seconds of the processor by step and the peak memory of reading and comparing a story of `size`."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "story.jsonl"
        lines = (json.dumps(report, ensure_ascii=False) for report in story(size))
        table.write_text("\n".join(lines), encoding="utf-8")
        found: Mapping[str, float] = json.loads(started(["-m", "bench.growing.measure", str(table)]))
    return found


def figures_of(size: int, found: Mapping[str, float]) -> list[Figure]:
    """What one size costs."""
    of = f"{size} reports"
    note = f"{found['points']:.0f} points, {found['claims']:.0f} claims, {found['only']:.0f} only in one"
    return [
        *(Figure(f"{step}: seconds", found[step], size, unit="s", of=of) for step in STEPS),
        Figure(
            "match and trace: seconds a report",
            (found["match"] + found["trace"]) / size,
            size,
            unit="s",
            note=f"{note}; {cores()}",
            of=of,
        ),
        Figure("peak memory", found["mb"], size, unit="MB", of=of),
    ]


def growth(step: str, measured: Mapping[int, Mapping[str, float]]) -> Figure:
    """The power of the number of reports by which the seconds grow from 10 reports on.

    What grows with n log n does so by the power that stands as the goal.
    """
    few, many = SIZES[1], SIZES[-1]
    bound = exponent([(few, few * math.log(few)), (many, many * math.log(many))])
    between = (
        (f"{a} to {b}", exponent([(n, measured[n][step]) for n in (a, b)])) for a, b in pairwise(SIZES)
    )
    value = exponent([(n, measured[n][step]) for n in (few, many)])
    goal = f"<= {bound:.2f}" if step != "extract" else ""
    return Figure(
        f"{step}: growth, exponent", value, many, goal, tuple(between), of=f"{few} to {many} reports"
    )


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope between the first and the last point, both axes in logarithms."""
    (a, x), (b, y) = points[0], points[-1]
    return math.log(y / x) / math.log(b / a)
