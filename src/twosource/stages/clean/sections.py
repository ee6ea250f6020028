"""Takes out sections that are no part of a report, from their heading to where the report resumes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from twosource.stages.clean.lines import section_rule
from twosource.stages.clean.units import Unit

_TEASER_STEP = 4  # a headline, a teaser, a line for the section, an age
_LONG = 45  # words: no teaser is as long
_FULL = 25  # words: few teasers are as long
_BODY_BEFORE_COMMENTS = 3
_MAY_HEAD = ("comments", "promo", "newsletter", "navigation")


def judge_sections(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, with what stands in sections and in runs of headline, teaser and age judged so."""
    out = list(units)
    at = 0
    while at < len(out):
        rule = section_rule(out[at]) if _may_head(out[at]) else None
        if rule is None:
            at += 1
            continue
        upto = _end_of(rule.kind, out, at + 1)
        for index in range(at, upto):
            if out[index].is_open or index == at:
                out[index] = out[index].judged(rule.kind, rule.why)
        at = max(upto, at + 1)
    return _judge_teasers(out)


def _may_head(unit: Unit) -> bool:
    is_heading = unit.is_open or unit.kind in _MAY_HEAD or unit.why == "heading"
    return unit.count <= 14 and is_heading


def _end_of(kind: str, units: Sequence[Unit], start: int) -> int:
    """Where a section that starts with the unit `start` ends."""
    if kind == "comments":
        body = sum(u.is_open and u.is_prose for u in units[:start])
        return len(units) if body >= _BODY_BEFORE_COMMENTS else start
    if kind == "author-bio":
        return min(start + 1, len(units))
    if kind == "newsletter":
        return start + (start < len(units) and units[start].count <= 30 and not units[start].is_prose)
    return _resumption(units, start)


def _resumption(units: Sequence[Unit], start: int) -> int:
    """The first unit after `start` from which the report clearly goes on; the end if it does not."""
    base = start
    for index in range(start, len(units)):
        if units[index].why == "age line" and index - base <= _TEASER_STEP:
            base = index + 1
    headlines = 0
    for index in range(base, len(units)):
        unit = units[index]
        if _resumes(unit, units[index + 1 : index + 2], headlines):
            return index
        headlines = headlines + 1 if unit.is_open and not unit.is_closed else 0
    return len(units)


def _resumes(unit: Unit, following: Sequence[Unit], headlines: int) -> bool:
    """Whether the report goes on here: long prose, prose after prose, prose after bare headlines."""
    if not unit.is_open or not unit.is_prose:
        return False
    if unit.count >= _LONG or (unit.count >= _FULL and headlines != 1):
        return True
    if following and following[0].is_open and following[0].is_prose:
        return True
    return headlines >= 2


def _judge_teasers(units: list[Unit]) -> tuple[Unit, ...]:
    """Judge runs of headline, teaser and age that stand without a heading."""
    ages = [i for i, unit in enumerate(units) if unit.why == "age line"]
    for before, age in pairwise(ages):
        step = age - before
        if 2 <= step <= _TEASER_STEP and not any(u.is_open and u.count >= _LONG for u in units[before:age]):
            for index in range(max(0, before - step + 1), age):
                if units[index].is_open and not (index < before and units[index].count >= _FULL):
                    units[index] = units[index].judged("related", "headline, teaser, age")
    return tuple(units)
