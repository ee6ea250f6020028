"""Says when a time was, no finer than it was told."""

from __future__ import annotations

from datetime import datetime, timedelta

from twosource.data import Time

# How many characters of an ISO 8601 date-time say as much as the grain does.
_LENGTHS = {"minute": 16, "hour": 13, "month": 7, "year": 4}
_TO = " to "


def say_when(time: Time) -> str:
    """The date or stretch of dates a time means, "" where it is not known."""
    if not time.start:
        return ""
    if time.grain in _LENGTHS:
        shown = time.start[: _LENGTHS[time.grain]].replace("T", " ")
        return f"{shown} h" if time.grain == "hour" else shown
    first, last = time.start[:10], _last_day(time)
    return first if last in ("", first) else f"{first}{_TO}{last}"


def _last_day(time: Time) -> str:
    """The last day of the interval, whose end is not part of it; "" where it has no end or no sense."""
    try:
        end = datetime.fromisoformat(time.end or "")
        return (end - timedelta(seconds=1)).date().isoformat()
    except (ValueError, OverflowError):
        return ""
