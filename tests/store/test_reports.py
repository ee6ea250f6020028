"""Reports, versions of one report, readings, and what is found by full text."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.held import NOON, library, put, put_page
from twosource.data import Article, Member, Reading, Stated
from twosource.errors import StoreError
from twosource.store.reports import (
    keep_reading,
    placed_at,
    readings_of,
    reports_of,
    restore,
    withdraw,
)
from twosource.store.search import search
from twosource.store.stories import join_story, start_story
from twosource.testing import make_article, make_claim, make_page


def test_a_report_comes_back_as_it_was(tmp_path: Path) -> None:
    connection = library(tmp_path)
    one = put(connection, "The ferry ran aground.")
    two = put(connection, "Nobody was hurt.", path="b.txt")
    assert reports_of(connection, [two.id, one.id]) == (two, one)
    with pytest.raises(KeyError):
        reports_of(connection, ["r0"])


def test_a_reports_text_is_kept_once(tmp_path: Path) -> None:
    connection = library(tmp_path)
    text = "".join(f"The ferry {number * 7919 % 1000} ran aground. " for number in range(200))
    one = put(connection, text)
    (row,) = connection.execute("SELECT text, packed FROM report")
    assert row["text"] == text
    assert len(row["packed"]) < 600
    connection.execute("UPDATE report SET text = replace(text, 'aground', 'around')")
    with pytest.raises(StoreError) as told:
        reports_of(connection, [one.id])
    assert told.value.code == "damaged"


def edited(text: str) -> Article:
    made = make_article(text, path="https://gull.example/ferry", outlet="Gull")
    return replace(made, id=f"r{len(text)}", stated=(*made.stated, Stated("title", text[:9], "meta")))


def test_an_edited_report_stands_beside_its_old_text(tmp_path: Path) -> None:
    connection = library(tmp_path)
    for text in ("The ferry ran aground.", "The ferry ran aground. Nine were hurt."):
        put_page(connection, make_page(text, path="https://gull.example/ferry"), edited(text))
    rows = connection.execute("SELECT id, replaced_by FROM report ORDER BY number").fetchall()
    assert [tuple(r) for r in rows] == [("r22", "r38"), ("r38", None)]
    assert [r["id"] for r in search(connection, "ferry")] == ["r38"]


def test_a_copy_that_names_anothers_address_is_no_version_of_it(tmp_path: Path) -> None:
    connection = library(tmp_path)
    address = Stated("canonical", "https://gull.example/ferry", "meta")
    for name, outlet in (("a.txt", "Gull"), ("b.txt", "Heron")):
        made = make_article("The ferry ran aground.", path=name, outlet=outlet)
        put_page(
            connection, make_page(name, path=name), replace(made, id=name, stated=(*made.stated, address))
        )
    assert connection.execute("SELECT count(*) FROM report WHERE replaced_by IS NULL").fetchone()[0] == 2


def test_a_story_is_called_as_its_report_is_called_now(tmp_path: Path) -> None:
    connection = library(tmp_path)

    def titled(title: str) -> Article:
        made = make_article(f"The ferry ran aground: {title}", path="https://gull.example/f", outlet="Gull")
        return replace(made, stated=(*made.stated, Stated("title", title, "meta")))

    def title(story: str) -> str:
        return str(connection.execute("SELECT title FROM story WHERE id = ?", (story,)).fetchone()[0])

    three, four = titled("Three hurt"), titled("Four hurt")
    put_page(connection, make_page("3", path=three.path), three)
    for story, name in (("s1", "Three hurt"), ("s2", "As a person calls it")):
        start_story(connection, story, name, NOON)
        join_story(connection, story, Member(three.id, "near"), by="rule", at=NOON)
        put_page(connection, make_page("4", path=four.path), four)
        restore(connection, four, NOON)
        assert title(story) == ("Four hurt" if story == "s1" else name)
    restore(connection, three, NOON)
    assert (title("s1"), title("s2")) == ("Four hurt", "As a person calls it")


def test_a_withdrawn_report_stays(tmp_path: Path) -> None:
    connection = library(tmp_path)
    one = put(connection, "The ferry ran aground.")
    withdraw(connection, one.id, "2031-03-05T00:00:00+00:00")
    assert connection.execute("SELECT withdrawn_at FROM reports").fetchone()[0].startswith("2031-03-05")


def test_another_version_reads_again(tmp_path: Path) -> None:
    connection = library(tmp_path)
    one = put(connection, "The ferry ran aground.")
    reading = Reading(one.id, (), (), (), (make_claim(one, "The ferry ran aground", chain=["Ida Brook"]),))
    for version in ("1", "1"):
        keep_reading(connection, reading, one, made_by=version)
    assert readings_of(connection, [one.id], "1") == {one.id: reading}
    assert readings_of(connection, [one.id], "2") == {}
    assert [tuple(r) for r in connection.execute("SELECT words, source FROM claims")] == [
        ("The ferry ran aground", "Ida Brook")
    ]


@pytest.mark.parametrize(
    ("published", "captured", "placed"),
    [
        ("2031-03-01T08:00:00+02:00", None, "2031-03-01T06:00:00+00:00"),
        ("2031-03-01", "2031-03-02T00:00:00+00:00", "2031-03-01T12:00:00+00:00"),
        ("", "2031-03-02T00:00:00", "2031-03-02T00:00:00+00:00"),
        ("Tuesday", None, NOON),
        ("", None, NOON),
    ],
)
def test_when_a_report_is_placed(published: str, captured: str | None, placed: str) -> None:
    made = make_article("The ferry ran aground.")
    dated = replace(made, stated=(Stated("published", published, "meta"),)) if published else made
    assert placed_at(dated, captured, NOON) == placed
