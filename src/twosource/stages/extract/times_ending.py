"""Lengths of time whose last day is told: ``the year ended March 31``, ``nine months to June 30``."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from twosource.stages.extract import times_calendar as calendar
from twosource.stages.extract.times_lexer import load_grammar
from twosource.stages.extract.times_phrase import Phrase
from twosource.stages.extract.times_quarters import quarter_meaning
from twosource.stages.extract.times_scene import Meaning, Scene
from twosource.stages.extract.times_shifts import counted, duration_value, move

LENGTHS = frozenset({"ending", "duration", "period", "quarter"})
_QUARTER = 3  # months


def has_end(left: Phrase, right: Phrase) -> bool:
    """Whether the second phrase is the day on which the first one ends."""
    gap = left.line.words[left.end : right.first]
    is_end = bool(gap) and gap[0] in load_grammar().values["ended"]
    return is_end and left.main.name in LENGTHS and gap[1:] in ((), ("on",))


def ending(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A year or quarter whose last day follows; its value is a length, a quarter's that of the calendar."""
    if phrase.has("quarter"):
        if scene.day is None or scene.day.stretch is None:
            return quarter_meaning(*scene.quarter) if scene.quarter else Meaning("P1Q", "duration")
        middle = scene.day.stretch.start.date() - timedelta(days=45)
        return quarter_meaning(middle.year, (middle.month + 2) // 3, is_dated=not scene.day.undated)
    return Meaning(duration_value(str(phrase.value("unit")), 1.0), "duration")


def until(phrase: Phrase, meaning: Meaning, scene: Scene) -> Meaning:
    """The same, from so long before its last day up to that day."""
    if scene.day is None or scene.day.stretch is None:
        return meaning
    count, unit = (float(_QUARTER), "M") if phrase.has("quarter") else counted(phrase)
    last = scene.day.stretch.start.date()
    first = move(last, unit, -(count or 1.0)) if unit in "DWMY" else None
    if first is None or (count is None and not phrase.has("unit")):
        return meaning
    undated = meaning.undated or (meaning.value if scene.day.undated else "")
    stretch = calendar.between(first + timedelta(days=1), last + timedelta(days=1))
    return replace(meaning, stretch=stretch, undated=undated, is_firm=scene.day.is_firm)
