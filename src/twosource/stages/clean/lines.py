"""Takes out single lines that are furniture by their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from twosource.stages.clean.patterns import Rule, line_rules, section_rules
from twosource.stages.clean.units import Unit

_LONGEST_LINE = 900


def judge_lines(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, with every open line that is furniture by itself judged so."""
    return tuple(judge_line(unit) for unit in units)


def judge_line(unit: Unit) -> Unit:
    """The unit, judged if its own words say that it is furniture."""
    if not unit.is_open or len(unit.words) > _LONGEST_LINE:
        return unit
    count = unit.count
    for rule, pattern in _joined(of_sections=False):
        if count > rule.most_words or (not rule.takes_prose and count >= 6 and unit.is_closed):
            continue
        if pattern.fullmatch(unit.words):
            return unit.judged(rule.kind, rule.why)
    return unit


@cache
def _joined(*, of_sections: bool) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The rules, each with its patterns made one: that is a call for a rule, not one for a pattern."""
    rules = section_rules() if of_sections else line_rules()
    return tuple(
        (rule, re.compile("|".join(f"(?:{one.pattern})" for one in rule.patterns), re.IGNORECASE))
        for rule in rules
    )


def section_rule(unit: Unit) -> Rule | None:
    """The rule of the section that this unit is the heading of, if it is one."""
    bare = unit.words.strip("#*_|>»«=-–—•: ").rstrip("…. ")
    if not bare or len(bare) > 100:
        return None
    count = unit.count
    return next(
        (rule for rule, one in _joined(of_sections=True) if count <= rule.most_words and one.fullmatch(bare)),
        None,
    )
