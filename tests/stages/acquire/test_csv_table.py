import csv
import gzip
import hashlib
import io
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.columns import Columns
from twosource.stages.acquire.csv_table import read_csv
from twosource.text.parts_csv import open_csv_part

SHUT = "The quay was shut on Monday, harbour officials said."


def rows_of(tmp_path, data, name="a.csv", *, columns=(), max_bytes=100_000):
    file = tmp_path / name
    file.write_bytes(data)
    packed = name.endswith(".gz")
    return list(read_csv(Source(str(file)), Columns(columns), is_packed=packed, max_bytes=max_bytes))


def opened(page, role="text"):
    return open_csv_part(page.data, json.loads(dict(page.headers)["columns"])[role]).data.decode()


def test_a_row_is_a_page_of_the_bytes_it_takes(tmp_path):
    first = (
        '"Quay shut",The Tern,2031-05-02,"The quay was shut.\r\n\r\nIt is to open ""soon"", officials said."'
    )
    second = f"Ferry late,The Gull,2031-05-03,{SHUT.replace(',', ';')}"
    data = f"headline,paper,day,body\r\n{first}\r\n\r\n{second}\r\n".encode()
    columns = (("outlet", "paper"), ("published", "day"))
    one, two = rows_of(tmp_path, data, columns=columns)
    assert (one.data, two.data) == (first.encode(), second.encode())
    assert one.sha256 == hashlib.sha256(first.encode()).hexdigest()
    # As spreadsheets count: the header is row 1, and an empty row is one.
    assert [page.path.rpartition("#")[2] for page in (one, two)] == ["2", "4"]
    assert one.media_type == "text/csv"
    assert [(s.field, s.value, s.where) for s in one.given] == [
        ("outlet", "The Tern", "field"),
        ("published", "2031-05-02", "field"),
        ("title", "Quay shut", "field"),
    ]
    assert opened(one) == 'The quay was shut.\r\n\r\nIt is to open "soon", officials said.'
    assert opened(one, "title") == "Quay shut"


WRITTEN = [
    ("a.csv", f"title,text\nA,{SHUT!r}\n".replace("'", '"'), "comma"),
    ("a.csv", f"title;text\nA;{SHUT}\n", "semicolon"),
    ("a.csv", f"title|text\nA|{SHUT}\n", "bar"),
    ("a.csv", f"title\ttext\nA\t{SHUT}\n", "tab"),
    ("a.tsv", f"title\ttext\nA\t{SHUT}\n", "tab"),
    ("a.csv", f"sep=;\r\ntitle;text\r\nA;{SHUT}\r\n", "semicolon"),
    ("a.csv", f"title;text\rA;{SHUT}\r", "semicolon"),
    ("a.csv", f"text\n{json.dumps(SHUT)}", "comma"),
    ("a.csv", f'"an\nodd name",text\nA,{json.dumps(SHUT)}\n', "comma"),
]


@pytest.mark.parametrize(("name", "written", "delimiter"), WRITTEN, ids=range(len(WRITTEN)))
def test_a_table_is_read_as_it_is_written(tmp_path, name, written, delimiter):
    (page,) = rows_of(tmp_path, written.encode(), name)
    assert opened(page) == SHUT
    assert f"delimiter={delimiter};" in dict(page.headers)["columns"]


ENCODED = [
    ("utf-8", b"", "utf-8", "strict"),
    ("utf-8", b"\xef\xbb\xbf", "utf-8", "bom"),
    ("utf-16-le", b"\xff\xfe", "utf-16-le", "bom"),
    ("utf-16-be", b"\xfe\xff", "utf-16-be", "bom"),
    ("windows-1252", b"", "windows-1252", "guessed"),
]


@pytest.mark.parametrize(
    ("codec", "mark", "charset", "where"), ENCODED, ids=[f"{e[0]}{e[3]}" for e in ENCODED]
)
def test_an_encoding_is_found(tmp_path, codec, mark, charset, where):
    said = "“Der Kai ist zu”, sagte Zoë Ström – am Montag.\nEr bleibt es."
    data = mark + f'title\ttext\nDas Öffnen\t"{said}"\nB\t"{said}"\n'.encode(codec)
    pages = rows_of(tmp_path, data)
    assert [opened(page) for page in pages] == [said, said]
    told = dict(pages[0].headers)
    assert (told["charset"], told["charset-from"]) == (charset, where)
    assert pages[0].given[0].value == "Das Öffnen"


def test_one_row_in_another_encoding_is_read_by_itself(tmp_path):
    data = "text\nZoë sprach.\n".encode() + "Zoë schwieg.\n".encode("windows-1252")
    assert [opened(page) for page in rows_of(tmp_path, data)] == ["Zoë sprach.", "Zoë schwieg."]


MARKED = [
    # Literal quotation marks, as in tables that know no quoting.
    (b'id\ttext\n1\t"It is over," she said.\n2\tNo more.\n', ['"It is over," she said.', "No more."]),
    (b'id\ttext\n1\t"We saw it\n2\tThe 5" pipe.\n', ['"We saw it', 'The 5" pipe.']),
    # Backslashes before quotation marks, as databases write them.
    (b'id,text\n1,"He said \\"no\\", then left."\n2,Yes.\n', ['He said "no", then left.', "Yes."]),
    (b'id,text\n1,a 5" pipe burst\n', ['a 5" pipe burst']),
]


@pytest.mark.parametrize(("data", "texts"), MARKED, ids=range(len(MARKED)))
def test_quotation_marks_are_read_as_the_table_means_them(tmp_path, data, texts):
    assert [opened(page) for page in rows_of(tmp_path, data)] == texts


BAD_ROWS = [
    ("A,One, two said.", "ragged-row", "has 3 fields where the header names 2"),
    ("A,", "no-text", "no text in its column “text”"),
    ("A", "no-text", "no text"),
    (f'A,"{"x" * 3000}"', "too-large", "too large"),
    ('"A,It was, shut.', "damaged", "never closes"),
]


@pytest.mark.parametrize(
    ("row", "code", "reason"), BAD_ROWS, ids=[f"{b[1]}{i}" for i, b in enumerate(BAD_ROWS)]
)
def test_a_bad_row_is_named_and_the_others_go_on(tmp_path, row, code, reason):
    good = 'B,"The quay, officials said, is open."'
    data = f"title,text\n{good}\n{row}\n{good}\n{good}\n".encode()
    before, bad, *after = rows_of(tmp_path, data, max_bytes=2000)
    assert isinstance(before, Page)
    assert isinstance(bad, Failure)
    assert (bad.item[-2:], bad.code, bool(bad.digest)) == ("#3", code, True)
    assert reason in bad.reason
    assert "row 3" in bad.reason
    assert [opened(page) for page in after] == ["The quay, officials said, is open."] * 2
    assert [page.path[-2:] for page in after] == ["#4", "#5"]


REFUSED = [
    (b"day,words\n1,2\n", "no-text-column", "there are day, words"),
    (b"\n\n \n", "empty", "no header"),
    (b"title,text\n", "empty", "no rows"),
    (b"\xef\xbb\xbf", "empty", "no header"),
]


@pytest.mark.parametrize(("data", "code", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_table_of_reports_is_refused(tmp_path, data, code, reason):
    with pytest.raises(SourceError, match=reason) as refusal:
        rows_of(tmp_path, data)
    assert refusal.value.code == code


def test_a_packed_table_is_read_and_a_bomb_is_not(tmp_path):
    (page,) = rows_of(tmp_path, gzip.compress(f"text\n{json.dumps(SHUT)}\n".encode()), "a.csv.gz")
    assert opened(page) == SHUT
    bomb = gzip.compress(b"text\n" + (b"The quay was shut. " * 500 + b"\n") * 4000)
    with pytest.raises(SourceError, match="unpacks to far more"):
        rows_of(tmp_path, bomb, "b.csv.gz")
    with pytest.raises(SourceError, match="gzip"):
        rows_of(tmp_path, gzip.compress(b"text\n" + SHUT.encode() * 50)[:-9], "c.csv.gz")


def test_marks_that_are_never_closed_do_not_make_it_slow(tmp_path):
    row = b'"' + b"x, " * 30 + b"\n"
    data = b"title,text\n" + row * 3001
    with pytest.raises(SourceError, match="again and again"):
        rows_of(tmp_path, data, max_bytes=10_000)


def test_a_long_field_is_read_whole(tmp_path):
    text = "The quay was shut. " * 10_000
    (page,) = rows_of(tmp_path, f'text\n"{text}"\n'.encode(), max_bytes=1_000_000)
    assert opened(page) == text


CELL = st.text(st.sampled_from('ab ,;"\n\r\té“\\\u2028|'), max_size=12)


@given(st.lists(st.tuples(CELL, CELL.map(lambda c: f"w{c}w")), max_size=8), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150, deadline=None)
def test_what_a_writer_of_csv_writes_is_read_back(tmp_path_factory, rows, end):
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator=end)
    writer.writerows([("title", "text"), *rows])
    pages = rows_of(tmp_path_factory.mktemp("t"), written.getvalue().encode()) if rows else []
    # A carriage return alone is a line end of another kind there.
    assert [opened(page).splitlines() for page in pages] == [text.splitlines() for _, text in rows]


FLIP = st.tuples(st.integers(0, 300), st.integers(0, 255))


@given(st.binary(max_size=200), st.integers(0, 400), st.lists(FLIP, max_size=4))
@settings(max_examples=200, deadline=None)
def test_damage_is_told_and_never_raised(tmp_path_factory, more, cut, flips):
    whole = bytearray(f'title,text\nA,"{SHUT}"\n"B","{SHUT}\n{SHUT}"\n'.encode() + more)
    for at, value in flips:
        whole[at % len(whole)] = value
    with suppress(SourceError):
        for item in rows_of(tmp_path_factory.mktemp("t"), bytes(whole[: cut or None])):
            assert isinstance(item, Failure) or opened(item).strip()
