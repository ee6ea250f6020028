"""Writers that are killed: each forked of a process that has imported everything, which takes long.

A line on standard input asks for a writer: the library, and what it adds, a tab between two.  On standard
output come ``born PID``, a line for each acknowledged thing, and ``gone`` when the writer has ended.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.faults.held import rows, table
from tests.store.held import library, put
from twosource.news import Library
from twosource.step import Done, Load, Step, apply, call_here, load_model

MANY = 100_000


def here(step: Step, items: Iterable[Any], load: Load = load_model) -> Done:
    """Every step in this process: no kill leaves another behind."""
    return apply(step, items, load, call_here)


def add(file: str, *sources: str) -> None:
    """Add by the whole path, and tell the number of reports after each batch."""
    with Library(file, engine=here) as held:
        held.add(sources, tell=lambda _, reports: print(reports, flush=True))


def put_one_by_one(folder: str, first: str) -> None:
    """Put reports into the store, a transaction each, and tell each number when it is acknowledged."""
    connection = library(Path(folder))
    for number in range(int(first), int(first) + MANY):
        put(connection, f"Report {number} of the ferry. " * (1 + number % 40), path=f"{number}.txt")
        print(number, flush=True)


def warm() -> None:
    """Have all loaded that adding loads when it first needs it."""
    with TemporaryDirectory() as folder, Library(Path(folder) / "news.db", engine=here) as held:
        held.add([table(Path(folder) / "all.jsonl", rows(4))])


def main() -> None:
    """Start a writer for each line."""
    ways = {"add": add, "put": put_one_by_one}
    warm()
    for line in sys.stdin:
        way, *words = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            print(f"born {os.getpid()}", flush=True)
            ways[way](*words)
            os._exit(0)
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main()
