"""Whatever a server sends, and however slowly, a fetch ends in time and with a sentence."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers import Line, Request, Route, answer, serve
from tests.stages.acquire.web.opened import PAGE, Clock, get, opened, refusal
from twosource.data import Source
from twosource.errors import SourceError
from twosource.stages.acquire.web.fetch import fetch

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drip(start: bytes, piece: bytes, pause: float = 0.05) -> Callable[[Request, Line], None]:
    """A route that sends a start at once and then piece by piece, for ever."""

    def route(request: Request, line: Line) -> None:
        line.send(start)
        while line.send(piece):
            line.rest(pause)

    return route


def silent(request: Request, line: Line) -> None:
    """A route that says nothing."""
    line.rest(20)


SLOW: dict[str, Route] = {
    "silence": silent,
    "a body byte by byte": drip(HEAD + b"Content-Length: 100000\r\n\r\n", b"a"),
    "a body without end": drip(HEAD + b"\r\n", b"a"),
    "chunks byte by byte": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "a head byte by byte": drip(HEAD + b"X: ", b"a"),
    "headers one by one": drip(HEAD, b"X-A: b\r\n"),
    "a first line byte by byte": drip(b"HTTP/1.1 200 ", b"O"),
    "interim answers": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a chunk's size byte by byte": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "a gzip body byte by byte": drip(HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08", b"\0"),
}


@pytest.mark.parametrize("name", SLOW)
def test_a_slow_server_is_given_up_in_time(name: str) -> None:
    with serve({"/a": SLOW[name]}) as server:
        start = time.monotonic()
        caught = refusal(server.link("/a"), seconds=0.25, clock=(clock := Clock()))
        assert time.monotonic() - start < 3
        assert caught.code in ("network", "damaged"), name
        assert clock.slept == []  # what took all the time is not tried again
        assert str(server.port) in str(caught) or "127.0.0.1" in str(caught)


def test_a_slow_look_up_is_given_up_in_time() -> None:
    def slow(host: str) -> list[str]:
        time.sleep(6)
        return ["127.0.0.1"]

    start = time.monotonic()
    assert refusal("http://news.test/", seconds=0.2, resolve=slow).code == "network"
    assert time.monotonic() - start < 3


ENDLESS: dict[str, Route] = {
    "a body": drip(HEAD + b"\r\n", b"a" * 100_000, 0),
    "chunks": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"186a0\r\n" + b"a" * 100_000 + b"\r\n", 0),
    "interim answers": drip(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 1000, 0),
    "trailers": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 10_000, 0),
    "a chunk's extension": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"a" * 100_000, 0),
    "a header": drip(HEAD + b"X: ", b"a" * 100_000, 0),
    "headers": drip(HEAD, b"X: y\r\n" * 10_000, 0),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_answer_is_cut_off(name: str) -> None:
    with serve({"/a": ENDLESS[name]}) as server:
        caught = refusal(server.link("/a"), seconds=5, max_bytes=200_000)
        assert caught.code in ("too-large", "damaged"), name


def test_a_page_may_have_just_as_many_bytes_as_allowed() -> None:
    body = b"<p>" + b"a" * 9_997
    with serve({"/a": answer(body), "/b": answer(body + b"a"), "/c": HEAD + b"\r\n" + body + b"a"}) as server:
        assert get(server, max_bytes=10_000).data == body
        assert refusal(server.link("/b"), max_bytes=10_000).code == "too-large"
        assert refusal(server.link("/c"), max_bytes=10_000).code == "too-large"


def test_a_declared_size_is_believed_only_where_it_refuses() -> None:
    with serve({"/a": HEAD + b"Content-Length: 99999999999\r\n\r\nabc"}) as server:
        start = time.monotonic()
        assert refusal(server.link("/a")).code == "too-large"
        assert time.monotonic() - start < 2


CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
UNSOUND = {
    "nothing": b"",
    "no HTTP": b"SSH-2.0-OpenSSH_9.9\r\n",
    "HTTP of 1991": b"<html><p>The quay was shut.</html>",
    "half a head": b"HTTP/1.1 200 OK\r\nContent-",
    "a status that is none": b"HTTP/1.1 2x0 OK\r\n\r\n",
    "a header without a name": b"HTTP/1.1 200 OK\r\n: a\r\n\r\nabc",
    "a header with a NUL": b"HTTP/1.1 200 OK\r\nA: \x00\r\n\r\nabc",
    "a body that is too short": HEAD + b"Content-Length: 1000\r\n\r\n<p>The quay was shut.",
    "two lengths": HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "a negative length": HEAD + b"Content-Length: -3\r\n\r\nabc",
    "a length in words": HEAD + b"Content-Length: three\r\n\r\nabc",
    "a chunk that is none": CHUNKED + b"zz\r\nabc",
    "a chunk of a negative size": CHUNKED + b"-1\r\nabc",
    "a chunk of 2 to the 80": CHUNKED + b"1" + b"0" * 20 + b"\r\nabc",
    "a chunk that is too short": CHUNKED + b"ff\r\nabc",
    "no last chunk": CHUNKED + b"3\r\nabc\r\n",
    "a chunk longer than it says": CHUNKED + b"3\r\nabcdef\r\n0\r\n\r\n",
    "an unknown transfer coding": HEAD + b"Transfer-Encoding: brotli\r\n\r\nabc",
}


@pytest.mark.parametrize("name", UNSOUND)
def test_what_breaks_the_rules_of_http_is_thrown_away(name: str) -> None:
    with serve({"/a": UNSOUND[name]}) as server:
        assert refusal(server.link("/a")).code == "damaged", name
        assert server.paths() == ["/a"]  # it would come no better a second time


def test_what_follows_the_declared_length_is_no_part_of_the_page() -> None:
    with serve({"/a": HEAD + b"Content-Length: 21\r\n\r\n<p>The quay was shut.<p>And more."}) as server:
        assert get(server).data == b"<p>The quay was shut."


def test_sound_chunks_are_put_together() -> None:
    body = CHUNKED + b"5;a=b\r\n<p>Th\r\n10\r\ne quay was shut.\r\n0\r\nA: b\r\n\r\n"
    with serve({"/a": body}) as server:
        assert get(server).data == b"<p>The quay was shut."


def test_interim_answers_are_passed_over() -> None:
    with serve({"/a": b"HTTP/1.1 103 Early Hints\r\nLink: </b>\r\n\r\n" + answer(PAGE)}) as server:
        assert get(server).data == PAGE


def test_the_request_says_who_asks_and_closes() -> None:
    with serve({"/a?b=%20": answer(PAGE)}) as server:
        get(server, "/a?b=%20#c", resolve=lambda host: ["127.0.0.1"])
        request = server.asked[-1]
        assert request.path == "/a?b=%20"
        assert request.headers["host"] == f"127.0.0.1:{server.port}"
        assert request.headers["user-agent"].startswith("twosource/")
        assert request.headers["connection"] == "close"
        assert "cookie" not in request.headers


def test_ipv6_is_spoken() -> None:
    try:
        with serve({"/a": answer(PAGE)}, address="::1") as server, opened() as web:
            assert fetch(Source(f"http://[::1]:{server.port}/a"), web).data == PAGE
            assert server.asked[-1].headers["host"] == f"[::1]:{server.port}"
    except OSError:
        pytest.skip("this machine has no IPv6")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate with its key for quay.test that nobody has signed."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3 -subj /CN=quay.test"
    files = ["-addext", "subjectAltName=DNS:quay.test", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run(["openssl", *options.split(), *files], check=True, capture_output=True, cwd=folder)
    return folder


def test_certificates_are_checked_against_the_name(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    trusting = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    with serve({"/a": answer(PAGE)}, tls=context) as server:
        with opened(tls=trusting) as web:
            page = fetch(Source(server.link("/a", "quay.test", "https")), web)
        assert page.data == PAGE
        assert set(server.names) == {"quay.test"}  # the name goes out, though the address is connected to
        other = refusal(server.link("/a", "other.test", "https"), tls=trusting)
        unknown = refusal(server.link("/a", "quay.test", "https"), tls=ssl.create_default_context())
        assert (other.code, unknown.code) == ("network", "network")
        assert "certificate" in str(other)
        assert "certificate" in str(unknown)
        asked = len(server.asked)
        assert refusal(server.link("/a", "quay.test", "http")).code in ("network", "damaged")
        assert len(server.asked) == asked


def test_no_tls_where_tls_was_asked_for_is_said() -> None:
    with serve({"/a": answer(PAGE)}) as server:
        assert "TLS" in str(refusal(server.link("/a", "quay.test", "https")))


def test_a_silent_handshake_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        start = time.monotonic()
        caught = refusal(f"https://quay.test:{listener.getsockname()[1]}/a", seconds=0.3)
        assert caught.code == "network"
        assert time.monotonic() - start < 2


def test_a_closed_port_is_tried_three_times_and_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with opened() as web, pytest.raises(SourceError) as caught:
        fetch(Source(f"http://127.0.0.1:{port}/a"), web)
    assert caught.value.code == "network"
    assert "3 times" in str(caught.value)


HEADS = st.sampled_from(
    [
        answer(PAGE),
        CHUNKED + b"5;a=b\r\n<p>Th\r\n10\r\ne quay was shut.\r\n0\r\nA: b\r\n\r\n",
        answer(gzip.compress(PAGE), headers={"Content-Encoding": "gzip"}),
        answer(b"", 302, {"Location": "/b?c=%20#d"}),
        answer(b"", 429, {"Retry-After": "Fri, 02 May 2031 10:00:09 GMT"}),
        answer(PAGE, headers={"ETag": '"1"', "Last-Modified": "Fri, 02 May 2031 10:00:09 GMT"}),
    ]
)


@given(
    HEADS, st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=3)), max_size=5), st.integers(0, 400)
)
def test_whatever_is_sent_gives_a_page_or_a_refusal(
    head: bytes, changes: list[tuple[int, bytes]], end: int
) -> None:
    said = bytearray(head)
    for at, new in changes:
        said[at : at + len(new)] = new
    said = said[:end] if end % 2 else said
    with serve({"/a": bytes(said), "/robots.txt": bytes(said)}) as server, opened(seconds=1) as web:
        try:
            assert fetch(Source(server.link("/a")), web).data
        except SourceError as refused:
            assert refused.code, said  # noqa: PT017 - either is right
