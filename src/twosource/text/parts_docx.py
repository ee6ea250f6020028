"""Opens a part of a Word document: a member of its ZIP archive, unpacked in memory.

A non-breaking hyphen is an element of its own there (``<w:noBreakHyphen/>``);
so that it can be read back like any letter, it is opened as a reference of
the same length (``&#x000000000002011;``), and all other bytes stay where they are.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from twosource.errors import SourceError
from twosource.text.parts import XML, Opened

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = "EncryptedPackage".encode("utf-16-le")
_LOCKED = 1  # the bit of a member's flags that says so
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTRY = b"PK\x01\x02"
_MOST_MEMBERS = 5_000
_MOST_BYTES = 20_000_000
_MOST_TIMES = 200  # the text of long tables is packed to a sixtieth
_SMALL = 1_000_000
_HYPHEN = re.compile(rb"<(?:[\w.-]{1,20}:)?noBreakHyphen\b[^<>]{0,200}>")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


def open_docx_part(data: bytes, part: str) -> Opened:
    """The member of this name, such as ``word/document.xml``; SourceError if it cannot be had."""
    with open_zip(data) as archive:
        if part not in archive.NameToInfo:
            raise SourceError(f"the document has no part {part!r}.", "no-part")
        return open_member(archive, part)


def open_member(archive: zipfile.ZipFile, name: str) -> Opened:
    """A member of the archive as XML; SourceError if it cannot be had."""
    return Opened(_HYPHEN.sub(_reference, read_member(archive, name)), "utf-8", XML)


def _reference(found: re.Match[bytes]) -> bytes:
    return b"&#x%s2011;" % (b"0" * (len(found.group()) - len("&#x2011;")))


@contextmanager
def open_zip(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive of a Word document; SourceError if it is locked, damaged or an old one."""
    if data.startswith(_OLE):
        if _PACKED in data:
            raise SourceError(
                "the document is locked with a password: save a copy without one, and give that.", "encrypted"
            )
        raise SourceError(
            "the file is an old Office document (such as .doc), and .docx was expected: save it as that.",
            "unknown-kind",
        )
    if data.count(_ENTRY) > _MOST_MEMBERS:
        raise SourceError(f"the document has more than {_MOST_MEMBERS} parts: save it again.", "too-large")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise SourceError(
            "the document is a damaged ZIP archive: fetch or save it again.", "damaged"
        ) from error
    with archive:
        yield archive


def read_member(archive: zipfile.ZipFile, name: str, most: int = _MOST_BYTES) -> bytes:
    """The bytes of a member, unpacked; SourceError if it is missing, locked, damaged or too large."""
    info = archive.NameToInfo.get(name)
    if info is None:
        raise SourceError(f"the document lacks its part {name}: save it again.", "damaged")
    if info.flag_bits & _LOCKED:
        raise SourceError(
            "the document is locked with a password: save a copy without one, and give that.", "encrypted"
        )
    is_bomb = info.file_size > max(_SMALL, _MOST_TIMES * info.compress_size)
    if info.file_size > most or is_bomb:
        raise SourceError(
            f"the part {name} of the document unpacks to {info.file_size:,} bytes, which is too much.",
            "too-large",
        )
    try:
        if info.compress_type not in _PACKINGS:
            raise NotImplementedError
        with archive.open(info) as member:
            found = member.read(info.file_size + 1)
    except _DAMAGE as error:
        raise SourceError(
            f"the part {name} of the document is damaged: fetch or save it again.", "damaged"
        ) from error
    return found
