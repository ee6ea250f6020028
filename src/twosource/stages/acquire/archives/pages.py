"""Makes the pages of web archives out of their records, and says what else they held."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.archives.digests import Digest, read_digest
from twosource.stages.acquire.archives.found import page_of
from twosource.stages.acquire.archives.heads import LONGEST_HEAD, target_of
from twosource.stages.acquire.archives.members import Read, pieces_of
from twosource.stages.acquire.archives.records import Record, records_of
from twosource.stages.acquire.archives.revisits import (
    Revisit,
    answer,
    ask,
    digest_key,
    read_revisit,
)
from twosource.stages.acquire.opening import printable

# Each costs some 100 bytes.  Above it a page captured twice is given twice.
_MOST_SEEN = 1_000_000
_MOST_REVISITS = 100_000
_MOST_LABELS, _LABELS_SHOWN = 1000, 6
_LONGEST_TARGET = 200
_SAYS = {
    "truncated": "is cut",
    "too-large": "is too large",
    "bad-encoding": "cannot be unpacked",
    "no-http-header": "is no answer of a server",
    "revisit": "is a revisit without its page",
}


@dataclass(frozen=True, slots=True)
class Archive:
    """One archive: `name` for sentences, `path` to which a record's place is added, and what opens it."""

    name: str
    path: str
    open: Callable[[], AbstractContextManager[Read]]


@dataclass(frozen=True, slots=True)
class Job:
    """What the user asked for, and how large a page may be."""

    source: Source
    max_bytes: int


@dataclass(slots=True)
class Haul:
    """What was met so far: pages by mark, revisits that wait for their page, and what was passed over."""

    seen: set[bytes] = field(default_factory=set)
    revisits: list[Revisit] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)


def pages_of(archives: Sequence[Archive], source: Source, max_bytes: int) -> Iterator[Page | Failure]:
    """Give the pages of archives, and a failure in the place of each record that may have been one.

    The same bytes from the same address are given once.  Revisits whose page
    has another address come last.  SourceError `no-report` if there is no page
    and nothing that failed.
    """
    haul, job = Haul(), Job(source, max_bytes)
    passes = [_first_pass(archive, job, haul) for archive in archives]
    is_any = False
    for item in chain(*passes, _second_pass(archives, job, haul)):
        is_any = True
        yield item
    if not is_any:
        raise SourceError(_no_report(printable(Path(source.path).name), haul), "no-report")


def _records(archive: Archive, job: Job) -> Iterator[Record]:
    with archive.open() as read:
        # Chunks and packing may make a page longer than it is.
        yield from records_of(pieces_of(read, archive.name), 2 * job.max_bytes + LONGEST_HEAD)


def _first_pass(archive: Archive, job: Job, haul: Haul) -> Iterator[Page | Failure]:
    try:
        for record in _records(archive, job):
            item = _item(archive, record, job, haul)
            if isinstance(item, str):
                _pass_over(haul, item)
            else:
                yield item
    except SourceError as refusal:
        yield Failure("acquire", printable(archive.path[:-1]), str(refusal), code=refusal.code)


def _item(archive: Archive, record: Record, job: Job, haul: Haul) -> Page | Failure | str:
    """The page of a record, why it is not given, or what the record is instead."""
    path = archive.path + record.place
    try:
        if record.head is not None and record.head.kind == "revisit" and not record.flaw:
            return _wait(read_revisit(record, record.head, job.source, path), haul)
        found = page_of(record, job.source, path, job.max_bytes)
    except SourceError as refusal:
        return _failure(path, target_of(record.head) if record.head else None, refusal, record.content)
    if isinstance(found, str):
        return found
    if record.head is None or _is_new(
        target_of(record.head),
        found.page,
        haul,
        read_digest(record.head.fields.get("warc-payload-digest", "")),
    ):
        return found.page
    return "page given before"


def _wait(revisit: Revisit | str, haul: Haul) -> str:
    if isinstance(revisit, str):
        return revisit
    if revisit.digest and _mark(revisit.target, digest_key(revisit.digest)) in haul.seen:
        return "page given before"
    if not revisit.keys or len(haul.revisits) >= _MOST_REVISITS:
        raise SourceError("it does not say of which record, or there are too many of them", "revisit")
    haul.revisits.append(revisit)
    return "revisit"


def _is_new(target: str, page: Page, haul: Haul, stated: Digest | None = None) -> bool:
    """Whether these bytes were not given from this address; from now on they were."""
    mark = _mark(target, page.sha256)
    if mark in haul.seen:
        return False
    if len(haul.seen) < _MOST_SEEN:
        haul.seen.add(mark)
        haul.seen.update([_mark(target, digest_key(stated))] if stated else [])
    return True


def _mark(target: str, key: str) -> bytes:
    return hashlib.blake2b(f"{target}\n{key}".encode("utf-8", "replace"), digest_size=16).digest()


def _second_pass(archives: Sequence[Archive], job: Job, haul: Haul) -> Iterator[Page | Failure]:
    """Go through the archives once more for the pages of the revisits, if there are any."""
    asked = ask(haul.revisits)
    for archive in archives if asked.left else ():
        try:
            for revisit, page in answer(_records(archive, job), asked, job.max_bytes):
                if _is_new(revisit.target, page, haul):
                    yield page
        except SourceError:
            continue  # told by the first pass
    for revisit in asked.left.values():
        why = "the record that it refers to is not in the archive, or is damaged"
        yield _failure(revisit.path, revisit.target, SourceError(why, "revisit"))


def _failure(path: str, target: str | None, refusal: SourceError, content: bytes = b"") -> Failure:
    what = (
        "the archive"
        if target is None
        else f"the record of {printable(target[:_LONGEST_TARGET]) or 'no address'}"
    )
    says = _SAYS.get(refusal.code, "is damaged")
    reason = f"{what} {says}: {str(refusal).rstrip('.')}; get the page from elsewhere."
    digest = hashlib.sha256(content).hexdigest() if content else ""
    return Failure("acquire", printable(path), reason, digest, refusal.code)


def _pass_over(haul: Haul, label: str) -> None:
    is_known = label in haul.passed or len(haul.passed) < _MOST_LABELS
    haul.passed[label if is_known else "others"] += 1


def _no_report(name: str, haul: Haul) -> str:
    held = [f"{label} ({number})" for label, number in haul.passed.most_common(_LABELS_SHOWN)]
    more = ", …" if len(haul.passed) > _LABELS_SHOWN else ""
    what = ", ".join(held) + more if held else "nothing"
    return f"{name} holds no page of HTML or PDF that was found (status 200), only: {what}."
