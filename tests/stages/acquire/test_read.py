import gzip
import hashlib
import io
import json
import os
import time
import zipfile

import pytest

from twosource.data import Failure, Page, Source, Stated
from twosource.stages.acquire.reach import Reach
from twosource.stages.acquire.read import read

REPORT = b"The quay was shut on Monday, harbour officials said.\n"


def read_file(tmp_path, name, data, **bounds):
    path = tmp_path / name
    path.write_bytes(data)
    return list(read(Source(str(path)), Reach(**bounds)))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.md", "text/markdown"),
        ("a.html", "text/html"),
        ("a.HTM", "text/html"),
        ("night.final.txt", "text/plain"),
    ],
)
def test_bytes_are_kept_as_they_are(tmp_path, name, media_type):
    (page,) = read_file(tmp_path, name, REPORT)
    assert (page.data, page.media_type) == (REPORT, media_type)
    assert page.sha256 == hashlib.sha256(REPORT).hexdigest()
    assert page.path == str(tmp_path / name)
    assert page.captured is None


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz"])
def test_packed_bytes_are_unpacked(tmp_path, name):
    (page,) = read_file(tmp_path, name, gzip.compress(REPORT))
    assert page.data == REPORT
    assert page.path.endswith(name)


def test_what_the_user_says_goes_with_the_page(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT)
    given = (Stated("outlet", "The Quay Post", "flag"),)
    (page,) = read(Source(str(path), given))
    assert page.given == given


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def zipped(*names):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


PACKED_BOMB = gzip.compress(b"a" * 30_000_000)
REFUSED = [
    ("empty.txt", b"", "empty", "empty"),
    ("blank.txt", b" \r\n\t\n", "empty", "empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG", "binary"),
    ("archive.html", b"PK\x03\x04" + bytes(50), "damaged ZIP", "damaged"),
    ("letters.odt", zipped("mimetype"), "OpenDocument", "unknown-kind"),
    ("table.xlsx", zipped("xl/workbook.xml"), "spreadsheet", "unknown-kind"),
    ("pages.zip", zipped("a.html", "b.html"), "ZIP archive", "unknown-kind"),
    ("nuls.txt", b"abc\x00\x00def" * 10, "binary", "binary"),
    ("noise.txt", bytes(range(1, 32)) * 40, "binary", "binary"),
    ("news.xml", b"<?xml version='1.0'?><catalog><x/></catalog>", "XML", "unknown-kind"),
    ("news", b"\xef\xbb\xbf\n<?xml version='1.0'?><error>down</error>", "XML", "unknown-kind"),
    ("news.txt", b"<?xml version='1.0'?><!-- <p> --><catalog/>", "XML", "unknown-kind"),
    ("news.json", b'[{"text": "x"}]', "JSON", "unknown-kind"),
    ("cut.txt.gz", gzip.compress(REPORT * 50)[:-9], "gzip", "damaged"),
    ("twice.txt.gz", gzip.compress(gzip.compress(REPORT)), "gzip", "binary"),
    ("bomb.txt.gz", PACKED_BOMB, "too large", "too-large"),
    ("big.txt", b"a" * 10_000_001, "too large", "too-large"),
]


@pytest.mark.parametrize(("name", "data", "reason", "code"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_is_no_report_is_refused_with_a_sentence(tmp_path, name, data, reason, code):
    (failure,) = read_file(tmp_path, name, data)
    assert isinstance(failure, Failure)
    assert (failure.step, failure.item, failure.code) == ("acquire", str(tmp_path / name), code)
    assert reason in failure.reason
    assert failure.reason.endswith(".")
    assert "\n" not in failure.reason


PDF, MAIL, HTML = "application/pdf", "message/rfc822", "text/html"
PAGE = b"<!DOCTYPE html><html><body><p>The quay was shut.</p></body></html>"
LETTER = b"From: Quay Post <desk@quay.example>\r\nSubject: Quay shut\r\n\r\nIt was shut.\r\n"
KINDS = [
    ("report", REPORT, "text/plain"),
    ("report.docx", REPORT, "text/plain"),
    ("report.gz", gzip.compress(REPORT), "text/plain"),
    ("plain.txt.gz", REPORT, "text/plain"),
    ("page", PAGE, HTML),
    ("page.php", b"\xef\xbb\xbf\n <!-- saved --> " + PAGE, HTML),
    ("page.txt", PAGE, HTML),
    ("notes.md", PAGE, "text/markdown"),
    ("page.xhtml", b"<?xml version='1.0'?>\n" + PAGE.lower(), HTML),
    ("paper.txt", b"%PDF-1.7 ...", PDF),
    ("page.html", b"%PDF-1.7 ...", PDF),
    ("paper", gzip.compress(b"%PDF-1.7 ..."), PDF),
    ("letter.eml", LETTER, MAIL),
    ("letter", LETTER, MAIL),
    ("letter.txt", LETTER, "text/plain"),
    ("saved.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "multipart/related"),
    ("saved", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "multipart/related"),
    ("text.docx", zipped("word/document.xml"), DOCX),
    ("text.zip", zipped("word/document.xml"), DOCX),
    ("page", b"<?xml version='1.0'?><!-- <a> --><div>The quay was shut.</div>", HTML),
    ("page.html", b"<?xml version='1.0'?><wml><p>The quay was shut.</p></wml>", HTML),
    (
        "feed.xml",
        b"<?xml version='1.0'?><!-- x --><rss version='2.0'><channel/></rss>",
        "application/rss+xml",
    ),
    ("feed.rdf", b"<rdf:RDF xmlns:rdf='x'><channel/></rdf:RDF>", "application/rss+xml"),
    ("feed.atom", b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "application/atom+xml"),
    ("feed.json", b'{"version": "https://jsonfeed.org/version/1.1"}', "application/feed+json"),
    ("feeds.opml", b"<opml version='2.0'><body/></opml>", "text/x-opml"),
    ("news.xml", b"<urlset xmlns='x'></urlset>", "application/sitemap+xml"),
    ("index.xml", b"<sitemapindex xmlns='x'></sitemapindex>", "application/sitemap+xml"),
]


@pytest.mark.parametrize(("name", "data", "media_type"), KINDS, ids=[k[0] + "-" + k[2] for k in KINDS])
def test_the_bytes_tell_what_a_file_is_before_its_name(tmp_path, name, data, media_type):
    (page,) = read_file(tmp_path, name, data)
    assert isinstance(page, Page), page
    assert page.media_type == media_type


def test_standard_input_is_told_by_its_bytes():
    for data in (PAGE, gzip.compress(PAGE)):
        (page,) = read(Source("-"), Reach(standard_input=data))
        assert (page.data, page.media_type, page.path) == (PAGE, HTML, "-")
    for data, code in ((b"", "empty"), (b"a" * 100, "too-large"), (b"PAR1", "unknown-kind")):
        (failure,) = read(Source("-"), Reach(standard_input=data, max_bytes=50))
        assert failure.code == code


def test_links_are_refused_where_nothing_fetches_them():
    (failure,) = read(Source("https://quay.example/a"))
    assert (failure.code, failure.item) == ("offline", "https://quay.example/a")


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.write(REPORT * 2000)
        stream.truncate(50_000_000)
    start = time.perf_counter()
    (failure,) = read(Source(str(path)))
    assert "too large" in failure.reason
    assert time.perf_counter() - start < 0.5


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(REPORT)
    said = {
        "pipe.txt": "named pipe",
        "loop.txt": "leads to itself",
        "zero.txt": "device",
        "folder.txt": "directory",
        "folder": "directory",
        "gone.txt": "does not exist",
        "gone": "does not exist",
        "file/a.txt": "does not exist",
        "nul\0.txt": "NUL",
    }
    for name, reason in said.items():
        (failure,) = read(Source(f"{tmp_path}/{name}"))
        assert reason in failure.reason, name


@pytest.mark.parametrize("name", ["line\nbreak.txt", "\udcff.txt", "x" * 251 + ".txt", "ü.txt"])
def test_odd_names_are_read(tmp_path, name):
    (page,) = read_file(tmp_path, name, REPORT)
    assert page.data == REPORT
    page.path.encode("utf-8")


def test_text_in_utf16_is_no_binary(tmp_path):
    for data in (REPORT.decode().encode("utf-16"), REPORT.decode().encode("utf-16-le")):
        (page,) = read_file(tmp_path, "a.txt", data)
        assert page.data == data


def row(**fields):
    return json.dumps(fields).encode()


def test_a_table_gives_a_page_a_line(tmp_path):
    first = row(id="q1", outlet="The Quay Post", date="2031-05-02", title="Quay shut", text="It was shut.")
    second = row(text="The quay is open.", authors=["x"], author=["Ana Roe", "Bo Lind"])
    pages = read_file(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + first + b"\r\n\n" + second)
    assert [p.data for p in pages] == [first, second]
    assert [p.path[-8:] for p in pages] == [".jsonl#1", ".jsonl#3"]
    assert {p.media_type for p in pages} == {"application/x-ndjson"}
    assert [(s.field, s.value, s.where) for s in pages[0].given] == [
        ("id", "q1", "field"),
        ("outlet", "The Quay Post", "field"),
        ("published", "2031-05-02", "field"),
        ("title", "Quay shut", "field"),
    ]
    assert [s.value for s in pages[1].given] == ["Ana Roe", "Bo Lind"]


def test_a_flag_goes_before_a_field(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(row(outlet="Field", text="It was shut."))
    (page,) = read(Source(str(path), (Stated("outlet", "Flag", "flag"),)))
    assert [s.value for s in page.given] == ["Flag", "Field"]


BAD_LINES = [
    (b"{", "not JSON"),
    (b"[1]", "no JSON object"),
    (b'{"title": "x"}', 'no "text"'),
    (b'{"text": 4}', 'no "text"'),
    (b'{"text": "  "}', 'no "text"'),
    (b'{"text": "\xff"}', "not UTF-8"),
    (b"[" * 100_000, "JSON"),
    (b'{"text": "' + b"a" * 2000 + b'"}', "too large"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[b[1] + str(i) for i, b in enumerate(BAD_LINES)])
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path, line, reason):
    good = row(text="It was shut.")
    before, bad, after = read_file(
        tmp_path, "a.jsonl", b"\n".join([good, line, good]), max_bytes=1000 + 99_500
    )
    if reason == "too large":
        before, bad, after = read_file(tmp_path, "a.jsonl", b"\n".join([good, line, good]), max_bytes=1000)
    assert isinstance(before, Page)
    assert isinstance(after, Page)
    assert bad.item.endswith("a.jsonl#2")
    assert reason in bad.reason
    assert "line 2" in bad.reason


def test_a_table_without_lines_is_empty(tmp_path):
    (failure,) = read_file(tmp_path, "a.jsonl", b"\n\n")
    assert "empty" in failure.reason


def test_a_packed_table_is_read_and_a_bomb_is_not(tmp_path):
    (page,) = read_file(tmp_path, "a.jsonl.gz", gzip.compress(row(text="It was shut.")))
    assert isinstance(page, Page)
    (failure,) = read_file(tmp_path, "b.jsonl.gz", PACKED_BOMB)
    assert "unpacks" in failure.reason


def test_a_field_is_made_sound(tmp_path):
    (page,) = read_file(tmp_path, "a.jsonl", rb'{"outlet": "A\ud800 \u001b[31m\n B", "text": "It was shut."}')
    assert page.given[0].value == r"A \x1b[31m B"
