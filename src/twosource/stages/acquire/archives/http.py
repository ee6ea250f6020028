"""Reads the HTTP response that a record holds: status, headers, and the page as a browser would get it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.errors import SourceError
from twosource.stages.acquire.archives.heads import LONGEST_HEAD, read_fields
from twosource.stages.acquire.archives.unpack import GZIP, unpack_all
from twosource.stages.acquire.opening import printable
from twosource.text.parts import HTML, PDF

_STATUS = re.compile(rb"HTTP/[0-9](?:\.[0-9])? +([0-9]{3})\b[^\n]{0,2000}(?:\n|\Z)")
_BLANK = re.compile(rb"\r?\n\r?\n")
_MOST_FIELDS, _LONGEST_NAME, _LONGEST_VALUE = 100, 100, 2000
# A server may answer "100 Continue" before the answer itself.
_MOST_INTERIM = 5
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
# Servers send chunks of kilobytes; a page of 10 MB in chunks of 50 bytes was made to cost time.
_MOST_CHUNKS = 200_000
_MOST_CODINGS = 3
_PACKED = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_PDF_TYPES = frozenset({"application/pdf", "application/x-pdf"})
_OPEN_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "*/*", "unknown/unknown"})
_HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.I)
_MARKUP_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<[!?A-Za-z]")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x00\x00\x01\x00")


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response: its status, its headers as sent, and where in the record its body starts."""

    status: int
    headers: tuple[tuple[str, str], ...]
    start: int

    def value(self, name: str) -> str:
        """The value of a header, several joined by commas, or ""."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)


def read_response(content: bytes) -> Response | None:
    """The response with which the content of a record begins, or None where there is no HTTP header."""
    start = 0
    for _ in range(_MOST_INTERIM):
        status = _STATUS.match(content, start)
        if status is None:
            return None
        # The first field may be missing, so the line end of the status counts.
        end = _BLANK.search(content, status.end() - 2, start + LONGEST_HEAD)
        if end is None and len(content) > start + LONGEST_HEAD:
            raise SourceError(f"its HTTP header is longer than {LONGEST_HEAD} bytes", "too-large")
        body = end.end() if end else len(content)
        if int(status[1]) >= 200:
            lines = content[status.end() : end.start() if end else body].split(b"\n", _MOST_FIELDS)
            return Response(int(status[1]), _bounded(lines[:_MOST_FIELDS]), body)
        start = body
    return None


def _bounded(lines: list[bytes]) -> tuple[tuple[str, str], ...]:
    fields = read_fields(lines)
    return tuple((printable(n[:_LONGEST_NAME]), printable(v[:_LONGEST_VALUE])) for n, v in fields)


def announced(content_type: str) -> str | None:
    """The media type of a page by what was said of it: "" where that says nothing, None for no page."""
    essence = content_type.split(";")[0].split(",")[0].strip().lower()
    if essence in _HTML_TYPES:
        return HTML
    if essence in _PDF_TYPES:
        return PDF
    return "" if essence in _OPEN_TYPES else None


def media_type_of(data: bytes, told: str) -> str | None:
    """The media type of a page by its bytes, `told` where they leave it open; None for no page."""
    if data.lstrip()[:5] == b"%PDF-" or (told == PDF and b"%PDF-" in data[:1024]):
        return PDF
    if _HTML_START.match(data):
        return HTML
    if told != HTML or data.startswith(_PICTURES) or not data.strip():
        return None
    return HTML


def bodies_of(body: bytes, response: Response, most: int) -> tuple[bytes, ...]:
    """The body as it was sent, then after each coding that was taken off; the last is the page.

    Servers and archivers announce codings that are not there and leave out
    those that are, so the bytes decide where they can.  SourceError as in
    `unpack_all`; `truncated` and `damaged` also of chunks.
    """
    bodies = [body]
    told = f"{response.value('content-encoding')}, {response.value('transfer-encoding')}".lower().split(",")
    codings = [coding.strip() for coding in told if coding.strip()]
    whole = _unchunk(body, is_told="chunked" in codings)
    if whole is not None:
        bodies.append(whole)
    packings = [coding for coding in codings if coding not in ("chunked", "identity", "none")]
    if not packings and bodies[-1].startswith(GZIP):
        packings = ["gzip"]
    if len(packings) > _MOST_CODINGS:
        raise SourceError(f"it is packed {len(packings)} times over", "bad-encoding")
    for coding in reversed(packings):
        bodies.append(_unpacked(bodies[-1], coding, most))
    if len(bodies[-1]) > most:
        raise SourceError(f"it is larger than {most / 1e6:g} MB", "too-large")
    return tuple(bodies)


def _unpacked(data: bytes, coding: str, most: int) -> bytes:
    if not data:
        return data
    try:
        return unpack_all(data, coding, most)
    except SourceError:
        # An archiver that unpacks what it keeps may leave the header as it was.
        if _MARKUP_START.match(data):
            return data
        raise


def _unchunk(body: bytes, *, is_told: bool) -> bytes | None:
    """The body without the marks of its chunks, or None if it has none."""
    out, at = bytearray(), 0
    for number in range(_MOST_CHUNKS):
        mark = _CHUNK.match(body, at)
        if mark is None and (number == 0 or not is_told):
            return None
        if mark is None and at >= len(body):
            raise SourceError("the last of its chunks is missing", "truncated")
        if mark is None:
            raise SourceError(f"chunk {number + 1} of its body does not begin as a chunk", "damaged")
        size = int(mark[1], 16)
        if size == 0:
            return bytes(out)
        at = mark.end() + size
        out += body[mark.end() : at]
        if at > len(body) and is_told:
            raise SourceError("the last of its chunks is cut", "truncated")
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    if is_told:
        raise SourceError(f"its body is in more than {_MOST_CHUNKS} chunks", "damaged")
    return None
