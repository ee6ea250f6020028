"""Reads the header of a record of a web archive: WARC, and ARC before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

# A header longer than this is no header; addresses of 64 kB are the longest that browsers allow.
LONGEST_HEAD = 131_072
LONGEST_START = 4096
_MOST_FIELDS = 1000
_WARC = rb"WARC/[01]\.[0-9]{1,2}\r?\n[A-Za-z][A-Za-z-]{0,40}[ \t]*:"
# Address, IP address, date, then type and length, or in version 2 seven fields with the length last.
_ARC = (
    rb"[a-z][a-z0-9]{1,9}:[^\r\n ][^\r\n]{0,2000}? [0-9a-fA-F.:]{3,45} [0-9]{12,14} "
    rb"(?:[^\r\n ]{1,200} ){1,7}[0-9]{1,18}\r?\n"
)
_WARC_START, _ARC_START = re.compile(_WARC), re.compile(_ARC)
_ARC_LINE = re.compile(rb"\n(?=%s)" % _ARC)
_BLANK = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(r"[0-9]{1,18}")
_ARC_SHORT, _ARC_LONG = 4, 9
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^\x00-\x20\x7f]+", re.IGNORECASE)
_LONGEST_ADDRESS = 4096
_DIGITS = re.compile(r"[0-9]{12}(?:[0-9]{2})?")
_ARC_DATE = ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14))
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?Z")


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a record: `size` bytes, followed by `length` bytes of content (None: not told).

    `fields` have names in small letters.  `kind` is the record's type
    (response, resource, revisit, request …).
    """

    kind: str
    fields: Mapping[str, str]
    length: int | None
    size: int
    is_arc: bool = False


def find_record(data: bytes | bytearray, *, is_arc: bool) -> int | None:
    """Where in `data` the next record begins, or None.

    A record of WARC is found wherever it stands, one of ARC at the start of a line.
    """
    if not is_arc:
        found = _WARC_START.search(data)
        return found.start() if found else None
    if _ARC_START.match(data):
        return 0
    found = _ARC_LINE.search(data)
    return found.end() if found else None


def starts_record(data: bytes | bytearray) -> bool:
    """Whether `data` begins with a record."""
    return bool(_WARC_START.match(data) or _ARC_START.match(data))


def read_head(data: bytes | bytearray) -> Head | None:
    """The header with which `data` begins, or None where there is none, or none that ends."""
    if _ARC_START.match(data):
        return _arc_head(bytes(data[: data.index(b"\n") + 1]))
    end = _BLANK.search(data, 0, LONGEST_HEAD)
    if end is None or not starts_record(data) or _WARC_START.search(data, 1, end.end()):
        return None
    lines = bytes(data[: end.start()]).split(b"\n", _MOST_FIELDS + 1)
    if len(lines) > _MOST_FIELDS:
        return None
    fields: dict[str, str] = {}
    for name, value in read_fields(lines[1:]):
        fields.setdefault(name.lower(), value)
    length = fields.get("content-length", "")
    number = int(length) if _LENGTH.fullmatch(length) else None
    return Head(fields.get("warc-type", "").lower(), fields, number, end.end())


def read_fields(lines: list[bytes]) -> list[tuple[str, str]]:
    """Names and values of header lines; a line that begins with a space goes on with the last."""
    fields: list[tuple[str, str]] = []
    for line in lines:
        text = line.decode("utf-8", "replace").rstrip()
        name, colon, value = text.partition(":")
        if text[:1] in (" ", "\t") and fields:
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {text.strip()}")
        elif colon and name.strip():
            fields.append((name.strip(), value.strip()))
    return fields


def target_of(head: Head, field: str = "warc-target-uri") -> str:
    """The address that a header names, as it stands there, only that some writers put it in ``<>``."""
    target = head.fields.get(field, "").strip()
    return target[1:-1].strip() if target[:1] == "<" and target[-1:] == ">" else target


def web_address(head: Head) -> str | None:
    """The address of the page if it is one of the web, its spaces escaped; else None."""
    address = target_of(head).replace(" ", "%20")
    is_sound = len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address)
    return address if is_sound else None


def capture_time(head: Head) -> str | None:
    """When the record was captured (ISO 8601), or None where the header states no possible time."""
    stated = head.fields.get("warc-date", "").strip()
    if _DIGITS.fullmatch(stated):
        stated = "{}-{}-{}T{}:{}:{}Z".format(*(stated.ljust(14, "0")[i:j] for i, j in _ARC_DATE))
    try:
        datetime.fromisoformat(stated)
    except ValueError:
        return None
    return stated if _DATE.fullmatch(stated) else None


def _arc_head(line: bytes) -> Head:
    """The header of an ARC record, told in the words of WARC."""
    text = line.decode("utf-8", "replace").rstrip("\r\n")
    short, long = text.rsplit(" ", _ARC_SHORT), text.rsplit(" ", _ARC_LONG)
    parts = long if len(long) > _ARC_LONG and _is_date(long[2]) else short
    fields = {"warc-target-uri": parts[0], "warc-date": parts[2], "content-type": parts[3]}
    is_web = parts[0].startswith(("http:", "https:"))
    kind = "response" if is_web else "warcinfo" if parts[0].startswith("filedesc:") else "other"
    return Head(kind, fields, int(parts[-1]), len(line), is_arc=True)


def _is_date(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) in (12, 14)
