"""Web archives that are sound: which of their records are pages, and what is told of a page."""

import gzip
import hashlib
import io
import struct

import pytest
import zstandard

from tests.stages.acquire.archives import (
    ARC_START,
    TOWNS,
    A,
    B,
    C,
    address,
    answer,
    arc,
    html,
    of,
    packed,
    read_bytes,
    record,
    told,
)
from twosource.data import Source, Stated
from twosource.errors import SourceError
from twosource.stages.acquire.archives.read import read_warc

THREE = [of(A), of(B), of(C)]
ARCS = [ARC_START, *(arc(address(town), answer(html(town))) for town in (A, B, C))]
INFO = record(b"software: none\r\n", kind="warcinfo", target=None, Content_Type="application/warc-fields")
ARC_LONG = b"%s 192.0.2.7 20310506070809 text/html 200 - - 12 a.arc %d\n%s\n"


def frames(records, dictionary=None):
    packer = zstandard.ZstdCompressor(dict_data=dictionary, write_checksum=True)
    return b"".join(packer.compress(one) for one in records)


def line_feeds(one):
    head, _, content = one.partition(b"\r\n\r\n")
    return head.replace(b"\r\n", b"\n") + b"\n\n" + content


def with_dictionary(*, is_packed):
    words = zstandard.ZstdCompressionDict(html(A) + html(B))
    data = zstandard.compress(words.as_bytes()) if is_packed else words.as_bytes()
    return b"\x5d\x2a\x4d\x18" + struct.pack("<L", len(data)) + data + frames(THREE, words)


def cut_anywhere(data, size):
    return b"".join(gzip.compress(data[at : at + size]) for at in range(0, len(data), size))


PACKINGS = {
    "plain": b"".join(THREE),
    "line feeds in its headers": b"".join(line_feeds(one) for one in THREE),
    "a member a record": packed(INFO, *THREE),
    "one member": gzip.compress(b"".join(THREE)),
    "members cut anywhere": cut_anywhere(b"".join(THREE), 500),
    "an empty member first": gzip.compress(b"") + packed(*THREE),
    "a frame a record": frames(THREE),
    "one frame": frames([b"".join(THREE)]),
    "frames and a frame to skip": b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc" + frames(THREE),
    "frames with a dictionary": with_dictionary(is_packed=False),
    "frames with a packed dictionary": with_dictionary(is_packed=True),
    "ARC": b"".join(ARCS),
    "ARC, a member a record": packed(*ARCS),
    "ARC, one member": gzip.compress(b"".join(ARCS)),
    "ARC without its own record": b"".join(ARCS[1:]),
    "ARC of version 2": ARC_START
    + b"".join(ARC_LONG % (address(t).encode(), len(answer(html(t))), answer(html(t))) for t in (A, B, C)),
}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a"])
def test_bytes_tell_the_packing_and_names_do_not(tmp_path, packing, name):
    assert told(tmp_path, PACKINGS[packing], name=name) == ([A, B, C], [])


def test_a_page_has_what_its_record_says(tmp_path):
    flag = Stated("outlet", "The Quay Post", "flag")
    data = packed(INFO, of(A))
    ((page,), _) = read_bytes(tmp_path, data, given=(flag,))
    assert page.data == html(A)
    assert page.sha256 == hashlib.sha256(html(A)).hexdigest()
    assert page.media_type == "text/html"
    assert page.captured == "2031-05-06T07:08:09Z"
    assert page.headers == (("Content-Type", "text/html; charset=utf-8"),)
    assert page.given == (Stated("canonical", address(A), "warc"), flag)
    path, _, place = page.path.partition("#")
    assert path == str(tmp_path / "a.warc.gz")
    assert gzip.decompress(data[int(place) :]) == of(A, WARC_Record_ID=_id(data[int(place) :]))


@pytest.mark.parametrize("packing", ["ARC", "ARC of version 2"])
def test_a_page_of_arc_has_what_its_line_says(tmp_path, packing):
    pages, _ = read_bytes(tmp_path, PACKINGS[packing])
    assert [page.given for page in pages] == [(Stated("canonical", address(t), "warc"),) for t in (A, B, C)]
    assert {page.captured for page in pages} == {"2031-05-06T07:08:09Z"}


def _id(member):
    return gzip.decompress(member).split(b"Record-ID: ")[1].split(b"\r\n")[0].decode()


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (b"".join(THREE), [0, len(THREE[0]), len(THREE[0] + THREE[1])]),
        (packed(*THREE), [0, len(packed(THREE[0])), len(packed(*THREE[:2]))]),
        (gzip.compress(b"".join(THREE)), [0, f"0+{len(THREE[0])}", f"0+{len(THREE[0] + THREE[1])}"]),
    ],
)
def test_a_path_leads_back_to_the_record(tmp_path, data, places):
    pages, _ = read_bytes(tmp_path, data)
    assert [page.path.partition("#")[2] for page in pages] == [str(place) for place in places]


PAGE = html(A)
OTHERS = {
    "request": (record(b"GET / HTTP/1.1\r\n\r\n", kind="request"), "record of type request (1)"),
    "metadata": (record(b"via: a\r\n", kind="metadata"), "record of type metadata (1)"),
    "warcinfo": (INFO, "record of type warcinfo (1)"),
    "no kind": (record(b"", kind=None), "record of type unknown (1)"),
    "not found": (record(answer(PAGE, "404 Not Found")), "response of status 404 (1)"),
    "moved": (record(answer(b"", "301 Moved", Location="/b")), "response of status 301 (1)"),
    "a picture": (record(answer(b"\x89PNG", Content_Type="image/png")), "response of type image/png (1)"),
    "text": (record(answer(b"Ferry", Content_Type="text/plain")), "response of type text/plain (1)"),
    "a picture as HTML": (record(answer(b"GIF89a")), "no page by its bytes (1)"),
    "an empty page": (record(answer(b" \r\n")), "no page by its bytes (1)"),
    "a name looked up": (record(b"20310506", target="dns:a", Content_Type="text/dns"), "type text/dns (1)"),
    "a picture as resource": (record(b"\x89PNG", kind="resource", Content_Type="image/png"), "image/png (1)"),
    "ARC's own record": (ARC_START, "record of type warcinfo (1)"),
    "a name in ARC": (ARC_START + arc("dns:post.example", b"20310506\n"), "record of type other (1)"),
}


@pytest.mark.parametrize("other", OTHERS)
def test_an_archive_without_pages_says_what_it_holds(tmp_path, other):
    data, what = OTHERS[other]
    with pytest.raises(SourceError, match="holds no page") as refusal:
        read_bytes(tmp_path, packed(data))
    assert refusal.value.code == "no-report"
    assert what in str(refusal.value)
    assert told(tmp_path, packed(data, of(B))) == ([B], [])


@pytest.mark.parametrize(
    ("target", "given"),
    [
        ("https://post.example/a", "https://post.example/a"),
        ("<https://post.example/a>", "https://post.example/a"),
        ("  http://post.example/a b c ", "http://post.example/a%20b%20c"),
        ("https://post.example/é?q=1&r=2", "https://post.example/é?q=1&r=2"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,hello", None),
        ("https://post.example/<b>", None),
        ('https://post.example/"onload="x', None),
        ("https://post.example/\x1b[31m", None),
        ("https://post.example/" + "a" * 70_000, None),
        ("https:", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_kept(tmp_path, target, given):
    ((page,), _) = read_bytes(
        tmp_path, packed(record(PAGE, target=target, kind="resource", Content_Type="text/html"))
    )
    assert [stated.value for stated in page.given] == ([given] if given else [])


@pytest.mark.parametrize(
    ("date", "captured"),
    [
        ("2031-05-06T07:08:09Z", "2031-05-06T07:08:09Z"),
        ("2031-05-06T07:08:09.123456Z", "2031-05-06T07:08:09.123456Z"),
        ("20310506070809", "2031-05-06T07:08:09Z"),
        ("2031-02-31T07:08:09Z", None),
        ("20310231070809", None),
        ("2031-05-06T07:08:09Z<b>", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_the_time_of_capture_is_a_time_or_nothing(tmp_path, date, captured):
    ((page,), _) = read_bytes(tmp_path, packed(of(A, WARC_Date=date)))
    assert page.captured == captured


def test_headers_are_bounded_and_printable(tmp_path):
    headers = {f"X_{n}": f"a\x1b{'b' * 9000}" for n in range(5)} | {f"Y_{n}": "c" for n in range(500)}
    ((page,), _) = read_bytes(tmp_path, packed(record(answer(PAGE, **headers))))
    assert len(page.headers) == 100
    assert max(len(value) for _, value in page.headers) < 2100
    assert all(text.isprintable() for header in page.headers for text in header)


def test_a_page_that_the_crawler_cut_says_so(tmp_path):
    cut = record(answer(PAGE), WARC_Truncated="length", WARC_Payload_Digest="sha1:" + "A" * 32)
    ((page,), failures) = read_bytes(tmp_path, packed(cut))
    assert ("WARC-Truncated", "length") in page.headers
    assert failures == []


def test_the_same_bytes_from_the_same_address_are_given_once(tmp_path):
    assert told(tmp_path, packed(of(A), of(B), of(A, WARC_Date="2031-05-07T00:00:00Z"))) == ([A, B], [])
    elsewhere = record(answer(html(A)), target="https://post.example/again")
    assert told(tmp_path, packed(of(A), elsewhere)) == ([A, A], [])


def test_two_copies_of_an_archive_give_the_same_pages(tmp_path):
    data = packed(*THREE)
    once = [(p.sha256, p.given) for p in read_bytes(tmp_path, data, name="a.warc.gz")[0]]
    again = [(p.sha256, p.given) for p in read_bytes(tmp_path, data, name="b.warc.gz")[0]]
    assert once == again
    assert told(tmp_path, data + data) == ([A, B, C], [])


def test_an_archive_that_another_program_wrote_is_read(tmp_path):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "b.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        writer.write_record(writer.create_warcinfo_record("b.warc.gz", {"software": "none"}))
        for town in TOWNS:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = io.BytesIO(html(town))
            writer.write_record(
                writer.create_warc_record(address(town), "response", body, http_headers=headers)
            )
    pages = list(read_warc(Source(str(path)), max_bytes=10_000))
    assert [page.data for page in pages] == [html(town) for town in TOWNS]
    assert [page.given[0].value for page in pages] == [address(town) for town in TOWNS]
