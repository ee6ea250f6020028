"""News pages against their gold, on cases worked by hand."""

from collections import Counter

import pytest

from bench.scoring.page_maps import mapped, read_alike
from bench.scoring.page_share import nearest, shares
from bench.scoring.pages import gold_body, gram_f1, grams, is_after, is_same_day, is_same_set, is_same_title

GOLD = {
    "body": {
        "summary": ["The bridge shut."],
        "sections": [
            {"headline": [], "paragraphs": ["It shut on Monday."]},
            {"headline": ["Detours"], "paragraphs": ["Buses go round.", "Trains do not."]},
        ],
    }
}


def test_the_gold_body_is_headings_and_paragraphs_with_or_without_its_lead():
    bare = "It shut on Monday.\nDetours\nBuses go round.\nTrains do not."
    assert gold_body(GOLD, has_lead=False) == bare
    assert gold_body(GOLD, has_lead=True) == "The bridge shut.\n" + bare
    assert gold_body({"body": None}, has_lead=True) == ""


def test_runs_of_four_words_are_counted_without_case_and_marks():
    assert grams("One, two; THREE four five") == Counter(
        {("one", "two", "three", "four"): 1, ("two", "three", "four", "five"): 1}
    )
    assert grams("only three words") == Counter({("only", "three", "words"): 1})
    assert grams(" … ") == Counter()


@pytest.mark.parametrize(
    ("said", "due", "expected"),
    [
        ("a b c d e", "a b c d e", 1.0),
        # 2 of 3 runs said are among the 3 due: P 2/3, R 2/3.
        ("a b c d e x", "a b c d e y", 2 / 3),
        # The one run due is said twice (with 3 between): P 1/5, R 1.
        ("a b c d a b c d", "a b c d", 2 * 1 / (5 + 1)),
        ("a b c d", "", 0.0),
        ("", "a b c d", 0.0),
        ("", "", 0.0),
    ],
)
def test_gram_f1(said, due, expected):
    assert gram_f1(said, due) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("said", "due", "expected"),
    [
        ("2024-03-05", "2024-03-05 10:00:00+01:00", True),
        ("2024-03-06", "2024-03-05 10:00:00+01:00", False),
        # 23:30 UTC is the next day an hour further east: the same instant.
        ("2024-03-05T23:30:00+00:00", "2024-03-06 00:30:00+01:00", True),
        # The same hour of another zone is another instant, on another day of the gold's zone.
        ("2024-03-05T23:30:00-05:00", "2024-03-05 23:30:00+01:00", False),
        # Without a zone on both sides the days as written count.
        ("2024-03-05T23:30:00", "2024-03-06 00:30:00+01:00", False),
        ("5 March", "2024-03-05", False),
        (None, "2024-03-05", False),
        ("2024-03-05", None, False),
        (None, None, True),
    ],
)
def test_is_same_day(said, due, expected):
    assert is_same_day(said, due) is expected


@pytest.mark.parametrize(
    ("said", "due", "loose", "strict"),
    [
        (("Ada Vale", "Bo Reed"), ["bo reed", "ADA  VALE"], True, True),
        (("Ada M. Vale",), ["Ada M Vale"], True, False),
        (("Ada Vale",), ["Ada Vale", "Bo Reed"], False, False),
        (("Ada Vale", "Bo Reed"), ["Ada Vale"], False, False),
        ((), None, True, True),
        (("",), [], True, True),
        (("Ada Vale",), None, False, False),
        (("José",), ["Jose\u0301"], True, False),
    ],
)
def test_is_same_set(said, due, loose, strict):
    assert is_same_set(said, due) is loose
    assert is_same_set(said, due, is_strict=True) is strict


def test_a_day_after_the_capture_is_none():
    assert is_after("2024-05-04 00:00:00", "2024-04-05")
    assert is_after("2024-04-07", "2024-04-05")
    # The next day has begun where the page comes from.
    assert not is_after("2024-04-06 01:00:00+09:00", "2024-04-05")
    assert not is_after("2024-04-05 23:00:00+01:00", "2024-04-05")
    assert not is_after(None, "2024-04-05")


def test_titles_are_the_same_but_for_white_space():
    assert is_same_title("Bridge\n shut ", "Bridge\xa0shut")
    assert not is_same_title("Bridge Shut", "Bridge shut")
    assert not is_same_title(None, "Bridge shut")


def test_mapped_counts_what_is_no_white_space():
    # "ab cd e": a, b and d lie in places; c and e do not; the blank in a place counts for nothing.
    assert mapped("ab cd e", [(0, 3), (4, 5)]) == (3, 5)
    assert mapped("ab", [(0, 99)]) == (2, 2)
    assert mapped(" ", []) == (0, 0)


def test_words_read_back_are_compared_without_their_white_space():
    assert read_alike([("a\n b", "a b"), ("a", "b"), ("ab", "a b")]) == 1


def test_seconds_go_to_the_innermost_module_of_the_room():
    stack = ["lxml.etree", "room.parse", "room.clean", "__main__"]
    assert nearest(stack, "room") == "parse"
    assert nearest(["roomy.parse", "__main__"], "room") == ""
    samples = [(3.0, stack), (1.0, ["room.clean"]), (4.0, ["room.parse"]), (2.0, ["json"])]
    assert shares(samples, "room") == [("parse", 0.7), ("elsewhere", 0.2), ("clean", 0.1)]
    assert shares([], "room") == []
