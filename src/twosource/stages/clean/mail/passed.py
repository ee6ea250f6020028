"""Finds the mail that was passed on or answered inside another, and what its header states."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from twosource.stages.clean.mail.body import Line
from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_FIELD = re.compile(r"\*?(?P<name>[^\W\d_][\w-]{0,14}) ?:\*? ?(?P<value>.*)", re.DOTALL)
_MOST_FIELDS = 12
_FEWEST = 3  # fields that make a header without a line that says so


@dataclass(frozen=True, slots=True)
class Passed:
    """A mail inside a mail: the lines from `start` to `end` lead to it, `fields` is its header by name.

    `is_forwarded` is False for a mail that is only answered.
    """

    start: int
    end: int
    fields: Mapping[str, str]
    is_forwarded: bool


def find_passed(lines: Sequence[Line], *, subject: str) -> Passed | None:
    """The first mail inside a mail whose `subject` is given, or None."""
    is_forward = bool(_pattern("subject").fullmatch(subject))
    for index, line in enumerate(lines):
        words = line.words
        if len(words) > 200:
            continue
        if _pattern("marker").fullmatch(words):
            end, fields = _header(lines, index + 1)
            return Passed(index, end, fields, is_forwarded=True)
        is_either = bool(_pattern("either").fullmatch(words))
        end, fields = _header(lines, index + 1 if is_either else index)
        if is_either or (len(fields) >= _FEWEST and "from" in fields):
            has_prose = any(before.unit.is_prose for before in lines[:index])
            return Passed(index, end, fields, is_forwarded=is_forward or not has_prose)
    return None


def judge_passed(lines: Sequence[Line], passed: Passed) -> list[Line]:
    """The lines, with all judged that is not the report's own mail."""
    out = list(lines)
    for index, line in enumerate(out):
        if passed.start <= index < passed.end:
            out[index] = line.judged("other", "header of a mail inside the mail")
        elif index < passed.start and passed.is_forwarded:
            out[index] = line.judged("other", "note of who passed the mail on")
        elif index >= passed.end and not passed.is_forwarded:
            out[index] = line.judged("other", "quoted mail")
        elif index >= passed.end and line.is_quoted:
            out[index] = replace(line, is_quoted=False)
    return out


def _header(lines: Sequence[Line], start: int) -> tuple[int, dict[str, str]]:
    """Where the header that starts at a line ends, and its fields by their English names."""
    fields: dict[str, str] = {}
    at = start
    while at < min(len(lines), start + _MOST_FIELDS):
        found = _FIELD.fullmatch(lines[at].words[:1000])
        name = _names().get(found["name"].lower()) if found else None
        if not found or not name:
            break
        fields.setdefault(name if name != "other" else found["name"].lower(), found["value"].strip())
        at += 1
    return at, fields


@cache
def _names() -> Mapping[str, str]:
    table = load_words(HERE, "mail.toml")["passed_on"]["names"]
    return {written: name for name, listed in table.items() for written in listed}


@cache
def _pattern(key: str) -> re.Pattern[str]:
    written = load_words(HERE, "mail.toml")["passed_on"][key]
    return re.compile(written if isinstance(written, str) else "|".join(written), re.IGNORECASE)


def is_marker(line: str) -> bool:
    """Whether a line says that a forwarded mail follows."""
    return len(line) < 200 and bool(_pattern("marker").fullmatch(line))
