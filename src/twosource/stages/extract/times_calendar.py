"""Calendar arithmetic: stretches of days and how news words narrow them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
SEASONS = ("SP", "SU", "FA", "WI")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open stretch of local time."""

    start: datetime
    end: datetime

    def relative_to(self, day: date) -> tuple[int, int]:
        """The stretch in whole days counted from `day`, half-open, rounded outward."""
        end_day = self.end.date() + (timedelta() if self.end.time() == time.min else DAY)
        return (self.start.date() - day).days, (end_day - day).days

    def narrowed(self, low: float, high: float) -> Stretch:
        """The part between two shares of the stretch, cut at whole days where it has any."""
        length = self.end - self.start
        start, end = self.start + length * low, self.start + length * high
        if length > DAY:
            start = datetime.combine(start.date(), time.min)
            end = min(self.end, datetime.combine((end - timedelta(microseconds=1)).date() + DAY, time.min))
        return Stretch(start, end)


def days(first: date, count: int = 1) -> Stretch:
    """`count` whole days from `first` on."""
    start = datetime.combine(first, time.min)
    return Stretch(start, start + count * DAY)


def between(first: date, end: date) -> Stretch:
    """From one day up to, but not with, another."""
    return Stretch(datetime.combine(first, time.min), datetime.combine(end, time.min))


def hours(day: date, low: float, high: float) -> Stretch:
    """From one hour of a day to another, which may lie in the next day."""
    start = datetime.combine(day, time.min)
    return Stretch(start + timedelta(hours=low), start + timedelta(hours=high))


def week(day: date) -> Stretch:
    """The ISO week of a day, Monday to Sunday."""
    return days(day - timedelta(days=day.weekday()), 7)


def month(year: int, number: int) -> Stretch:
    """A month; numbers beyond 1 to 12 run on into the years beside."""
    years, index = divmod(number - 1, 12)
    return days(date(year + years, index + 1, 1), monthrange(year + years, index + 1)[1])


def months(year: int, number: int, count: int) -> Stretch:
    """`count` whole months."""
    return Stretch(month(year, number).start, month(year, number + count - 1).end)


def years(first: int, count: int = 1) -> Stretch:
    """`count` whole years."""
    return between(date(first, 1, 1), date(first + count, 1, 1))


def season(year: int, index: int) -> Stretch:
    """A season of the northern year, meteorological; winter starts in December of its year."""
    return months(year, 3 + 3 * index, 3)


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or the last of that month."""
    years_on, index = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(years_on, index + 1, min(day.day, monthrange(years_on, index + 1)[1]))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * shift) // 451
    number, index = divmod(epact + shift - 7 * late + 114, 31)
    return date(year, number, index + 1)


def nth_weekday(year: int, number: int, weekday: int, nth: int) -> date:
    """The `nth` such weekday of a month; -1 is the last."""
    first = month(year, number).start.date()
    if nth > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = month(year, number).end.date() - DAY
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def week_name(day: date) -> str:
    """The TIMEX3 value of a day's ISO week."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"
