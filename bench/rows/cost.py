"""Seconds and memory: cold, warm, and of importing the library; the only row that depends on the machine."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.figures import AbsentError, Figure
from bench.places import CHECKOUT, seed_files, slugs, story_folders
from bench.running import comparison_of, timings_of
from bench.scoring.counting import median

COLD_RUNS = 3
IMPORT_RUNS = 9
WARM_RUNS = 3
IMPORT = "import time; t = time.perf_counter(); import twosource; print(time.perf_counter() - t)"


def run(data: Path) -> list[Figure]:
    """Cold, import, then warm on the seeds and on two stories where there are any."""
    seeds = seed_files(data)
    return [*cold_figures(seeds), import_figure(), *warm_figures(seeds, data)]


def cores() -> str:
    """The machine as far as it matters: how many cores this process may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{usable} cores, Python {platform.python_version()}"


def surroundings() -> dict[str, str]:
    """The environment in which a new process finds the library of this checkout."""
    held = [str(CHECKOUT / "src"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in held if path)}


def started(command: Sequence[str]) -> str:
    """What a new Python process prints."""
    ran = subprocess.run(
        [sys.executable, *command], env=surroundings(), capture_output=True, text=True, check=True
    )
    return ran.stdout


def cold_figures(seeds: Sequence[Path]) -> list[Figure]:
    """The command on the two seeds in a new process: seconds and peak memory, the worst of a few runs."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "twosource", "compare", *map(str, seeds), "--json", str(Path(folder) / "out.json")]
        timer = str(Path(__file__).parent.parent / "timed.py")
        ran = [json.loads(started([timer, sys.executable, *command])) for _ in range(COLD_RUNS)]
        if not (Path(folder) / "out.json").exists() or any(one["status"] for one in ran):
            raise RuntimeError(f"twosource compare ended with status {[one['status'] for one in ran]}")
    note = f"{cores()}; worst of {COLD_RUNS}"
    seconds, memory = (max(one[key] for one in ran) for key in ("seconds", "mb"))
    return [
        Figure("cold: two seed reports, a new process", seconds, 2, "<= 5", unit="s", note=note),
        Figure("cold: peak memory of the largest process", memory, 2, "<= 900", unit="MB", note=note),
    ]


def import_figure() -> Figure:
    """The seconds of ``import twosource`` in a new process."""
    taken = [float(started(["-c", IMPORT])) for _ in range(IMPORT_RUNS)]
    beside = (("fastest", min(taken)),)
    note = f"{cores()}; median of {IMPORT_RUNS}"
    return Figure("import twosource", median(taken), IMPORT_RUNS, "<= 0.15", beside, "s", note)


def warm_figures(seeds: Sequence[Path], data: Path) -> list[Figure]:
    """Seconds a report once the models are loaded, and where they go step by step."""
    comparison_of(seeds)
    sets = [("seeds", seeds), *((name, [file]) for name, file in two_stories(data))]
    return [figure for name, files in sets for figure in warm_on(name, files)]


def two_stories(data: Path) -> list[tuple[str, Path]]:
    """The first and the last story, where the data holds any."""
    try:
        folders = story_folders(data)
    except AbsentError:
        return []
    files = [(slug, folder / f"{slug}.articles.jsonl") for folder in folders for slug in slugs(folder)]
    return [files[0], files[-1]] if len(files) > 1 else files


def warm_on(name: str, files: Sequence[Path]) -> list[Figure]:
    """The figures of one set of reports: the median of a few runs."""
    taken = []
    reports = 0
    for _ in range(WARM_RUNS):
        start = time.perf_counter()
        reports = len(comparison_of(files)["reports"])
        taken.append((time.perf_counter() - start) / reports)
    steps = ", ".join(f"{step} {seconds / reports:.3f}" for step, seconds in timings_of(files))
    note = f"{cores()}; median of {WARM_RUNS}; seconds a report by step: {steps}"
    beside = (("first run", taken[0]),)
    return [Figure("warm: seconds a report", median(taken), reports, "<= 0.25", beside, "s", note, name)]
