"""Sentences whose events people rated for factuality, found by layout: ``factuality*/dev.jsonl``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import AbsentError
from bench.places import roots
from bench.scoring.spans import Place

# Signs that stand close to the word before them, and those that do to the word after.
_CLOSES = re.compile(r"[,.;:?!%)\]}”’]+|(?:'|’)(?:s|re|ve|ll|d|m)|n['’]t|'|-")
_OPENS = re.compile(r"[(\[{$#“‘]+|``|-")
_QUOTE = re.compile(r"''|\"|``")


@dataclass(frozen=True, slots=True)
class GoldEvents:
    """A sentence as it would be printed, and its events: the place of the word and its rating, -3 to 3."""

    text: str
    events: tuple[tuple[Place, float], ...]


def rated_files(data: Path) -> tuple[Path, ...]:
    """Every file of rated sentences but the training ones, or `AbsentError`."""
    tops = [top for root in roots(data) for top in (root, root / "claims") if top.is_dir()]
    found = dict.fromkeys(
        file.resolve()
        for top in tops
        for place in (top, *sorted(top.glob("*factuality*")), *sorted(top.glob("*/*factuality*")))
        for file in sorted(place.glob("*.jsonl"))
        if file.stem != "train" and _is_rated(file)
    )
    if not found:
        raise AbsentError(f"no rated events (lines with text and targets of span1 and label) under {data}")
    return tuple(found)


def _is_rated(file: Path) -> bool:
    with file.open(encoding="utf-8") as lines:
        first = next(lines, "").strip()
    item = json.loads(first) if first.startswith("{") else {}
    targets = item.get("targets")
    return isinstance(targets, list) and bool(targets) and {"span1", "label"} <= set(targets[0])


def gold_events(data: Path) -> tuple[GoldEvents, ...]:
    """Every rated sentence."""
    lines = (line for file in rated_files(data) for line in file.read_text(encoding="utf-8").split("\n"))
    return tuple(read_item(json.loads(line)) for line in lines if line.strip())


def read_item(item: dict[str, Any]) -> GoldEvents:
    """One sentence of tokens parted by blanks; a target is its first token."""
    text, places = printed(item["text"].split(" "))
    return GoldEvents(text, tuple((places[one["span1"][0]], float(one["label"])) for one in item["targets"]))


def printed(tokens: Sequence[str]) -> tuple[str, tuple[Place, ...]]:
    """The text of tokens as it would be printed, and where each stands in it.

    A parser is used to what is printed: no blank before a comma or in *don't*.
    """
    text = ""
    places: list[Place] = []
    is_inside = False
    is_open = True
    for token in _without_split_quotes(tokens):
        is_quote = _QUOTE.fullmatch(token) is not None
        closes = is_inside if is_quote else _CLOSES.fullmatch(token) is not None
        text += "" if is_open or closes else " "
        places.append((len(text), len(text) + len(token)))
        text += token
        is_open = (not token) or (not is_inside if is_quote else _OPENS.fullmatch(token) is not None)
        is_inside ^= is_quote
    return text, tuple(places)


def _without_split_quotes(tokens: Sequence[str]) -> Iterable[str]:
    """``' '`` for a quotation mark becomes ``''`` and an empty token, so that numbers of tokens stay."""
    is_taken = False
    for at, token in enumerate(tokens):
        is_double = token == "'" and tokens[at + 1 : at + 2] == ["'"] and not is_taken
        yield "" if is_taken else "''" if is_double else token
        is_taken = is_double
