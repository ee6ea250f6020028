"""Cuts a message into its parts, as RFC 5322 and RFC 2046 lay them out and in spite of what is wrong with it.

The standard library reads the headers here but does not cut: its cutter tests
every line against every open boundary and calls itself for every level, so
that 2 MB of nested parts took it 12 s (3,000 levels: RecursionError), and its
newer header parser 20 s for one ``Content-Type`` of 60 kB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from twosource.errors import SourceError
from twosource.text.transfer import undo_transfer

MOST_PARTS = 200
DEEPEST = 20
LONGEST_HEAD = 65_536
_LONGEST_FIELD = 10_000
# Each is looked at once for every part around it.
_MOST_MARKS = 100_000
_DEFAULT = "text/plain"
MESSAGE = "message/rfc822"
# What stands before a message in files: a byte order mark, blank lines, a count (.emlx), a mailbox's line.
_PREFACE = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:\d{1,10}[ \t]*\r?\n)?(?:>?From [^\n]*\n)?")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
_BLANK = re.compile(rb"[ \t]*+\r?(?:\n|\Z)")
_ANY_BOUNDARY = re.compile(rb"\n--([^\s-][^\r\n]{0,79}+)\r?\n[!-9;-~]{1,60}:")


@dataclass(frozen=True, slots=True)
class Head:
    """The headers of a message or part, names in small letters, and the parameters of its media type."""

    fields: tuple[tuple[str, bytes], ...]
    media_type: str
    params: tuple[tuple[str, str], ...]

    def field(self, name: str) -> bytes | None:
        """The value of the first header of that name, as sent."""
        return next((value for key, value in self.fields if key == name.lower()), None)

    def param(self, name: str) -> str:
        """A parameter of the media type, or ""."""
        return dict(self.params).get(name, "")

    @property
    def transfer(self) -> str:
        """The transfer encoding in small letters, or ""."""
        written = (self.field("content-transfer-encoding") or b"").partition(b";")[0]
        return written.decode("latin-1").strip().lower()


@dataclass(frozen=True, slots=True)
class MimePart:
    """A part of a message: its number, its own headers, and its body as sent, or the parts within.

    `number` is the section number that IMAP gives it (RFC 3501, 6.4.5):
    ``1.2`` is the second part of the first, ``1`` also the body of a message
    without parts.  A part of the type ``message/rfc822`` has one part, the
    message in it.  `media_type` is that of `head`, but ``text/plain`` for one
    of several parts in which none can be told.
    """

    number: str
    head: Head
    media_type: str
    body: bytes
    parts: tuple[MimePart, ...] = ()


@dataclass(slots=True)
class _Count:
    """How many parts were met."""

    parts: int = 0


def read_message(data: bytes) -> MimePart:
    """The message that `data` is.

    SourceError if it has more than 200 parts, lies deeper than 20 in itself,
    has headers of more than 64 kB, or 100,000 lines that could part it.
    """
    if data.count(b"\n--") > _MOST_MARKS:
        raise SourceError(
            "the mail has too many lines that could part it: save its text instead.", "too-large"
        )
    return _message(data, "", 0, _Count())


def all_parts(part: MimePart) -> Iterator[MimePart]:
    """The part and all within it, in order."""
    yield part
    for inner in part.parts:
        yield from all_parts(inner)


def _message(data: bytes, number: str, depth: int, count: _Count) -> MimePart:
    preface = _PREFACE.match(data)
    head, body = cut_head(data[preface.end() :] if preface else data, _DEFAULT)
    if head.media_type.startswith("multipart/"):
        return _part(head, body, number, depth, count)
    return _part(head, body, f"{number}.1".lstrip("."), depth, count)


def _part(head: Head, body: bytes, number: str, depth: int, count: _Count) -> MimePart:
    count.parts += 1
    if depth > DEEPEST:
        raise SourceError(
            f"the mail has parts in parts, more than {DEEPEST} deep: save its text instead.", "too-deep"
        )
    if count.parts > MOST_PARTS:
        raise SourceError(f"the mail has more than {MOST_PARTS} parts: save its text instead.", "too-large")
    if head.media_type == MESSAGE:
        inner = undo_transfer(body, head.transfer)[0]
        return MimePart(number, head, MESSAGE, body, (_message(inner, number, depth + 1, count),))
    if not head.media_type.startswith("multipart/"):
        return MimePart(number, head, head.media_type, body)
    default = MESSAGE if head.media_type == "multipart/digest" else _DEFAULT
    parts = []
    for index, piece in enumerate(_cut_parts(body, head.param("boundary")), 1):
        own, content = cut_head(piece, default)
        parts.append(_part(own, content, f"{number}.{index}".lstrip("."), depth + 1, count))
    if not parts:
        return MimePart(number or "1", head, _DEFAULT, body)
    return MimePart(number, head, head.media_type, body, tuple(parts))


def cut_head(data: bytes, default: str = _DEFAULT) -> tuple[Head, bytes]:
    """The headers and what follows them; `default` is the media type where none is told."""
    fields: list[tuple[str, bytes]] = []
    at = 0
    while found := _FIELD.match(data, at):
        at = found.end()
        if at > LONGEST_HEAD:
            raise SourceError(
                f"the mail has headers of more than {LONGEST_HEAD // 1024} kB: save its text instead.",
                "too-large",
            )
        fields.append((found[1].decode("ascii").lower(), found[2].strip()))
    blank = _BLANK.match(data, at)
    return _head(tuple(fields), default), data[blank.end() if blank else at :]


def _head(fields: tuple[tuple[str, bytes], ...], default: str) -> Head:
    """The headers with the media type and its parameters, as the standard library reads them."""
    value = next((value for name, value in fields if name == "content-type"), None)
    if value is None:
        return Head(fields, default, ())
    message = Message()
    message["Content-Type"] = " ".join(value[:_LONGEST_FIELD].decode("latin-1").split())
    params: dict[str, str] = {}
    for name in ("boundary", "charset", "start", "type", "format", "delsp", "smime-type"):
        told = message.get_param(name)
        if told is not None:
            params[name] = (told[2] if isinstance(told, tuple) else told).strip()
    return Head(fields, message.get_content_type(), tuple(params.items()))


def _cut_parts(body: bytes, boundary: str) -> list[bytes]:
    """What lies between the boundary's lines; without a boundary that is there, the first line like one."""
    body = b"\n" + body
    mark = boundary.encode("latin-1", "replace")
    if not mark or b"\n--" + mark not in body:
        found = _ANY_BOUNDARY.search(body)
        if found is None:
            return []
        mark = found[1].rstrip()
    pieces: list[bytes] = []
    start = -1
    for line in re.finditer(rb"\n--" + re.escape(mark) + rb"(--)?[ \t]*+\r?+(?=\n|\Z)", body):
        if start >= 0:
            pieces.append(body[start : line.start()].removesuffix(b"\r"))
        start = line.end() + 1
        if line[1] or len(pieces) > MOST_PARTS:
            return pieces
    if 0 <= start < len(body):
        pieces.append(body[start:])  # cut off before its end
    return pieces
