"""What a record holds: chunks and packing are taken off as a browser would, and the bytes tell the kind."""

import base64
import gzip
import hashlib
import time
import zlib

import brotli
import pytest
import zstandard

from tests.clocks import in_time
from tests.stages.acquire.archives import (
    A,
    B,
    C,
    answer,
    bare,
    flipped,
    html,
    of,
    packed,
    read_bytes,
    record,
    told,
)


def chunked(data, *, size=100, end=b"0\r\n\r\n"):
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + end


PAGE = html(A)
CODED = {
    "gzip": (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
    "gzip in two members": (
        gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:]),
        {"Content_Encoding": "x-gzip"},
    ),
    "gzip with rubbish behind": (gzip.compress(PAGE) + b"rubbish", {"Content_Encoding": "GZIP"}),
    "deflate": (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
    "bare deflate": (bare(PAGE), {"Content_Encoding": "deflate"}),
    "brotli": (brotli.compress(PAGE), {"Content_Encoding": "br"}),
    "zstd": (zstandard.compress(PAGE), {"Content_Encoding": "zstd"}),
    "packed twice": (brotli.compress(gzip.compress(PAGE)), {"Content_Encoding": "gzip, br"}),
    "chunks": (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
    "packed chunks": (
        chunked(gzip.compress(PAGE)),
        {"Transfer_Encoding": "Chunked", "Content_Encoding": "gzip"},
    ),
    "chunks of packed transfer": (chunked(gzip.compress(PAGE)), {"Transfer_Encoding": "gzip, chunked"}),
    "chunks told of and not there": (PAGE, {"Transfer_Encoding": "chunked"}),
    "chunks not told of": (chunked(PAGE), {}),
    "gzip told of and not there": (PAGE, {"Content_Encoding": "gzip"}),
    "brotli told of and not there": (PAGE, {"Content_Encoding": "br"}),
    "gzip not told of": (gzip.compress(PAGE), {}),
    "an encoding of letters": (PAGE, {"Content_Encoding": "UTF-8"}),
    "no encoding": (PAGE, {"Content_Encoding": "identity"}),
}


@pytest.mark.parametrize("how", CODED)
def test_chunks_and_packing_are_taken_off(tmp_path, how):
    body, headers = CODED[how]
    assert told(tmp_path, packed(record(answer(body, **headers)), of(B))) == ([A, B], [])


def test_the_answer_after_an_interim_one_is_read(tmp_path):
    content = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a.css>\r\n\r\n" + answer(PAGE)
    assert told(tmp_path, packed(record(content))) == ([A], [])


PDF = b"%PDF-1.7\n1 0 obj\n"
KINDS = {
    "HTML": (record(answer(PAGE)), "text/html"),
    "HTML in capitals": (record(answer(PAGE, Content_Type="TEXT/HTML")), "text/html"),
    "XHTML": (record(answer(PAGE, Content_Type="application/xhtml+xml")), "text/html"),
    "HTML of no type": (record(answer(PAGE, Content_Type=None)), "text/html"),
    "HTML without headers": (record(b"HTTP/1.1 200\r\n\r\n" + PAGE), "text/html"),
    "HTML over HTTP/2": (record(answer(PAGE).replace(b"HTTP/1.1", b"HTTP/2")), "text/html"),
    "HTML as PDF": (record(answer(PAGE, Content_Type="application/pdf")), "text/html"),
    "words as HTML": (record(answer(b"Ferry held.")), "text/html"),
    "PDF": (record(answer(PDF, Content_Type="application/pdf")), "application/pdf"),
    "PDF behind rubbish": (record(answer(b"\x00" + PDF, Content_Type="application/pdf")), "application/pdf"),
    "PDF as HTML": (record(answer(PDF)), "application/pdf"),
    "PDF of no type": (record(answer(PDF, Content_Type="application/octet-stream")), "application/pdf"),
    "a resource": (record(PAGE, kind="resource", Content_Type="text/html"), "text/html"),
    "a kind in capitals": (record(answer(PAGE), kind="RESPONSE"), "text/html"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_html_and_pdf(tmp_path, kind):
    data, media_type = KINDS[kind]
    ((page,), failures) = read_bytes(tmp_path, packed(data))
    assert (page.media_type, failures) == (media_type, [])


FIRST, LAST = of(A), of(C)
MANY = b"<html>" + b"a" * 20_000_000
BODIES = {
    "gzip bomb": (gzip.compress(MANY), {"Content_Encoding": "gzip"}, "too-large"),
    "deflate bomb": (bare(MANY), {"Content_Encoding": "deflate"}, "too-large"),
    "brotli bomb": (brotli.compress(MANY, quality=5), {"Content_Encoding": "br"}, "too-large"),
    "zstd bomb": (zstandard.compress(MANY), {"Content_Encoding": "zstd"}, "too-large"),
    "bomb in a bomb": (gzip.compress(gzip.compress(MANY)), {"Content_Encoding": "gzip, gzip"}, "too-large"),
    "bomb not told of": (gzip.compress(MANY), {}, "too-large"),
    "many members": (gzip.compress(b"a" * 9000) * 2000, {"Content_Encoding": "gzip"}, "too-large"),
    "too large": (b"<html>" + b"a" * 1_000_000, {}, "too-large"),
    "packed too often": (PAGE, {"Content_Encoding": "gzip, gzip, gzip, gzip"}, "bad-encoding"),
    "an encoding unknown": (b"\x01\x02", {"Content_Encoding": "sdch"}, "bad-encoding"),
    "gzip cut": (gzip.compress(PAGE)[:-9], {"Content_Encoding": "gzip"}, "truncated"),
    "brotli cut": (brotli.compress(PAGE)[:-2], {"Content_Encoding": "br"}, "truncated"),
    "zstd cut": (zstandard.compress(PAGE)[:-2], {"Content_Encoding": "zstd"}, "truncated"),
    "gzip damaged": (flipped(gzip.compress(PAGE), 40), {"Content_Encoding": "gzip"}, "damaged"),
    "no brotli": (b"\xff\xff\xff" * 9, {"Content_Encoding": "br"}, "damaged"),
    "no zstd": (b"\xff\xff\xff" * 9, {"Content_Encoding": "zstd"}, "damaged"),
    "chunks cut": (b"5\r\nabcde\r\n9\r\nabc", {"Transfer_Encoding": "chunked"}, "truncated"),
    "no last chunk": (b"5\r\nabcde\r\n", {"Transfer_Encoding": "chunked"}, "truncated"),
    "rubbish for a chunk": (b"5\r\nabcde\r\nxyz", {"Transfer_Encoding": "chunked"}, "damaged"),
    "300,000 chunks": (b"1\r\na\r\n" * 300_000, {"Transfer_Encoding": "chunked"}, "damaged"),
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_cannot_be_had_is_a_failure_with_a_reason(tmp_path, body):
    data, headers, code = BODIES[body]
    archive = packed(FIRST, record(answer(data, **headers)), LAST)
    start = time.process_time()
    assert told(tmp_path, archive) == ([A, C], [code])
    assert in_time(start, 2)


def test_a_page_that_packs_too_well_is_a_bomb_below_the_largest_size_too(tmp_path):
    for body, code in ((MANY, ["too-large"]), (MANY[:900_000], [])):
        archive = packed(record(answer(gzip.compress(body), Content_Encoding="gzip")))
        assert told(tmp_path, archive, max_bytes=30_000_000)[1] == code


@pytest.mark.parametrize("body", [b"5\r\nabcde and no chunk", b"5\r\nabc", b"1\r\na\r\n" * 300_000])
def test_words_that_look_like_chunks_are_words(tmp_path, body):
    ((page,), _) = read_bytes(tmp_path, packed(record(answer(body))), max_bytes=3_000_000)
    assert page.data == body


def digest(data, name="sha1"):
    """A digest in base 32, as most writers state it."""
    return f"{name}:{base64.b32encode(hashlib.new(name, data).digest()).decode()}"


SENT = chunked(gzip.compress(PAGE, mtime=0))
STATED = {
    "of what was sent": digest(SENT),
    "of the chunks joined": digest(gzip.compress(PAGE, mtime=0), "sha256"),
    "of the page": digest(PAGE, "md5"),
    "in hexadecimal": "SHA-256:" + hashlib.sha256(PAGE).hexdigest(),
    "of a kind unknown": "crc:00000000",
    "of the wrong size": "sha1:00",
    "of nothing": "sha1:",
    "of no letters": "sha1:" + "!" * 32,
}


@pytest.mark.parametrize("of_what", STATED)
def test_a_payload_may_be_taken_with_and_without_its_codings(tmp_path, of_what):
    sent = answer(SENT, Transfer_Encoding="chunked", Content_Encoding="gzip")
    one = record(sent, WARC_Payload_Digest=STATED[of_what], WARC_Block_Digest=digest(sent))
    assert told(tmp_path, packed(one)) == ([A], [])


RECORDS = {
    "no HTTP header": (record(PAGE), "no-http-header"),
    "nothing at all": (record(b""), "no-http-header"),
    "a long HTTP header": (record(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000), "too-large"),
    "a long one": (record(bytes(4_000_000)), "too-large"),
    "a first part": (record(answer(PAGE), WARC_Segment_Number="1"), "truncated"),
    "another block": (record(answer(PAGE), WARC_Block_Digest=digest(PAGE)), "damaged"),
    "another payload": (record(answer(PAGE), WARC_Payload_Digest=digest(b"a", "sha256")), "damaged"),
}


@pytest.mark.parametrize("wrong", RECORDS)
def test_a_record_that_is_wrong_in_itself_is_a_failure(tmp_path, wrong):
    data, code = RECORDS[wrong]
    assert told(tmp_path, packed(FIRST, data, LAST)) == ([A, C], [code])
