import time
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clocks import in_time
from twosource.data import Parsed, Span, Token
from twosource.stages.extract.times import find_times

DAY = "2021-06-16"
TABLE = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text(encoding="utf-8"))
CASES, RELATIVE = TABLE["case"], TABLE["relative"]


def times_in(text, published=None, parsed=()):
    return find_times(text, [Span(0, len(text))], published, parsed)


def shown(text, found, wanted):
    """What was found, as far as the case speaks of it."""
    seen = {"words": found.span.of(text), "value": found.value}
    if "grain" in wanted:
        seen["grain"] = found.grain
    for side in ("start", "end"):
        if side in wanted:
            seen[side] = getattr(found, side) or ""
    if "days" in wanted:
        seen["days"] = list(found.days or ())
    if "anchor" in wanted:
        anchor = found.anchor
        seen["anchor"] = [round(anchor.low), round(anchor.high), anchor.event.of(text)] if anchor else []
    return seen


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: case["text"][:40] + " dated" * case.get("dated", False)
)
def test_case(case):
    text = case["text"]
    found = times_in(text, DAY if case.get("dated") else None)
    wanted = case["times"]
    seen = [shown(text, one, other) for one, other in zip(found, wanted, strict=False)]
    assert [time.span.of(text) for time in found] == [time["words"] for time in wanted]
    assert seen == wanted


@given(st.sampled_from(RELATIVE), st.dates(date(1950, 1, 1), date(2080, 1, 1)))
def test_days_without_a_date_hold_for_every_date(words, day):
    text = f"They met {words}."
    free, dated = times_in(text), times_in(text, day.isoformat())
    assert len(free) == len(dated) == 1
    assert free[0].days is not None
    assert free[0].start is None
    if dated[0].days is not None:
        assert free[0].days[0] <= dated[0].days[0] < dated[0].days[1] <= free[0].days[1]


@given(st.sampled_from(RELATIVE), st.dates(date(1950, 1, 1), date(2080, 1, 1)))
def test_days_and_interval_say_the_same(words, day):
    for found in times_in(f"They met {words}.", day.isoformat()):
        assert (found.start is None) == (found.end is None) == (found.days is None)
        if found.start and found.end and found.days:
            start, end = datetime.fromisoformat(found.start), datetime.fromisoformat(found.end)
            low, high = (datetime.combine(day + timedelta(days=d), datetime.min.time()) for d in found.days)
            assert low <= start < end <= high


@given(st.text(alphabet="0123456789 :/-.,'apmATFMonFridayJune lastweekofthe\n", max_size=200))
def test_spans_are_in_order_and_apart(text):
    found = times_in(text, DAY)
    ends = [0, *(t.span.end for t in found)]
    assert all(end <= t.span.start < t.span.end <= len(text) for end, t in zip(ends, found, strict=False))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2021-02-31", "soon", "", None])
@pytest.mark.parametrize("words", RELATIVE)
def test_no_date_of_reporting_breaks_it(words, day):
    assert isinstance(times_in(f"They met {words}, 3000 years ago and in 9 centuries from now.", day), tuple)


def test_only_the_given_spans_are_read():
    text = "On Monday it rained. On Tuesday it snowed. On Friday it hailed."
    first, last = text.index("On Tuesday"), text.index("On Friday")
    found = find_times(text, [Span(first, last)], None)
    assert [time.span.of(text) for time in found] == ["Tuesday"]


def test_event_is_the_parsed_noun_phrase():
    text = "It came hours after the long speech that angered Varga."
    rows = [("It", "PRON", "nsubj", 1), ("came", "VERB", "ROOT", 1), ("hours", "NOUN", "npadvmod", 3),
            ("after", "ADP", "prep", 1), ("the", "DET", "det", 6), ("long", "ADJ", "amod", 6),
            ("speech", "NOUN", "pobj", 3), ("that", "PRON", "nsubj", 8), ("angered", "VERB", "relcl", 6),
            ("Varga", "PROPN", "dobj", 8), (".", "PUNCT", "punct", 1)]  # fmt: skip
    tokens, place = [], 0
    for word, pos, dep, head in rows:
        place = text.index(word, place)
        tokens.append(Token(Span(place, place + len(word)), word, word, pos, "", dep, head, ""))
        place += len(word)
    found = times_in(text, None, [Parsed(Span(0, len(text)), tuple(tokens))])
    assert found[0].anchor.event.of(text) == "the long speech"


@pytest.mark.parametrize(
    "piece", ["1 ", "1/", "1", "Friday ", "noon ", "in 2009 ", "hours after the ", "(", "the last "]
)
def test_hostile_text_takes_linear_time(piece):
    text = (piece * 200_000)[:200_000]
    start = time.process_time()
    times_in(text, DAY)
    assert in_time(start, 6)
