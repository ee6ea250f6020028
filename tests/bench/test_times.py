"""Time expressions: marks read, paired and scored, on cases worked by hand."""

import json

import pytest

from bench.figures import AbsentError
from bench.gold_times import Case, gold_times, recognizers_cases, timeml_folders
from bench.scoring.time_kinds import kind_of
from bench.scoring.times import Marked, error_of, paired, scored, type_of, type_of_pair
from bench.scoring.times_toy import toy_times
from bench.time_figures import error_figures, pairs_of, recognizers_figures, set_figures
from twosource.data import Reading, Span, Time

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>ferry</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="2020-01-03T10:30" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>
<TITLE>Not <TIMEX3 tid="t9" type="DATE" value="2020">this</TIMEX3></TITLE>
<TEXT>
A &amp; B <EVENT eid="e1">sank</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2020-01-02">Thursday</TIMEX3>
after <TIMEX3 tid="t2" type="DURATION" value="PT3H">three <EVENT eid="e2">hours</EVENT></TIMEX3>.</TEXT>
</TimeML>
"""


def day(place: tuple[int, int], value: str = "2020-01-02", kind: str = "DATE") -> Marked:
    """A marked date."""
    return Marked(place, value, kind)


def test_timeml_is_read_with_the_places_in_its_text(tmp_path):
    folder = tmp_path / "time" / "other" / "Gulls"
    folder.mkdir(parents=True)
    (folder / "ferry.tml").write_text(TIMEML, encoding="utf-8")
    (found,) = timeml_folders(tmp_path)
    (text,) = gold_times(found)
    assert (text.name, text.published) == ("ferry", "2020-01-03")
    assert text.text == "\nA & B sank on Thursday\nafter three hours."
    assert [(text.text[slice(*m.place)], m.value, m.type) for m in text.marked] == [
        ("Thursday", "2020-01-02", "DATE"),
        ("three hours", "PT3H", "DURATION"),
    ]
    with pytest.raises(AbsentError, match="no time expressions"):
        timeml_folders(tmp_path / "time" / "nothing")


def test_recognizers_cases_end_on_their_last_character(tmp_path):
    folder = tmp_path / "time" / "specs" / "DateTime" / "English"
    folder.mkdir(parents=True)
    days = [{"type": "date", "value": "2020-01-02"}, {"type": "date", "value": "2020-01-09"}]
    result = {"Start": 3, "End": 5, "Resolution": {"values": days}}
    item = {"Input": "On Thu", "Context": {"ReferenceDateTime": "2020-01-03T00:00:00"}, "Results": [result]}
    other = {**item, "NotSupported": "javascript, python"}
    (folder / "DateTimeModel.json").write_text(json.dumps([item, other]), encoding="utf-8-sig")
    assert recognizers_cases(tmp_path) == (
        Case("On Thu", "2020-01-03", ((3, 6),), (frozenset({"2020-01-02", "2020-01-09"}),)),
    )
    assert recognizers_cases(tmp_path / "time" / "nothing") == ()


def test_each_is_paired_once_the_greatest_overlap_first():
    first, second, ours, alone = day((0, 4)), day((5, 9)), day((3, 9)), day((20, 24))
    assert paired([first, second], [ours, alone]) == [(second, ours), (first, None), (None, alone)]


def test_places_and_values_are_scored_apart():
    pairs = [
        (day((0, 4)), day((0, 4))),
        (day((5, 9)), day((5, 8))),
        (day((10, 14)), day((10, 14), "2020")),
        (None, day((30, 34))),
    ]
    assert scored(pairs) == pytest.approx((6 / 7, 4 / 7, 4 / 7))
    assert scored([]) == (None, None, None)


@pytest.mark.parametrize(
    ("value", "is_set", "expected"),
    [
        ("2020-01-02", False, "DATE"),
        ("PAST_REF", False, "DATE"),
        ("PRESENT_REF", False, "DATE"),
        ("P3D", False, "DURATION"),
        ("PXW", False, "DURATION"),
        ("PT3H", False, "DURATION"),
        ("P1D", True, "SET"),
        ("2020-01-02T10:30", False, "TIME"),
        ("2020-01-02TMO", False, "TIME"),
    ],
)
def test_types_go_with_values(value, is_set, expected):
    assert type_of(value, is_set=is_set) == expected


def test_errors_have_a_kind_and_a_type():
    wrong = (day((0, 4), "P1W", "DURATION"), day((0, 4)))
    assert (error_of(wrong), type_of_pair(wrong)) == ("wrong value", "DURATION")
    assert (error_of((None, day((0, 4)))), type_of_pair((None, day((0, 4))))) == ("spurious", "DATE")
    assert (error_of((day((0, 4)), None)), error_of((day((0, 4)), day((0, 2))))) == ("missed", "")
    figures = {f.name: f for f in error_figures("Gulls", [wrong, (None, day((0, 4)))])}
    spurious, mixed = figures["errors: spurious"], figures["errors: duration or point"]
    assert (spurious.value, spurious.n, spurious.note) == (1, 1, "read, not marked; DATE 1")
    assert (mixed.value, mixed.n, mixed.note) == (1, 1, "one a length, the other a date; DURATION 1")
    assert figures["errors: missed"].value == 0


@pytest.mark.parametrize(
    ("marked", "ours", "kind"),
    [
        ("2020-01-02", "2020-01-02", ""),
        ("2020-01-02", "2020-01-09", "direction"),
        ("2020-03", "2019-03", "direction"),
        ("2020-SU", "2019-SU", "direction"),
        ("2020-01-02", "2020-01-03", "another point"),
        ("2020-01-02TMO", "2020-01-02", "part of day"),
        ("2020-01-02TMO", "2020-01-02TNI", "part of day"),
        ("2020", "2020-01-02", "grain"),
        ("2020-W01", "2020-01", "grain"),
        ("2020-WXX", "2020-W01", "unanchored"),
        ("PAST_REF", "PXY", "vague"),
        ("P1D", "2020-01-02", "duration or point"),
        ("P1D", "PT24H", "length"),
        ("196X", "196", "notation"),
        ("2020-W6", "2020-W06", "notation"),
        ("1949-XX", "1949", "notation"),
        ("2020-01-02T24", "2020-01-02T24:00", "notation"),
    ],
)
def test_kinds_of_wrong_values(marked, ours, kind):
    assert kind_of((day((0, 4), marked), day((0, 4), ours))) == kind


def test_kinds_of_places_and_of_what_comes_again():
    label, answer = day((0, 4)), day((0, 3))
    assert kind_of((label, answer)) == "extent"
    assert (kind_of((label, None)), kind_of((None, answer))) == ("missed", "spurious")
    assert kind_of((day((0, 4), "P1D", "SET"), day((0, 4), "2020-01-02"))) == "set"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Thursday", "2020-01-02"),
        ("on Friday", "2020-01-03"),
        ("Sept. 5", "2020-09-05"),
        ("March 2019", "2019-03"),
        ("March 4, 2019", "2019-03-04"),
        ("yesterday", "2020-01-02"),
        ("last month", "2019-12"),
        ("next week", "2020-W02"),
        ("this year", "2020"),
        ("three days", "P3D"),
        ("two hours", "PT2H"),
        ("two weeks ago", "2019-12-20"),
        ("a year ago", "2019"),
        ("in 1987", "1987"),
        ("now", "PRESENT_REF"),
    ],
)
def test_the_toy_reads_by_the_calendar(words, value):
    assert [time.value for time in toy_times(words, "2020-01-03")] == [value]


def reading(*times: Time) -> Reading:
    """A reading that holds only times."""
    return Reading("r", (), times, (), ())


def test_figures_of_a_set_stand_beside_the_toys(tmp_path):
    (tmp_path / "ferry.tml").write_text(TIMEML, encoding="utf-8")
    texts = gold_times(tmp_path)
    thursday, hours = (m.place for m in texts[0].marked)
    read = reading(
        Time(Span(*thursday), "2020-01-09", "day"), Time(Span(hours[0] + 6, hours[1]), "PT3H", "duration")
    )
    overlap, exact, value = set_figures("Gulls", texts, [read])
    assert (overlap.value, exact.value, value.value) == (1, 0.5, 0.5)
    assert (value.n, value.goal, value.beside) == (2, ">= .80", (("toy", 1.0),))


def test_a_relation_without_a_value_is_no_marked_time(tmp_path):
    (tmp_path / "ferry.tml").write_text(TIMEML, encoding="utf-8")
    texts = gold_times(tmp_path)
    assert pairs_of(texts, [reading(Time(Span(*texts[0].marked[0].place), "", "vague"))]) == [
        (mark, None) for mark in texts[0].marked
    ]


def test_recognizers_cases_are_met_by_any_day_they_allow():
    cases = [
        Case("x", "2020-01-03", ((0, 3), (9, 12)), (frozenset({"2020-01-02"}), frozenset())),
        Case("y", "2020-01-03", ((0, 3),), (frozenset({"2020-01-02"}),)),
    ]
    read = [reading(Time(Span(1, 3), "2020-01-02", "day")), reading(Time(Span(0, 3), "2020-01-01", "day"))]
    place, days = recognizers_figures(cases, read)
    assert (place.value, place.n) == (pytest.approx(4 / 5), 3)
    assert (days.value, days.n) == (0.5, 2)
    assert recognizers_figures([], []) == []
