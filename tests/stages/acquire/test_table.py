import json

import pytest

from twosource.data import Failure, Page, Source
from twosource.stages.acquire.columns import Columns, columns_of
from twosource.stages.acquire.table import read_table


def pages_of(tmp_path, *rows, columns="", max_bytes=100_000):
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    named = columns_of(columns) if columns else Columns()
    return list(read_table(Source(str(file)), named, is_packed=False, max_bytes=max_bytes))


def stated(page):
    return [(s.field, s.value) for s in page.given]


STATED = [
    (
        {"headline": "Quay shut", "body": "It was shut.", "publishedAt": "2031-05-02T06:00:00Z"},
        [("published", "2031-05-02T06:00:00Z"), ("title", "Quay shut")],
    ),
    ({"text": "x.", "source": {"id": None, "name": "The Tern"}}, [("outlet", "The Tern")]),
    ({"text": "x.", "source": "https://tern.example/feed"}, []),
    (
        {"text": "x.", "outlet": "https://t.example", "url": "https://t.example/a"},
        [("canonical", "https://t.example/a")],
    ),
    (
        {"text": "x.", "authors": ["Ana Roe", {"name": "Bo Lind"}]},
        [("author", "Ana Roe"), ("author", "Bo Lind")],
    ),
    ({"text": "x.", "authors": "['Ana Roe', 'Bo Lind']"}, [("author", "Ana Roe"), ("author", "Bo Lind")]),
    ({"text": "x.", "author": "Ana Roe; Bo Lind"}, [("author", "Ana Roe"), ("author", "Bo Lind")]),
    ({"text": "x.", "author": "[" * 3000}, [("author", "[" * 2000)]),
    ({"text": "x.", "author": "nan", "outlet": None, "date": "", "id": 0}, [("id", "0")]),
    ({"text": "x.", "timestamp": 1935554400}, [("published", "2031-05-03T06:00:00+00:00")]),
    ({"text": "x.", "timestamp": 1935554400000.0}, [("published", "2031-05-03T06:00:00+00:00")]),
    ({"text": "x.", "date": 20310502}, [("published", "20310502")]),
    ({"text": "x.", "section": True, "language": "en"}, [("language", "en")]),
]


@pytest.mark.parametrize(("row", "found"), STATED, ids=range(len(STATED)))
def test_what_a_line_states_is_found_under_its_usual_names(tmp_path, row, found):
    (page,) = pages_of(tmp_path, row)
    assert stated(page) == found


def test_the_map_of_the_user_goes_with_the_page(tmp_path):
    row = {"text": "Not this.", "words": "It was shut.", "paper": "The Tern", "head": "Quay"}
    (page,) = pages_of(tmp_path, row, columns="text=words,outlet=paper,title=head")
    assert stated(page) == [("outlet", "The Tern"), ("title", "Quay")]
    assert json.loads(dict(page.headers)["columns"]) == {"title": "head", "text": "words"}


def test_a_field_that_is_no_text_makes_way_for_one_that_is(tmp_path):
    (page,) = pages_of(tmp_path, {"text": None, "content": ["a"], "body": "It was shut."})
    assert json.loads(dict(page.headers)["columns"])["text"] == "body"


def test_a_map_that_does_not_fit_a_line_costs_that_line(tmp_path):
    other, page = pages_of(tmp_path, {"body": "a."}, {"words": "It was shut."}, columns="text=words")
    assert isinstance(other, Failure)
    assert other.code == "no-text-column"
    assert "there are body" in other.reason
    assert isinstance(page, Page)


def test_lines_are_numbered_with_the_blank_ones_and_end_where_they_end(tmp_path):
    row = '{"text": "a."}'
    pages = pages_of(tmp_path, row, "", row + " \r", max_bytes=len(row) + 1)
    assert [page.path[-2:] for page in pages] == ["#1", "#3"]
    assert [page.data for page in pages] == [row.encode(), row.encode() + b" "]
    assert pages_of(tmp_path, row + "  ", max_bytes=len(row) + 1)[0].code == "too-large"
