"""Tells what is no report among the lines of a mail: the sender's own lines, quoted mail, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from twosource.stages.clean.lines import judge_line
from twosource.stages.clean.mail.body import Line
from twosource.stages.clean.patterns import HERE, Rule, is_person, people
from twosource.words.load import load_set, load_words

# What stands above a signature, or above the footer of a mailing list.
_DASHES = ("--", "—")
_RULE = re.compile(r"_{10,}")
# Why a line was judged that leads to a report elsewhere; as mail.toml words it.
LEADS_ON = "link to the whole report"
_FOOTER = ("line about the subscription", "line about why it was sent")
_LONGEST_SIGNATURE = 120  # words
_PROSE = 20  # words: shorter sentences stand in footers too
_OPENING = 12  # lines in which the names of those who wrote it stand


@dataclass(frozen=True, slots=True)
class _MailRule:
    rule: Rule
    needs_link: bool


def judge_mail(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that are a newsletter's own, quoted or a signature judged so."""
    out = [_judge_line(line) for line in lines]
    _judge_quoted(out)
    _judge_signature(out)
    _judge_footer(out)
    _reopen_names(out)
    return out


def _judge_line(line: Line) -> Line:
    if line.is_unseen:
        return line.judged("newsletter", "preview line, not shown")
    if line.unit.kind not in ("", "related", "headline", "subhead"):
        return line
    for entry in _rules():
        fits = line.unit.count <= entry.rule.most_words and (line.has_link or not entry.needs_link)
        if fits and entry.rule.takes(line.words):
            return line.judged(entry.rule.kind, entry.rule.why)
    return line


@cache
def _rules() -> tuple[_MailRule, ...]:
    return tuple(
        _MailRule(
            Rule(
                row["kind"],
                row["why"],
                tuple(re.compile(pattern, re.IGNORECASE) for pattern in row["patterns"]),
                row["most_words"],
            ),
            row.get("linked", False),
        )
        for row in load_words(HERE, "mail.toml")["line"]
    )


def _judge_quoted(lines: list[Line]) -> None:
    for index, line in enumerate(lines):
        if not line.is_quoted or line.unit.kind == "other":
            continue
        lines[index] = line.judged("other", "quoted mail")
        if index and not lines[index - 1].is_quoted and _is_answered(lines[index - 1].words):
            lines[index - 1] = lines[index - 1].judged("other", "says whose mail is quoted")


def _is_answered(words: str) -> bool:
    return len(words) < 300 and any(pattern.fullmatch(words) for pattern in _answered())


@cache
def _answered() -> tuple[re.Pattern[str], ...]:
    written = load_words(HERE, "mail.toml")["passed_on"]["answered"]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in written)


def _judge_signature(lines: list[Line]) -> None:
    """Judge what stands below two dashes, or below a mailing list's rule, if it is short."""
    for start in range(len(lines) - 1, 0, -1):
        is_list = bool(_RULE.fullmatch(lines[start].words))
        if not is_list and lines[start].words not in _DASHES:
            continue
        below = [line for line in lines[start:] if not line.is_quoted]
        if sum(line.unit.count for line in below) > _LONGEST_SIGNATURE:
            return
        if is_list and (any(map(_is_report, below)) or not any(line.has_link for line in below)):
            return
        told = ("newsletter", "footer of a mailing list") if is_list else ("other", "signature")
        for index in range(start, len(lines)):
            if lines[index].unit.kind != "newsletter":
                lines[index] = lines[index].judged(*told)


def _judge_footer(lines: list[Line]) -> None:
    """Judge all that stands below the first line about the subscription behind the last long paragraph."""
    last = max((i for i, line in enumerate(lines) if _is_report(line)), default=-1)
    if last < 0:
        return
    start = next((i for i in range(last + 1, len(lines)) if lines[i].unit.why in _FOOTER), len(lines))
    for index in range(start, len(lines)):
        unit = judge_line(lines[index].unit)
        if unit.is_open or unit.kind in ("related", "subhead", "headline", "dateline"):
            unit = unit.judged("newsletter", "footer of a newsletter")
        lines[index] = replace(lines[index], unit=unit)


def _is_report(line: Line) -> bool:
    return line.unit.is_open and line.unit.is_prose and line.unit.count >= _PROSE


def _reopen_names(lines: list[Line]) -> None:
    """Leave open a line of links that names a person above the first paragraph: it may be the byline."""
    for index, line in enumerate(lines[:_OPENING]):
        if _is_report(line):
            return
        if line.unit.kind == "related" and line.is_linked and is_person_alone(line.words):
            lines[index] = line.judged("", "")


def is_person_alone(words: str) -> bool:
    """Whether words are a person's name and nothing else, no outlet's."""
    name = words.strip()
    return (
        2 <= len(name.split()) <= 4
        and any(p.fullmatch(name) for p in people("name_alone"))
        and is_person(name)
        and not has_outlet_word(name)
    )


def has_outlet_word(name: str) -> bool:
    """Whether a name is made like that of an outlet."""
    known = load_set("twosource.words", "people.toml", "outlet_name")
    return name.startswith("The ") or any(word.lower().strip(".,") in known for word in name.split())
