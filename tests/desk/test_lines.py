"""Times as people write them, and what is shown of a report that was found."""

from datetime import UTC, datetime

import pytest

from twosource.desk.lines import STRETCH, since_of, stretch
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


def marked(text: str) -> str:
    """A text with what stands in brackets marked as found."""
    return text.replace("[", "\x02").replace("]", "\x03")


RAIN = "It rained. " * 30


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # Around what was found, and not the opening of the text.
        (f"{RAIN}The [ferry] sank. {RAIN}", "The ferry sank."),
        # What is rare in a text rather than what is everywhere in it, one after the other.
        (f"A [ferry] left. {RAIN}A [ferry] [rolled over] fast. {RAIN}A [ferry] came.", "rolled over fast"),
        (f"A [ferry] left. {RAIN}A [ferry] came. {RAIN}It [rolled over] fast.", "rolled over fast"),
        # The title is shown already.
        (f"Vell\n\nThe [ferry] [sank]\n\nBy Ida. {RAIN}A [ferry] came.", "A ferry came."),
        (f"The [ferry] [sank]\n\nBy Ida Brook. {RAIN}", "By Ida Brook."),
        # A stretch as long as the text.
        (f"[{RAIN}]", "It rained."),
        ("", ""),
    ],
)
def test_the_stretch_shows_what_was_found(text: str, shown: str) -> None:
    found = stretch(marked(text), "The ferry sank")
    assert shown in found
    assert len(found.strip("… ").split()) <= STRETCH
    assert not set("\x02\x03") & set(found)
