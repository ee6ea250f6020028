"""Times of day: clock times, parts of the day, and the day they belong to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from twosource.stages.extract.times_calendar import Stretch, hours
from twosource.stages.extract.times_lexer import Found
from twosource.stages.extract.times_phrase import Phrase
from twosource.stages.extract.times_scene import Meaning, Scene, a_day
from twosource.words.load import load_set, load_words

_CLOCK = re.compile(r"(\d{1,2}?)(?:[:.]?(\d\d))?(?:[:.]\d\d)?\s*([ap])?\.?\s*m?\.?", re.I)
_UNIVERSAL = frozenset({"gmt", "utc"})
_EARLY = 9  # o'clock, where an early morning ends
_ZONES = (-12, 14)  # hours that local time can lie beside universal time


def place_in_day(phrase: Phrase, found: Found, meaning: Meaning) -> Meaning:
    """A day narrowed to the time of day that was joined to it; `found` is that pattern."""
    if meaning.stretch is None or meaning.grain != "day":
        return meaning
    day, undated = meaning.stretch.start.date(), meaning.undated or meaning.value
    told = _clock(phrase, found, day) if found.name == "clock" else _daypart(phrase, found, day)
    if told is None:
        return meaning
    mark, grain, stretch = told
    if mark == "TMO" and phrase.value("edge") == "early":
        stretch = Stretch(stretch.start, min(stretch.end, hours(day, 0, _EARLY).end))
    return replace(
        meaning, value=day.isoformat() + mark, grain=grain, stretch=stretch, undated=undated + mark
    )


def alone(phrase: Phrase, scene: Scene) -> Meaning | None:
    """A time of day without a day: of the day its sentence names, else of a guessed one."""
    guess = scene.day or scene.last_day or a_day(scene.now)
    placed = place_in_day(phrase, phrase.main, replace(guess, grain="day", is_firm=scene.day is not None))
    return None if placed.grain == "day" else placed


def named_day(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``today``, ``last night``, ``this morning``, ``the day before yesterday``."""
    if phrase.has("tonight"):
        return part_of_day(a_day(scene.now), "tonight")
    if phrase.has("ofnight"):
        day = scene.then if phrase.value("which") == 1 else scene.now
        return part_of_day(a_day(day + timedelta(days=phrase.value("which"))), phrase.word("ofnight"))
    if _is_generic(phrase):
        return Meaning("PRESENT_REF", "vague")
    away = phrase.value("today") + (phrase.value("later") or 0)
    meaning = a_day(scene.now + timedelta(days=away))
    edge = phrase.value("edge")
    return narrow_day(meaning, edge) if edge and phrase.hour is None else meaning


def _is_generic(phrase: Phrase) -> bool:
    """Whether *today* is no day: ``today's world``."""
    after = phrase.line.words[phrase.end : phrase.end + 2]
    is_owner = phrase.word("today") == "today" and after[:1] in (("'s",), ("’s",))
    nouns = load_set("twosource.stages.extract", "times.toml", "generic.nouns")
    return is_owner and not nouns.isdisjoint(after[1:])


def part_of_day(day: Meaning, word: str) -> Meaning:
    """A day narrowed by a word of the table ``hours``."""
    if day.stretch is None:
        return day
    mark, low, high = _hours(word)
    start = day.stretch.start.date()
    return replace(
        day,
        value=start.isoformat() + mark,
        grain="daypart",
        stretch=hours(start, low, high),
        undated=(day.undated or day.value) + mark,
    )


def narrow_day(day: Meaning, edge: str) -> Meaning:
    """An early or late day: the day's value, fewer of its hours."""
    if day.stretch is None or edge not in ("early", "late"):
        return day
    _, low, high = _hours(edge)
    return replace(day, grain="daypart", stretch=hours(day.stretch.start.date(), low, high))


def _hours(word: str) -> tuple[str, float, float]:
    mark, low, high = load_words("twosource.stages.extract", "times.toml")["hours"][word]
    return str(mark), float(low), float(high)


def _daypart(phrase: Phrase, found: Found, day: date) -> tuple[str, str, Stretch] | None:
    """The mark, grain and stretch of a part of a day."""
    words = phrase.line.words[found.first : found.end]
    kept = next(
        (
            phrase.line.words[found.at[name]]
            for name in ("pre", "small", "daypart", "lone")
            if name in found.at
        ),
        "",
    )
    mark, low, high = _hours("small" if kept in ("wee", "early") else kept)
    if words[0] == "early" and mark == "TMO":
        high = min(high, _EARLY)
    if words[0] == "late" and mark in ("TMO", "TAF", "TEV", "TNI"):
        low = (low + high) / 2
    grain = "hour" if mark.startswith("T1") or mark.startswith("T2") else "daypart"
    return mark, grain, hours(day, low, high)


def _clock(phrase: Phrase, found: Found, day: date) -> tuple[str, str, Stretch] | None:
    """The mark, grain and stretch of a clock time."""
    line = phrase.line
    if "clock" in found.at:
        index = found.at["clock"]
        read = _CLOCK.fullmatch(line.text[line.starts[index] : line.ends[index]].strip())
        told = (int(read[1]), read[2], (read[3] or "").lower()) if read else None
    else:
        number = line.numbers.get(found.at.get("cardinal", -1))
        part = line.words[found.at["daypart"]] if "daypart" in found.at else ""
        half = {"morning": "a", "afternoon": "p", "evening": "p", "night": "p"}.get(part, "")
        told = (int(number.value), None, half) if number and number.value and number.value <= 12 else None
    if told is None:
        return None
    hour, minutes, half = told
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if hour > 24 or (minutes and int(minutes) > 59):
        return None
    start = datetime.combine(day, time.min) + timedelta(hours=hour, minutes=int(minutes or 0))
    length = timedelta(minutes=1) if minutes else timedelta(hours=1)
    zone = line.words[found.at["zone"]] if "zone" in found.at else ""
    mark = f"T{hour:02}:{minutes or '00'}"
    if zone in _UNIVERSAL:
        low, high = (timedelta(hours=h) for h in _ZONES)
        return mark + "Z", "minute" if minutes else "hour", Stretch(start + low, start + high + length)
    return mark, "minute" if minutes else "hour", Stretch(start, start + length)
