"""Reads dates that are written out with their year; nothing is completed or guessed."""

from __future__ import annotations

import re
from datetime import datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]? )?"
_CLOCK = r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d)?(?: ?(?P<half>[ap])\.?m\.?)?"
_ZONE = r"(?: ?(?:\(?(?:[A-Z]{2,4}T?|local time|GMT ?[+-]\d+(?::\d\d)?)\)?))?"
_TIME = rf"(?:(?:,? ?(?:at|[|•·–—-]|around)? ?){_CLOCK}{_ZONE})?"
_LABEL = (
    r"(?:(?:first |last |originally )?"
    r"(?:published|posted|updated|modified|date|datum|stand|created|released|publication date)"
    r"(?: (?:on|at))? ?:? ?)?"
)
_ISO_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
_FORMS = (
    rf"(?P<year>\d{{4}})-(?P<m>\d\d)-(?P<day>\d\d)(?:[T ](?P<iso>{_ISO_TIME}))?",
    rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}{_TIME}",
    # With full stops the day is always first; with slashes nobody can tell.
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_YEAR}{_TIME}",
    rf"{_WEEKDAY}{_DAY} {_MONTH},? {_YEAR}{_TIME}",
)
_PATTERNS = tuple(re.compile(_LABEL + form, re.IGNORECASE) for form in _FORMS)
_UPDATED = re.compile(r"(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_EARLIEST, _LATEST = 1800, 2100


def find_date(words: str, *, whole: bool = False) -> str | None:
    """The date a line states, as ISO 8601, to the day or the minute; None if it states none in full.

    With `whole` the line must be nothing but the date, its label and a second one.
    """
    for pattern in _PATTERNS:
        found = pattern.match(words.strip("()[]|•·–— ")) if whole else pattern.search(words)
        if found is None:
            continue
        rest = words.strip("()[]|•·–— ")[found.end() :].strip(" |,•·–—-/()")
        if whole and rest and not _UPDATED.match(rest):
            continue
        if value := _value(found):
            return value
    return None


def is_update(words: str) -> bool:
    """Whether a date line is about a later change."""
    return bool(_UPDATED.match(words))


def iso_date(value: str) -> str | None:
    """A date as a field or flag states it, as ISO 8601; None if it is no possible day."""
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return find_date(value, whole=True)
    if not _EARLIEST <= moment.year <= _LATEST:
        return None
    return moment.date().isoformat() if len(value) <= 10 else moment.isoformat()


def _value(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS.index(parts["month"][:3].lower()) + 1
    year, day = int(parts["year"]), int(parts["day"])
    try:
        date = datetime(year, month, day)  # noqa: DTZ001 - a page's local time has no zone
        if parts.get("iso"):
            return datetime.fromisoformat(f"{date.date()}T{parts['iso']}").isoformat()
        if parts.get("hour"):
            hour = _hour(int(parts["hour"]), parts["half"])
            return date.replace(hour=hour, minute=int(parts["minute"])).isoformat(timespec="minutes")
    except ValueError:
        return None
    return date.date().isoformat() if _EARLIEST <= year <= _LATEST else None


def _hour(hour: int, half: str | None) -> int:
    return hour if half is None else hour % 12 + 12 * (half.lower() == "p")
