"""The two seed reports: the 33 things a careful reader finds, checked from the JSON."""

from __future__ import annotations

from pathlib import Path

from bench.figures import Figure
from bench.places import seed_files
from bench.running import comparison_of
from bench.scoring.seeds.items import ITEMS, faults

# The best open rival run on these two files.
RIVAL = (("best rival run", 8.0),)


def run(data: Path) -> list[Figure]:
    """How many of the items are met, then each that is not with what is wrong."""
    found = faults(comparison_of(seed_files(data)))
    met = sum(not fault for fault in found.values())
    missed = [
        Figure(f"item {item.number}: {item.name}", 0, 1, unit="items", note=found[item.number])
        for item in ITEMS
        if found[item.number]
    ]
    return [Figure("score sheet: items met", met, len(ITEMS), ">= 30", RIVAL, "items"), *missed]
