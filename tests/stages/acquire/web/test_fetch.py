"""A page is given as it was sent, and called by what its bytes are."""

from __future__ import annotations

import hashlib

import pytest

from tests.servers import answer, serve
from tests.stages.acquire.web.opened import PAGE, get, opened, refusal
from twosource.data import Source, Stated
from twosource.stages.acquire.web.fetch import NOTE, fetch

TEXT = b"The quay was shut on Monday, harbour officials said.\n"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title></channel></rss>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
# Bytes, what the server calls them, what they are (a code where they are refused).
KINDS = [
    (PAGE, "text/html", "text/html"),
    (PAGE, "text/html; charset=koi8-r", "text/html"),
    (PAGE, "image/png", "text/html"),
    (PAGE, "application/pdf", "text/html"),
    (PAGE, "text/csv", "text/html"),
    (PAGE, "text/plain", "text/html"),
    (PAGE, "", "text/html"),
    (PAGE, "what/is this", "text/html"),
    (b"\xef\xbb\xbf \n<!-- a --><HTML>" + PAGE, "image/png", "text/html"),
    (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="a"><p>The quay was shut.', "", "text/html"),
    (b"<p>The quay was shut.", "application/octet-stream", "text/html"),
    (b"<script>a()</script><p>The quay was shut.", "text/html", "text/html"),
    ("<html><p>Größe".encode("utf-16"), "text/html", "text/html"),
    (TEXT, "text/plain", "text/plain"),
    (TEXT, "image/jpeg", "text/plain"),
    (TEXT, "", "text/plain"),
    (TEXT, "text/html", "text/html"),
    (TEXT, "text/markdown", "text/markdown"),
    (PDF, "application/pdf", "application/pdf"),
    (PDF, "text/html", "application/pdf"),
    (FEED, "text/html", "application/rss+xml"),
    (PNG, "image/png", "binary"),
    (PNG, "text/html", "binary"),
    (b"\xff\xd8\xff\xe0" + bytes(100), "text/html", "binary"),
    (bytes(range(256)) * 20, "text/html", "binary"),
    (b"\x1f\x8b\x08" + bytes(100), "text/html", "binary"),
    (b'{"a": 1}', "application/json", "unknown-kind"),
    (b"WARC/1.1\r\n", "text/html", "unknown-kind"),
    (b"PK\x03\x04" + bytes(100), "text/html", "damaged"),
]


@pytest.mark.parametrize(("data", "called", "kind"), KINDS)
def test_the_bytes_tell_what_they_are(data: bytes, called: str, kind: str) -> None:
    with serve({"/a.csv": answer(data, headers={"Content-Type": called})}) as server:
        if "/" in kind:
            page = get(server, "/a.csv")
            assert (page.data, page.media_type) == (data, kind)
        else:
            assert refusal(server.link("/a.csv")).code == kind


def test_a_host_ending_like_a_file_is_no_file() -> None:
    with serve({"/": answer(PAGE)}) as server, opened() as web:
        assert fetch(Source(server.link("/", "news.md")), web).media_type == "text/html"


def test_a_page_tells_where_and_when_it_came_from() -> None:
    given = (Stated("outlet", "The Quay Post", "flag"),)
    headers = {"Content-Type": "text/html; charset=latin1", "X-Name": "caf\xe9"}
    with serve({"/a": answer(PAGE, headers=headers)}) as server, opened() as web:
        link = f"  HTTP://NEWS.test:{server.port}/a#part"
        page = fetch(Source(link, given), web)
    assert page.path == link
    assert page.captured == "2031-05-02T10:00:00+00:00"
    assert page.given == given
    assert page.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert ("content-type", "text/html; charset=latin1") in page.headers
    assert ("x-name", "caf\xe9") in page.headers


def test_headers_are_bounded_and_hold_no_secrets() -> None:
    headers = {
        **{f"X-{number}": "a" for number in range(300)},
        "X-Long": "b" * 5000,
        "Set-Cookie": "who=you",
        NOTE: "not ours",
        "A-Escape": "\x1b[31m",
    }
    first, rest = answer(PAGE, headers=dict(reversed(headers.items()))).split(b"Content-Type: ", 1)
    called, rest = rest.split(b"\r\n", 1)
    with serve(
        {"/a": first + rest.replace(b"X-0: a\r\n", b"X-0: a\r\nContent-Type: " + called + b"\r\n")}
    ) as server:
        page = get(server)
    assert page.headers[0] == ("content-type", called.decode())
    names = {name for name, _ in page.headers}
    assert len(page.headers) == 100
    assert names & {"set-cookie", NOTE} == set()
    assert all(len(value) <= 2000 and value.isprintable() for _, value in page.headers)


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_an_empty_page_is_none(body: bytes) -> None:
    with serve({"/a": answer(body)}) as server:
        assert refusal(server.link("/a")).code == "empty"


def test_what_is_gone_or_shut_is_told_apart() -> None:
    with serve({f"/{status}": answer(PAGE, status) for status in (401, 404, 410)}) as server:
        assert refusal(server.link("/410")).code == "gone"
        assert "not open to everybody" in str(refusal(server.link("/401")))
        assert "404" in str(refusal(server.link("/404")))


def test_a_host_in_mixed_scripts_is_shown_as_it_is_asked_for() -> None:
    with serve() as server:
        said = str(refusal(server.link("/a", "\u0430pple.test")))
    assert "xn--pple-43d.test" in said
    assert "\u0430" not in said
