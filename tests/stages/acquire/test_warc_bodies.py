"""What a record holds: chunks and packing are taken off as a browser would, and the bytes tell the kind."""

import gzip
import zlib

import brotli
import pytest
import zstandard

from tests.stages.acquire.archives import A, B, answer, html, of, packed, read_bytes, record, told


def chunked(data, *, size=100, end=b"0\r\n\r\n"):
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + end


def bare(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


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
