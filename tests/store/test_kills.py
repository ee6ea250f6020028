"""A writer is killed at any moment; what it had acknowledged is there, whole, and nothing by halves."""

from __future__ import annotations

import random
from pathlib import Path

from tests.faults.killing import nursery
from tests.faults.nursery import MANY
from tests.store.held import library

KILLS = 50


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = random.Random(7)
    acknowledged: set[int] = set()
    with nursery() as writers:
        for number in range(KILLS):
            told = writers.kill("put", tmp_path, number * MANY, lines=1, seconds=chance.uniform(0, 0.02))
            acknowledged |= set(told)
    connection = library(tmp_path)
    held = {int(r["path"][:-4]) for r in connection.execute("SELECT path FROM report")}
    assert len(acknowledged) > KILLS
    assert len({number // MANY for number in acknowledged}) == KILLS
    assert acknowledged <= held
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
    done = {int(r["path"][:-4]) for r in connection.execute("SELECT path FROM source WHERE state = 'done'")}
    assert done == held
    connection.execute("INSERT INTO report_text (report_text) VALUES ('integrity-check')")
