"""``python -m bench.name_misses [KIND] [--article NAME]``: mentions led to nobody or to the wrong name.

For the terminal only, as it quotes the texts.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.gold_names import gold_names
from bench.places import default_data
from bench.rows.names import Judged, judged_of
from bench.scoring.names import KINDS, RIGHT, verdict

# Characters shown on either side.
_AROUND = 50


def told(each: Judged, found: str) -> str:
    """One miss: where, what it should be, what we say, and the words around."""
    article, label, ours = each
    start, end = label.place
    due = article.text[slice(*label.full)] if label.full else "–"
    before, after = article.text[max(0, start - _AROUND) : start], article.text[end : end + _AROUND]
    words = " ".join(f"{before}[{article.text[start:end]}]{after}".split())
    return f"{found:6} {label.kind:7} {article.name[-16:]}  {due!r} | {ours!r} | {words}"


def report(data: Path, kind: str, name: str) -> Iterator[str]:
    """The lines to print, article by article."""
    counts: Counter[str] = Counter()
    for each in judged_of([a for a in gold_names(data) if name in a.name]):
        found = verdict(each[0].text, each[1], each[2])
        if kind in ("all", each[1].kind):
            counts[found] += 1
            if found != RIGHT:
                yield told(each, found)
    yield ", ".join(f"{n} {found}" for found, n in sorted(counts.items()))


def main(arguments: list[str]) -> int:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.name_misses", description=__doc__)
    parser.add_argument("kind", nargs="?", choices=[*KINDS, "all"], default="all")
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--article", default="", help="only articles whose name holds this")
    asked = parser.parse_args(arguments)
    for line in report(asked.data or default_data(), asked.kind, asked.article):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
