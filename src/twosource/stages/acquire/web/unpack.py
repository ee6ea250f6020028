"""Unpacks the body of an answer as it comes in, and stops where it swells out of all proportion."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from twosource.errors import SourceError
from twosource.stages.acquire.archives.unpack import (
    GZIP,
    MOST_RATIO,
    ZSTD,
    BrotliUnpacker,
    SlicedUnpacker,
    Unpacker,
    gzip_unpacker,
    zstd_unpackers,
)

# Short and repetitive pages may be packed better than MOST_RATIO and do no harm.
_RATIO_FROM = 1_000_000
_MOST_CODINGS = 2
_PIECE = 65_536
# Servers send one; each costs time even where it holds nothing.
_MOST_MEMBERS = 10_000
# A byte of deflate tells at most 1032.
_SLICE = 1024
_KNOWN = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})
Chunks = Iterable[bytes]


def unpack(chunks: Chunks, codings: Sequence[str], most: int, name: str) -> Iterator[bytes]:
    """Give the body's bytes unpacked, in pieces; SourceError if it is a bomb, damaged or cut off.

    `codings` are those of the Content-Encoding header, in its order; `most`
    bounds the bytes that come out of every one of them.
    """
    if len(codings) > _MOST_CODINGS:
        many = f"{name} is packed {len(codings)} times over"
        raise SourceError(f"{many}; at most {_MOST_CODINGS} are read: try another link.", "damaged")
    for coding in reversed(codings):
        if coding not in _KNOWN:
            raise SourceError(
                f"{name} is packed in a way that is not read; gzip, deflate, br and zstd are: "
                "save the page in a browser and give the file.",
                "unknown-kind",
            )
        chunks = _guarded(chunks, coding, most, name)
    yield from chunks


def codings_of(header: str) -> tuple[str, ...]:
    """The codings that a Content-Encoding header names, in its order."""
    names = (part.strip().lower() for part in header.split(","))
    return tuple(name for name in names if name not in ("", "identity"))


def _guarded(chunks: Chunks, coding: str, most: int, name: str) -> Iterator[bytes]:
    """What comes out of one coding, measured against what went in."""
    taken = [0]
    given = 0
    for piece in _unpacked(_counted(chunks, taken), coding, name):
        given += len(piece)
        if given > most + _PIECE or (given > _RATIO_FROM and given > MOST_RATIO * taken[0]):
            swollen = f"{name} unpacks to far more than a page may hold"
            raise SourceError(f"{swollen}: it was given up unread; try another link.", "too-large")
        yield piece


def _counted(chunks: Chunks, taken: list[int]) -> Iterator[bytes]:
    for chunk in chunks:
        taken[0] += len(chunk)
        yield chunk


def _unpacked(chunks: Chunks, coding: str, name: str) -> Iterator[bytes]:
    """The bytes of every member; what follows the last one is no part of the page."""
    chunks = _without_empty(chunks)
    first = next(chunks, b"")
    if not first:
        return
    if len(first) == 1:
        first += next(chunks, b"")
    new, mark = _unpackers(coding, first)
    unpacker, rest, members = new(), first, 1
    while True:
        piece = _some(unpacker, rest, name)
        yield piece
        rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        if unpacker.eof:
            while len(rest) < len(mark) and (more := next(chunks, b"")):
                rest += more
            if not mark or not rest.startswith(mark):
                return
            members += 1
            if members > _MOST_MEMBERS:
                raise _damaged(name, "in far too many pieces")
            unpacker = new()
        elif not rest:
            rest = next(chunks, b"")
            if not rest and not piece:
                raise _damaged(name, "its end is missing")


def _without_empty(chunks: Chunks) -> Iterator[bytes]:
    return (chunk for chunk in chunks if chunk)


def _unpackers(coding: str, first: bytes) -> tuple[Callable[[], Unpacker], bytes]:
    """What makes an unpacker, and how a further member starts ("" where there is none)."""
    if coding == "deflate":
        return (lambda: _deflate_unpacker(first)), b""
    if coding == "br":
        return BrotliUnpacker, b""
    if coding == "zstd":
        return zstd_unpackers(), ZSTD
    return gzip_unpacker, GZIP


def _deflate_unpacker(first: bytes) -> Unpacker:
    """Unpacks deflate as the standard has it, or bare as some servers send it."""
    has_head = len(first) > 1 and first[0] & 15 == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    engine = zlib.decompressobj(zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS)
    return SlicedUnpacker(engine, zlib.error, _SLICE)


def _some(unpacker: Unpacker, data: bytes, name: str) -> bytes:
    try:
        return unpacker.decompress(data, _PIECE)
    except SourceError:
        raise _damaged(name, "damaged") from None


def _damaged(name: str, what: str) -> SourceError:
    return SourceError(f"{name} is packed, but {what}: nothing of it was kept; try again later.", "damaged")
