"""Which kinds of file are read, and how a file of another kind is told by its first bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from twosource.errors import SourceError
from twosource.stages.acquire.opening import printable, status_of

READ = ".txt, .md, .html, .htm (each also with .gz) and .jsonl"
TABLE = "application/x-ndjson"
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".jsonl": TABLE,
}
# First bytes that name a format, whatever the file is called.
MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "gzip-packed data (name it .gz)"),
    (b"BZh", "bzip2-packed data"),
    (b"\xfd7zXZ", "xz-packed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-packed data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"RIFF", "a sound, film or picture"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
)
_LOOK = 65_536
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MOST_NULS = 0.01
_MOST_CONTROLS = 0.1
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


@dataclass(frozen=True, slots=True)
class Kind:
    """How a file is read: its media type, and whether it is gzip-packed or a table."""

    media_type: str
    is_packed: bool
    is_table: bool


def kind_of(path: str) -> Kind:
    """The kind that a file's name tells; SourceError names what is read when it is none of ours."""
    suffixes = [s.lower() for s in Path(path).suffixes]
    is_packed = bool(suffixes) and suffixes[-1] == ".gz"
    if is_packed:
        suffixes.pop()
    suffix = suffixes[-1] if suffixes else ""
    media_type = MEDIA_TYPES.get(suffix)
    if media_type is None:
        status_of(path)  # a directory or a missing file is called that, whatever its name ends in
        found = f"ends in {printable(suffix)}" if suffix else "has no ending that tells its kind"
        name = printable(Path(path).name)
        raise SourceError(f"{name} {found}: read are {READ}; save or rename the report as one of these.")
    return Kind(media_type, is_packed, media_type == TABLE)


def refuse_binary(data: bytes, name: str) -> None:
    """Raise SourceError if bytes that should be text are a known binary format or full of NULs."""
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise SourceError(f"{name} is {what}, not text: read are {READ}; export its text and retry.")
    look = data[:_LOOK]
    if not look or look.startswith(_UTF16_MARKS) or _seems_utf16(look):
        return
    nuls = look.count(0)
    controls = len(look) - len(look.translate(None, _CONTROLS))
    if nuls > _MOST_NULS * len(look) or controls > _MOST_CONTROLS * len(look):
        raise SourceError(f"{name} is binary data, not text: read are {READ}; export its text and retry.")


def _seems_utf16(look: bytes) -> bool:
    """Whether every second byte is nearly always NUL, as in Western text in UTF-16 without a mark."""
    even, odd = look[0::2], look[1::2]
    if len(odd) < 4:
        return False
    low, high = sorted((even.count(0) / len(even), odd.count(0) / len(odd)))
    return low < 0.05 and high > 0.7
