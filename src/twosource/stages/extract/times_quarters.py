"""Quarters and halves of a year, holidays, repeated and vague times."""

from __future__ import annotations

from datetime import date, timedelta

from twosource.stages.extract import times_calendar as calendar
from twosource.stages.extract.times_dates import stated_year
from twosource.stages.extract.times_phrase import Phrase
from twosource.stages.extract.times_scene import Meaning, Scene, nearest_year

_NOVEMBER, _THURSDAY = 11, 3
_PLAY = 3  # a coming feast so many times nearer than the past one is meant


def quarter_meaning(year: int, number: int, *, is_dated: bool = False) -> Meaning:
    """A quarter of a year."""
    undated = "" if is_dated else f"XXXX-Q{number}"
    return Meaning(f"{year:04}-Q{number}", "quarter", calendar.months(year, 3 * number - 2, 3), undated)


def quarter(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the third quarter``, ``next year's first quarter``, ``the quarter`` (the one spoken of)."""
    now_quarter = (scene.now.month + 2) // 3
    number = int(phrase.word("quartername")[1:] or phrase.number("ordinal") or 0)
    if not number:
        return _unnumbered(phrase, scene, now_quarter)
    if not 1 <= number <= 4:
        return None
    year = stated_year(phrase, scene)
    if year is not None:
        return quarter_meaning(year, number, is_dated=not phrase.has_relative_year)
    which = phrase.value("which")
    if which is not None and phrase.has("which"):
        return quarter_meaning(scene.now.year + which, number)
    is_over = number > now_quarter and (scene.ahead < 0 or (scene.ahead == 0 and number - now_quarter > 1))
    return quarter_meaning(scene.now.year - (1 if is_over else 0), number)


def _unnumbered(phrase: Phrase, scene: Scene, now_quarter: int) -> Meaning | None:
    """A quarter told without its number: the one spoken of, or of another year."""
    stated = stated_year(phrase, scene)
    if stated is not None or phrase.has("unit"):
        year = scene.now.year + int(phrase.value("which") or 0) if stated is None else stated
        return quarter_meaning(year, scene.quarter[1], is_dated=stated is not None) if scene.quarter else None
    if "period" in phrase.words() and not scene.quarter:
        return None
    which = phrase.value("which", "refwhich")
    if which is None:
        which = 0 if {"current", "this"} & phrase.words() else None
    if which is None and scene.quarter:
        return quarter_meaning(*scene.quarter)
    years, index = divmod(now_quarter - 1 + (-1 if which is None else which), 4)
    return quarter_meaning(scene.now.year + years, index + 1)


def year_ago(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the year-earlier quarter``, ``year-ago``: the same stretch, one year before."""
    if "year" not in phrase.words():
        return None
    number = int(phrase.number("ordinal") or 0)
    if 1 <= number <= 4:
        return quarter_meaning(scene.now.year - 1, number)
    if scene.quarter:
        return quarter_meaning(scene.quarter[0] - 1, scene.quarter[1])
    year = scene.now.year - 1
    return Meaning(f"{year:04}", "year", calendar.years(year), "XXXX")


def half_year(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the first half of 1990``."""
    nth = int(phrase.word("halfname")[1:] or phrase.number("ordinal") or phrase.value("rank") or 0)
    nth = 2 if nth == -1 else nth
    stated = stated_year(phrase, scene)
    year = scene.now.year + int(phrase.value("which") or 0) if stated is None else stated
    if nth not in (1, 2):
        return None
    undated = f"XXXX-H{nth}" if stated is None else ""
    return Meaning(f"{year:04}-H{nth}", "season", calendar.months(year, 6 * nth - 5, 6), undated)


def holiday(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Feasts whose day the calendar fixes."""
    name = phrase.word("holiday") or ("newyear" if phrase.has("new") else "")
    stated = stated_year(phrase, scene)
    guess = _feast(name, scene.now.year)
    if guess is None:
        return None
    which = phrase.value("which")
    play = 0 if which else _PLAY
    near = nearest_year(scene.now, calendar.days(guess), which or scene.ahead or -1, play=play)
    year = scene.now.year + near if stated is None else stated
    day = _feast(name, year)
    if day is None:
        return None
    if phrase.line.words[phrase.end - 1] == "week":
        return Meaning(calendar.week_name(day), "week", calendar.week(day), "" if stated else "XXXX-WXX")
    if phrase.has("eve"):
        day -= timedelta(days=1)
    fixed = {"christmas": day, "halloween": day, "newyear": day}.get(name)
    undated = f"XXXX-{fixed.month:02}-{fixed.day:02}" if fixed else "XXXX-XX-XX"
    return Meaning(day.isoformat(), "day", calendar.days(day), undated if stated is None else "")


def _feast(name: str, year: int) -> date | None:
    if name == "thanksgiving":
        return calendar.nth_weekday(year, _NOVEMBER, _THURSDAY, 4)
    if name == "easter":
        return calendar.easter(year)
    month_day = {"christmas": (12, 25), "halloween": (10, 31), "newyear": (1, 1)}.get(name)
    return date(year, *month_day) if month_day else None


def repeated(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``every day``, ``annually``, ``Mondays``: a value and no interval."""
    if phrase.has("often"):
        return Meaning(str(phrase.value("often")), "vague")
    if phrase.has("weekday", "weekdays"):
        return Meaning(f"XXXX-WXX-{phrase.value('weekday', 'weekdays') + 1}", "vague")
    if phrase.has("month"):
        return Meaning(f"XXXX-{phrase.value('month'):02}", "vague")
    unit = phrase.value("unit") or {"quarter": "Q", "weekend": "W"}.get(
        phrase.line.words[phrase.end - 1], "D"
    )
    return Meaning(("PT1" if unit in "SmH" else "P1") + unit.upper(), "vague")


def vague(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``now``, ``recently``, ``in the future``."""
    value = (
        phrase.value("vaguely", "present")
        or {"soon": "FUTURE_REF", "past": "PAST_REF", "future": "FUTURE_REF"}[
            next(name for name in ("past", "future", "soon") if phrase.has(name))
        ]
    )
    return Meaning(str(value), "vague")
