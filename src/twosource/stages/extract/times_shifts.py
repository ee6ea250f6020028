"""Times told by their distance from the report or from a time named before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from twosource.stages.extract import times_calendar as calendar
from twosource.stages.extract.times_calendar import Stretch
from twosource.stages.extract.times_dates import stated_year
from twosource.stages.extract.times_hours import part_of_day
from twosource.stages.extract.times_phrase import Phrase
from twosource.stages.extract.times_quarters import quarter_meaning
from twosource.stages.extract.times_scene import Meaning, Scene, a_day, edged, nearest_year

_UNDATED = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "F": "XXXX-WXX",
    "M": "XXXX-XX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}
_GRAINS = {"D": "day", "W": "week", "F": "week", "M": "month", "Y": "year", "E": "decade", "C": "decade"}
_LENGTH = {"S": 0, "m": 0, "H": 0, "D": 1, "W": 7, "F": 14, "M": 30.44, "Q": 91.3, "Y": 365.25, "E": 3652.5,
           "C": 36525, "L": 365250}  # fmt: skip
_VAGUE = (2, 10)  # what "several" and "a few" may mean
_MORE = frozenset({"more", "over", "least", "past"})
_LESS = frozenset({"less", "fewer", "under", "within", "nearly", "almost", "barely"})
_WEEKEND = 5


def unit_around(day: date, unit: str, shift: int) -> Meaning | None:
    """The week, month, year … that lies `shift` of them from that of a day."""
    undated, grain = _UNDATED.get(unit, ""), _GRAINS.get(unit, "")
    if unit == "D":
        return a_day(day + timedelta(days=shift))
    if unit in "WF":
        monday = day + timedelta(days=7 * shift * (2 if unit == "F" else 1))
        return Meaning(calendar.week_name(monday), grain, calendar.week(monday), undated)
    if unit == "M":
        stretch = calendar.month(day.year, day.month + shift)
        return Meaning(stretch.start.strftime("%Y-%m"), grain, stretch, undated)
    size = {"Y": 1, "E": 10, "C": 100}.get(unit)
    if size is None:
        return None
    start = (day.year // size + shift) * size
    return Meaning(f"{start:04}"[: len(undated)], grain, calendar.years(start, size), undated)


def shift(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``last month``, ``earlier this week``, ``the past year``, ``next summer``, ``this weekend``."""
    which = int(phrase.value("which") or 0)
    unit = phrase.value("unit")
    is_rolling = "which" in phrase.main.at and phrase.line.words[phrase.main.at["which"] - 1] == "the"
    if is_rolling and phrase.main.at["which"] > phrase.first and which and phrase.has("unit"):
        return (
            _from_reference(phrase, scene, 1)
            if unit == "D" and which > 0
            else _rolling(unit, 1, which, scene.now)
        )
    if unit in ("S", "m", "H"):
        return None
    return _cut(phrase, scene, _around(phrase, scene.now, which, scene))


def ref_shift(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the next day``, ``later that year``, ``the previous month``: from the time named before."""
    which = phrase.value("refwhich", "nextref")
    unit = phrase.value("unit")
    if phrase.has("nextref") and unit not in ("D", None):
        return _rolling(unit, 1, 1, scene.now)
    return None if unit in ("S", "m", "H") else _from_reference(phrase, scene, which)


def _from_reference(phrase: Phrase, scene: Scene, which: int) -> Meaning | None:
    """The unit that stands `which` away from the time named before; a guess where none was."""
    is_day = phrase.value("unit") == "D" or phrase.has("ofnight")
    reference = scene.last_day if is_day and scene.last_day else scene.reference
    if (reference is None or reference.stretch is None) and which == 0:
        return None
    if reference and phrase.value("unit") == "D" and reference.grain in ("week", "month", "year"):
        value = reference.value + ("-XX" if reference.grain != "year" else "-XX-XX")
        return Meaning(value, "day", None, reference.undated and value)
    meaning = _around(phrase, replace(scene, reference=reference).then, which, scene)
    is_near = reference is scene.reference  # a day named before other times may not be the one that is meant
    is_firm = is_near and reference is not None and reference.is_firm
    return meaning and replace(meaning, is_firm=is_firm)


def the_unit(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the end of the year``, ``the weekend``, ``earlier in the week``, ``year-end``."""
    if phrase.has("quarter"):
        return None
    which = 0
    if phrase.has("weekend") and scene.ahead <= 0 and scene.now.weekday() < _WEEKEND:
        which = -1
    return _cut(phrase, scene, _around(phrase, scene.now, which, scene))


def _around(phrase: Phrase, day: date, which: int, scene: Scene) -> Meaning | None:
    """The unit, weekend, season or part of a day that stands `which` away from a day."""
    if phrase.has("ofnight"):
        return part_of_day(a_day(day + timedelta(days=which)), phrase.word("ofnight"))
    if phrase.has("weekend"):
        saturday = calendar.week(day).start.date() + timedelta(days=_WEEKEND + 7 * which)
        name = calendar.week_name(saturday) + "-WE"
        return Meaning(name, "day", calendar.days(saturday, 2), "XXXX-WXX-WE")
    if phrase.has("season"):
        return _season(day, phrase.value("season"), which)
    return unit_around(day, phrase.value("unit"), which)


def _season(day: date, index: int, which: int) -> Meaning:
    """This, the last completed or the next season of a name."""
    year = day.year - (1 if index == 3 and day.month < 6 and which <= 0 else 0)
    stretch = calendar.season(year, index)
    if which < 0 and stretch.end.date() > day:
        stretch = calendar.season(year - 1, index)
    if which > 0 and stretch.start.date() <= day:
        stretch = calendar.season(year + 1, index)
    mark = calendar.SEASONS[index]
    return Meaning(f"{stretch.start.year:04}-{mark}", "season", stretch, f"XXXX-{mark}")


def _cut(phrase: Phrase, scene: Scene, meaning: Meaning | None) -> Meaning | None:
    """The part that ``early``, ``earlier`` or ``later`` leaves of a unit."""
    if meaning is None or meaning.stretch is None:
        return meaning
    stretch, today = meaning.stretch, calendar.days(scene.now)
    rel = phrase.value("rel")
    if rel == "earlier" and stretch.start < today.end:
        stretch = Stretch(stretch.start, min(stretch.end, today.end))
    elif rel == "later" and today.start < stretch.end:
        stretch = Stretch(max(stretch.start, today.start), stretch.end)
    else:
        stretch = edged(stretch, phrase.value("edge", "edgenoun"))
    return Meaning(meaning.value, meaning.grain, stretch, meaning.undated)


def season(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``summer 1998``, ``the winter of nineteen ninety-four``, ``in spring``."""
    index, year = phrase.value("season"), stated_year(phrase, scene)
    if year is None:
        way = 1 if scene.ahead > 0 else -1
        year = scene.now.year + nearest_year(scene.now, calendar.season(scene.now.year, index), way)
        undated = f"XXXX-{calendar.SEASONS[index]}"
    else:
        undated = f"XXXX-{calendar.SEASONS[index]}" if phrase.has_relative_year else ""
    stretch = edged(calendar.season(year, index), phrase.value("edge", "edgenoun"))
    return Meaning(f"{year:04}-{calendar.SEASONS[index]}", "season", stretch, undated)


def _rolling(unit: str, count: float, way: int, now: date) -> Meaning:
    """The stretch of so many units up to, or on from, the report's day: ``the past two months``."""
    length = timedelta(days=_LENGTH[unit] * count)
    today = calendar.days(now)
    start, end = (today.start - length, today.end) if way < 0 else (today.start, today.end + length)
    days = calendar.between(start.date(), (end + timedelta(hours=23)).date())
    return Meaning(duration_value(unit, count), "duration", days)


def duration_value(unit: str, count: float | None) -> str:
    """The TIMEX3 value of a length of time; None is an unknown number (``PXD``)."""
    if unit in "EC" and count is not None:
        count, unit = count * (10 if unit == "E" else 100), "Y"
    head, sign = ("PT", unit.upper()) if unit in "SmH" else ("P", {"F": "W"}.get(unit, unit))
    count = count * 2 if unit == "F" and count is not None else count
    if count is None:
        return f"{head}X{sign}"
    whole, rest = int(count), count - int(count)
    smaller = {"Y": ("M", 12), "H": ("M", 60), "M": ("D", 30), "D": ("", 0), "W": ("D", 7)}.get(sign, ("", 0))
    if rest and whole and smaller[0] and head in ("P", "PT"):
        return f"{head}{whole}{sign}{round(rest * smaller[1])}{smaller[0]}"
    return f"{head}{count:g}{sign}" if rest else f"{head}{whole}{sign}"


def counted(phrase: Phrase) -> tuple[float | None, str]:
    """The number (None: not told) and the unit of a measure of time."""
    unit = str(phrase.value("unit", "units"))
    count: float | None
    if phrase.has("cardinal"):
        count = phrase.number("cardinal")
    elif phrase.has("vague"):
        count = phrase.value("vague") or None
    else:
        count = 1.0 if phrase.has("an", "another") else None
    if phrase.has("more"):
        count = (count or 0.0) + (phrase.number("more") or 0.0)
    return count, unit


def duration(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``six-day``, ``several months``, ``two and a half years``, ``day-long``."""
    count, unit = counted(phrase)
    if count is None and phrase.has("unit") and not phrase.has("vague"):
        count = 1.0
    return Meaning(duration_value(unit, count), "duration")


def period(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``the past two months``, ``the next few days``, ``the first nine months``."""
    count, unit = counted(phrase)
    way = phrase.value("span")
    value = duration_value(unit, count)
    if not way or unit in "SmHL":
        return Meaning(value, "duration")
    rolled = _rolling(unit, min(count or _VAGUE[1], 3000 / _LENGTH[unit] * 12), way, scene.now)
    return Meaning(value, "duration", rolled.stretch)


def ago(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``four months ago``, ``a year from now``: the calendar unit it falls in, with half a unit of play."""
    count, unit = counted(phrase)
    way = -1 if "ago" in phrase.words() else 1
    if unit in "SmH":
        return Meaning(scene.now.isoformat(), "day", _hours_away(scene.now, way), "XXXX-XX-XX")
    if count is None:
        low, high = _VAGUE
        stretch = _away(scene.now, unit, way * low, way * high)
        return Meaning("PAST_REF" if way < 0 else "FUTURE_REF", "vague", stretch)
    if count == 1 and unit == "Y" and scene.quarter and way < 0:
        return quarter_meaning(scene.quarter[0] - 1, scene.quarter[1])
    return _point(scene.now, count, unit, way, phrase.words())


def _point(now: date, count: float, unit: str, way: int, words: frozenset[str]) -> Meaning | None:
    """A point so many units away."""
    day = move(now, unit, way * count)
    if day is None:
        return None
    named = unit_around(day, "D" if unit in "WF" and count < 4 else unit if unit in "DWM" else "Y", 0)
    if named is None or named.stretch is None:
        return None
    play = 0.5 if unit != "D" else 0.0 if count < 7 else 2 / count
    low, high = (
        (count, 2 * count + 1) if _MORE & words else (count - 1, count) if _LESS & words else (count, count)
    )
    wide = _away(now, unit, way * max(0.0, low - play), way * (high + play))
    stretch = wide
    if wide is not None:
        start = min(named.stretch.start, wide.start)
        end = max(named.stretch.end, wide.end)
        today = calendar.days(now)
        stretch = Stretch(start, min(end, today.end)) if way < 0 else Stretch(max(start, today.start), end)
    return Meaning(named.value, named.grain, stretch, named.undated)


def move(day: date, unit: str, count: float) -> date | None:
    """The day so many units on, or None where the calendar ends."""
    try:
        if unit in "MYEC" and count == int(count):
            return calendar.add_months(day, int(count) * {"M": 1, "Y": 12, "E": 120, "C": 1200}[unit])
        return day + timedelta(days=round(count * _LENGTH[unit]))
    except (ValueError, OverflowError):
        return None


def _away(now: date, unit: str, one: float, two: float) -> Stretch | None:
    try:
        first, last = sorted(now + timedelta(days=c * _LENGTH[unit]) for c in (one, two))
        return calendar.between(first, last + timedelta(days=1))
    except (ValueError, OverflowError):
        return None


def _hours_away(now: date, way: int) -> Stretch:
    first, last = sorted((now, now + timedelta(days=way)))
    return calendar.between(first, last + timedelta(days=1))


def offset(phrase: Phrase, scene: Scene) -> Meaning | None:
    """``two days later``, ``a year earlier``: from the time named before."""
    count, unit = counted(phrase)
    way = phrase.value("later")
    if unit in "SmH" or count is None:
        return Meaning(duration_value(unit, count), "duration")
    if count == 1 and unit == "Y" and way < 0 and scene.quarter:
        return quarter_meaning(scene.quarter[0] - 1, scene.quarter[1])
    day = move(scene.then, unit, way * count)
    named = None if day is None else unit_around(day, unit if unit in "DWMY" else "Y", 0)
    if named is None:
        return None
    firm = scene.reference is not None and scene.reference.is_firm and scene.reference.grain == named.grain
    return Meaning(named.value, named.grain, named.stretch, named.undated, is_firm=firm)
