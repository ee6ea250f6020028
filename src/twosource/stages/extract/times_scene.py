"""What the meaning of a time expression depends on, and what a meaning is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from twosource.stages.extract.times_calendar import Stretch, days


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means on one day of reporting.

    `undated` is its TIMEX3 value where the report's day is not known, ""
    where it is the same.  A meaning that `is_firm` may be shown as an
    interval; one that is not (a night of which the text does not say which)
    has a value, as a guess, and no interval.
    """

    value: str
    grain: str
    stretch: Stretch | None = None
    undated: str = ""
    is_firm: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """The report's day, and what was spoken of before.

    `ahead` is 1, 0 or -1 (see `direction`); `reference` the last point in
    time named, `last_day` the last that was a day; `quarter` the last
    quarter named; `day` the day that a time of day without one belongs to,
    by its sentence.
    """

    now: date
    ahead: int = 0
    reference: Meaning | None = None
    last_day: Meaning | None = None
    quarter: tuple[int, int] | None = None
    day: Meaning | None = None

    @property
    def then(self) -> date:
        """The first day of the reference, or the report's day."""
        has_one = self.reference is not None and self.reference.stretch is not None
        return self.reference.stretch.start.date() if has_one else self.now  # type: ignore[union-attr]


def a_day(day: date, undated: str = "XXXX-XX-XX") -> Meaning:
    """A whole day."""
    return Meaning(day.isoformat(), "day", days(day), undated)


def nearest_year(now: date, make: Stretch, ahead: int, *, play: float = 0) -> int:
    """How many years to move a stretch of the report's year so that it is the one that is meant.

    `ahead` 1 is the first that is not over, else the last that has begun.
    With `play` the other one is taken where it is so many times nearer; the
    side that the verb does not point to has to be nearer still.
    """
    behind, before = (now - make.start.date()).days, (make.end.date() - now).days
    back, on = (0, 1) if behind >= 0 else (-1, 0)
    if behind >= 0 and before > 0:
        return 0
    gone = behind if behind >= 0 else 365 + behind
    to_come = 365 - gone
    if ahead > 0:
        return back if play and gone * play < to_come else on
    weight = play if ahead == 0 else play + 1
    return on if play and to_come * weight < gone else back


def edged(stretch: Stretch, edge: str | None) -> Stretch:
    """The early, middle or late part of a stretch; generous, since the words are."""
    shares = {"early": (0.0, 0.5), "mid": (0.2, 0.8), "late": (0.5, 1.0)}
    return stretch.narrowed(*shares[edge]) if edge in shares else stretch
