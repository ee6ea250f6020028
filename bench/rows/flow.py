"""What a library costs as it grows: reports a second, one more report, a search, file and memory."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.rows.cost import cores, started
from bench.scoring.counting import median

# The row has to end within minutes; TWOSOURCE_FLOW=100000 adds the long run, of about an hour.
SIZES = (1_000, 5_000, 10_000)
MOST = "TWOSOURCE_FLOW"
Found = Mapping[str, Any]


def run(data: Path) -> list[Figure]:
    """An invented stream through `add`, tables of 1,000 reports, in one process; `data` is not looked at."""
    measured = measure(sizes())
    return [*(figure for found in measured for figure in figures_of(found)), *growth(measured)]


def sizes() -> tuple[int, ...]:
    """How many reports are held where it is measured: the usual sizes, and more if asked for."""
    most = int(os.environ.get(MOST) or SIZES[-1])
    wanted = {*SIZES, most, *(size for size in (30_000, 100_000) if size < most)}
    return tuple(sorted(size for size in wanted if size <= most))


def measure(held: Sequence[int]) -> list[Found]:
    """What one process finds at each size."""
    with tempfile.TemporaryDirectory() as folder:
        lines = started(["-m", "bench.flowing.measure", folder, *map(str, held)])
    return [json.loads(line) for line in lines.splitlines()]


def figures_of(found: Found) -> list[Figure]:
    """What a library of one size costs."""
    of, size = f"{found['size']:,} held", found["held"]
    rest = 1 / found["rate"] - found["clean"] - found["place"]
    taken = {"clean": found["clean"], "place": found["place"], "rest": rest}
    steps = "ms a report: " + ", ".join(f"{name} {1e3 * seconds:.0f}" for name, seconds in taken.items())
    return [
        Figure(
            "add: reports a second", found["rate"], size, unit="reports", note=f"{steps}; {cores()}", of=of
        ),
        Figure("add: processor seconds a report", found["processor"], size, unit="s", of=of),
        Figure(
            "one more report", median(found["one"]), len(found["one"]), "", worst(found["one"]), "s", "", of
        ),
        Figure(
            "search",
            median(found["searches"]),
            len(found["searches"]),
            "<= 1",
            worst(found["searches"]),
            "s",
            "",
            of,
        ),
        Figure(
            "file: kB a report",
            1024 * found["mb"] / size,
            size,
            unit="kB",
            note=f"{found['mb']:.0f} MB",
            of=of,
        ),
        Figure("peak memory", found["memory"], size, unit="MB", of=of),
        Figure("stories: B-cubed F1", found["agreement"], size, note=f"{found['stories']:,} stories", of=of),
    ]


def worst(taken: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """The longest of the times, beside the median."""
    return (("longest", max(taken)),)


def growth(measured: Sequence[Found]) -> list[Figure]:
    """How many times dearer a report is in the largest library than in the one of 10,000, or the smallest."""
    first = next((f for f in measured if f["size"] == 10_000 and f is not measured[-1]), measured[0])
    last = measured[-1]
    of = f"{first['size']:,} to {last['size']:,} held"
    note = "" if last["size"] >= 100_000 else f"{MOST}=100000 for the long run"
    return [
        Figure(
            "one more report: times dearer",
            _times(first, last, "one"),
            last["held"],
            "<= 1.5",
            note=note,
            of=of,
        ),
        Figure("add: times dearer", first["rate"] / last["rate"], last["held"], "<= 1.5", of=of),
        Figure(
            "add: times dearer, of the processor",
            last["processor"] / first["processor"],
            last["held"],
            "<= 1.5",
            of=of,
        ),
    ]


def _times(first: Found, last: Found, name: str) -> float:
    return statistics.median(last[name]) / statistics.median(first[name])
