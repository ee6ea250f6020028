"""A writer is killed at any moment; what it had acknowledged is there, whole, and nothing by halves."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.store.held import library

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
WRITER = """
import sys
from pathlib import Path
from tests.store.held import library, put
connection = library(Path(sys.argv[1]))
first = int(sys.argv[2])
print("ready", flush=True)
for n in range(first, first + 100_000):
    put(connection, f"Report {n} of the ferry. " * (1 + n % 40), path=f"{n}.txt")
    print(n, flush=True)
"""


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = random.Random(7)
    acknowledged: set[int] = set()
    for number in range(KILLS):
        acknowledged |= write_until_killed(tmp_path, number * 100_000, chance.uniform(0, 0.02))
    connection = library(tmp_path)
    held = {int(r["path"][:-4]) for r in connection.execute("SELECT path FROM report")}
    assert len(acknowledged) > KILLS
    assert acknowledged <= held
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
    done = {int(r["path"][:-4]) for r in connection.execute("SELECT path FROM source WHERE state = 'done'")}
    assert done == held
    connection.execute("INSERT INTO report_text (report_text) VALUES ('integrity-check')")


def write_until_killed(folder: Path, first: int, seconds: float) -> set[int]:
    """What a writer had acknowledged when it was killed so many seconds after its first report."""
    command = [sys.executable, "-c", WRITER, str(folder), str(first)]
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    writer = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}, cwd=ROOT
    )
    assert writer.stdout is not None
    writer.stdout.readline(), writer.stdout.readline()
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    told = writer.stdout.read().split("\n")
    writer.wait()
    return {first, *(int(line) for line in told[:-1])}
