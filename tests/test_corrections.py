"""A person's corrections: their file, and what contradicts what."""

import json

import pytest

from twosource.corrections import added, correction, read_corrections, without, write_corrections
from twosource.errors import OutputError, SettingError


def one(a, b, why=""):
    return correction(a, b, is_one=True, why=why)


def two(a, b):
    return correction(a, b, is_one=False)


def test_a_correction_is_a_link_by_a_person():
    link = one(" Ilse  Marrowby", "E. Marrowby", "her middle name")
    assert (link.a, link.b, link.relation) == ("Ilse Marrowby", "E. Marrowby", "same-entity")
    assert (link.by, link.score, link.why) == ("person", 1.0, "her middle name")
    assert two("A", "B").relation == "not-same-entity"


@pytest.mark.parametrize("a", ["", " ", "…", "x" * 301, "a\x1b[2J"])
def test_what_is_no_name_is_refused(a):
    with pytest.raises(SettingError, match="no name"):
        one(a, "Ilse Marrowby")


def test_one_wording_cannot_be_parted_but_two_reports_names_can():
    with pytest.raises(SettingError, match="REPORT/NAME"):
        two("the Mill", "Mill")
    assert two("r1/Brook", "r2/Brook").relation == "not-same-entity"


def test_what_is_written_is_read_again(tmp_path):
    file = tmp_path / "who.jsonl"
    said = (one("Łódź Mill", "Oxmoor Mill", "renamed"), two("Ida Brook", "Brook"))
    write_corrections(said, file)
    assert read_corrections(file) == said
    assert [json.loads(line)["a"] for line in file.read_text("utf-8").splitlines()] == [
        "Łódź Mill",
        "Ida Brook",
    ]


def test_saying_it_again_either_way_round_changes_nothing():
    said = added((), one("Rehn", "Rein"))
    assert added(said, one("rein", "the Rehn", "again")) == said
    assert added(said, one("Rein", "Rain")) != said


def test_to_link_what_is_kept_apart_is_a_contradiction_that_names_the_way_out():
    with pytest.raises(SettingError, match='link --forget "Rehn" "Rein"'):
        added((one("Rehn", "Rein"),), two("Rein", "rehn"))


def test_a_chain_of_links_contradicts_too():
    said = (one("A", "B"), one("C", "B"), one("C", "D"))
    with pytest.raises(SettingError, match="“C” is “D”, “C” is “B”, “A” is “B”, but “D” is not “A”"):
        added(said, two("D", "A"))
    assert len(added(said, two("D", "E"))) == 4


def test_what_was_said_can_be_taken_back():
    said = (one("Rehn", "Rein"), two("Ida Brook", "Brook"))
    assert without(said, "brook", "Ida Brook") == said[:1]
    with pytest.raises(SettingError, match="No correction"):
        without(said, "Rehn", "Brook")


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "3",
        '{"a": "A", "b": "B"}',
        '{"a": 1, "b": "B", "relation": "same-entity"}',
        '{"a": "A", "b": "B", "relation": "enemies"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_correction_is_named(tmp_path, line):
    file = tmp_path / "who.jsonl"
    file.write_text('\n{"a": "A", "b": "B", "relation": "same-entity"}\n' + line, encoding="utf-8")
    with pytest.raises(SettingError, match=r"who.jsonl, line 3 is no correction"):
        read_corrections(file)


def test_bytes_that_are_no_text_and_a_folder_are_refused(tmp_path):
    file = tmp_path / "who.jsonl"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingError, match="UTF-8"):
        read_corrections(file)
    with pytest.raises(SettingError, match="cannot be read"):
        read_corrections(tmp_path)


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path):
    (tmp_path / "who.jsonl").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write_corrections((one("A", "B"),), tmp_path / "who.jsonl")
    assert list(tmp_path.iterdir()) == [tmp_path / "who.jsonl"]
