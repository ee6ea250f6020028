"""Unpacks bytes without ever making more of them than asked for, whatever packed them."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any, Protocol

from twosource.errors import SourceError

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
MOST_RATIO = 200
# Up to here a high ratio is no bomb: a megabyte of one table row packs a thousandfold.
_SMALL = 1_000_000
# A block of 128 kB of zstd can be told in 4 bytes, and a byte of deflate tells 1032: 8 MB and 2 MB at most.
_ZSTD_SLICE, _DEFLATE_SLICE = 256, 2048
_ZSTD_WINDOW = 1 << 27
_GZIP = zlib.MAX_WBITS + 16


class Unpacker(Protocol):
    """What unpacks a stream piece by piece; SourceError `damaged` where it is unsound."""

    @property
    def eof(self) -> bool:
        """Whether the packed data came to its end."""

    @property
    def unused_data(self) -> bytes:
        """What follows the packed data."""

    @property
    def unconsumed_tail(self) -> bytes:
        """What has to be given again, since there was no room for more."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Unpack some bytes, into about `max_length` bytes at most."""


class SlicedUnpacker:
    """Unpacks gzip or zstd slice by slice.

    zstd bounds only what goes in, and both lose what stands before damage
    that they meet: here it is given first, and the damage is raised after it.
    """

    def __init__(self, stream: Any, error: type[Exception], size: int) -> None:
        self.stream, self.error, self.size = stream, error, size
        self.unconsumed_tail = self.unused_data = b""
        self.eof = False

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Unpack some bytes, into `max_length` bytes and one slice at most."""
        out, at = bytearray(), 0
        while at < len(data) and len(out) < max_length and not self.eof:
            try:
                out += self.stream.decompress(data[at : at + self.size])
            except self.error as damage:
                if out:
                    break
                raise SourceError(str(damage), "damaged") from None
            at += self.size
            self.eof = self.stream.eof
        self.unconsumed_tail = b"" if self.eof else data[at:]
        self.unused_data = self.stream.unused_data + data[at:] if self.eof else b""
        return bytes(out)


class BrotliUnpacker:
    """Unpacks one stream of brotli."""

    def __init__(self) -> None:
        import brotli

        self.stream, self.error = brotli.Decompressor(), brotli.error
        self.unconsumed_tail = self.unused_data = b""
        self.eof = False

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Unpack some bytes, into `max_length` bytes and one block at most."""
        is_full = not self.stream.can_accept_more_data()
        self.unconsumed_tail = data if is_full else b""
        try:
            out = bytes(self.stream.process(b"" if is_full else data, output_buffer_limit=max_length))
        except self.error as damage:
            raise SourceError(str(damage), "damaged") from None
        self.eof = self.stream.is_finished()
        return out


def gzip_unpacker() -> Unpacker:
    """Unpacks one member of gzip, and checks it."""
    return SlicedUnpacker(zlib.decompressobj(_GZIP), zlib.error, _DEFLATE_SLICE)


def zstd_unpackers(dictionary: bytes = b"") -> Callable[[], Unpacker]:
    """What makes an unpacker for each frame of zstd; all of them share a dictionary."""
    import zstandard

    shared = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    maker = zstandard.ZstdDecompressor(dict_data=shared, max_window_size=_ZSTD_WINDOW)
    return lambda: SlicedUnpacker(maker.decompressobj(), zstandard.ZstdError, _ZSTD_SLICE)


def unpack_all(data: bytes, coding: str, most: int) -> bytes:
    """Bytes packed as an HTTP content coding names, unpacked into `most` bytes.

    SourceError is `too-large` above that or above 200 times the packed size,
    `truncated` where the end is missing, `damaged`, or `bad-encoding` where
    the coding is none that is known.
    """
    limit = min(most, max(_SMALL, MOST_RATIO * len(data)))
    if coding in ("gzip", "x-gzip"):
        return _unpack(gzip_unpacker, data, limit, GZIP)
    if coding == "zstd":
        return _unpack(zstd_unpackers(), data, limit, ZSTD)
    if coding == "br":
        return _unpack(BrotliUnpacker, data, limit)
    if coding == "deflate":
        return _unpack(lambda: _deflate_unpacker(data), data, limit)
    raise SourceError(f"it is packed as {coding!r}, which is not known.", "bad-encoding")


def _deflate_unpacker(data: bytes) -> Unpacker:
    """Some servers say deflate and mean zlib, as the standard does, others bare deflate."""
    is_zlib = data[:1] != b"" and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    stream = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
    return SlicedUnpacker(stream, zlib.error, _DEFLATE_SLICE)


def _unpack(new: Callable[[], Unpacker], data: bytes, limit: int, magic: bytes | None = None) -> bytes:
    """All that was packed; where `magic` follows, that as well."""
    out = bytearray()
    unpacker = new()
    while True:
        piece = unpacker.decompress(data, limit + 1 - len(out))
        out += piece
        data = unpacker.unconsumed_tail
        if len(out) > limit:
            raise SourceError(f"it unpacks to more than {limit / 1e6:g} MB.", "too-large")
        if unpacker.eof:
            data = unpacker.unused_data
            if magic is None or not data.startswith(magic):
                return bytes(out)
            unpacker = new()
        elif not piece and not data:
            raise SourceError("the end of its packed text is missing.", "truncated")
