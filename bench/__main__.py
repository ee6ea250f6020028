"""``python -m bench [ROW …] [--data DIR] [--json FILE]``: run rows and write RESULTS.md."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
import pkgutil
import sys
from pathlib import Path

import bench.rows
from bench.figures import AbsentError, Figure, table
from bench.places import CHECKOUT, default_data
from bench.results import write


def row_names() -> tuple[str, ...]:
    """The rows there are: one a file of ``bench/rows``."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(bench.rows.__path__)))


def options(arguments: list[str]) -> argparse.Namespace:
    """The command line as the rows need it."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("row", nargs="*", metavar="ROW", help=", ".join(row_names()))
    parser.add_argument("--data", type=Path, default=None, help="the data folder (default: TWOSOURCE_DATA)")
    parser.add_argument("--json", type=Path, default=None, help="also write the figures here")
    parser.add_argument("--explain", metavar="SLUG", help="print one story label by label, measure nothing")
    page = CHECKOUT / "bench" / "RESULTS.md"
    parser.add_argument(
        "--results", type=Path, default=page, help="the page to write (default: bench/RESULTS.md)"
    )
    asked = parser.parse_args(arguments)
    if unknown := set(asked.row) - set(row_names()):
        parser.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(row_names())}")
    return asked


def run_rows(names: tuple[str, ...], data: Path) -> dict[str, list[Figure]]:
    """The figures of every row whose data is there; the others say what they lack."""
    figures: dict[str, list[Figure]] = {}
    for name in names:
        print(f"## {name}", flush=True)
        try:
            figures[name] = importlib.import_module(f"bench.rows.{name}").run(data)
        except AbsentError as absent:
            print(f"skipped: {absent}", flush=True)
            continue
        print("\n".join(table(figures[name])), flush=True)
    return figures


def main(arguments: list[str]) -> int:
    """Run what the command line asks for; 0 if anything ran."""
    # What is measured is this checkout, installed or not.
    sys.path.insert(0, str(CHECKOUT / "src"))
    asked = options(arguments)
    data = asked.data or default_data()
    if asked.explain:
        print("\n".join(importlib.import_module("bench.rows.stories").explain(data, asked.explain)))
        return 0
    figures = run_rows(tuple(asked.row) or row_names(), data)
    if asked.json:
        plain = {row: [dataclasses.asdict(figure) for figure in found] for row, found in figures.items()}
        asked.json.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if figures:
        write(asked.results, {row: "\n".join(table(found)) for row, found in figures.items()})
    return 0 if figures else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
