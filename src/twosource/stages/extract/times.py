"""Time expressions of a report: where they stand and which days they allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from twosource.data import Parsed, Span, Time
from twosource.stages.extract import times_dates as dates
from twosource.stages.extract import times_ending, times_hours, times_quarters, times_shifts
from twosource.stages.extract.times_anchor import anchor_of, anchor_value
from twosource.stages.extract.times_direction import direction
from twosource.stages.extract.times_events import with_days
from twosource.stages.extract.times_lexer import Line, lex, load_grammar, match
from twosource.stages.extract.times_phrase import Phrase, are_apart, is_range, phrases
from twosource.stages.extract.times_scene import Meaning, Scene
from twosource.stages.extract.times_told import is_told
from twosource.text.numbers import has_decimal_comma

_READERS: Mapping[str, Callable[[Phrase, Scene], Meaning | None]] = {
    "iso": dates.iso_date,
    "slashed": dates.slashed_date,
    "date": dates.full_date,
    "weekof": dates.week_of,
    "month": dates.month,
    "partofmonth": dates.part_of_month,
    "year": dates.year,
    "yearspan": dates.year_span,
    "decade": dates.decade,
    "century": dates.century,
    "weekday": dates.weekday,
    "weekdays": times_quarters.repeated,
    "day": times_hours.named_day,
    "ending": times_ending.ending,
    "shift": times_shifts.shift,
    "refshift": times_shifts.ref_shift,
    "theunit": times_shifts.the_unit,
    "ago": times_shifts.ago,
    "yearago": times_quarters.year_ago,
    "offset": times_shifts.offset,
    "anchor": lambda phrase, scene: anchor_value(phrase),
    "period": times_shifts.period,
    "duration": times_shifts.duration,
    "quarter": times_quarters.quarter,
    "halfyear": times_quarters.half_year,
    "season": times_shifts.season,
    "holiday": times_quarters.holiday,
    "daypart": times_hours.alone,
    "clock": times_hours.alone,
    "set": times_quarters.repeated,
    "vague": times_quarters.vague,
}
_MOST = 2000  # in one report; more are no report, and the time they take has to stay bounded
_POINTS = frozenset({"minute", "hour", "daypart", "day", "week", "month", "year"})
_DAYS = frozenset({"weekday", "date", "iso", "slashed", "holiday", "day"})

# Days of reporting that stand for all others where the report's own is not known: first and last days of
# months, years, decades and centuries, in leap years and others. What an expression allows on any of them it
# allows at all.
_WITNESSES = (
    *(date(2016, month, 1) for month in range(1, 13)),
    *(date(2017, month, 1) - timedelta(days=1) for month in range(2, 13)),
    *(date(year, 12, 31) for year in (1999, 2015, 2016, 2017, 2019, 2099)),
    *(date(year, 1, 1) for year in (1900, 2000, 2017, 2018, 2020)),
)
# Where a calendar word has no year the choice of one turns within a month, so between two of those days.
_TURNING = frozenset({"date", "month", "partofmonth", "holiday", "season", "quarter", "shift"})
_TURN = 31
_EARLIEST, _LATEST = 1000, 9000  # years of reporting that leave room for the calendar on both sides


@dataclass(frozen=True, slots=True)
class _Reading:
    """A phrase, whether its verb points ahead, the phrase that tells its day, and whether it ends a span."""

    phrase: Phrase
    ahead: int
    day: int | None
    is_end: bool = False


def find_times(
    text: str, spans: Sequence[Span], published: str | None, parsed: Sequence[Parsed] = ()
) -> tuple[Time, ...]:
    """The time expressions within the spans, in order, not overlapping.

    `published` is the report's day as an ISO date; without it ``start`` and
    ``end`` are given only for times that do not depend on it, and ``days`` are
    the widest distance from it that the words allow.
    """
    lines = lex(text, spans, has_decimal_comma(text))
    found = (phrases(line, fits) for line, fits in zip(lines, match(lines), strict=True))
    readings = [reading for of_line in found for reading in _readings(of_line[:_MOST], parsed)][:_MOST]
    day = _as_date(published)
    days = (day,) if day else _WITNESSES
    meanings = [_meanings(readings, now) for now in days]
    times = []
    for index, reading in enumerate(readings):
        seen = [each[index] for each in meanings]
        time = _time(reading, seen, days, is_dated=day is not None)
        if time is not None:
            anchor = anchor_of(reading.phrase, parsed) if reading.phrase.main.name == "anchor" else None
            if time.value or anchor:  # "shortly after" tells nothing where it is not said after what
                times.append(replace(time, anchor=anchor))
    return tuple(with_days(text, times, parsed, day))


def time_spans(lines: Sequence[Line]) -> tuple[Span, ...]:
    """Only the places of the time expressions of lines, without their meaning."""
    return tuple(p.span for line, found in zip(lines, match(lines), strict=True)
                 for p in phrases(line, found))  # fmt: skip


def _as_date(published: str | None) -> date | None:
    """The report's day; None where it is not stated or is no date."""
    try:
        day = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    return day if day and _EARLIEST < day.year < _LATEST else None


def _readings(found: Sequence[Phrase], parsed: Sequence[Parsed]) -> list[_Reading]:
    """Phrases with what depends on the words around them."""
    kept = [phrase for phrase in found if is_told(phrase, parsed)]
    return [
        _Reading(phrase, direction(phrase, parsed), _day_of(kept, i), i > 0 and is_range(kept[i - 1], phrase))
        for i, phrase in enumerate(kept)
    ]


def _day_of(found: Sequence[Phrase], index: int) -> int | None:
    """How far away the phrase stands that tells the day of a time of day, or the last day of a length."""
    phrase = found[index]
    beside = [i for i in (index - 1, index + 1) if 0 <= i < len(found) and found[i].main.name in _DAYS]
    if phrase.main.name in times_ending.LENGTHS:
        return 1 if index + 1 in beside and times_ending.has_end(phrase, found[index + 1]) else None
    if phrase.main.name not in ("daypart", "clock"):
        return None
    near = (i for i in beside if not are_apart(found[min(i, index)], found[max(i, index)]))
    return next((i - index for i in near), None)


def _meanings(readings: Sequence[_Reading], now: date) -> list[Meaning | None]:
    """What every phrase means on a day of reporting, each in the light of those before it."""
    scene = Scene(now)
    meanings: list[Meaning | None] = []
    for index, reading in enumerate(readings):
        day = None
        if reading.day is not None:
            day = _bare_day(readings[index + reading.day], scene)
        meaning = _meaning(reading, replace(scene, ahead=reading.ahead, day=day if _is_day(day) else None))
        if reading.is_end and meaning and _is_before(meaning, meanings[-1]):
            meaning = _meaning(reading, replace(scene, ahead=1))
        meanings.append(meaning)
        scene = _next_scene(scene, reading, meaning)
    return meanings


def _is_before(meaning: Meaning, other: Meaning | None) -> bool:
    """Whether one begins before the other."""
    if meaning.stretch is None or other is None or other.stretch is None:
        return False
    return meaning.stretch.start < other.stretch.start


def _bare_day(reading: _Reading, scene: Scene) -> Meaning | None:
    """The day of a phrase without its hour."""
    bare = replace(reading, phrase=replace(reading.phrase, hour=None))
    return _meaning(bare, replace(scene, ahead=reading.ahead))


def _is_day(meaning: Meaning | None) -> bool:
    return (
        meaning is not None
        and meaning.stretch is not None
        and meaning.grain in ("day", "daypart", "hour", "minute")
    )


def _next_scene(scene: Scene, reading: _Reading, meaning: Meaning | None) -> Scene:
    """What the next phrase may refer to."""
    if meaning is None or meaning.stretch is None:
        return scene
    if meaning.grain == "quarter" and reading.phrase.main.name != "quarter":
        return scene  # a quarter that is only compared with is not the one spoken of
    if meaning.grain == "quarter":
        year, _, number = meaning.value.partition("-Q")
        return replace(scene, quarter=(int(year), int(number)))
    if _is_day(meaning):
        return replace(scene, reference=meaning, last_day=meaning)
    return replace(scene, reference=meaning) if meaning.grain in _POINTS else scene


def _meaning(reading: _Reading, scene: Scene) -> Meaning | None:
    """What a phrase means; None where it means nothing or lies outside the calendar."""
    phrase = reading.phrase
    try:
        meaning = _READERS[phrase.main.name](phrase, scene)
        if meaning and reading.day and phrase.main.name in times_ending.LENGTHS:
            return times_ending.until(phrase, meaning, scene)
        if meaning and not load_grammar().values["fiscal"].keys().isdisjoint(phrase.words()):
            return replace(meaning, is_firm=False)  # whose year begins when is not said
        return times_hours.place_in_day(phrase, phrase.hour, meaning) if meaning and phrase.hour else meaning
    except (ValueError, OverflowError):
        return None


def _time(
    reading: _Reading, seen: Sequence[Meaning | None], days: Sequence[date], *, is_dated: bool
) -> Time | None:
    """The record of a phrase from what it means on each day of reporting."""
    meanings = [meaning for meaning in seen if meaning is not None]
    if not meanings or len(meanings) < len(seen):
        return None
    span, name, lead = reading.phrase.span, reading.phrase.main.name, meanings[0]
    value = lead.value if is_dated else lead.undated or lead.value
    stretches = [m.stretch for m in meanings if m.stretch is not None and m.is_firm]
    if len(stretches) < len(meanings):
        return Time(span, value, lead.grain, by=name)
    start, end = (stretches[0].start.isoformat(), stretches[0].end.isoformat())
    relative = [s.relative_to(day) for s, day in zip(stretches, days, strict=True)]
    bounds = min(low for low, _ in relative), max(high for _, high in relative)
    if is_dated:
        return Time(span, value, lead.grain, start, end, bounds, by=name)
    if len(set(stretches)) == 1 and len(days) > 1:
        return Time(span, lead.value, lead.grain, start, end, by=name)
    play = _TURN if name in _TURNING and (name != "shift" or reading.phrase.has("season")) else 0
    return Time(span, value, lead.grain, days=(bounds[0] - play, bounds[1] + play), by=name)
