"""Reads web archives: the pages in WARC and ARC files, and in WACZ packages of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twosource.data import Failure, Page, Source
from twosource.stages.acquire.archives.members import Read
from twosource.stages.acquire.archives.pages import Archive, pages_of
from twosource.stages.acquire.archives.wacz import open_package
from twosource.stages.acquire.opening import open_regular, printable, shown_path


def read_warc(source: Source, *, max_bytes: int) -> Iterator[Page | Failure]:
    """Give the pages of a web archive, and a failure in the place of each record that is damaged.

    Read are WARC and ARC, plain or packed with gzip or zstd, record by record
    or as a whole; the bytes decide, not the name.  A page is an HTML or PDF
    answer of status 200, or such a resource, with chunks and packing taken
    off, at most `max_bytes` long.  Its path ends in ``#`` and the byte at
    which the record's member starts (``#0+512``: 512 bytes into the unpacked
    member).  SourceError if there is no page and nothing that failed.
    """
    name = printable(Path(source.path).name)
    archive = Archive(name, f"{shown_path(source.path)}#", lambda: _open_file(source.path))
    yield from pages_of((archive,), source, max_bytes)


def read_wacz(source: Source, *, max_bytes: int) -> Iterator[Page | Failure]:
    """Give the pages of the web archives in a WACZ package, as `read_warc` does.

    A page's path is that of the package, ``#``, the member's name, ``:`` and
    the place in the member.  A member that differs from the hash which the
    package states is a failure after its pages.
    """
    package = open_package(source)
    yield from package.failures
    if package.archives:
        yield from pages_of(package.archives, source, max_bytes)


@contextmanager
def _open_file(path: str) -> Iterator[Read]:
    with open_regular(path, None, is_packed=False) as raw:
        yield raw.read
