"""Texts whose time expressions people marked: folders of TimeML, found by layout, and Recognizers' cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, parse

from bench.figures import AbsentError
from bench.places import roots
from bench.scoring.times import Marked


@dataclass(frozen=True, slots=True)
class GoldTimes:
    """A text, the ISO date it was written on, and the time expressions in it."""

    name: str
    text: str
    published: str
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence of the Recognizers' cases: its time expressions' places, and the days each may be."""

    text: str
    published: str
    places: tuple[tuple[int, int], ...]
    days: tuple[frozenset[str], ...]


def timeml_folders(data: Path) -> tuple[Path, ...]:
    """Every folder that holds ``*.tml``, or `AbsentError`."""
    tops = [top for root in roots(data) for top in (root, root / "time") if top.is_dir()]
    below = [place for top in tops for place in (top, *sorted(top.glob("*")), *sorted(top.glob("*/*")))]
    found = dict.fromkeys(place.resolve() for place in below if next(place.glob("*.tml"), None))
    if not found:
        raise AbsentError(f"no time expressions (a folder of <text>.tml) under {data}")
    return tuple(found)


def gold_times(folder: Path) -> tuple[GoldTimes, ...]:
    """The texts of a folder."""
    return tuple(read_timeml(file) for file in sorted(folder.glob("*.tml")))


def read_timeml(file: Path) -> GoldTimes:
    """The text within TEXT, its TIMEX3 elements, and the day of DCT."""
    root = parse(file).getroot()
    created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    if created is None or body is None:
        raise ValueError(f"{file} has no DCT with a TIMEX3, or no TEXT")
    text: list[str] = []
    marked = tuple(_marks(body, text))
    return GoldTimes(file.stem, "".join(text), created.get("value", "")[:10], marked)


def _marks(element: Element, text: list[str]) -> Iterator[Marked]:
    """The TIMEX3 below an element; its words are added to `text`."""
    text.append(element.text or "")
    for child in element:
        start = sum(map(len, text))
        yield from _marks(child, text)
        if child.tag == "TIMEX3":
            place = (start, sum(map(len, text)))
            yield Marked(place, child.get("value", ""), child.get("type", ""))
        text.append(child.tail or "")


def recognizers_cases(data: Path) -> tuple[Case, ...]:
    """The Recognizers' cases for English dates and times; none where they are not there."""
    name = "DateTime/English/DateTimeModel.json"
    tops = [place for root in roots(data) for place in (root, root / "time") if place.is_dir()]
    found = {file.resolve() for top in tops for file in (*top.glob(name), *top.glob(f"*/{name}"))}
    held = [one for file in sorted(found) for one in json.loads(file.read_text(encoding="utf-8-sig"))]
    return tuple(_case(one) for one in held if "python" not in one.get("NotSupported", ""))


def _case(item: dict[str, Any]) -> Case:
    results = item.get("Results", [])
    published = item.get("Context", {}).get("ReferenceDateTime", "")[:10]
    # Their end is the last character.
    places = tuple((one["Start"], one["End"] + 1) for one in results)
    return Case(item["Input"], published, places, tuple(_days(one) for one in results))


def _days(result: dict[str, Any]) -> frozenset[str]:
    """The days that an expression of one day may be; none for any other."""
    values = (result.get("Resolution") or {}).get("values") or []
    days = (one["value"] for one in values if one.get("type") == "date" and "value" in one)
    return frozenset(day for day in days if day[:1].isdigit())
