import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from twosource.data import Failure, Source
from twosource.errors import SourceError
from twosource.stages.acquire.columns import Columns, columns_of
from twosource.stages.acquire.parquet import read_parquet

SHUT = "The quay was shut on Monday, harbour officials said."


def written(tmp_path, columns, **options):
    file = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table(columns), file, **options)
    return file


def rows_of(file, columns="", *, max_bytes=100_000):
    named = columns_of(columns) if columns else Columns()
    return list(read_parquet(Source(str(file)), named, max_bytes=max_bytes))


def test_a_row_is_kept_as_one_line_of_json(tmp_path):
    columns = {
        "headline": ["Quay “shut”", None],
        "when": [datetime(2031, 5, 2, 6, 30, tzinfo=UTC), datetime(2031, 5, 3, tzinfo=UTC)],
        "body": [SHUT, "It is open."],
        "authors": [["Ana Roe", "Bo Lind"], []],
        "score": [0.5, 0.7],
    }
    one, two = rows_of(written(tmp_path, columns), "published=when")
    assert json.loads(one.data) == {
        "author": ["Ana Roe", "Bo Lind"],
        "date": "2031-05-02T06:30:00+00:00",
        "text": SHUT,
        "title": "Quay “shut”",
    }
    assert "“shut”".encode() in one.data
    assert one.data.index(b'"author"') < one.data.index(b'"text"')
    assert [(s.field, s.value) for s in one.given] == [
        ("published", "2031-05-02T06:30:00+00:00"),
        ("title", "Quay “shut”"),
        ("author", "Ana Roe"),
        ("author", "Bo Lind"),
    ]
    assert [page.path.rpartition("#")[2] for page in (one, two)] == ["1", "2"]
    assert json.loads(two.data) == {"author": [], "date": "2031-05-03T00:00:00+00:00", "text": "It is open."}
    assert one.media_type == "application/x-ndjson"


def test_columns_of_many_types_are_read(tmp_path):
    columns = {
        "text": pyarrow.array([SHUT, SHUT]).dictionary_encode(),
        "date": pyarrow.array([date(2031, 5, 2), None]),
        "source": pyarrow.array([{"name": "The Tern"}, None]),
        "id": pyarrow.array([7, 8]),
    }
    one, two = rows_of(written(tmp_path, columns))
    assert [(s.field, s.value) for s in one.given] == [
        ("id", "7"),
        ("outlet", "The Tern"),
        ("published", "2031-05-02"),
    ]
    assert [(s.field, s.value) for s in two.given] == [("id", "8")]


def test_text_as_bytes_is_read(tmp_path):
    (page,) = rows_of(written(tmp_path, {"text": pyarrow.array(["Zoë said so.".encode()])}))
    assert json.loads(page.data)["text"] == "Zoë said so."


def test_a_bad_row_is_named_and_the_others_go_on(tmp_path):
    broken = pyarrow.array([SHUT.encode(), b"It \xff was.", b"  ", SHUT.encode() * 50, SHUT.encode()])
    texts = broken.view(pyarrow.string())
    items = rows_of(written(tmp_path, {"text": texts}), max_bytes=1000)
    assert [getattr(item, "code", "") for item in items] == ["", "damaged", "no-text", "too-large", ""]
    assert [item.item[-2:] for item in items if isinstance(item, Failure)] == ["#2", "#3", "#4"]


def refused(file, reason, code, columns="", **options):
    with pytest.raises(SourceError, match=reason) as refusal:
        rows_of(file, columns, **options)
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


def test_what_is_no_table_of_reports_is_refused(tmp_path):
    refused(written(tmp_path, {"words": ["a"]}), "there are words", "no-text-column")
    refused(written(tmp_path, {"text": ["a"]}), "no column “body”", "no-text-column", "text=body")
    refused(written(tmp_path, {"text": pyarrow.array([], pyarrow.string())}), "no rows", "empty")
    (tmp_path / "b.parquet").write_bytes(b"PAR1" + os.urandom(64) + b"PAR1")
    refused(tmp_path / "b.parquet", "no sound Parquet", "damaged")


def test_a_table_that_unpacks_to_far_more_is_refused(tmp_path):
    file = written(tmp_path, {"text": ["a" * 30_000_000, "b"]}, compression="zstd", use_dictionary=False)
    refused(file, "unpacks to far more", "too-large")


def test_a_long_text_of_many_rows_is_not_copied_for_each(tmp_path):
    one = pyarrow.array(["a b. " * 200_000])
    texts = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 2000, pyarrow.int32()), one)
    file = written(tmp_path, {"text": texts}, compression="zstd", store_schema=False)
    assert file.stat().st_size < 1000
    code = (
        "import sys, pyarrow; from twosource.data import Source\n"
        "from twosource.stages.acquire.columns import Columns\n"
        "from twosource.stages.acquire.parquet import read_parquet\n"
        "print({i.code for i in read_parquet(Source(sys.argv[1]), Columns(), max_bytes=1000)})\n"
        "print(pyarrow.default_memory_pool().max_memory() < 50_000_000)"
    )
    assert ask(code, file).split() == ["{'too-large'}", "True"]
    refused(file, "unpacks to far more", "too-large", max_bytes=10_000_000)


def test_a_column_that_says_it_is_of_another_type_does_not_end_the_process(tmp_path):
    file = written(tmp_path, {"text": [SHUT]})
    data = file.read_bytes()
    words, truths = b"\x15\x0c\x25\x02\x18\x04text", b"\x15\x00\x25\x02\x18\x04text"  # its type in the foot
    assert words in data
    file.write_bytes(data.replace(words, truths))
    code = (
        "import sys; from twosource.data import Source\n"
        "from twosource.stages.acquire.read import read\n"
        "print([item.code for item in read(Source(sys.argv[1]))])"
    )
    assert ask(code, file).split() == ["['damaged']"]


def ask(code, file):
    run = [sys.executable, "-c", code, str(file)]
    path = {"PYTHONPATH": ":".join(sys.path)}
    return subprocess.run(run, check=True, capture_output=True, text=True, env=path).stdout


def test_without_the_library_the_user_is_told_what_to_install(tmp_path):
    file = written(tmp_path, {"text": [SHUT]})
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from twosource.data import Source\n"
        "from twosource.stages.acquire.columns import Columns\n"
        "from twosource.stages.acquire.parquet import read_parquet\n"
        "try: list(read_parquet(Source(sys.argv[1]), Columns(), max_bytes=1000))\n"
        "except Exception as refusal: print(type(refusal).__name__, refusal.code, refusal)"
    )
    said = ask(code, file)
    assert said.startswith("SourceError not-installed a.parquet is a Parquet table")
    assert "pip install pyarrow" in said


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=5),
    st.integers(0, 900),
)
@settings(max_examples=150, deadline=None)
def test_damage_is_told_and_never_raised(tmp_path_factory, flips, cut):
    file = written(tmp_path_factory.mktemp("t"), {"text": [SHUT, f"{SHUT} {SHUT}"], "title": ["A", "B"]})
    data = bytearray(file.read_bytes())
    for at, value in flips:
        data[at % len(data)] = value
    file.write_bytes(bytes(data[: len(data) - cut] if cut < len(data) else data))
    with suppress(SourceError):
        for item in rows_of(file):
            assert isinstance(item, Failure) or json.loads(item.data)["text"].strip()
