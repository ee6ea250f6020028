"""Proves a comparison against the reports kept beside it, without reading them anew.

In this order: the sum of each report's bytes, the sum of its text, every span
and every word carried with one, and the map from the text to the bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twosource.data import Run
from twosource.errors import SourceError
from twosource.stages.write.claim_from_json import claim_from_dict
from twosource.stages.write.from_json import from_dict, report_from_dict, run_from_json
from twosource.stages.write.report_json import READ_SCHEMA, hash_text
from twosource.stages.write.to_json import SCHEMA
from twosource.text.parts import Opened
from twosource.text.readback import held_by, read_opened
from twosource.walk import Place, places, references

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: where in the comparison, and what."""

    where: str
    fault: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was checked of a comparison, and what of it does not hold."""

    reports: int
    spans: int
    findings: tuple[Finding, ...]


def verify(comparison: str | Path, *, sources: str | Path | None = None) -> Proof:
    """Check a comparison's JSON file against the bytes kept for it.

    `sources` is the folder of the kept bytes where they do not lie where the
    comparison says.  Whatever fails is a finding, an unreadable file too.
    """
    file = Path(comparison)
    try:
        data = json.loads(file.read_bytes())
    except OSError as error:
        return Proof(0, 0, (Finding(str(file), f"cannot be read: {error.strerror or error}"),))
    except (ValueError, RecursionError):
        return Proof(0, 0, (Finding(str(file), "is no JSON"),))
    if not isinstance(data, dict) or data.get("schema") not in (SCHEMA, READ_SCHEMA):
        return Proof(0, 0, (Finding(str(file), f"is of neither schema, {SCHEMA} or {READ_SCHEMA}"),))
    try:
        if data["schema"] == SCHEMA:
            from_dict(data)
        else:
            data = {"claims": [], "points": [], "timeline": [], "origins": [], "only_in": [], **data}
            [report_from_dict(report) for report in data["reports"]]
            [claim_from_dict(claim) for claim in data["claims"]]
        return check(data, file.parent, None if sources is None else Path(sources))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return Proof(0, 0, (Finding(str(file), f"is not laid out as its schema says ({error!r})"),))


def check(data: Json, beside: Path, sources: Path | None = None) -> Proof:
    """The proof of a comparison read from JSON; kept bytes are looked for from `beside`."""
    reports = data.get("reports")
    if not isinstance(reports, list) or not all(is_report(report) for report in reports) or not reports:
        return Proof(0, 0, (Finding("reports", "lack an id, a path, a text, a sum or a map"),))
    texts = {report["id"]: report["text"] for report in reports}
    findings = [Finding("reports", "have an id twice")] if len(texts) < len(reports) else []
    for report in reports:
        findings += check_report(report, beside, sources)
    found = list(places(data, texts))
    findings += [Finding(place.where, fault) for place in found for fault in faults_of(place, texts)]
    findings += [Finding(where, f"names {what}, which is not there") for where, what in references(data)]
    return Proof(len(reports), len(found), tuple(findings))


def is_report(report: object) -> bool:
    """Whether a report has what its proof needs."""
    if not isinstance(report, dict) or not isinstance(report.get("map"), list):
        return False
    words = ("id", "path", "text", "sha256", "text_sha256", "media_type")
    runs = report["map"]
    return all(isinstance(report.get(key), str) for key in words) and all(is_run(run) for run in runs)


def is_run(run: object) -> bool:
    """Whether an entry of a map is four whole numbers, and then at most a line, a part and a box."""
    return isinstance(run, list) and len(run) in range(4, 8) and all(type(n) is int for n in run[:4])


def faults_of(place: Place, texts: dict[str, str]) -> Iterator[str]:
    """What is wrong with a span of a comparison."""
    if place.report not in texts:
        yield f"lies in report {place.report!r}, which is not there"
        return
    text = texts[place.report]
    if type(place.start) is not int or type(place.end) is not int:
        yield "has a start or an end that is no whole number"
    elif not 0 <= place.start < place.end <= len(text):
        yield f"[{place.start}, {place.end}) lies outside its report's {len(text)} characters"
    elif place.words is not None and place.words != text[place.start : place.end]:
        yield f"carries words that its report does not have at [{place.start}, {place.end})"


def check_report(report: Json, beside: Path, sources: Path | None) -> Iterator[Finding]:
    """What does not hold of one report's bytes, text and map."""
    name = f"report {report['path']}"
    if hash_text(report["text"]) != report["text_sha256"]:
        yield Finding(name, "its text is not the text of its sum")
    data = kept_bytes(report, beside, sources)
    if data is None:
        yield Finding(name, f"its kept bytes are missing ({report.get('kept') or 'none were kept'})")
    elif hashlib.sha256(data).hexdigest() != report["sha256"]:
        yield Finding(name, f"its kept bytes {report['kept']} were changed")
    else:
        yield from (Finding(name, fault) for fault in check_map(report, data))


def kept_bytes(report: Json, beside: Path, sources: Path | None) -> bytes | None:
    """The bytes kept for a report, or None where there are none."""
    kept = report.get("kept")
    if not isinstance(kept, str):
        return None
    file = beside / kept if sources is None else sources / Path(kept).name
    try:
        return file.read_bytes() if file.is_file() else None
    except (OSError, ValueError):
        return None


def check_map(report: Json, data: bytes) -> Iterator[str]:
    """What does not hold of the map from a report's text to its bytes."""
    text, reached = report["text"], 0
    held: dict[str, Opened | None] = {}
    for run in sorted((run_from_json(entry) for entry in report["map"]), key=lambda run: run.span):
        start, end = run.span.start, run.span.end
        if run.part not in held:
            held[run.part] = opened_or_none(report, data, run.part)
        opened = held[run.part]
        size = len(opened.data) if opened else 0
        if not (reached <= start < end <= len(text) and 0 <= run.byte_start < run.byte_end <= size):
            yield f"its map has [{start}, {end}) at {place_of(run)}, which cannot be"
            continue
        if text[reached:start].strip():
            yield f"its words at [{reached}, {start}) have no place in the kept bytes"
        reached = end
        if not opened or not reads_as(opened, run, text[start:end]):
            yield f"its words at [{start}, {end}) are not those of {place_of(run)}"
    if text[reached:].strip():
        yield f"its words at [{reached}, {len(text)}) have no place in the kept bytes"


def opened_or_none(report: Json, data: bytes, part: str) -> Opened | None:
    """What the runs of a part are counted in, or None where the kept bytes have no such part."""
    try:
        return held_by(data, report.get("charset") or "utf-8", report["media_type"], part)
    except SourceError:
        return None


def place_of(run: Run) -> str:
    """The bytes of a run in words."""
    within = f" of {run.part}" if run.part else ""
    return f"bytes [{run.byte_start}, {run.byte_end}){within}"


def reads_as(opened: Opened, run: Run, words: str) -> bool:
    """Whether the bytes of a run stand for `words`; white space is not compared."""
    try:
        return read_opened(opened, run).split() == words.split()
    except (LookupError, ValueError):
        return False
