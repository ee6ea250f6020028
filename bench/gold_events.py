"""Sentences of one topic and the events they tell, which people joined over documents (ECB+)."""

from __future__ import annotations

import csv
import io
import random
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from bench.figures import AbsentError
from bench.gold_factuality import printed
from bench.places import roots

# So many topics are read, drawn with a fixed seed.
TOPICS, SEED = 6, 1
ARCHIVE, SENTENCES = "ecbplus.tar.gz", "ECBplus_coreference_sentences.csv"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a document, and the events that it tells by the name people gave them."""

    document: str
    text: str
    events: frozenset[str]


def gold_sentences(data: Path) -> dict[str, list[Told]]:
    """The checked sentences of TOPICS topics, by topic, or `AbsentError`."""
    for folder in (top / sub for top in roots(data) for sub in ("", "coref")):
        if (folder / ARCHIVE).is_file() and (folder / SENTENCES).is_file():
            return _read(folder)
    raise AbsentError(f"no {ARCHIVE} with {SENTENCES} under {data}")


def _read(folder: Path) -> dict[str, list[Told]]:
    checked: defaultdict[str, dict[str, set[int]]] = defaultdict(dict)
    table = csv.DictReader(io.StringIO((folder / SENTENCES).read_text(encoding="utf-8-sig")))
    for row in table:
        checked[row["Topic"]].setdefault(row["File"], set()).add(int(row["Sentence Number"]))
    found: dict[str, list[Told]] = {}
    with tarfile.open(folder / ARCHIVE) as archive:
        held = {Path(name).stem: name for name in archive.getnames() if name.endswith(".xml")}
        there = sorted(t for t in checked if all(f"{t}_{file}" in held for file in checked[t]))
        for topic in sorted(random.Random(SEED).sample(there, min(TOPICS, len(there)))):
            found[topic] = []
            for file, numbers in sorted(checked[topic].items()):
                stream = archive.extractfile(held[f"{topic}_{file}"])
                if stream is not None:
                    found[topic] += sentences_of(fromstring(stream.read()), file, numbers)
    return found


def sentences_of(document: Element, name: str, numbers: Iterable[int]) -> list[Told]:
    """The sentences of these numbers; only events joined with another mention have a name."""
    tokens: defaultdict[int, list[str]] = defaultdict(list)
    place: dict[str, int] = {}
    for token in document.iter("token"):
        tokens[int(token.get("sentence", 0))].append(token.text or "")
        place[token.get("t_id", "")] = int(token.get("sentence", 0))
    events = events_in(document, place)
    return [
        Told(name, printed(tokens[number])[0], frozenset(events.get(number, ())))
        for number in sorted(numbers)
        if tokens.get(number)
    ]


def events_in(document: Element, place: Mapping[str, int]) -> dict[int, set[str]]:
    """The names of the events in each sentence."""
    sentence = {}
    for mention in document.iter():
        anchors = mention.findall("token_anchor")
        if re.match(r"(?:NEG_)?ACTION", mention.tag) and anchors:
            sentence[mention.get("m_id", "")] = place.get(anchors[0].get("t_id", ""), -1)
    events: defaultdict[int, set[str]] = defaultdict(set)
    for relation in document.iter("CROSS_DOC_COREF"):
        for source in relation.findall("source"):
            if source.get("m_id") in sentence:
                events[sentence[source.get("m_id", "")]].add(relation.get("note", ""))
    return events
