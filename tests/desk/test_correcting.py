"""A person's word on stories is done at once, holds whatever comes, and the last one counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.shelved import FERRY, ferry, shelved, vote
from twosource.errors import SettingError, StoreError
from twosource.news import Library


def reports(library: Library, story: str) -> list[str]:
    return sorted(member.report for member in library.members(story).members)


def add_another(library: Library, folder: Path) -> str:
    """One more report of the ferry, which brings the rules to work."""
    (folder / "tern.txt").write_text(FERRY.replace("until the tide", "where the tide"), encoding="utf-8")
    (new,) = library.add([str(folder / "tern.txt")], outlets={str(folder / "tern.txt"): "Tern"}).new
    return new


def test_a_merge_holds_when_reports_come(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        kept, gone = ferry(library), vote(library)
        assert library.merge(kept, gone) == kept
        add_another(library, tmp_path)
        assert [line.id for line in library.stories()] == [kept]
        assert reports(library, gone) == reports(library, kept)
        assert [c.change.kind for c in library.changes(kept)].count("merged") == 1
        with pytest.raises(StoreError, match="one story already"):
            library.merge(gone, kept)


def test_a_split_holds_when_reports_come(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        old = ferry(library)
        one, other = reports(library, old)
        new = library.split(one)
        assert (reports(library, new), reports(library, old)) == ([one], [other])
        add_another(library, tmp_path)
        assert one in reports(library, new)
        assert one not in reports(library, old)
        assert "split" in [noted.change.kind for noted in library.changes(old)]


def test_what_was_split_can_be_merged_and_split_again(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        old = ferry(library)
        one, other = reports(library, old)
        for _ in range(3):
            new = library.split(one)
            assert reports(library, new) == [one]
            library.merge(old, new)
            assert reports(library, old) == [one, other]


def test_reports_are_split_off_together(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        old = library.merge(ferry(library), vote(library))
        one, two, three = reports(library, old)
        assert reports(library, library.split(one, two)) == [one, two]
        assert reports(library, old) == [three]


def test_a_split_into_another_story(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        old, into = ferry(library), vote(library)
        one, other = reports(library, old)
        assert library.split(one, into=into) == into
        assert one in reports(library, into)
        assert reports(library, old) == [other]


def test_a_pin_holds_and_the_last_one_counts(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        first, second = ferry(library), vote(library)
        one, _ = reports(library, first)
        for story in (second, first, second):
            library.pin(one, story)
            assert one in reports(library, story)
        add_another(library, tmp_path)
        assert one in reports(library, second)
        assert library.free(one)
        assert not library.free(one)


def test_an_empty_story_lives_on_as_the_other(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        into, left = ferry(library), vote(library)
        (one,) = reports(library, left)
        library.pin(one, into)
        assert reports(library, left) == reports(library, into)


REFUSED: dict[str, tuple[Callable[[Library], object], str]] = {
    "all of a story": (lambda held: held.split(*reports(held, ferry(held))), "all the reports"),
    "into its own story": (
        lambda held: held.split(reports(held, ferry(held))[0], into=ferry(held)),
        "already",
    ),
    "no report": (lambda held: held.split("r9"), "no report r9"),
    "into no story": (lambda held: held.pin(reports(held, ferry(held))[0], "s9"), "no story s9"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(tmp_path: Path, name: str) -> None:
    ask, said = REFUSED[name]
    with shelved(tmp_path) as library:
        before = library.stories(), library.changes()
        with pytest.raises(StoreError, match=said):
            ask(library)
        assert (library.stories(), library.changes()) == before
        assert library.connection.execute("SELECT count(*) FROM correction").fetchone()[0] == 0


def test_a_split_of_nothing_is_refused(tmp_path: Path) -> None:
    with shelved(tmp_path) as library, pytest.raises(SettingError, match="No report"):
        library.split()
