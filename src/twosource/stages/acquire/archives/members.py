"""Unpacks the members of a web archive one by one, and finds the next one where bytes are damaged.

WARC files are packed record by record, each in a member of gzip (or a frame of
zstd) of its own, so that what is damaged in one need not cost the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from itertools import islice

from twosource.errors import SourceError
from twosource.stages.acquire.archives.heads import LONGEST_START, find_record, starts_record
from twosource.stages.acquire.archives.unpack import (
    MOST_RATIO,
    ZSTD,
    Unpacker,
    gzip_unpacker,
    unpack_all,
    zstd_unpackers,
)

Read = Callable[[int], bytes]
_BLOCK, _FEED, _MOST_AT_ONCE = 262_144, 16_384, 1 << 20
# How far is gone back for the next member: damage is noticed at once or at the end of a member.
_BEHIND = 1 << 20
# A member that unpacks to more, 200 times its size, is the work of a bomb.
_SMALL = 20_000_000
# Each costs a search; an archive with more was made to have them.
_MOST_HOLES, _MOST_PROBES = 1000, 100_000
_PROBE = 8192
# So far is looked for an archive whose beginning is damaged.
_LOOK = 1 << 20
_GZIP_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_ZSTD_START = re.compile(re.escape(ZSTD))
_SKIPPED = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_MOST_DICTIONARY = 16_000_000


@dataclass(frozen=True, slots=True)
class Start:
    """A new member begins at byte `offset`; `is_boundary`: with a record; `is_plain`: unpacked."""

    offset: int
    is_boundary: bool
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Hole:
    """Bytes ``[start, end)`` of the archive that could not be unpacked; at `noticed` it was seen."""

    start: int
    noticed: int
    end: int
    code: str
    why: str


Piece = Start | Hole | bytes


@dataclass(slots=True)
class Window:
    """The bytes of a file around byte `at`, with enough of those before it to go back."""

    read: Read
    held: bytearray = field(default_factory=bytearray)
    base: int = 0
    at: int = 0
    is_ended: bool = False
    probes: int = 0


@dataclass(frozen=True, slots=True)
class Packing:
    """How members begin, and what unpacks one."""

    start: re.Pattern[bytes]
    new: Callable[[], Unpacker]


def pieces_of(read: Read, name: str) -> Iterator[Piece]:
    """Give the unpacked bytes of an archive, where each member starts, and what is damaged.

    `read` gives the next bytes of the file, at most as many as asked for.
    SourceError `unknown-kind` if it does not begin as an archive of WARC or ARC.
    """
    window = Window(read)
    head = _ahead(window, LONGEST_START)
    dictionary = _dictionary(window) if head.startswith(_DICTIONARY) else b""
    packings = (Packing(_GZIP_START, gzip_unpacker), Packing(_ZSTD_START, zstd_unpackers(dictionary)))
    if starts_record(head):
        yield from _plain(window)
    elif packing := _packing_of(window, packings):
        yield from _packed(window, packing, name)
    elif find_record(_ahead(window, _LOOK), is_arc=False) is not None:
        yield from _plain(window)
    else:
        _refuse(head, name)


def _packing_of(window: Window, packings: tuple[Packing, Packing]) -> Packing | None:
    """How an archive is packed by how it begins, or, since that may be damaged, by what comes soon after."""
    head = _ahead(window, 4)
    if _SKIPPED.match(head):
        return packings[1]
    begun = [packing for packing in packings if packing.start.match(head)]
    return next((packing for packing in begun or packings if begun or _holds_member(window, packing)), None)


def _plain(window: Window) -> Iterator[Piece]:
    yield Start(window.at, is_boundary=True, is_plain=True)
    while block := _ahead(window, _MOST_AT_ONCE):
        window.at += len(block)
        yield block


def _refuse(head: bytes, name: str) -> None:
    if not head:
        raise SourceError(f"{name} is empty: a web archive was expected; save it again.", "empty")
    what = "a ZIP archive in itself" if head.startswith(b"PK") else f"begins with {head[:12]!r}"
    raise SourceError(f"{name} is no web archive: it {what}; WARC or ARC was expected.", "unknown-kind")


def _ahead(window: Window, size: int) -> bytes:
    """The next bytes, fewer than `size` only at the end of the file."""
    while not window.is_ended and window.base + len(window.held) < window.at + size:
        block = window.read(_BLOCK)
        window.is_ended = not block
        past = min(window.at - window.base - _BEHIND, len(window.held))
        if past > _BEHIND:
            del window.held[:past]
            window.base += past
        window.held += block
    start = window.at - window.base
    return bytes(window.held[start : start + size])


def _packed(window: Window, packing: Packing, name: str) -> Iterator[Piece]:
    yield from _find_first(window, packing, name)
    holes = 0
    while head := _ahead(window, 8):
        if packing.start is _ZSTD_START and _SKIPPED.match(head):
            window.at += 8 + int.from_bytes(head[4:], "little")
            continue
        start = window.at
        trouble = yield from _member(window, packing)
        if trouble is None:
            continue
        holes += 1
        noticed, window.at = window.at, max(start + 1, window.base)
        _find_member(window, packing, is_over=holes >= _MOST_HOLES)
        is_cut = trouble.code == "truncated" and not _ahead(window, 1)
        code = "damaged" if trouble.code == "truncated" and not is_cut else trouble.code
        yield Hole(start, noticed, window.at, code, str(trouble))


def _find_first(window: Window, packing: Packing, name: str) -> Iterator[Hole]:
    """Go on to the first member with a record; SourceError if there is none, and something else is packed."""
    try:
        first = packing.new().decompress(_ahead(window, _PROBE), LONGEST_START)
    except SourceError:
        return
    if first and not starts_record(first):
        _find_member(window, packing, is_over=False)
        if not _ahead(window, 1):
            _refuse(first, name)
        yield Hole(0, 0, window.at, "damaged", "no record begins there")


def _member(window: Window, packing: Packing) -> Generator[Piece, None, SourceError | None]:
    """Unpack the member that begins here; the return value says what is wrong with it."""
    start, given, out = window.at, 0, b""
    if not packing.start.match(_ahead(window, 4)):
        return SourceError("no packed record begins there", "damaged")
    unpacker = packing.new()
    while not unpacker.eof:
        data = _ahead(window, _FEED)
        try:
            out = unpacker.decompress(data, _MOST_AT_ONCE)
        except SourceError as damage:
            return damage
        window.at += len(data) - len(unpacker.unused_data) - len(unpacker.unconsumed_tail)
        if out and not given:
            yield Start(start, is_boundary=starts_record(out))
        if out:
            yield out
        given += len(out)
        if given > _SMALL + MOST_RATIO * (window.at - start):
            return SourceError(f"it unpacks to more than {MOST_RATIO} times its size", "too-large")
        if not data and not out and not unpacker.eof:
            return SourceError("the end of a record is missing", "truncated")
    return None


def _find_member(window: Window, packing: Packing, *, is_over: bool) -> None:
    """Go on to the next place where a record can be unpacked, or to the end."""
    while data := _ahead(window, _BLOCK):
        for found in packing.start.finditer(data):
            if is_over or window.probes >= _MOST_PROBES:
                break
            if _starts_member(window, packing, window.at + found.start()):
                window.at += found.start()
                return
        # A beginning may lie across the end of what was looked through.
        window.at += max(len(data) - 3, 1)


def _starts_member(window: Window, packing: Packing, place: int) -> bool:
    window.probes += 1
    here, window.at = window.at, place
    data = _ahead(window, _PROBE)
    window.at = here
    try:
        return starts_record(packing.new().decompress(data, LONGEST_START))
    except SourceError:
        return False


def _holds_member(window: Window, packing: Packing) -> bool:
    found = islice(packing.start.finditer(_ahead(window, _LOOK)), _MOST_HOLES)
    return any(_starts_member(window, packing, window.at + one.start()) for one in found)


def _dictionary(window: Window) -> bytes:
    """The dictionary that the first frame of an archive packed with zstd holds (IIPC, WARC in zstd 1.0)."""
    size = int.from_bytes(_ahead(window, 8)[4:], "little")
    if size > _MOST_DICTIONARY:
        raise SourceError(f"the dictionary of the archive is {size} bytes long.", "too-large")
    window.at += 8
    data = _ahead(window, size)
    window.at += size
    return unpack_all(data, "zstd", _MOST_DICTIONARY) if data.startswith(ZSTD) else data
