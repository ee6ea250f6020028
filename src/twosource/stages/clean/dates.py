"""Reads dates that are written out with their year; nothing is completed or guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from twosource.stages.clean.patterns import HERE
from twosource.words.load import load_words

_EARLIEST, _LATEST = 1800, 2100
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|[01]\d{9}")
_EDGES = "()[]|•·–— "
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.]|\s?[hH]\s?)(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?!\d)"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?"
)
_ZONE = (
    r"(?:\s?\(?(?:(?P<offset>(?:GMT|UTC)?\s?[+-]\d\d?(?::?\d\d)?)"
    r"|(?P<zone>[A-Z]{1,4}T?Z?)\b|local time|Uhr|h\b|hrs)\)?)?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,12}(?:[.,]{1,2} ?| )(?:den |le |, )?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_MONTH = r"(?:(?:de|di|of|d’|d')\s?)?(?P<month>[^\W\d_]{3,12})\.?"
_PART = r"(?:[./]|\s?[年년月월]\s?|\. )"
_ISO_TIME = r"(?P<iso>\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s?(?P<isozone>Z|[+-]\d\d(?::?\d\d)?)?"
# One after the other, the first that a line fits counts.
_FORMS = (
    rf"(?P<year>\d{{4}})-(?P<m>\d\d?)-(?P<day>\d\d?)(?!\d)(?:[T ]\s?{_ISO_TIME})?",
    rf"{_MONTH} {_DAY},? {_YEAR}{{time}}",
    # With full stops the day is always first.
    rf"(?P<day>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}{{time}}",
    rf"{_DAY} {_MONTH},?(?: de| del)? {_YEAR}{{time}}",
    rf"{_YEAR}{_PART}(?P<m>\d{{1,2}}){_PART}(?P<day>\d{{1,2}})(?:\s?[日일]|\.)?{{time}}",
    rf"{_YEAR}\.? {_MONTH} {_DAY}{{time}}",
    rf"(?P<one>\d{{1,2}})[/-](?P<other>\d{{1,2}})[/-]{_YEAR}{{time}}",
)
_IN_ADDRESS = re.compile(rf"[/_-]{_YEAR}[/-]?(?P<m>\d\d)[/-]?(?P<day>\d\d)(?=[/_.-]|$)")
_ZONE_NAME = re.compile(r"\[[\w/+-]{2,40}\]$")
_NUMBER = re.compile(r"[01]\d{9}(?:\d{3})?")
# The day that programs write where they know none.
_NO_DAY = frozenset({"1970-01-01", "1900-01-01"})


@cache
def _patterns(*, whole: bool) -> tuple[re.Pattern[str], ...]:
    """The forms of a date; for a whole line with what may stand in front."""
    words = load_words(HERE, "dates.toml")["words"]
    says = f"(?:{_any(words['published'])}|{_any(words['updated'])})"
    label = f"{says}(?: (?:{_any(words['after_label'])}))? ?:? ?"
    time = rf"(?:,? ?(?:(?:{_any(words['before_clock'])})(?!\w)|[|•·–—/-])? ?{_CLOCK}{_ZONE})?"
    front = rf"(?:{label})?{_WEEKDAY}" if whole else r"(?<!\w)"
    return tuple(re.compile(front + form.replace("{time}", time), re.IGNORECASE) for form in _FORMS)


@cache
def _updated() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(load_words(HERE, 'dates.toml')['words']['updated'])})(?!\w)", re.IGNORECASE)


@cache
def _months() -> Mapping[str, int]:
    table = load_words(HERE, "dates.toml")["months"]
    return {name: int(month) for month, names in table.items() for name in names}


def _any(written: Sequence[str]) -> str:
    return "|".join(written)


def find_date(words: str, *, whole: bool = False) -> str | None:
    """The date a line states, as ISO 8601, to the day or the minute; None if it states none in full.

    With `whole` the line must be nothing but the date, its label and a second one.
    """
    if not _HAS_YEAR.search(words):
        return None
    bare = words.strip(_EDGES)
    for pattern in _patterns(whole=whole):
        for found in _matches(pattern, bare if whole else words, whole=whole):
            rest = bare[found.end() :].strip(" |,•·–—-/()") if whole else ""
            if rest and not _updated().match(rest):
                continue
            if value := _value(found):
                return value
    return None


def _matches(pattern: re.Pattern[str], words: str, *, whole: bool) -> Iterator[re.Match[str]]:
    if not whole:
        yield from pattern.finditer(words)
    elif found := pattern.match(words):
        yield found


def is_update(words: str) -> bool:
    """Whether a date line is about a later change."""
    return bool(_updated().match(words.strip(_EDGES)))


def find_update(words: str) -> str | None:
    """The date behind a word that says that something was changed then."""
    found = _updated().search(words)
    return find_date(words[found.start() :]) if found else None


def iso_date(value: str) -> str | None:
    """A date as a field or flag states it, as ISO 8601 with its zone; None if it is no possible day."""
    value = _ZONE_NAME.sub("", value.strip()[:80])
    try:
        moment = _from_number(value) if _NUMBER.fullmatch(value) else datetime.fromisoformat(value)
    except (ValueError, OverflowError, OSError):
        return find_date(value, whole=True)
    day = moment.date().isoformat()
    if not _EARLIEST <= moment.year <= _LATEST or day in _NO_DAY:
        return None
    return day if len(value) <= 10 and not _NUMBER.fullmatch(value) else moment.isoformat()


def _from_number(value: str) -> datetime:
    """Seconds or thousandths of them since 1970."""
    return datetime.fromtimestamp(int(value[:10]), UTC)


def address_date(address: str) -> str | None:
    """The day in the path of an address, None if there is none."""
    path = address.partition("?")[0]
    found = _IN_ADDRESS.search(path)
    return _value(found) if found else None


def _value(found: re.Match[str]) -> str | None:
    """The date of a match as ISO 8601; None if there is no such day."""
    parts = {key: part for key, part in found.groupdict().items() if part}
    month, day = _month_and_day(parts)
    try:
        date = datetime(int(parts["year"]), month, day)  # noqa: DTZ001 - a page's local time has no zone
    except ValueError:
        return None
    written = date.date().isoformat()
    if not _EARLIEST <= date.year <= _LATEST or written in _NO_DAY:
        return None
    try:
        return _with_time(written, date, parts)
    except ValueError:
        return written


def _month_and_day(parts: Mapping[str, str]) -> tuple[int, int]:
    """Month and day of a match; ``(0, 0)`` where it cannot be told which is which."""
    if "month" in parts:
        return _months().get(parts["month"].lower(), 0), int(parts["day"])
    if "one" not in parts:
        return int(parts["m"]), int(parts["day"])
    one, other = int(parts["one"]), int(parts["other"])
    if one > 12 or one == other:
        return other, one
    return (one, other) if other > 12 else (0, 0)


def _with_time(day: str, date: datetime, parts: Mapping[str, str]) -> str:
    if "iso" in parts:
        zone = parts.get("isozone", "")
        return datetime.fromisoformat(f"{day}T{parts['iso'].replace(',', '.')}{zone}").isoformat()
    if "hour" not in parts:
        return day
    second = int(parts.get("second", "0"))
    moment = date.replace(
        hour=_hour(int(parts["hour"]), parts.get("half")), minute=int(parts["minute"]), second=second
    )
    moment = moment.replace(tzinfo=_zone(parts))
    return moment.isoformat() if second else moment.isoformat(timespec="minutes")


def _zone(parts: Mapping[str, str]) -> timezone | None:
    """The zone a time is said to be in, where the words mean one only."""
    offset = parts.get("offset", "").upper().removeprefix("GMT").removeprefix("UTC").strip()
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
        away = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-away if offset[0] == "-" else away)
    hours_away = load_words(HERE, "dates.toml")["zones"].get(parts.get("zone", "").lower())
    return None if hours_away is None else timezone(timedelta(hours=hours_away))


def _hour(hour: int, half: str | None) -> int:
    return hour if half is None else hour % 12 + 12 * (half.lower() == "p")
