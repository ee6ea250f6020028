"""A date is shown no finer than it was told."""

from __future__ import annotations

import pytest

from twosource.data import Span, Time
from twosource.stages.write.dates import say_when


@pytest.mark.parametrize(
    ("grain", "start", "end", "shown"),
    [
        ("day", "2031-05-13T00:00", "2031-05-14T00:00", "2031-05-13"),
        ("day", "2031-05-13T00:00", None, "2031-05-13"),
        ("daypart", "2031-05-13T18:00", "2031-05-14T00:00", "2031-05-13"),
        ("hour", "2031-05-13T05:00", "2031-05-13T06:00", "2031-05-13 05 h"),
        ("minute", "2031-05-13T05:40", "2031-05-13T05:41", "2031-05-13 05:40"),
        ("week", "2031-05-12T00:00", "2031-05-19T00:00", "2031-05-12 to 2031-05-18"),
        ("month", "2031-05-01T00:00", "2031-06-01T00:00", "2031-05"),
        ("year", "2031-01-01T00:00", "2032-01-01T00:00", "2031"),
        ("decade", "2030-01-01T00:00", "2040-01-01T00:00", "2030-01-01 to 2039-12-31"),
        ("vague", "2031-05-13", "2031-05-16", "2031-05-13 to 2031-05-15"),
        ("week", "0001-01-01", "0001-01-01", "0001-01-01"),
        ("week", "2031-05-12", "no date", "2031-05-12"),
        ("day", None, None, ""),
    ],
)
def test_when_is_said(grain: str, start: str | None, end: str | None, shown: str) -> None:
    assert say_when(Time(Span(0, 1), "", grain, start, end)) == shown
