"""Reads what the user named: a file, a link or standard input gives one page, or many."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.kinds import (
    LOOK,
    MBOX,
    MEDIA_TYPES,
    PARQUET,
    WACZ,
    WARC,
    media_type_of,
    suffix_of,
)
from twosource.stages.acquire.opening import damaged, open_regular, printable, read_within, shown_path
from twosource.stages.acquire.reach import Reach
from twosource.text.parts import CSV, TABLE

STANDARD_INPUT = "-"
LINKS = ("http://", "https://")
LONGEST_SHOWN = 4096
_GZIP = b"\x1f\x8b"
Reader = Callable[..., Iterator[Page | Failure]]
# Files that hold many reports, and are read as a stream by a reader of their own.
READERS: Mapping[str, tuple[str, str]] = {
    TABLE: ("table", "read_table"),
    CSV: ("csv_table", "read_csv"),
    PARQUET: ("parquet", "read_parquet"),
    MBOX: ("mbox", "read_mbox"),
    WARC: ("archives.read", "read_warc"),
    WACZ: ("archives.read", "read_wacz"),
}


def read(source: Source | Page, reach: Reach | None = None) -> Iterator[Page | Failure]:
    """Give the pages behind a source, and a failure in the place of what cannot be read.

    A file of one report gives one page; a table, a mailbox or a web archive
    one for each report in it.  A page is given back as it is.  Nothing is
    raised: every refusal is a `Failure` of the step ``acquire``.
    """
    if isinstance(source, Page):
        yield source
        return
    try:
        yield from _read(source, reach or Reach())
    except SourceError as refusal:
        yield Failure("acquire", _shown(source.path), str(refusal), code=refusal.code)
    except OSError as trouble:
        reason = f"{_shown(source.path)} could not be read: {trouble.strerror or trouble}."
        yield Failure("acquire", _shown(source.path), reason, code="unreadable")


def _shown(path: str) -> str:
    """A path or link as a failure names it, of bounded length."""
    whole = printable(path)
    return whole if len(whole) <= LONGEST_SHOWN else f"{whole[:LONGEST_SHOWN]}…"


def is_link(path: str) -> bool:
    """Whether a source is a link to be fetched."""
    return path.lower().startswith(LINKS)


def _read(source: Source, reach: Reach) -> Iterator[Page | Failure]:
    if is_link(source.path):
        yield _fetched(source, reach)
    elif source.path == STANDARD_INPUT:
        yield _from_bytes(source, reach.standard_input, reach)
    else:
        yield from _read_file(source, reach)


def _fetched(source: Source, reach: Reach) -> Page:
    if reach.web is None:
        raise SourceError(f"{printable(source.path)} is a link, and links are not followed here.", "offline")
    from twosource.stages.acquire.web.fetch import fetch

    return fetch(source, reach.web())


def _from_bytes(source: Source, data: bytes, reach: Reach) -> Page:
    """The page that came on standard input; a stream of many reports is wanted as a file."""
    if data.startswith(_GZIP):
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            data = read_within(stream, reach.max_bytes, "standard input")  # type: ignore[arg-type]
    refuse_size(data, "standard input", reach.max_bytes)
    media_type = media_type_of(STANDARD_INPUT, data[:LOOK], io.BytesIO(data))
    if media_type in READERS:
        raise SourceError("standard input holds a table or an archive: give it as a file.", "unknown-kind")
    return _page(source, data, media_type)


def refuse_size(data: bytes, name: str, max_bytes: int) -> None:
    """Raise SourceError if a page is empty or larger than is read."""
    if not data.strip():
        raise SourceError(f"{name} is empty: a report's text was expected; save the page again.", "empty")
    if len(data) > max_bytes:
        raise SourceError(
            f"{name} is too large: at most {max_bytes / 1e6:g} MB a report are read; cut it to the report.",
            "too-large",
        )


def _read_file(source: Source, reach: Reach) -> Iterator[Page | Failure]:
    name = printable(Path(source.path).name)
    is_packed, head = _head(source.path, name)
    media_type = media_type_of(source.path, head, source.path)
    if media_type not in READERS:
        yield _read_page(source, media_type, reach.max_bytes, is_packed=is_packed)
        return
    module, function = READERS[media_type]
    reader: Reader = getattr(import_module(f"twosource.stages.acquire.{module}"), function)
    columns = (reach.columns,) if media_type in (TABLE, CSV, PARQUET) else ()
    packing = {"is_packed": is_packed} if media_type in (TABLE, CSV, MBOX) else {}
    yield from reader(source, *columns, max_bytes=reach.max_bytes, **packing)


def _head(path: str, name: str) -> tuple[bool, bytes]:
    """Whether a file is gzip-packed, and how it begins once unpacked."""
    with open_regular(path, None, is_packed=False) as stream:
        head = stream.read(LOOK)
    if not head.startswith(_GZIP):
        return False, head
    try:
        return True, zlib.decompressobj(wbits=31).decompress(head, LOOK)
    except zlib.error as damage:
        if MEDIA_TYPES.get(suffix_of(path)) == WARC:
            return True, b""
        raise SourceError(damaged(name, damage), "damaged") from None


def _read_page(source: Source, media_type: str, max_bytes: int, *, is_packed: bool) -> Page:
    name = printable(Path(source.path).name)
    with open_regular(source.path, max_bytes, is_packed=is_packed) as stream:
        data = read_within(stream, max_bytes, name)
    refuse_size(data, name, max_bytes)
    return _page(source, data, media_type)


def _page(source: Source, data: bytes, media_type: str) -> Page:
    digest = hashlib.sha256(data).hexdigest()
    return Page(data, digest, shown_path(source.path), media_type, given=source.given)
