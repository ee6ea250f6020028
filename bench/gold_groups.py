"""Reports whose stories are known: of Wikinews, of BASIL, and the two events of each topic of ECB+."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

from bench.figures import AbsentError
from bench.gold_events import ARCHIVE
from bench.gold_factuality import printed
from bench.places import roots
from bench.reading_of import article_of
from twosource.data import Article, Stated

WIKINEWS, BASIL, ECB = "wikinews_galaxy", "basil", "ECB+"


@dataclass(frozen=True, slots=True)
class Grouped:
    """A report, the story people put it in, and the topic inside which it is scored ("" for all)."""

    article: Article
    story: str
    topic: str = ""


def gold_groups(data: Path) -> dict[str, list[Grouped]]:
    """The sets that are there, by name, or `AbsentError`; Wikinews without its largest group.

    That group is a bag of reports that no event holds together.  Only BASIL's
    reports come with their dates: those of Wikinews would tell the answer.
    """
    found = {name: list(_lines(data, name)) for name in (WIKINEWS, BASIL)} | {ECB: list(_ecb(data))}
    if not any(found.values()):
        raise AbsentError(f"no groups/{WIKINEWS}.jsonl, groups/{BASIL}.jsonl or {ARCHIVE} under {data}")
    if found[WIKINEWS]:
        (bag, _), *_ = Counter(each.story for each in found[WIKINEWS]).most_common(1)
        found[WIKINEWS] = [each for each in found[WIKINEWS] if each.story != bag]
    return {name: reports for name, reports in found.items() if reports}


def _lines(data: Path, name: str) -> Iterator[Grouped]:
    file = next((f for top in roots(data) if (f := top / "groups" / f"{name}.jsonl").is_file()), None)
    for line in file.read_text(encoding="utf-8").splitlines() if file else ():
        row: dict[str, Any] = json.loads(line)
        date = row.get("date") or "" if name == BASIL else ""
        yield Grouped(_article(f"{name}-{row['id']}", row["title"] or "", row["text"], date), row["story"])


def _ecb(data: Path) -> Iterator[Grouped]:
    held = (top / sub / ARCHIVE for top in roots(data) for sub in ("", "coref"))
    file = next((each for each in held if each.is_file()), None)
    if file is None:
        return
    with tarfile.open(file) as archive:
        for name in sorted(n for n in archive.getnames() if n.endswith(".xml")):
            stream = archive.extractfile(name)
            stem = Path(name).stem
            topic, event = stem.split("_")[0], "second" if stem.endswith("plus") else "first"
            if stream:
                yield Grouped(_article(stem, "", _text(stream.read()), ""), f"{topic} {event}", topic)


def _text(document: bytes) -> str:
    sentences: dict[int, list[str]] = {}
    for token in fromstring(document).iter("token"):
        sentences.setdefault(int(token.get("sentence", 0)), []).append(token.text or "")
    return "\n".join(printed(tokens)[0] for _, tokens in sorted(sentences.items()))


def _article(name: str, title: str, text: str, date: str) -> Article:
    digest = hashlib.sha256(f"{name}\n{title}\n{text}".encode()).hexdigest()
    stated = tuple(
        Stated(field, value, "field") for field, value in (("title", title), ("published", date)) if value
    )
    return replace(article_of(name, text), id=f"r{digest[:12]}", sha256=digest, stated=stated)
