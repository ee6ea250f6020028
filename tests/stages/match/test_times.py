import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.match.told import at, claim, moment, report
from twosource.data import Anchor
from twosource.stages.match.compare_times import compare_times
from twosource.stages.match.said import Side

CASES = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text(encoding="utf-8"))["case"]


def side(name, told):
    """A report that gives one time, as a side of a difference."""
    before, words, after = told["said"].replace("]", "[").split("[")
    text = before + words + after
    article = report(name, text)
    fields = {k: told[k] for k in ("start", "end") if k in told}
    if "days" in told:
        fields["days"] = tuple(told["days"])
    if "anchor" in told:
        fields["anchor"] = Anchor(*told["anchor"], at(article, told["after"]))
    time = moment(article, words, told["value"], told.get("grain", "day"), **fields)
    made = claim(article, text.strip(), times=(time,))
    return Side(article, made, made.span)


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_two_times(case, turned):
    sides = [side(name, case[name]) for name in "ab"]
    order = sides[::-1] if turned else sides
    found = list(compare_times(*order, is_one_act=case.get("one_act", False)))
    assert [[d.verdict, d.rule] for d in found] == ([case["says"]] if case["says"] else [])
    for difference in found:
        assert (difference.kind, difference.between) == ("time", "reports")
        assert [v.span for v in difference.values] == [s.claim.times[0].span for s in order]
        assert difference.why == case.get("why", difference.why)


def day(offset):
    return f"2031-{1 + offset // 28:02}-{1 + offset % 28:02}T00:00:00"


STRETCHES = st.builds(
    lambda start, length: {"value": f"{start}+{length}", "start": day(start), "end": day(start + length)},
    st.integers(0, 200),
    st.integers(1, 40),
)


@given(STRETCHES, STRETCHES, st.booleans())
def test_only_stretches_that_do_not_meet_are_called_apart(a, b, one_act):
    sides = (side(n, {"said": f"It was [stretch {n}].", **x}) for n, x in (("a", a), ("b", b)))
    rules = [d.rule for d in compare_times(*sides, is_one_act=one_act)]
    meet = a["start"] < b["end"] and b["start"] < a["end"]
    same = (a["start"], a["end"]) == (b["start"], b["end"])
    assert rules == [] if same else (rules in (["time-nested"], ["time-overlap"])) == meet


def test_only_the_first_time_of_a_claim_is_its_own():
    article, other = report("a", "It fell on Monday, found on Friday."), report("b", "It fell on Friday.")
    times = tuple(
        moment(article, w, w, start=f"2031-04-{n}", end=f"2031-04-{n + 1}")
        for w, n in (("Monday", 14), ("Friday", 18))
    )
    late = moment(other, "Friday", "Friday", start="2031-04-18", end="2031-04-19")
    one, two = claim(article, article.text, times=times), claim(other, other.text, times=(late,))
    (found,) = compare_times(Side(article, one, one.span), Side(other, two, two.span))
    assert [v.span.of(a.text) for v, a in zip(found.values, (article, other), strict=True)] == [
        "Monday",
        "Friday",
    ]
