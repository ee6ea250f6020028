"""A disk that fails: from some byte on the system answers SQLite with an error, as it would on a full disk.

SQLite lets a test put itself between it and the system (`xSetSystemCall` of its file system,
https://www.sqlite.org/c3ref/vfs.html), whatever the rights of whoever runs it.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Pointer = ctypes.c_void_p
_NAMED = """xOpen xDelete xAccess xFullPathname xDlOpen xDlError xDlSym xDlClose xRandomness xSleep
xCurrentTime xGetLastError xCurrentTimeInt64 xSetSystemCall xGetSystemCall"""


class FileSystem(ctypes.Structure):
    """The head of sqlite3_vfs."""

    _fields_ = (
        ("iVersion", ctypes.c_int), ("szOsFile", ctypes.c_int), ("mxPathname", ctypes.c_int),
        ("pNext", Pointer), ("zName", ctypes.c_char_p), ("pAppData", Pointer),
        *((name, Pointer) for name in _NAMED.split()),
    )  # fmt: skip


_Set = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, ctypes.c_char_p, Pointer)
_Get = ctypes.CFUNCTYPE(Pointer, Pointer, ctypes.c_char_p)
_Moves = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, Pointer, ctypes.c_size_t, ctypes.c_longlong, use_errno=True
)
READ, WRITE = (b"pread64", b"pread"), (b"pwrite64", b"pwrite")


def is_open() -> bool:
    """Whether this Python's SQLite can be reached: it cannot where it is sealed into the interpreter."""
    return hasattr(_library(), "sqlite3_vfs_find")


def _library() -> Any:
    return ctypes.CDLL(_sqlite3.__file__) if hasattr(_sqlite3, "__file__") else ctypes.CDLL(None)


@contextmanager
def failing(error: int, *, after: int, calls: tuple[bytes, ...] = WRITE) -> Iterator[None]:
    """SQLite gets this error of the system (an errno) once so many bytes were written, or read."""
    find = _library().sqlite3_vfs_find
    find.restype = ctypes.POINTER(FileSystem)
    system = find(None)
    get, put = _Get(system.contents.xGetSystemCall), _Set(system.contents.xSetSystemCall)
    call = next(name for name in calls if get(system, name))
    real = _Moves(get(system, call))
    left = after

    def move(file: int, place: int, size: int, offset: int) -> int:
        nonlocal left
        left -= size
        if left < 0:
            ctypes.set_errno(error)
            return -1
        return int(real(file, place, size, offset))

    fails = _Moves(move)
    put(system, call, ctypes.cast(fails, Pointer))
    try:
        yield
    finally:
        put(system, call, None)


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes: the system itself says that it is too large."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
