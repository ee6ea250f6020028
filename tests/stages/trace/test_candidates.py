import random
import time

import pytest

from tests.clocks import in_time
from tests.stages.trace.wires import OWN, WIRE, report
from twosource.stages.trace.candidates import candidates, candidates_of, fingerprints

LINES = WIRE.split("\n")
SALAD = sorted({word.strip(",.") for word in (WIRE + " " + OWN).split()})


def prints(*texts, dates=()):
    when = [*dates, *[None] * (len(texts) - len(dates))]
    stated = [{"published": date} if date else {} for date in when]
    return [
        fingerprints(report(f"r{n}", text, **s))
        for n, (text, s) in enumerate(zip(texts, stated, strict=True))
    ]


def salad(seed, size=300):
    draw = random.Random(seed)
    return " ".join(draw.choices(SALAD, k=size))


def test_reports_that_share_a_sentence_are_found_in_any_order():
    texts = [f"{OWN}\n{LINES[4]}", salad(1), f"{LINES[4]}\n{salad(2)}"]
    assert list(candidates(prints(*texts))) == [(0, 2)]
    assert list(candidates(prints(*reversed(texts)))) == [(0, 2)]


def test_reports_of_one_event_in_their_own_words_are_none():
    assert list(candidates(prints(WIRE, OWN, salad(3)))) == []


def test_every_long_enough_run_in_common_leaves_a_mark():
    """Winnowing's promise: seven untouched words that say something are never missed."""
    for seed in range(30):
        words = LINES[4].split()
        at = random.Random(seed).randrange(len(words) - 9)
        shared = " ".join(words[at : at + 9])
        a, b = prints(f"{salad(seed)} {shared} {salad(seed + 100)}", f"{salad(seed + 200)} {shared}")
        assert set(a.marks) & set(b.marks)


@pytest.mark.parametrize(
    ("dates", "hours", "found"),
    [
        (("2031-03-01", "2031-03-02"), 48, True),
        (("2031-03-01", "2031-03-04"), 48, False),
        (("2031-03-01", "2031-03-04"), None, True),
        (("2031-03-01", None), 1, True),
        (("2031-03-01T23:30:00+02:00", "2031-03-01T22:00:00Z"), 1, True),
        (("soon", "2031-03-04"), 1, True),
    ],
)
def test_the_window(dates, hours, found):
    assert bool(list(candidates(prints(WIRE, WIRE, dates=dates), hours=hours))) == found


def test_lines_of_the_site_and_rows_of_function_words_leave_no_mark():
    site = "Sign up for our morning letter with all the stories that matter, chosen by the editors."
    assert prints(site, "it is what it is and that was that of the one who had it")[0].marks == ()
    assert prints("it is what it is and that was that of the one who had it")[0].marks == ()


def test_a_new_report_asks_a_table_of_marks():
    known = prints(WIRE, OWN, f"{salad(4)} {LINES[1]}", dates=("2031-03-01",) * 3)
    holders = {}
    for one in known:
        for mark in one.marks:
            holders.setdefault(mark, []).append(one)
    new = fingerprints(report("new", f"{LINES[0]}\n{LINES[1]}", published="2031-03-02"))
    assert candidates_of(new, holders) == ["r0", "r2"]
    assert candidates_of(new, holders, hours=1) == []


def test_a_text_that_very_many_print_costs_no_pair_of_each():
    found = list(candidates(prints(*[WIRE] * 400)))
    assert len(found) < 400 * 11
    assert {each for pair in found for each in pair} == set(range(400))


def test_marks_are_the_same_in_every_process():
    assert fingerprints(report("a", "Dust lay on every sill of the harbour town by noon.")).marks == EXPECTED


def test_hostile_text_takes_no_longer():
    start = time.process_time()
    fingerprints(report("a", "no " * 100_000))
    fingerprints(report("b", "x" * 300_000))
    assert in_time(start, 5)


EXPECTED = (3776559968815028206, 5805584454395184056, 5833422221951065935)
