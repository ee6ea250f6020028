"""Packed bodies are unpacked, bombs and damaged ones are not."""

from __future__ import annotations

import gzip
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest
import zstandard

from tests.clocks import in_time
from tests.servers import answer, serve
from tests.stages.acquire.web.opened import PAGE, get, refusal
from twosource.errors import SourceError
from twosource.stages.acquire.web.unpack import codings_of, unpack


def bare(data: bytes) -> bytes:
    """Deflate without its head."""
    return zlib.compress(data)[2:-4]


def zstd(data: bytes) -> bytes:
    """One frame of zstd."""
    return zstandard.ZstdCompressor().compress(data)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZip": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": bare,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstd,
    "identity": bytes,
    "gzip, br": lambda data: brotli.compress(gzip.compress(data), quality=5),
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
}
BODY = PAGE + bytes(str(list(range(20_000))), "ascii")


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    """The data in pieces of a size, with an empty one between."""
    for at in range(0, len(data), size):
        yield data[at : at + size]
        yield b""


def unpacked(data: bytes, header: str, size: int = 65_536, most: int = 10_000_000) -> bytes:
    """What comes out."""
    return b"".join(unpack(pieces(data, size), codings_of(header), most, "The page"))


@pytest.mark.parametrize("header", PACKERS)
@pytest.mark.parametrize("size", [1, 700, 65_536])
def test_what_was_packed_comes_out_again(header: str, size: int) -> None:
    assert unpacked(PACKERS[header](BODY), header, size) == BODY
    assert unpacked(b"", header, size) == b""


@pytest.mark.parametrize("header", [header for header in PACKERS if header != "identity"])
def test_packed_data_that_is_cut_off_is_thrown_away(header: str) -> None:
    packed = PACKERS[header](BODY)
    for end in (1, 5, len(packed) // 2, len(packed) - 1):
        with pytest.raises(SourceError) as caught:
            unpacked(packed[:end], header)
        assert caught.value.code == "damaged", end


@pytest.mark.parametrize("header", [header for header in PACKERS if header not in ("identity", "deflate ")])
def test_damaged_data_is_thrown_away(header: str) -> None:
    packed = bytearray(PACKERS[header](BODY))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = bytes(40)
    with pytest.raises(SourceError):
        unpacked(bytes(packed), header)


@pytest.mark.parametrize("header", ["gzip", "deflate", "br", "zstd"])
def test_what_is_not_packed_at_all_is_refused(header: str) -> None:
    with pytest.raises(SourceError) as caught:
        unpacked(PAGE * 100, header)
    assert caught.value.code == "damaged"


def test_several_members_are_one_body() -> None:
    for size in (1, 65_536):
        assert unpacked(gzip.compress(b"ab") + gzip.compress(b"cd"), "gzip", size) == b"abcd"
        assert unpacked(zstd(b"ab") + zstd(b"cd"), "zstd", size) == b"abcd"
        assert unpacked(gzip.compress(b"ab") + b"\x00\x00", "gzip", size) == b"ab"


ZEROS = bytes(30_000_000)
BOMBS = {
    "gzip": gzip.compress(ZEROS),
    "deflate": zlib.compress(ZEROS),
    "br": brotli.compress(ZEROS, quality=5),
    "zstd": zstd(ZEROS),
    "gzip, gzip": gzip.compress(gzip.compress(ZEROS)),
    "gzip, br": brotli.compress(gzip.compress(ZEROS)),
}


@pytest.mark.parametrize("header", BOMBS)
def test_a_bomb_is_given_up_before_it_swells(header: str) -> None:
    tracemalloc.start()
    with pytest.raises(SourceError) as caught:
        unpacked(BOMBS[header], header)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.code == "too-large"
    assert peak < 20_000_000


def test_the_cap_holds_where_the_ratio_does_not() -> None:
    data = random.Random(1).randbytes(900_000)
    with pytest.raises(SourceError) as caught:
        unpacked(gzip.compress(data), "gzip", most=500_000)
    assert caught.value.code == "too-large"


def test_a_short_page_may_be_packed_well() -> None:
    data = b"<p>shut</p>" * 50_000
    packed = gzip.compress(data)
    assert len(data) > 200 * len(packed)
    assert unpacked(packed, "gzip") == data


def test_members_that_hold_nothing_cost_little() -> None:
    start = time.process_time()
    assert unpacked(gzip.compress(b"") * 5_000, "gzip") == b""
    for many in (gzip.compress(b"") * 400_000, zstd(b"") * 400_000):
        with pytest.raises(SourceError, match="too many pieces"):
            unpacked(many, "zstd" if many[:1] == b"(" else "gzip")
    assert in_time(start, 2)


@pytest.mark.parametrize(
    ("header", "code"),
    [("compress", "unknown-kind"), ("aes128gcm", "unknown-kind")],
)
def test_other_packings_are_refused(header: str, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        unpacked(b"abc", header)
    assert caught.value.code == code


def test_what_is_packed_three_times_over_is_not_read() -> None:
    with pytest.raises(SourceError, match="3 times over"):
        unpacked(gzip.compress(gzip.compress(gzip.compress(BODY))), "gzip, gzip, gzip")


def test_a_fetch_unpacks_and_tells_bombs() -> None:
    routes = {
        "/a": answer(gzip.compress(BODY), headers={"Content-Encoding": "gzip"}),
        "/b": answer(BOMBS["gzip"], headers={"Content-Encoding": "gzip"}),
        "/c": answer(gzip.compress(BODY)[:-9], headers={"Content-Encoding": "gzip"}),
        "/d": answer(gzip.compress(gzip.compress(BODY)), headers={"Content-Encoding": "gzip"}),
    }
    with serve(routes) as server:
        assert get(server).data == BODY
        assert refusal(server.link("/b")).code == "too-large"
        assert refusal(server.link("/c")).code == "damaged"
        assert refusal(server.link("/d")).code == "binary"
        assert "gzip" in server.asked[-1].headers["accept-encoding"]


def test_an_endless_bomb_is_cut_off() -> None:
    member = gzip.compress(bytes(1_000_000))

    def endless(request: object, line: object) -> None:
        line.send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")  # type: ignore[attr-defined]
        while line.send(member):  # type: ignore[attr-defined]
            pass

    with serve({"/a": endless}) as server:
        start = time.monotonic()
        assert refusal(server.link("/a"), seconds=10).code == "too-large"
        assert time.monotonic() - start < 5
