"""The library as a program holds it: added once, listed, compared, searched, corrected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desk.shelved import FERRY, NOON, ROCKS, ferry, opened, shelved, vote
from twosource.errors import NothingToCompare, SettingError, StoreError
from twosource.store.reports import stand_again, withdraw
from twosource.testing import fake_models
from twosource.verify import verify


def test_reports_are_grouped_and_listed(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        lines = library.stories()
        assert sorted((line.reports, line.outlets) for line in lines) == [(1, 1), (2, 2)]
        assert {line.changed_at for line in lines} == {NOON.isoformat(timespec="seconds")}
        assert [line.id for line in library.stories(query="budget")] == [vote(library)]
        assert library.stories(query="***") == []
        assert len(library.stories(most=1)) == 1
        assert (len(library.stories(since="2d")), library.stories(since="2031-03-05")) == (2, [])


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        before = library.stories(), library.changes()
        again = library.add([str(tmp_path / "gull.txt")])
        assert (again.new, again.held, again.failures) == ((), 1, ())
        assert (library.stories(), library.changes()) == before
    with opened(tmp_path, create=False) as library:
        assert (library.stories(), library.changes()) == before


def test_one_report_in_two_files_is_counted_as_held(tmp_path: Path) -> None:
    for name in ("one", "same"):
        (tmp_path / f"{name}.txt").write_text(FERRY, encoding="utf-8")
    with opened(tmp_path) as library:
        added = library.add([tmp_path / "one.txt", tmp_path / "same.txt"])
        assert (len(added.new), added.held, added.failures) == (1, 1, ())


def test_only_what_failed_is_tried_again(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        late = tmp_path / "late.txt"
        assert [failure.code for failure in library.add([str(late)]).failures] == ["missing"]
        assert [source for source, _ in library.failures()] == [str(late)]
        late.write_text(FERRY.replace("Nine", "Ten"), encoding="utf-8")
        heard: list[tuple[str, int]] = []
        assert len(library.retry(tell=lambda source, many: heard.append((source, many))).new) == 1
        assert {source for source, _ in heard} == {str(late)}
        assert library.failures() == []


def test_a_story_is_compared_saved_and_proven(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        made = library.story(ferry(library))
        assert {report.value("outlet") for report in made.reports} == {"Gull", "Heron"}
        library.save(made.story.id, html=tmp_path / "page.html", json=tmp_path / "page.json")
    proof = verify(tmp_path / "page.json")
    assert (proof.reports, proof.findings) == (2, ())
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        for ask in (
            library.story,
            library.members,
            lambda s: library.merge(s, s),
            lambda s: library.pin("r1", s),
        ):
            with pytest.raises(StoreError, match="There is no story s9"):
                ask("s9")
        with pytest.raises(NothingToCompare):
            library.story(vote(library))
        with pytest.raises(StoreError, match="no report r9"):
            library.reports(["r9"])
    with pytest.raises(StoreError, match="There is no library"):
        opened(tmp_path, "other.db", create=False)


def test_a_near_copy_says_whose_text_it_has(tmp_path: Path) -> None:
    page = (
        "<html><head><meta property='og:site_name' content='{0}'>"
        "<link rel='canonical' href='https://{0}.example/1'></head><body><article>{1}</article>"
    )
    body = "".join(f"<p>{line}</p>" for line in (FERRY + ROCKS).splitlines() if line)
    for name, more in (
        ("gull", ""),
        ("tern", "A tug came."),
        ("later", "It rained."),
        ("last", "It snowed."),
    ):
        site = "tern" if name == "tern" else "gull"
        html = page.format(site, f"{body}<p>{more}</p>")
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    with opened(tmp_path) as library:
        for name in ("gull", "tern"):
            library.add([tmp_path / f"{name}.html"])
        (line,) = library.stories()
        gull, tern = (member.report for member in library.members(line.id).members)
        why = {member.report: member.why for member in library.members(line.id).members}
        assert why[tern] == f"Nearly the same text as {gull} (gull)."
        for name in ("later", "last"):
            library.add([tmp_path / f"{name}.html"])
            why = {member.report: member.why for member in library.members(line.id).members}
            assert sorted(why.values()) == [
                "A later text of the same report; the earlier one is kept.",
                f"Nearly the same text as {gull} (gull).",
            ]


def test_a_list_counts_the_reports_that_stand(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        story = ferry(library)
        (gull,) = (one.report for one in library.search('"ran aground"'))
        (heron,) = {member.report for member in library.members(story).members} - {gull}
        assert library.withdrawn(story) == {}
        withdraw(library.connection, gull, "2031-03-04T12:00:00+00:00")
        assert library.withdrawn(story) == {gull: "2031-03-04T12:00:00+00:00"}
        assert library.stories(min_outlets=2) == []
        counts = {line.id: (line.reports, line.outlets) for line in library.stories()}
        assert counts == {story: (1, 1), vote(library): (1, 1)}
        assert [bool(one.withdrawn_at) for one in library.search('"ran aground"')] == [True]
        withdraw(library.connection, heron, "2031-03-04T12:00:00+00:00")
        stand_again(library.connection, gull, "2031-03-04T13:00:00+00:00")
        (line,) = library.stories(since="2031-03-04T12:30:00")
        assert (line.id, line.reports, line.outlets) == (story, 1, 1)
        withdraw(library.connection, gull, "2031-03-04T14:00:00+00:00")
        assert [line.reports for line in library.stories(since="2031-03-04T13:30:00")] == [0]


def test_words_are_found_in_their_report(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        found = library.search('ferry "ran aground"')
        assert [one.outlet for one in found] == ["Gull"]
        assert found[0].story == ferry(library)
        assert "ran aground" in found[0].words
        assert len(library.search("ferry", most=1)) == 1


def test_meaning_is_looked_for_in_titles_and_openings_once_each(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        heard: list[int] = []
        found = library.search("budget parliament", by_meaning=True, tell=lambda _, many: heard.append(many))
        assert [one.outlet for one in found][:1] == ["Osterby"]
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert heard == [3]
        library.search("ferry", by_meaning=True, tell=lambda _, many: heard.append(many))
        assert heard == [3]
        assert library.search("  ", by_meaning=True) == []
    with opened(tmp_path, models=fake_models()) as library, pytest.raises(SettingError, match="embedder"):
        library.search("ferry", by_meaning=True)


def test_who_is_who_is_kept_and_makes_the_comparison_anew(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        story = ferry(library)
        library.story(story)
        assert library.unlink("Ida Brook", "Vell Line", why="one is a firm")
        assert not library.unlink("Vell Line", "Ida Brook")
        made = library.story(story)
        assert dict(made.made_by)["corrections"] == "1 by a person"
        with pytest.raises(SettingError, match="contradict"):
            library.link("Ida Brook", "Vell Line")
    with opened(tmp_path) as library:
        assert [(k.a, k.relation, k.why) for k in library.links()] == [
            ("Ida Brook", "not-same-entity", "one is a firm")
        ]
        library.forget_link("Vell Line", "Ida Brook")
        assert library.links() == ()


def test_a_list_of_reports_goes_into_another_library(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        library.export_to("jsonl", tmp_path / "all.jsonl")
        rows = [
            json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        assert {row["outlet"] for row in rows} == {"Gull", "Heron", "Osterby"}
    with opened(tmp_path, "other.db") as other:
        assert len(other.add([str(tmp_path / "all.jsonl")]).new) == 3
        assert [line.outlets for line in other.stories(min_outlets=2)] == [2]
