"""News pages beside their gold, found by layout: ``<cc>/<Outlet>.json``, ``<Outlet>_YYYY_MM_DD.html.gz``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import AbsentError
from bench.places import roots
from bench.scoring.pages import Gold

_ENDING = re.compile(r"_\d{4}_\d{2}_\d{2}\.html\.gz")
_PAGES = "*/*_????_??_??.html.gz"


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A kept page and what a parser written for its outlet reads on it; `name` is ``<cc>/<file>``."""

    name: str
    file: Path
    gold: Gold

    @property
    def captured(self) -> str:
        """The day of capture, as its name has it."""
        return self.name[-10:].replace("_", "-")


def page_folders(data: Path) -> tuple[Path, ...]:
    """Every folder that holds pages beside their gold, or `AbsentError`."""
    tops = [place for root in roots(data) for place in (root, root / "pages")]
    places = [sub for top in tops if top.is_dir() for sub in (top, *sorted(top.iterdir())) if sub.is_dir()]
    found = dict.fromkeys(place.resolve() for place in places if next(place.glob(_PAGES), None))
    if not found:
        raise AbsentError(f"no pages (<cc>/<Outlet>.json with <Outlet>_YYYY_MM_DD.html.gz) under {data}")
    return tuple(found)


def gold_pages(data: Path) -> tuple[GoldPage, ...]:
    """Every page that has gold; the versions of an outlet's gold go with its files by date."""
    return tuple(
        page
        for folder in page_folders(data)
        for labels in sorted(folder.glob("*/*.json"))
        for page in _of_outlet(labels)
    )


def _of_outlet(labels: Path) -> Iterator[GoldPage]:
    files = sorted(
        file
        for file in labels.parent.glob(f"{labels.stem}_*.html.gz")
        if _ENDING.fullmatch(file.name[len(labels.stem) :])
    )
    gold = json.loads(labels.read_text(encoding="utf-8"))
    versions = sorted(gold, key=lambda name: [int(digits) for digits in re.findall(r"\d+", name)])
    if len(files) != len(versions):
        print(f"left out: {labels} has {len(versions)} versions and {len(files)} pages", flush=True)
        return
    for version, file in zip(versions, files, strict=True):
        yield GoldPage(f"{labels.parent.name}/{file.name.removesuffix('.html.gz')}", file, gold[version])
