"""Opens regular files only, and reads no more of them than allowed."""

from __future__ import annotations

import errno
import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from twosource.errors import SourceError
from twosource.errors import printable as printable

_OTHERS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def shown_path(path: str) -> str:
    """The path as named, only that undecodable bytes are written as escapes so that it is valid text."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def status_of(path: str) -> os.stat_result:
    """The status of a regular file; SourceError says what stands there instead."""
    name = printable(path)
    try:
        status = os.stat(path)  # noqa: PTH116 - a path with a NUL raises the same error on every version
    except FileNotFoundError:
        raise SourceError(f"{name} does not exist: check the spelling and the folder.", "missing") from None
    except ValueError:
        raise SourceError(
            f"{name} cannot be a file name: it holds a NUL; check the spelling.", "missing"
        ) from None
    except OSError as trouble:
        if trouble.errno == errno.ELOOP:
            raise SourceError(
                f"{name} is a link that leads to itself: name the file itself.", "no-file"
            ) from None
        if trouble.errno == errno.ENOTDIR:
            raise SourceError(
                f"{name} does not exist: its folder is a file; check the path.", "missing"
            ) from None
        raise
    if stat.S_ISDIR(status.st_mode):
        raise SourceError(
            f"{name} is a directory: a file was expected; name the reports in it one by one.", "no-file"
        )
    for is_other, what in _OTHERS:
        if is_other(status.st_mode):
            raise SourceError(
                f"{name} is {what}: a regular file was expected; save the report as a file.", "no-file"
            )
    return status


@contextmanager
def open_regular(path: str, max_bytes: int | None, *, is_packed: bool) -> Iterator[BinaryIO]:
    """Open a regular file for reading, unpacked where it is packed.

    A file larger than `max_bytes` on disk is refused unread (None: no limit).
    """
    size = status_of(path).st_size
    if max_bytes is not None and size > max_bytes:
        raise SourceError(too_large(printable(Path(path).name), max_bytes), "too-large")
    if size == 0:
        raise SourceError(
            f"{printable(Path(path).name)} is empty: a report was expected; save it again.", "empty"
        )
    # A pipe put in the file's place meanwhile must not hang us, hence non-blocking.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as raw:
        if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
            raise SourceError(f"{printable(path)} changed while it was opened: try again.", "unreadable")
        yield cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if is_packed else raw


def read_within(stream: BinaryIO, max_bytes: int, name: str) -> bytes:
    """All bytes of a stream, at most `max_bytes`; SourceError if there are more or it is damaged."""
    try:
        data = stream.read(max_bytes + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as damage:
        raise SourceError(damaged(name, damage), "damaged") from None
    if len(data) > max_bytes:
        raise SourceError(too_large(name, max_bytes), "too-large")
    return data


def too_large(name: str, max_bytes: int) -> str:
    """The sentence for a page over the cap."""
    return f"{name} is too large: at most {max_bytes / 1e6:g} MB a report are read; cut it to the report."


def damaged(name: str, damage: Exception) -> str:
    """The sentence for gzip data that cannot be unpacked."""
    return f"{name} is not sound gzip data ({damage}): pack it again, or give it unpacked."
