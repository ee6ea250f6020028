"""Times as people write them."""

from datetime import UTC, datetime

import pytest

from twosource.desk.lines import since_of
from twosource.errors import SettingError

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("", ""),
        ("2d", "2031-03-02T12:00:00+00:00"),
        ("12h", "2031-03-04T00:00:00+00:00"),
        ("30m", "2031-03-04T11:30:00+00:00"),
        ("1W", "2031-02-25T12:00:00+00:00"),
        ("2 days ago", "2031-03-02T12:00:00+00:00"),
        ("3 Hours", "2031-03-04T09:00:00+00:00"),
        ("10 min", "2031-03-04T11:50:00+00:00"),
        ("today", "2031-03-04T00:00:00+00:00"),
        (" Yesterday ", "2031-03-03T00:00:00+00:00"),
        ("2031-03-01", "2031-03-01T00:00:00+00:00"),
        ("2031-03-01T08:00:00+02:00", "2031-03-01T06:00:00+00:00"),
    ],
)
def test_since(text: str, since: str) -> None:
    assert since_of(text, NOW) == since


@pytest.mark.parametrize("text", ["tomorrow", "2", "-2d", "999999w", "31-02-2031", "2d2d", "ago", "2 months"])
def test_no_time(text: str) -> None:
    with pytest.raises(SettingError, match="is no time"):
        since_of(text, NOW)
