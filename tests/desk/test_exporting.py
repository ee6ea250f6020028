"""What is written for other programs can be read by them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.desk.shelved import ROCKS, ferry, shelved
from twosource.desk.exporting import FORMS, TABLES
from twosource.errors import OutputError, SettingError
from twosource.news import Library


def written(library: Library, form: str, *only: str, table: str = "reports") -> bytes:
    held = io.BytesIO()
    library.export(form, held, table=table, only=only)
    return held.getvalue()


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_written_alike_in_every_form(tmp_path: Path, table: str) -> None:
    pyarrow = pytest.importorskip("pyarrow.parquet")
    with shelved(tmp_path) as library:
        library.add([str(tmp_path / "none.txt")])
        library.story(ferry(library))
        lines = [json.loads(line) for line in written(library, "jsonl", table=table).splitlines()]
        cells = list(csv.DictReader(io.StringIO(written(library, "csv", table=table).decode())))
        columns = pyarrow.read_table(io.BytesIO(written(library, "parquet", table=table))).to_pylist()
    assert lines
    assert lines == columns
    assert [list(row) for row in cells] == [list(row) for row in lines]


def test_a_story_alone(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        only = ferry(library)
        assert written(library, "jsonl", only).count(b"\n") == 2
        assert written(library, "jsonl", only, table="stories").count(b"\n") == 1
        assert written(library, "bibtex", only).count(b"@article") == 2
        assert len(json.loads(written(library, "csl-json", only))) == 2
        with pytest.raises(SettingError, match="of no story"):
            written(library, "csv", only, table="failures")


def test_a_story_that_is_named_is_compared_as_it_stands(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        only = ferry(library)
        assert written(library, "jsonl", table="points") == b""
        before = [json.loads(line) for line in written(library, "jsonl", only, table="points").splitlines()]
        assert {row["compared_at"] for row in before} == {library.at()}
        assert written(library, "jsonl", only, table="claims")
        late = tmp_path / "late.txt"
        late.write_text(ROCKS.replace("nine", "ten").replace("Nine", "Ten"), encoding="utf-8")
        library.add([str(late)], outlets={str(late): "Tern"}, published={str(late): "2031-03-03"})
        after = [json.loads(line) for line in written(library, "jsonl", only, table="points").splitlines()]
        assert max(row["outlets"] for row in after) > max(row["outlets"] for row in before)


def test_the_type_of_a_column_rests_on_its_name(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow.parquet")
    with shelved(tmp_path) as library:
        empty = pyarrow.read_table(io.BytesIO(written(library, "parquet", table="points")))
        library.story(ferry(library))
        full = pyarrow.read_table(io.BytesIO(written(library, "parquet", table="points")))
    assert empty.num_rows == 0
    assert empty.schema == full.schema
    assert str(full.schema.field("reports").type) == "int64"


def test_comparisons_need_a_story(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        only = ferry(library)
        assert json.loads(written(library, "prov", only))["prefix"]
        assert json.loads(written(library, "annotations", only))["total"] > 0
        for form, stories in (("prov", ()), ("prov", (only, only)), ("annotations", ())):
            with pytest.raises(SettingError, match="--story"):
                written(library, form, *stories)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        library.connection.execute(
            "UPDATE report SET title = '=HYPERLINK(1)', outlet = '@x' WHERE number = 1"
        )
        row = next(iter(csv.DictReader(io.StringIO(written(library, "csv").decode()))))
        assert (row["title"], row["outlet"]) == ("'=HYPERLINK(1)", "'@x")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with shelved(tmp_path) as library:
        kept = tmp_path / "kept.json"
        kept.write_text("before", encoding="utf-8")
        with pytest.raises(SettingError):
            library.export_to("prov", kept)
        assert kept.read_text(encoding="utf-8") == "before"
        with pytest.raises(OutputError, match="cannot be written"):
            library.export_to("csv", tmp_path / "none" / "x.csv")
        library.export_to("csv", kept)
        assert kept.read_bytes() == written(library, "csv")
        assert [file.name for file in tmp_path.iterdir() if "part" in file.name] == []


@pytest.mark.parametrize(("form", "table"), [("nonsense", "reports"), ("csv", "report; DROP TABLE report")])
def test_what_there_is_not_is_refused(tmp_path: Path, form: str, table: str) -> None:
    with shelved(tmp_path) as library, pytest.raises(SettingError, match="There is no"):
        written(library, form, table=table)


def test_the_forms_are_those_of_the_page(root: Path) -> None:
    page = (root / "docs/how-to/library.md").read_text(encoding="utf-8")
    assert [form for form in FORMS if f"`{form}`" not in page] == []
