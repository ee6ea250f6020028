"""Short mentions with the full names they mean: labels of this project, texts of the data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import AbsentError
from bench.gold_attributions import split_folders
from bench.gold_pages import gold_pages
from bench.places import CHECKOUT, slugs, story_folders
from bench.reading_of import text_in
from bench.scoring.names import Label
from bench.scoring.pages import gold_body

LABELS = CHECKOUT / "bench" / "labels" / "names.json"


@dataclass(frozen=True, slots=True)
class GoldNames:
    """An article, its text, and whom its short mentions mean; each line is a paragraph if `is_by_line`."""

    name: str
    text: str
    labels: tuple[Label, ...]
    is_by_line: bool


def gold_names(data: Path) -> tuple[GoldNames, ...]:
    """The labelled articles whose texts are there as they were labelled; `AbsentError` if there is none."""
    texts = {name: text for read in (_stories, _attributed, _pages) for name, text in _if_there(read, data)}
    found = tuple(_labelled(texts))
    if not found:
        raise AbsentError(f"none of the texts that {LABELS.name} labels lies under {data}")
    return found


def _labelled(texts: dict[str, str]) -> Iterator[GoldNames]:
    for one in json.loads(LABELS.read_text(encoding="utf-8")):
        name, text = one["article"], texts.get(one["article"], "")
        if hashlib.sha256(text.encode()).hexdigest() != one["sha256"]:
            print(f"left out: {name}, {'its text is not the one labelled' if text else 'absent'}", flush=True)
            continue
        labels = tuple(
            Label((m["span"][0], m["span"][1]), m["kind"], tuple(m["full"]) if m["full"] else None)
            for m in one["mentions"]
        )
        yield GoldNames(name, text, labels, not name.startswith("stories/"))


def _if_there(read: Callable[[Path], Iterator[tuple[str, str]]], data: Path) -> Iterator[tuple[str, str]]:
    try:
        yield from read(data)
    except AbsentError as absent:
        print(f"left out: {absent}", flush=True)


def _stories(data: Path) -> Iterator[tuple[str, str]]:
    for folder in story_folders(data):
        for slug in slugs(folder):
            for line in text_in(folder / f"{slug}.articles.jsonl").splitlines():
                one = json.loads(line)
                yield f"stories/{slug}/{one['id']}", f"{one['title']}\n\n{one['text']}"


def _attributed(data: Path) -> Iterator[tuple[str, str]]:
    for folder in split_folders(data):
        for file in sorted((folder / "text").glob("*.txt")):
            yield f"polnear/{file.stem}", text_in(file)


def _pages(data: Path) -> Iterator[tuple[str, str]]:
    for page in gold_pages(data):
        yield f"fundus/{page.name}", f"{page.gold['title']}\n{gold_body(page.gold, has_lead=True)}"
