"""Dates, months, years, quarters and seasons: what a calendar word means on a given day of reporting."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from twosource.stages.extract import times_calendar as calendar
from twosource.stages.extract.times_calendar import Stretch
from twosource.stages.extract.times_hours import narrow_day
from twosource.stages.extract.times_lexer import load_grammar
from twosource.stages.extract.times_phrase import Phrase
from twosource.stages.extract.times_scene import Meaning, Scene, a_day, edged, nearest_year

_LEAP = 9  # years within which a leap year lies
_PLAY = 3  # a coming date three times nearer than the past one of its name is meant
_PIVOT = 40  # '39 is 2039, '40 is 1940


def stated_year(phrase: Phrase, scene: Scene) -> int | None:
    """The year that the expression itself names, or None."""
    if phrase.year is not None and "year" in phrase.year.at:
        lent = phrase.line.numbers[phrase.year.at["year"]].value
        return None if lent is None else int(lent)
    if phrase.year is not None:
        which = phrase.line.words[phrase.year.at["which"]] if "which" in phrase.year.at else "this"
        return scene.now.year + {"last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}.get(which, 0)
    if phrase.has("firsthalf"):
        first, second = phrase.number("firsthalf"), phrase.number("secondhalf")
        return int(first * 100 + second) if first and second else None
    for name in ("year", "wordyear"):
        number = phrase.number(name)
        if number:
            return int(number)
    if phrase.has("shortyear"):
        return _full_year(int(re.sub(r"\D", "", phrase.word("shortyear"))))
    return None


def _full_year(two_digits: int) -> int:
    return two_digits + (2000 if two_digits < _PIVOT else 1900)


def month_number(phrase: Phrase) -> int:
    """The month that the expression names."""
    return int(phrase.value("month", "mayday"))


def full_date(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``28 February 2014``, ``Oct. 23-25``; without a year the nearest that fits the verb."""
    month, first = month_number(phrase), int(phrase.number("day") or 0)
    last = int(phrase.number("upper") or first)
    year = stated_year(phrase, scene)
    if year is None:
        year = _year_of_day(phrase, scene, month, first)
        undated = f"XXXX-{month:02}-{first:02}"
    else:
        undated = f"XXXX-{month:02}-{first:02}" if phrase.has_relative_year else ""
    stretch = _day_of(year, month, first, last)
    return None if stretch is None else Meaning(f"{year:04}-{month:02}-{first:02}", "day", stretch, undated)


def _year_of_day(phrase: Phrase, scene: Scene, month: int, day: int) -> int:
    """The year of a date without one: that in which its weekday is right, else the nearest."""
    now = scene.now
    if phrase.weekday is not None:
        number = load_grammar().values["weekday"].get(phrase.line.words[phrase.weekday.end - 1])
        near = (now.year + away for away in (0, 1, -1))
        for year in near:
            stretch = _day_of(year, month, day)
            if stretch and stretch.start.weekday() == number:
                return year
    which = phrase.value("which")
    guess = _day_of(now.year, month, day)
    if guess is None:  # 29 February
        way = 1 if (which or scene.ahead) > 0 else -1
        years = range(now.year, now.year + way * _LEAP, way)
        return next((year for year in years if _day_of(year, month, day)), now.year)
    return now.year + nearest_year(now, guess, which or scene.ahead, play=0 if which else _PLAY)


def _day_of(year: int, month: int, first: int, last: int = 0) -> Stretch | None:
    """One day of a month, or several; None where the month has no such day."""
    try:
        start = date(year, month, first)
        return calendar.days(start, last - first + 1 if last > first else 1)
    except (ValueError, OverflowError):
        return None


def iso_date(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``2014-02-28``."""
    try:
        return a_day(date.fromisoformat(phrase.word("iso")[:10]), "") if phrase.has("iso") else None
    except ValueError:
        return None


def slashed_date(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``28/2/2014``; where day and month could be exchanged only the year is told."""
    one, two, year = (int(part) for part in re.split(r"[-/.]", phrase.word("slashed")))
    year = year if year > 99 else _full_year(year)
    months = {(m, d) for m, d in ((one, two), (two, one)) if _day_of(year, m, d)}
    if len(months) == 1:
        month, day = months.pop()
        return a_day(date(year, month, day), "")
    return Meaning(f"{year:04}", "year", calendar.years(year)) if months else None


def month(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``September``, ``early last October``, ``March 1996``."""
    number, year = month_number(phrase), stated_year(phrase, scene)
    undated = "" if year is not None and not phrase.has_relative_year else f"XXXX-{number:02}"
    if year is None:
        which = phrase.value("which")
        if which == 0:
            year = scene.now.year
        else:
            ahead = which or (1 if scene.ahead > 0 else -1)
            day = calendar.add_months(scene.now, -2) if which == -1 else scene.now
            play = _PLAY if which is None and scene.ahead >= 0 else 0
            year = day.year + nearest_year(day, calendar.month(day.year, number), ahead, play=play)
    stretch = edged(calendar.month(year, number), phrase.value("edge", "edgenoun"))
    return Meaning(f"{year:04}-{number:02}", "month", stretch, undated)


def part_of_month(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the third week of September``; its value goes on from the month's, ``2017-09-W3``."""
    whole = month(phrase, scene)
    nth = int(phrase.number("ordinal") or phrase.value("rank") or 0)
    if whole is None or whole.stretch is None or not -1 <= nth <= 5 or nth == 0:
        return whole
    first = whole.stretch.start.date()
    if phrase.has("weekday"):
        day = calendar.nth_weekday(first.year, first.month, phrase.value("weekday"), nth)
        return a_day(day, whole.undated and f"{whole.undated}-XX")
    if phrase.has("half"):
        return replace(whole, stretch=edged(whole.stretch, "early" if nth == 1 else "late"))
    if phrase.has("weekend"):
        day = calendar.nth_weekday(first.year, first.month, 5, nth)
        return Meaning(calendar.week_name(day) + "-WE", "day", calendar.days(day, 2), whole.undated)
    if phrase.value("unit") != "W":
        return whole
    nth = nth if nth > 0 else 5
    mark = f"-W{nth}"
    return replace(
        whole,
        value=whole.value + mark,
        undated=whole.undated and whole.undated + mark,
        grain="week",
        stretch=_loose_week(whole.stretch, nth),
    )


def _loose_week(whole: Stretch, nth: int) -> Stretch:
    """The nth week of a month, counted by sevens or by calendar rows: three days of play on both sides."""
    start = whole.start + timedelta(days=7 * (nth - 1) - 3)
    return Stretch(max(whole.start, start), min(whole.end, start + timedelta(days=13)))


def year(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``2013``, ``early 1991``, ``nineteen ninety-six``."""
    number = stated_year(phrase, scene)
    if number is None or not 1 <= number < 9999:
        return None
    stretch = edged(calendar.years(number), phrase.value("edge", "edgenoun"))
    return Meaning(f"{number:04}", "year", stretch)


def year_span(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``2009-10``, ``1990-1995``."""
    first, last = re.split(r"\s?[-–/]\s?", phrase.word("yearspan"))
    end = int(last) if len(last) == 4 else int(first[:2] + last)
    start = int(first)
    if not start < end <= start + 99:
        return None
    return Meaning(f"{start:04}/{end:04}", "year", calendar.years(start, end - start + 1))


def decade(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the 1990s``, ``the mid-'80s``."""
    start = _decade_start(phrase)
    stretch = edged(calendar.years(start, 10), phrase.value("edge"))
    return Meaning(f"{start // 10:03}", "decade", stretch)


def _decade_start(phrase: Phrase) -> int:
    if phrase.has("decadeword"):
        return 1900 + 10 * int(phrase.value("decadeword"))
    digits = re.sub(r"\D", "", phrase.word("decade") or phrase.word("shortdecade"))
    return int(digits) if len(digits) == 4 else _full_year(int(digits))


def week_of(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the week of March 6``."""
    day = full_date(phrase, scene)
    if day is None or day.stretch is None or phrase.value("unit") != "W":
        return day
    first = day.stretch.start.date()
    return Meaning(calendar.week_name(first), "week", calendar.week(first), day.undated and "XXXX-WXX")


def century(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the 20th century``."""
    number = int(phrase.number("ordinal") or 0)
    if not 1 < number < 30:
        return None
    stretch = edged(calendar.years((number - 1) * 100, 100), phrase.value("edge"))
    return Meaning(f"{number - 1:02}", "decade", stretch)


def weekday(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``Friday``, ``last Monday``, ``early on Tuesday``: the last such day, today's included, or the next."""
    number = phrase.value("weekday", "shortday")
    which, ref = phrase.value("which"), phrase.value("refwhich")
    undated = f"XXXX-WXX-{number + 1}"
    if ref and scene.reference is not None:
        day = _step(scene.then, number, ref, strict=True)
    elif which is not None:
        day = _step(scene.now, number, which or (1 if scene.ahead >= 0 else -1), strict=which != 0)
    else:
        day = _step(scene.now, number, scene.ahead or -1, strict=False)
    meaning = a_day(day, undated)
    edge = phrase.value("edge")
    return narrow_day(meaning, edge) if edge and phrase.hour is None else meaning


def _step(start: date, weekday_number: int, way: int, *, strict: bool) -> date:
    """The nearest such weekday in a direction, the day itself excluded where `strict`."""
    distance = (weekday_number - start.weekday()) % 7 if way > 0 else (start.weekday() - weekday_number) % 7
    if strict and distance == 0:
        distance = 7
    return start + timedelta(days=distance if way > 0 else -distance)
