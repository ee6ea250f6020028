"""Judges the units of a text and turns them into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from twosource.data import Block, Span
from twosource.stages.clean.closing import judge_closing
from twosource.stages.clean.inline import find_dateline, find_tail
from twosource.stages.clean.lines import judge_lines
from twosource.stages.clean.opening import judge_opening
from twosource.stages.clean.patterns import HERE
from twosource.stages.clean.sections import judge_sections
from twosource.stages.clean.units import Unit, make_unit
from twosource.words.load import load_words

_INTRODUCTION = 4  # words
_LONGEST_NOTE = 120
_LONGEST_SUBHEAD = 14  # words
_DATELINES_AMONG_FIRST = 3


def judge(units: Sequence[Unit], text: str) -> tuple[Block, ...]:
    """The blocks of a text: first what is furniture, then the opening, the rest is the body."""
    units = judge_lines(tuple(_part_tails(units, text)))
    units = judge_sections(units)
    units = judge_opening(units, text)
    units = judge_closing(units)
    units = judge_body(units)
    return tuple(_blocks(units, text))


def judge_body(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, with all that nobody took judged body, subhead or correction."""
    out = list(units)
    for index, unit in enumerate(out):
        if not unit.is_open:
            continue
        if unit.count < _LONGEST_NOTE and any(p.fullmatch(unit.words) for p in _corrections()):
            out[index] = unit.judged("correction", "note on the report itself")
        elif _is_subhead(out, index):
            out[index] = unit.judged("subhead", "line between paragraphs")
        else:
            out[index] = unit.judged("body", "paragraph")
    return tuple(out)


@cache
def _corrections() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in load_words(HERE, "corrections.toml")["patterns"])


def _is_subhead(units: Sequence[Unit], index: int) -> bool:
    unit = units[index]
    if unit.is_closed or unit.count > _LONGEST_SUBHEAD:
        return False
    if not (unit.words[0].isupper() or unit.words[0] in "#“\"‘'*") or unit.words[-1] in ",;":
        return False
    if unit.words.endswith(":") and unit.count >= _INTRODUCTION:  # it leads to what is quoted or listed
        return False
    before = next((units[at] for at in range(index - 1, -1, -1) if not _is_furniture(units[at])), None)
    after = next((units[at] for at in range(index + 1, len(units)) if units[at].is_open), None)
    if unit.words.startswith(("#", "**")):
        return True
    return before is not None and before.is_closed and after is not None and after.is_prose


def _is_furniture(unit: Unit) -> bool:
    return unit.kind not in ("", "body", "subhead", "headline", "byline", "dateline", "kicker", "correction")


def _blocks(units: Sequence[Unit], text: str) -> Iterator[Block]:
    """Blocks of units; a dateline before a paragraph is a block of its own."""
    bodies = 0
    for unit in units:
        if unit.kind not in ("body", "caption"):
            yield Block(unit.span, unit.kind, unit.why)
            continue
        bodies += 1
        if bodies <= _DATELINES_AMONG_FIRST:
            yield from _parts(unit, text)
        else:
            yield Block(unit.span, unit.kind, unit.why)


def _parts(unit: Unit, text: str) -> Iterator[Block]:
    start, end = unit.span.start, unit.span.end
    if dateline := find_dateline(text, unit.span):
        yield Block(Span(start, start + len(text[start : dateline.end].rstrip())), "dateline", "dateline")
        start = dateline.end
    yield Block(Span(start, end), unit.kind, unit.why)


def _part_tails(units: Sequence[Unit], text: str) -> Iterator[Unit]:
    """The units, with credits and contributor lines behind a paragraph as units of their own."""
    for unit in units:
        if unit.kind not in ("", "caption") or unit.count < 4:
            yield unit
            continue
        end = unit.span.end
        tails: list[Unit] = []
        while tail := find_tail(text, Span(unit.span.start, end)):
            if part := make_unit(text, tail.span.start, end, tail.kind, tail.why):
                tails.insert(0, part)
            end = tail.span.start
        body = make_unit(text, unit.span.start, end, unit.kind, unit.why)
        yield from [body, *tails] if body else tails
