"""Opens the one file of a library, and says in a sentence what is wrong with one that cannot be opened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twosource.errors import StoreError

# "twos": what SQLite's header holds of who made the file, so that another program's is never written to.
APPLICATION = 0x74776F73
MAGIC = b"SQLite format 3\x00"
# Seconds a writer waits for another; readers wait for nobody, as the file is in WAL mode.
BUSY = 5.0
_HEADER = 100
# Even to read a file in WAL mode SQLite makes files beside it, unless told that it stands still: where we may
# not write, or there is no room to, and nobody has left a log.
STILL = "ro&immutable=1"
_NO_FILES = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)


def open_file(path: str | Path, *, create: bool = False, read_only: bool = False) -> sqlite3.Connection:
    """A connection to the library at `path`: WAL, every commit on disk before it is acknowledged.

    StoreError where the file is missing and `create` is not set
    (``no-library``), is none of ours (``not-a-library``), is shorter than it says
    of itself (``cut-short``), or SQLite cannot open it.  The layout is not
    looked at: see `migrate.bring_up_to_date`.  Where nothing can be written, it is opened
    for reading.
    """
    file = Path(path)
    with telling(file):
        is_new = _is_new(file, create=create)
        if not is_new:
            _check_header(file)
        if not is_new and not _may_write(file) and not _has_log(file):
            return _connected(file, STILL)
        try:
            return _connected(file, "ro" if read_only else "rwc" if is_new else "rw")
        except sqlite3.OperationalError as error:
            if create or _code_of(error) not in _NO_FILES or _has_log(file):
                raise
            return _connected(file, STILL)


def _connected(file: Path, mode: str) -> sqlite3.Connection:
    uri = f"{file.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY, isolation_level=None)
    try:
        _prepare(connection, file, read_only=mode.startswith("ro"))
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, file: Path, *, read_only: bool) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not read_only:
        # Asked of SQLite, not of the bytes: a kill while the file was made leaves some that it takes back.
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            if tables:
                raise _not_ours(file)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")


def _not_ours(file: Path) -> StoreError:
    return StoreError(f"{file} is an SQLite file of another program, and is left alone.", "not-a-library")


def _is_new(file: Path, *, create: bool) -> bool:
    """Whether the file is to be made: it is missing, or empty."""
    if file.is_dir():
        raise StoreError(f"{file} is a folder; a library is a file such as news.db.", "not-a-library")
    if file.exists() and not file.is_file():
        raise StoreError(f"{file} is no regular file; a library is one such as news.db.", "not-a-library")
    if file.exists() and file.stat().st_size:
        return False
    if not create:
        raise StoreError(f"There is no library at {file}; `twosource add REPORT` makes one.", "no-library")
    if not file.parent.is_dir():
        raise StoreError(f"There is no folder {file.parent} for the library {file.name}.", "no-library")
    return True


def _may_write(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.absolute().parent, os.W_OK)


def _has_log(file: Path) -> bool:
    """Whether something stands beside the file that is not in it yet."""
    log = Path(f"{file}-wal")
    return log.exists() and log.stat().st_size > 0


def _check_header(file: Path) -> None:
    """Refuse what is no SQLite file, one of another program, and one shorter than its header says."""
    with file.open("rb") as opened:
        header = opened.read(_HEADER)
    if not header.startswith(MAGIC) or len(header) < _HEADER:
        raise StoreError(f"{file} is no library: it is not an SQLite file.", "not-a-library")
    maker = int.from_bytes(header[68:72], "big")
    is_empty = maker == 0 and int.from_bytes(header[60:64], "big") == 0 and header[28:32] == bytes(4)
    if maker != APPLICATION and not is_empty:
        raise _not_ours(file)
    page = int.from_bytes(header[16:18], "big")
    size = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    held = file.stat().st_size
    if held < size and not Path(f"{file}-wal").exists():
        raise StoreError(
            f"{file} is cut short: it holds {held:,} of {size:,} bytes. Copy it again, "
            "with `twosource doctor --copy-to FILE` or while nothing is added to it.",
            "cut-short",
        )


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all of it is on disk when the block ends, or none of it.

    StoreError where the disk is full, the file is locked for longer than BUSY, or it is
    damaged or read-only; then nothing of the block is kept.
    """
    file = file_of(connection)
    with telling(file):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def file_of(connection: sqlite3.Connection) -> str:
    """The path of the file behind a connection."""
    return str(connection.execute("PRAGMA database_list").fetchone()["file"])


@contextmanager
def telling(file: str | Path) -> Iterator[None]:
    """Turns SQLite's and the system's errors into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(file, error) from error
    except OSError as error:
        raise StoreError(f"{file} cannot be opened: {error.strerror or error}.", "io") from error
    except UnicodeDecodeError as error:
        # Python reads SQLite's message as text, in which a damaged layout stands as it is.
        raise _told(file, sqlite3.DatabaseError(), sqlite3.SQLITE_CORRUPT) from error


# What SQLite's primary result codes mean for a user: our code, what is so, and what to do.
_ALLOW = (
    "See who may write to it and to its folder, or copy it to a folder of yours with what stands beside it"
)
_WAIT = "Nothing was changed: let it end, and do the same again"
_MEND = "See whether the disk is full, over a quota or failing, and do the same again"
_SAID = {
    sqlite3.SQLITE_FULL: (
        "disk-full",
        "There is no room left for {file}",
        "Make room, and do the same again",
    ),
    sqlite3.SQLITE_BUSY: (
        "locked",
        "Another program has been writing to {file} for {busy:.0f} seconds",
        _WAIT,
    ),
    sqlite3.SQLITE_LOCKED: ("locked", "Another program is writing to {file}", _WAIT),
    sqlite3.SQLITE_READONLY: ("read-only", "Nothing can be written to {file}", _ALLOW),
    sqlite3.SQLITE_CANTOPEN: ("io", "There is no opening {file}, or no writing beside it", _ALLOW),
    sqlite3.SQLITE_IOERR: ("io", "The disk of {file} gives an error", _MEND),
    sqlite3.SQLITE_CORRUPT: ("damaged", "The library {file} is damaged", "`twosource doctor` says how far"),
    sqlite3.SQLITE_NOTADB: ("not-a-library", "The file {file} is no library", "An SQLite file was expected"),
    sqlite3.SQLITE_INTERRUPT: ("too-slow", "The search took too long", "Ask for fewer or other words"),
}
# What was under way when these came is not in the file, and all that was acknowledged before is.
_UNDONE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def _code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code, 0 where Python itself refused."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _told(file: str | Path, error: sqlite3.Error, primary: int = 0) -> StoreError:
    primary = primary or _code_of(error)
    unknown = (
        "store",
        "The library {file} cannot be used ({error})",
        "`twosource doctor` says what is wrong",
    )
    code, found, do = _SAID.get(primary, unknown)
    undone = ": what was just being written is not in it, all before is" if primary in _UNDONE else ""
    return StoreError(f"{found.format(file=file, error=error, busy=BUSY)}{undone}. {do}.", code)
