"""``python -m bench.factuality_misses [--least N] [--word WORD]``: events that we rate most unlike people.

By the word of the event, the greatest errors first; for the terminal only, as it quotes the sentences.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.factuality_answers import event_at, rating_at
from bench.gold_factuality import gold_events
from bench.places import default_data
from bench.reading_of import article_of, readings_of
from bench.rows.factuality import kind_at


def report(data: Path, least: float, word: str) -> Iterator[str]:
    """Errors of at least `least`: label, our rating, the event, what decided, the sentence."""
    sentences = gold_events(data)
    readings = readings_of([article_of(str(at), one.text) for at, one in enumerate(sentences)])
    lines: list[tuple[float, str]] = []
    for sentence, reading in zip(sentences, readings, strict=True):
        for place, label in sentence.events:
            ours, event = rating_at(reading.events, place), sentence.text[slice(*place)]
            read = event_at(reading.events, place)
            held = " ".join(read.by) if read else "not read"
            if abs(label - ours) >= least and word in event:
                kind = kind_at(reading, place)
                told = f"{label:+.1f} {ours:+.1f} {event!r} ({kind}) [{held}] | {sentence.text}"
                lines.append((abs(label - ours), told))
    yield from (told for _, told in sorted(lines, key=lambda line: -line[0]))
    yield f"{len(lines)} events"


def main(arguments: list[str]) -> int:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.factuality_misses", description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--least", type=float, default=2.0, help="the least error shown")
    parser.add_argument("--word", default="", help="only events whose word holds this")
    asked = parser.parse_args(arguments)
    for line in report(asked.data or default_data(), asked.least, asked.word):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
