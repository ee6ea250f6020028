"""Cuts the unpacked bytes of a web archive into records, and says of each what is wrong with it.

A record's header says how long its content is.  Where that is not true, the
content is given up and the next header is looked for, so that one wrong
number costs one record and not the rest of the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from twosource.stages.acquire.archives.heads import (
    LONGEST_HEAD,
    LONGEST_START,
    Head,
    find_record,
    read_head,
    starts_record,
)
from twosource.stages.acquire.archives.members import Hole, Piece, Start

# Of content that is too long to be a page, this much is kept to tell what it is.
_SAMPLE = 65_536
_ENDING = b"\r\n\r\n"
_BLANK_AT_ONCE = 4096
# A record may lie in many members; places in it are told from one of the first.
_MOST_STARTS = 1000


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a record, in a word and in words."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """A record: where it begins, its header, its content, and its flaw.

    `place` is the byte offset of its member in the archive, followed by ``+``
    and an offset in the unpacked member where the record does not begin it.
    `head` is None where bytes stand that are no record.  `content` is whole
    unless there is a flaw.
    """

    place: str
    head: Head | None
    content: bytes
    flaw: Flaw | None = None


@dataclass(slots=True)
class Tape:
    """Unpacked bytes, read onwards; `at` is the place of the first byte held among all of them."""

    pieces: Iterator[Piece]
    held: bytearray = field(default_factory=bytearray)
    at: int = 0
    starts: list[tuple[int, Start]] = field(default_factory=list)
    # What the pieces held belong together up to: the next record's member, or a hole.
    ahead: Start | Hole | None = None
    is_ended: bool = False
    is_told: bool = False
    is_arc: bool = False


def records_of(pieces: Iterator[Piece], most: int) -> Iterator[Record]:
    """Give the records of an archive; content longer than `most` bytes is a flaw, `too-large`."""
    tape = Tape(pieces)
    while _next_stretch(tape):
        while _skip_blank(tape):
            yield _read_record(tape, most)
        if isinstance(tape.ahead, Hole) and not tape.is_told:
            yield Record(str(tape.ahead.start), None, b"", _flaw_of(tape.ahead))


def _next_stretch(tape: Tape) -> bool:
    """Go on to what follows the end of a member or a hole; whether there is more."""
    if isinstance(tape.ahead, Start):
        tape.starts = [(tape.at, tape.ahead)]
    tape.ahead, tape.is_told = None, False
    return _more(tape) or tape.ahead is not None


def _more(tape: Tape) -> bool:
    """Hold more bytes; False at the end of what belongs together."""
    while tape.ahead is None and not tape.is_ended:
        piece = next(tape.pieces, None)
        if isinstance(piece, bytes):
            tape.held += piece
            return True
        tape.is_ended = piece is None
        if isinstance(piece, Start) and not piece.is_boundary:
            del tape.starts[_MOST_STARTS:]
            tape.starts.append((tape.at + len(tape.held), piece))
        else:
            tape.ahead = piece
    return False


def _fill(tape: Tape, size: int) -> bool:
    """Hold `size` bytes; False if there are fewer."""
    while len(tape.held) < size:
        if not _more(tape):
            return False
    return True


def _drop(tape: Tape, size: int) -> None:
    del tape.held[:size]
    tape.at += size
    while len(tape.starts) > 1 and tape.starts[1][0] <= tape.at:
        del tape.starts[0]


def _skip_blank(tape: Tape) -> bool:
    """Pass over the empty lines between records; whether something follows."""
    while _fill(tape, 1):
        start = tape.held[:_BLANK_AT_ONCE]
        if start[0] not in b"\r\n":
            return True
        _drop(tape, len(start) - len(start.lstrip(b"\r\n")))
    return False


def _place(tape: Tape) -> str:
    start, member = tape.starts[0]
    within = tape.at - start
    return str(member.offset + within) if member.is_plain else f"{member.offset}+{within}".removesuffix("+0")


def _read_record(tape: Tape, most: int) -> Record:
    place, head = _place(tape), _head(tape)
    if head is None:
        return _junk(tape, place)
    tape.is_arc = head.is_arc
    _drop(tape, head.size)
    if head.length is None:
        length = head.fields.get("content-length", "")[:40]
        said = f"says its length is {length!r}" if length else "does not say its length"
        return Record(place, head, b"", _give_up(tape, Flaw("damaged", f"its header {said}")))
    if head.length > most:
        return _long(tape, place, head)
    if not _fill(tape, head.length):
        return _short(tape, place, head)
    content = bytes(tape.held[: head.length])
    if not _ends_well(tape, head.length):
        why = f"it does not end where its header says, after {head.length} bytes"
        return Record(place, head, content, _give_up(tape, Flaw("damaged", why)))
    _drop(tape, head.length)
    is_last = not _skip_blank(tape)
    return Record(place, head, content, _cut(tape) if is_last else None)


def _head(tape: Tape) -> Head | None:
    while True:
        held = len(tape.held)
        head = read_head(tape.held)
        if head is not None or held >= LONGEST_HEAD:
            return head
        # By doubling, a header in members of one byte each costs no more than its length.
        _fill(tape, max(2 * held, LONGEST_START))
        if len(tape.held) == held:
            return None


def _junk(tape: Tape, place: str) -> Record:
    """Bytes that are no record, up to the next one."""
    is_record = starts_record(tape.held)
    what = f"a header without an end or of more than {LONGEST_HEAD} bytes" if is_record else "no record"
    _drop(tape, 1)
    return Record(place, None, b"", _give_up(tape, Flaw("damaged", f"there is {what}")))


def _give_up(tape: Tape, flaw: Flaw) -> Flaw:
    """Go on to the next record; where none was found before damage, that tells more than the flaw."""
    return flaw if _skip(tape) else _cut(tape) or flaw


def _short(tape: Tape, place: str, head: Head) -> Record:
    """A record that says it is longer than what is there."""
    content, held = bytes(tape.held), len(tape.held)
    cut = _cut(tape)
    if cut is None and (found := find_record(tape.held, is_arc=tape.is_arc)) is not None:
        why = f"its header says {head.length} bytes, but another record begins after {found}"
        _drop(tape, found)
        return Record(place, head, content[:found], Flaw("damaged", why))
    _drop(tape, held)
    why = f"its header says {head.length} bytes, and {held} are there"
    return Record(place, head, content, cut or Flaw("truncated", why))


def _long(tape: Tape, place: str, head: Head) -> Record:
    """A record that says it is longer than is read: passed over without being held."""
    length = head.length or 0
    _fill(tape, _SAMPLE)
    sample = bytes(tape.held[:_SAMPLE])
    start = tape.at
    is_found = _skip(tape, length)
    passed = tape.at - start
    if is_found:
        why = f"its header says {length} bytes, but another record begins after {passed}"
        return Record(place, head, sample, Flaw("damaged", why))
    if passed < length:
        why = f"its header says {length} bytes, and {passed} are there"
        return Record(place, head, sample, _cut(tape) or Flaw("truncated", why))
    return Record(place, head, sample, Flaw("too-large", f"it is {length} bytes long"))


def _skip(tape: Tape, limit: int | None = None) -> bool:
    """Drop bytes up to the next record, `limit` at most; whether one begins before that."""
    end = None if limit is None else tape.at + limit
    while True:
        left = len(tape.held) if end is None else end - tape.at
        found = find_record(tape.held, is_arc=tape.is_arc)
        if found is not None and (end is None or found < left):
            _drop(tape, found)
            return True
        # The beginning of a record may lie across the end of what is held.
        _drop(tape, min(max(len(tape.held) - LONGEST_START, 0), left))
        if tape.at == end:
            return False
        if not _more(tape):
            _drop(tape, len(tape.held) if end is None else min(len(tape.held), end - tape.at))
            return False


def _ends_well(tape: Tape, length: int) -> bool:
    """Whether after `length` bytes comes what comes after a record: the end, or another record."""
    _fill(tape, length + LONGEST_START)
    rest = bytes(tape.held[length : length + LONGEST_START])
    after = rest.lstrip(b"\r\n")
    # What stands behind the empty lines that end a record is no part of it.
    return not after or starts_record(after) or rest.startswith(_ENDING)


def _cut(tape: Tape) -> Flaw | None:
    """The flaw of the member whose end was reached, if it has one; it is told only once."""
    if isinstance(tape.ahead, Hole) and tape.starts and tape.ahead.start == tape.starts[-1][1].offset:
        tape.is_told = True
        return _flaw_of(tape.ahead)
    return None


def _flaw_of(hole: Hole) -> Flaw:
    return Flaw(
        hole.code,
        f"bytes {hole.start} to {hole.end} of the archive could not be unpacked "
        f"({hole.why}; noticed at byte {hole.noticed})",
    )
