"""The simplest way to read times: one pattern, and the calendar around the day of the report."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from bench.scoring.times import Marked, type_of

MONTHS = [name.casefold() for name in calendar.month_name if name]
DAYS = [name.casefold() for name in calendar.day_name]
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "TH", "minute": "TM"}
NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}
MONTH = rf"(?:{'|'.join(MONTHS)}|{'|'.join(name[:3] for name in MONTHS)}|sept)\b\.?"
TIME = re.compile(
    rf"\b(?:(?P<month>{MONTH})(?: (?P<day>\d\d?)\b(?!\d))?(?:,? (?P<in>(?:19|20)\d\d))?"
    rf"|(?P<weekday>{'|'.join(DAYS)})|(?P<named>{'|'.join(NAMED)})|(?P<now>now|currently)"
    rf"|(?P<which>last|this|next) (?P<unit>week|month|year)"
    rf"|(?P<count>\d+|an?|{'|'.join(ONES)})[ -](?P<of>{'|'.join(UNITS)})s?(?P<ago> ago)?"
    r"|(?P<year>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)


def toy_times(text: str, published: str) -> tuple[Marked, ...]:
    """What the pattern finds, a weekday as the last one, a month as the one of the report's year."""
    found = ((match.span(), _value(match, date.fromisoformat(published))) for match in TIME.finditer(text))
    return tuple(Marked(place, value, type_of(value)) for place, value in found)


def _value(match: re.Match[str], day: date) -> str:
    part = {name: words.casefold() for name, words in match.groupdict().items() if words}
    if "month" in part:
        month = next(at for at, name in enumerate(MONTHS, start=1) if name.startswith(part["month"][:3]))
        ending = f"-{int(part['day']):02}" if "day" in part else ""
        return f"{part.get('in', day.year)}-{month:02}{ending}"
    if "weekday" in part:
        return str(day - timedelta(days=(day.weekday() - DAYS.index(part["weekday"])) % 7))
    if "named" in part:
        return str(day + timedelta(days=NAMED[part["named"]]))
    if "now" in part:
        return "PRESENT_REF"
    if "which" in part:
        return _beside(day, ("last", "this", "next").index(part["which"]) - 1, part["unit"])
    return part["year"] if "year" in part else _counted(day, part)


def _counted(day: date, part: dict[str, str]) -> str:
    """``three days``, ``two weeks ago``."""
    words = part["count"]
    count = int(words) if words.isdigit() else ONES.index("one" if words in ("a", "an") else words)
    unit = UNITS[part["of"]]
    if "ago" in part and unit in "DW":
        return str(day - timedelta(days=min(count, 9999) * (7 if unit == "W" else 1)))
    return f"P{unit[:-1]}{count}{unit[-1]}" if "ago" not in part else _beside(day, -count, part["of"])


def _beside(day: date, steps: int, unit: str) -> str:
    """The week, month or year so many after that of the day."""
    if unit == "week":
        year, week, _ = (day + timedelta(weeks=steps)).isocalendar()
        return f"{year}-W{week:02}"
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
        return f"{year}-{month + 1:02}"
    return str(day.year + steps)
