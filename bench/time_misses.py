"""``python -m bench.time_misses [KIND] [--set NAME] [--text NAME]``: what we get wrong.

Error by error, those of the same words together; for the terminal only, as it quotes the texts.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.gold_times import GoldTimes, gold_times, timeml_folders
from bench.places import default_data
from bench.reading_of import article_of, readings_of
from bench.scoring.time_kinds import KINDS, kind_of
from bench.scoring.times import Marked, Pair
from bench.time_figures import pairs_of

# Besides the kinds: every wrong value.
_VALUE = "value"
# Characters shown on either side.
_AROUND = 60


def texts_of(data: Path, of_set: str, only: str) -> Iterator[GoldTimes]:
    """The texts of the sets whose names hold `of_set`, as far as their own names hold `only`."""
    for folder in timeml_folders(data):
        if of_set in folder.name:
            yield from (text for text in gold_times(folder) if only in text.name)


def told(text: GoldTimes, pair: Pair) -> str:
    """One error: where, what is marked, what we say, and the words around."""
    held = pair[0] or pair[1]
    start, end = held.place if held is not None else (0, 0)
    around = " ".join(text.text[max(0, start - _AROUND) : end + _AROUND].split())
    return f"  {text.name} {text.published}  {_one(text, pair[0])} | {_one(text, pair[1])} | {around}"


def _one(text: GoldTimes, mark: Marked | None) -> str:
    if mark is None:
        return "–"
    return f"{' '.join(text.text[slice(*mark.place)].split())!r} {mark.value} {mark.type}"


def report(data: Path, error: str, of_set: str, only: str) -> Iterator[str]:
    """The lines to print: the words that go wrong most often first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for text in texts_of(data, of_set, only):
        read = readings_of([article_of(text.name, text.text, published=text.published)])
        for pair in pairs_of([text], read):
            held = pair[0] or pair[1]
            kind = kind_of(pair)
            is_asked = kind == error or (error == _VALUE and kind not in ("", "missed", "spurious", "extent"))
            if held is not None and is_asked:
                words = " ".join(text.text[slice(*held.place)].casefold().split())
                groups[words].append(told(text, pair))
    for words, lines in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"{len(lines)} {words}"
        yield from lines
    yield f"{sum(map(len, groups.values()))} {error}"


def main(arguments: list[str]) -> int:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.time_misses", description=__doc__)
    parser.add_argument("error", nargs="?", choices=[_VALUE, *KINDS], default=_VALUE)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--set", default="", help="only sets whose folder's name holds this")
    parser.add_argument("--text", default="", help="only texts whose name holds this")
    asked = parser.parse_args(arguments)
    for line in report(asked.data or default_data(), asked.error, asked.set, asked.text):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
