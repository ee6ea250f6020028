"""Tells headline, kicker, subhead, byline and date line at the top of a text from its body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.stages.clean.dates import find_date
from twosource.stages.clean.inline import find_dateline
from twosource.stages.clean.patterns import people
from twosource.stages.clean.units import Unit, make_unit

_LONGEST_HEADLINE = 30  # words
_LONGEST_BYLINE = 24
_LONGEST_DATE_LINE = 14
_ALWAYS_BODY = 40
_BEHIND_LEAD = 4  # units from the first paragraph on
_MARKS = " \u00a0|–—-:.·•»›/"


def judge_opening(units: Sequence[Unit], text: str) -> tuple[Unit, ...]:
    """The units, with those before the first paragraph of the body judged.

    A text whose first line is a sentence has no headline.
    """
    out = list(units)
    upto = _first_body(out, text)
    # A lead that reads like prose stands above the lines on who and when.
    for index in range(min(len(out), upto + _BEHIND_LEAD)):
        if index < upto or not out[index].is_prose:
            out[index] = _judge_line(out[index])
    _judge_titles(out, upto)
    return tuple(out)


def part_outlet(units: Sequence[Unit], text: str, outlets: Sequence[str]) -> tuple[Unit, ...]:
    """The units, with the outlet's name parted from a headline that ends in it."""
    return tuple(part for unit in units for part in _parted(unit, text, outlets))


def _parted(unit: Unit, text: str, outlets: Sequence[str]) -> Iterator[Unit]:
    words = unit.span.of(text)
    for outlet in outlets if unit.kind == "headline" else ():
        if words == outlet:
            yield unit.judged("other", "the outlet's name")
            return
        bare = words.removesuffix(outlet)
        head = bare.rstrip(_MARKS)
        if outlet and head and len(bare) - len(head) >= 2 and bare != words:
            start, end = unit.span.start, unit.span.end
            yield from filter(None, [make_unit(text, start, start + len(head), "headline", unit.why)])
            yield from filter(None, [make_unit(text, start + len(head), end, "other", "the outlet's name")])
            return
    yield unit


def _first_body(units: Sequence[Unit], text: str) -> int:
    """The index of the first paragraph of the body."""
    for index, unit in enumerate(units):
        if unit.is_open and (unit.is_prose or unit.count >= _ALWAYS_BODY or _has_dateline(unit, text)):
            return index
    # Nothing is punctuated: the first line is a headline if more follows, and the rest is the body.
    opened = [i for i, unit in enumerate(units) if unit.is_open]
    return next((i for i in opened[1:] if units[i].count >= 8), opened[0] if opened else len(units))


def _has_dateline(unit: Unit, text: str) -> bool:
    return unit.count >= 6 and find_dateline(text, unit.span) is not None


def _judge_line(unit: Unit) -> Unit:
    if not unit.is_open:
        return unit
    if unit.count <= _LONGEST_BYLINE and any(p.fullmatch(unit.words.strip("*_")) for p in people("byline")):
        return unit.judged("byline", "names who made it")
    if unit.count <= _LONGEST_DATE_LINE and find_date(unit.words.strip("*_"), whole=True):
        return unit.judged("dateline", "date line")
    return unit


def _judge_titles(units: list[Unit], upto: int) -> None:
    """Judge what is left before the body: kicker, headline, subheads."""
    left = [i for i in range(upto) if units[i].is_open]
    has_headline = any(unit.kind == "headline" for unit in units)
    head = -1 if has_headline else _headline(units, left)
    for index in left:
        if index == head:
            units[index] = units[index].judged("headline", "line above the body")
        elif index < head:
            units[index] = units[index].judged("kicker", "line above the headline")
        elif _is_name(units[index]) and (head >= 0 or has_headline):
            units[index] = units[index].judged("byline", "name below the headline")
        elif units[index].count > _LONGEST_HEADLINE:
            units[index] = units[index].judged("body", "paragraph")
        else:
            units[index] = units[index].judged("subhead", "line between headline and body")


def _headline(units: Sequence[Unit], left: Sequence[int]) -> int:
    """The headline among the lines above the body: the first that is no label, else the longest."""
    if not left:
        return -1
    fit = [i for i in left if units[i].count <= _LONGEST_HEADLINE]
    for index in fit:
        if units[index].words.startswith("# ") or (units[index].count >= 4 and not _is_label(units[index])):
            return index
    return max(fit, key=lambda i: units[i].count, default=-1)


def _is_label(unit: Unit) -> bool:
    """Whether a line is a kicker: it names the outlet's own work, or shouts a rubric."""
    is_rubric = unit.count <= 3 and unit.words.isupper()
    return is_rubric or any(p.fullmatch(unit.words) for p in people("exclusive"))


def _is_name(unit: Unit) -> bool:
    return unit.count <= 8 and any(p.fullmatch(unit.words) for p in people("name_alone"))
