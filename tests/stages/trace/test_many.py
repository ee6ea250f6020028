import random

from tests.stages.trace.wires import OWN, WIRE, report
from twosource.stages.trace.copies import find_copies
from twosource.stages.trace.many import copies_among

LINES = WIRE.split("\n")
VOWELS = [a + b for a in "bdfgklmnprst" for b in "aeiou"]


def filler(seed):
    draw = random.Random(seed)
    return " ".join("".join(draw.choices(VOWELS, k=3)) for _ in range(120)).capitalize() + "."


def some(count):
    reports = [report(f"r{n:03}", filler(n), filler(n + 1000)) for n in range(count)]
    reports[3] = report("r003", WIRE, filler(3), published="2031-03-01")
    reports[7] = report("r007", filler(7), LINES[4], LINES[2], published="2031-03-02")
    reports[9] = report("r009", OWN, LINES[2], published="2031-03-20")
    return reports


def test_the_copies_are_those_that_every_pair_would_show():
    reports = some(60)
    slow = {copy for copy in find_copies(reports, {}) if copy.kind != "none"}
    assert set(copies_among(reports, {})) == slow
    assert {(copy.a, copy.b) for copy in slow} == {("r003", "r007"), ("r003", "r009"), ("r007", "r009")}


def test_only_within_the_window():
    found = {(copy.a, copy.b) for copy in copies_among(some(12), {}, hours=72)}
    assert found == {("r003", "r007")}


def test_nothing_among_none():
    assert list(copies_among([], {})) == []
