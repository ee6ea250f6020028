"""Reads the members of a ZIP file as streams, within bounds, and writes none of them anywhere.

The directory is read by `zipfile`.  Members are not: it raises a damaged
member's checksum in place of its last bytes, which would lose the records
there, and it lets members overlap.
"""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from twosource.errors import SourceError
from twosource.stages.acquire.archives.digests import Digest
from twosource.stages.acquire.archives.members import Read
from twosource.stages.acquire.archives.unpack import MOST_RATIO
from twosource.stages.acquire.opening import open_regular

MOST_MEMBERS = 100_000
# The directory is held in memory, some kilobyte for each member.
_MOST_DIRECTORY = 8_000_000
_END, _END_64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_SIZE, _END_64_SIZE, _LOCATOR_SIZE, _LONGEST_COMMENT = 22, 56, 20, 65_536
_HEAD, _HEAD_SIZE = b"PK\x03\x04", 30
_ENCRYPTED = 1
# A member that unpacks to more, 200 times its size, is the work of a bomb.
_SMALL = 20_000_000


@dataclass(slots=True)
class Stream:
    """A member that is read: its packed bytes left, and what was made of those read."""

    raw: BinaryIO
    left: int
    unpacker: Any
    sums: Any
    tail: bytes = b""
    taken: int = 0
    given: int = 0
    checksum: int = 0
    is_over: bool = False


def members_of(raw: BinaryIO, name: str) -> list[zipfile.ZipInfo]:
    """The members of a ZIP file; SourceError if it is damaged, or has more of them than is sensible."""
    count, size = _directory(raw)
    if count > MOST_MEMBERS or size > _MOST_DIRECTORY:
        raise SourceError(f"{name} holds {count} files: at most {MOST_MEMBERS} are read.", "too-large")
    try:
        with zipfile.ZipFile(raw) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error) as damage:
        raise SourceError(f"{name} is a damaged ZIP file ({damage}): save it again.", "damaged") from None
    if sum(member.compress_size for member in members) > raw.seek(0, 2):
        raise SourceError(f"{name} is a ZIP file whose members overlap: it was made to do harm.", "damaged")
    return members


def _directory(raw: BinaryIO) -> tuple[int, int]:
    """How many members the end of a ZIP file tells of, and how many bytes their directory has."""
    size = raw.seek(0, 2)
    raw.seek(max(size - _END_SIZE - _LONGEST_COMMENT, 0))
    tail = raw.read(_END_SIZE + _LONGEST_COMMENT)
    plain = tail[-_END_SIZE:]
    is_plain = plain.startswith(_END) and plain.endswith(b"\x00\x00")
    at = len(tail) - _END_SIZE if is_plain else tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        return 0, 0
    count, length = struct.unpack_from("<HL", tail, at + 10)
    large = size - len(tail) + at - _LOCATOR_SIZE - _END_64_SIZE
    if large >= 0:
        raw.seek(large)
        end = raw.read(_END_64_SIZE + 4)
        if end.startswith(_END_64) and end.endswith(_LOCATOR):
            count, length = struct.unpack_from("<QQ", end, 32)
    return count, length


def why_refused(member: zipfile.ZipInfo) -> SourceError | None:
    """Why a member is not read, or None."""
    name = member.filename
    parts = name.replace("\\", "/").split("/")
    if not parts[0] or ".." in parts or ":" in parts[0]:
        return SourceError("its name leads out of the package", "unsafe-name")
    if stat.S_ISLNK(member.external_attr >> 16):
        return SourceError("it is a link to another file", "unsafe-name")
    if member.flag_bits & _ENCRYPTED:
        return SourceError("it is encrypted", "encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return SourceError(f"it is packed in a way that is not read ({member.compress_type})", "unknown-kind")
    return None


@contextmanager
def open_member(path: str, member: zipfile.ZipInfo, digest: Digest | None = None) -> Iterator[Read]:
    """Open a member for reading onwards.

    After it was read to its end: SourceError `damaged` if it has not the digest
    that is stated, or, where none is, not the checksum of the ZIP file.
    """
    with open_regular(path, None, is_packed=False) as raw:
        raw.seek(member.header_offset)
        head = raw.read(_HEAD_SIZE)
        if len(head) < _HEAD_SIZE or not head.startswith(_HEAD):
            raise SourceError("it is not where the directory of the ZIP file says.", "damaged")
        raw.seek(sum(struct.unpack("<HH", head[26:])), 1)
        unpacker = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
        stream = Stream(
            raw, member.compress_size, unpacker, hashlib.new(digest.algorithm) if digest else None
        )
        yield lambda size: _read(stream, size)
        if stream.is_over:
            _check(stream, member, digest)


def _read(stream: Stream, size: int) -> bytes:
    data = _taken(stream, size) if stream.unpacker is None else _unpacked(stream, size)
    stream.given += len(data)
    stream.is_over = not data
    if stream.sums is not None:
        stream.sums.update(data)
    else:
        stream.checksum = zlib.crc32(data, stream.checksum)
    return data


def _taken(stream: Stream, size: int) -> bytes:
    data = stream.raw.read(min(size, stream.left))
    stream.left -= len(data)
    stream.taken += len(data)
    return data


def _unpacked(stream: Stream, size: int) -> bytes:
    while not stream.unpacker.eof:
        packed = stream.tail or _taken(stream, size)
        try:
            data: bytes = stream.unpacker.decompress(packed, size)
        except zlib.error as damage:
            raise SourceError(
                f"it cannot be unpacked after {stream.given} bytes ({damage}).", "damaged"
            ) from None
        stream.tail = stream.unpacker.unconsumed_tail
        if stream.given > _SMALL + MOST_RATIO * stream.taken:
            raise SourceError(f"it unpacks to more than {MOST_RATIO} times its size.", "too-large")
        if data or not packed:
            return data
    return b""


def _check(stream: Stream, member: zipfile.ZipInfo, digest: Digest | None) -> None:
    if digest and stream.sums.digest() != digest.value:
        raise SourceError(
            f"its {digest.algorithm} is not the one that the package states: it was changed or damaged.",
            "damaged",
        )
    if digest is None and stream.checksum != member.CRC:
        raise SourceError(
            "its checksum is not the one of the ZIP file: it was changed or damaged.", "damaged"
        )
