"""What a user is told stays on a line, whatever of a source's own words it holds."""

import pytest

from twosource.errors import CleanError, SourceError

TOLD = [
    ("a sentence.", "a sentence."),
    ("d\u00e9j\u00e0 vu \u2026 \u201cquay\u201d", "d\u00e9j\u00e0 vu \u2026 \u201cquay\u201d"),
    ("two\nlines\r", "two\\nlines\\r"),
    ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
    ("turned \u202e round", "turned \\u202e round"),
    ("half \ud800", "half \\ud800"),
]


@pytest.mark.parametrize(("written", "told"), TOLD)
def test_a_reason_is_one_line_that_can_be_shown(written, told):
    assert str(SourceError(written, "damaged")) == told


@pytest.mark.parametrize("much", ["x" * 5_000_000, "\x00" * 5_000_000])
def test_a_reason_is_bounded_and_keeps_its_ends(much):
    told = str(CleanError(f"found {much}: save it again.", "damaged"))
    assert len(told) <= 1000
    assert told.startswith("found ")
    assert told.endswith(": save it again.")
