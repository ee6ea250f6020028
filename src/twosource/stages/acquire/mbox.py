"""Reads a mailbox, one mail after the other, as a stream."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.lines import Budget, budget_of
from twosource.stages.acquire.opening import damaged, open_regular, printable, shown_path, too_large
from twosource.text.parts import MAIL

# "From " and a date, as every writer of mailboxes puts before a mail (RFC 4155, appendix A): text that begins
# with the word has none.
_FROM = re.compile(
    rb"^From (?:\S[^\n]{0,300}\b\d{1,2}:\d\d(?::\d\d)?\b[^\n]{0,60}\b(?:19|20)\d\d\b|-\s)[^\n]*(?:\n|\Z)",
    re.MULTILINE,
)
_ANY_FROM = re.compile(rb"\s*From [^\n]*(?:\n|\Z)")
_CHUNK = 1 << 18
_LONGEST_FROM = 2000


@dataclass(slots=True)
class _Mail:
    """A mail while it is read: what of it is kept, its size, its sum, and its last bytes, not yet counted."""

    max_bytes: int
    kept: bytearray = field(default_factory=bytearray)
    size: int = 0
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    last: bytes = b""

    def add(self, data: bytes) -> None:
        """Take more of the mail."""
        data = self.last + data
        cut = max(0, len(data) - len(b"\n\r\n"))
        self._count(data[:cut])
        self.last = data[cut:]

    def close(self) -> _Mail:
        """Count the last bytes too, but for the blank line that a mailbox puts behind a mail."""
        last, start = self.last, b"" if self.size else b"\n"
        for blank in (b"\n\r\n", b"\n\n"):
            if (start + last).endswith(blank):
                last = last[: 1 - len(blank)]
                break
        self._count(last)
        return self

    def _count(self, data: bytes) -> None:
        self.size += len(data)
        self.digest.update(data)
        if self.size <= self.max_bytes:  # of one that is too large no more is kept
            self.kept += data


def read_mbox(source: Source, *, is_packed: bool, max_bytes: int) -> Iterator[Page | Failure]:
    """Give one page a mail, a failure for one that is too large, and go on.

    A page holds the bytes between two lines that begin with ``From ``, without
    the blank line before the second; a ``>`` that the mailbox put before such
    a line of the mail stays.  Mails are numbered from 1.  SourceError if there
    is none.
    """
    name = printable(Path(source.path).name)
    number = 0
    with open_regular(source.path, None, is_packed=is_packed) as stream:
        budget = budget_of(source.path, name, is_packed=is_packed)
        for number, mail in enumerate(_mails(_blocks(stream, name, budget), max_bytes), 1):
            yield _page(source, mail, number)
    if not number:
        raise SourceError(
            f"{name} is no mailbox: a line that begins with “From ” was expected first.", "not-a-mailbox"
        )


def _blocks(stream: BinaryIO, name: str, budget: Budget | None) -> Iterator[tuple[bytes, bool]]:
    """The stream in blocks of whole lines, and whether each begins with a line; a long one is cut."""
    pending, is_at_line = b"", True
    try:
        while chunk := stream.read(_CHUNK):
            if budget:
                budget.spend(len(chunk))
            data = pending + chunk
            cut = data.rfind(b"\n") + 1
            if len(data) - cut > _LONGEST_FROM:
                cut = len(data)
            if cut:
                yield data[:cut], is_at_line
                is_at_line = data[:cut].endswith(b"\n")
            pending = data[cut:]
    except (gzip.BadGzipFile, EOFError, zlib.error) as damage:
        raise SourceError(damaged(name, damage), "damaged") from None
    if pending:
        yield pending, is_at_line


def _mails(blocks: Iterator[tuple[bytes, bool]], max_bytes: int) -> Iterator[_Mail]:
    """The mails of a mailbox; the first may begin with any line that starts with ``From ``."""
    mail: _Mail | None = None
    for block, is_at_line in blocks:
        at = 0
        if mail is None and (first := _ANY_FROM.match(block)):
            mail, at = _Mail(max_bytes), first.end()
        for found in _FROM.finditer(block, at):
            if found.start() == 0 and not is_at_line:
                continue
            if mail is not None:
                mail.add(block[at : found.start()])
                yield mail.close()
            mail, at = _Mail(max_bytes), found.end()
        if mail is not None:
            mail.add(block[at:])
    if mail is not None:
        yield mail.close()


def _page(source: Source, mail: _Mail, number: int) -> Page | Failure:
    item = f"{shown_path(source.path)}#{number}"
    digest = mail.digest.hexdigest()
    if mail.size > mail.max_bytes:
        reason = too_large(f"mail {number}", mail.max_bytes)
        return Failure("acquire", printable(item), reason, digest, "too-large")
    if not mail.size:
        return Failure("acquire", printable(item), f"mail {number} is empty.", digest, "empty")
    return Page(bytes(mail.kept), digest, item, MAIL, given=source.given)
