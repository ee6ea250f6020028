"""Draws a sample of shown points that no label speaks of, for a reader to judge without scores."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from bench.places import default_data, slugs, story_folders
from bench.rows.stories import look
from bench.scoring.shown import as_read, unlabelled
from bench.scoring.story import View


def drawn(views: Sequence[View], n: int, seed: int) -> list[tuple[View, dict[str, Any]]]:
    """`n` points of all stories in random order, each as a reader gets it."""
    every = [(view, as_read(view, point)) for view in views for point in unlabelled(view)]
    every.sort(key=lambda pair: json.dumps(pair[1], sort_keys=True))
    random.Random(seed).shuffle(every)
    return every[:n]


def worded(number: int, view: View, point: dict[str, Any]) -> list[str]:
    """One point in words, for the reader's eyes only."""

    def line(place: dict[str, Any]) -> str:
        text = view.texts[place["article"]]
        words = " ".join(text[place["start"] : place["end"]].split())
        around = " ".join(text[max(0, place["start"] - 120) : place["end"] + 60].split())
        return f"{place['article'][-6:]}  “{words}”   in: …{around}…"

    return [f"{number}. {point['story']}", f"   LEAD {line(point['lead'])}"] + [
        f"   {letter}    {line(place)}"
        for letter, place in zip(ascii_lowercase, point["others"], strict=False)
    ]


def main() -> None:
    """Write the sample's words for reading, and its places for the judgements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", type=Path, help="file for the words (quotes texts: not for keeping)")
    parser.add_argument("places", type=Path, help="file for the places, each `same` still null")
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("-n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    data = given.data or default_data()
    views = [look(folder, slug)[0] for folder in story_folders(data) for slug in slugs(folder)]
    sample = drawn(views, given.n, given.seed)
    lines = [line for i, (view, point) in enumerate(sample, 1) for line in worded(i, view, point)]
    given.words.write_text("\n".join(lines) + "\n", encoding="utf-8")
    places = [{**p, "others": [{**o, "same": None} for o in p["others"]]} for _, p in sample]
    given.places.write_text(json.dumps(places, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
