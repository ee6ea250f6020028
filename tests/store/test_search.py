"""Words are words: no sign in a query is an operator, and none breaks it."""

import time
from pathlib import Path

import pytest

from tests.store.held import library, put
from twosource.store.search import MOST_PLACES, lacking, quote, search, with_any

NAUGHTY = [
    "", " ", '"', '""', "'", "*", "ferry*", "-ferry", "NEAR(ferry rocks)", "ferry AND", "OR", "NOT ferry",
    "(", ")", "title:ferry", "^ferry", "{title}:x", "a\x00b", "\ud83d\ude00", "\ud83d", "ﷺ", "Ω≈ç√∫",
    "1;DROP TABLE report", "`id`", "%n%s", "\\", "ferry\\", "社會科學院", "ثم نفس", "\u202eferry", "\ufeff",
    "a" * 100_000, "x " * 10_000, '" OR 1=1 --', "+ + +", ":", "ferry:", "NULL", "undefined", "[", "]]>",
    "<script>", "../../etc", "--", "\t\n\r", "ﬁ", "İ",
]  # fmt: skip


@pytest.mark.parametrize("query", NAUGHTY)
def test_no_sign_breaks_a_search(tmp_path: Path, query: str) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground.")
    search(connection, query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", True),
        ("FERRY aground", True),
        ('"ran aground"', True),
        ('"aground ran"', False),
        ("ferry rocks", False),
        ("ferry -rocks", False),
        ("(ferry)", True),
        ("***", False),
        ("fer", False),
    ],
)
def test_what_is_found(tmp_path: Path, query: str, found: bool) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground.")
    assert bool(search(connection, query)) is found


def test_what_was_found_is_marked(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put(connection, "It rained. " * 50 + "The ferry ran aground. " + "It rained. " * 50)
    (row,) = search(connection, "aground")
    assert "ferry ran \x02aground\x03." in row["marked"]


def test_what_no_report_has_is_named(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground. It lay on rocks.")
    query = 'ferry "ran aground" "rocks aground" storm, storm (FERRY)'
    assert lacking(connection, query) == ["rocks aground", "storm"]
    assert lacking(connection, "***") == []


def test_a_long_query_costs_nothing(tmp_path: Path) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground.")
    began = time.monotonic()
    search(connection, "ferry " * 200_000)
    assert time.monotonic() - began < 1
    assert quote("a b" * 9999).count('"') <= 64


def test_any_of_the_words_is_enough_and_the_best_come_first(tmp_path: Path) -> None:
    connection = library(tmp_path)
    texts = ("The ferry ran aground.", "A café burned.", "The ferry of the café ran late.", "It rained.")
    numbers = {text: number for number, text in enumerate(texts, 1)}
    for text in texts:
        put(connection, text, path=f"{numbers[text]}.txt")
    assert with_any(connection, ["FERRY", "Café", "nowhere"], most=9)[0] == 3
    assert set(with_any(connection, ["ferry", "cafe"], most=9)) == {1, 2, 3}
    assert with_any(connection, ["nowhere"], most=9) == []
    assert len(with_any(connection, ["ferry", "rained"], most=1)) == 1


@pytest.mark.parametrize("query", NAUGHTY)
def test_no_word_breaks_a_search_for_any(tmp_path: Path, query: str) -> None:
    connection = library(tmp_path)
    put(connection, "The ferry ran aground.")
    with_any(connection, query[:2000].split(), most=5)


def test_rare_words_are_looked_for_first_and_not_without_end(tmp_path: Path) -> None:
    connection = library(tmp_path)
    for number in range(6):
        put(connection, f"The ferry ran. Number {number}.", path=f"{number}.txt")
    assert MOST_PLACES > 12
    assert set(with_any(connection, ["ferry", "3"], most=9, places=6)) == {4}
    assert len(with_any(connection, ["ferry", "3"], most=9, places=7)) == 6
