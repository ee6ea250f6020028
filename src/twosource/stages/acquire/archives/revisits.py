"""Resolves revisits: records that say the page is the same as one kept elsewhere in the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from twosource.data import Page, Source, Stated
from twosource.errors import SourceError
from twosource.stages.acquire.archives.digests import Digest, digest_of, is_digest_of, read_digest
from twosource.stages.acquire.archives.found import Found, given, page_of, what_instead
from twosource.stages.acquire.archives.heads import Head, capture_time, target_of
from twosource.stages.acquire.archives.http import announced, read_response
from twosource.stages.acquire.archives.records import Record

_FOUND = 200
_FOUND_OR_UNCHANGED = (_FOUND, 304)
_NOBODY = Source("")
_SECONDS = len("2014-02-28T12:00:00")


@dataclass(frozen=True, slots=True)
class Revisit:
    """A page that was found unchanged: its place, its target, and by which keys its bytes are found."""

    path: str
    target: str
    captured: str | None
    headers: tuple[tuple[str, str], ...]
    given: tuple[Stated, ...]
    digest: Digest | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Revisits that wait for their page, by number, and by the keys of the record that has it."""

    left: dict[int, Revisit]
    by_key: dict[str, set[int]]
    algorithms: tuple[str, ...]


def read_revisit(record: Record, head: Head, source: Source, path: str) -> Revisit | str:
    """The revisit that a record tells of, or what it tells of instead, if that is no page."""
    response = read_response(record.content)
    if response is not None:
        told = response.value("content-type")
        if response.status not in _FOUND_OR_UNCHANGED or (told and announced(told) is None):
            return f"revisit of a {what_instead(response)}"
    headers = response.headers if response and response.status == _FOUND else ()
    digest = read_digest(head.fields.get("warc-payload-digest", ""))
    stated = given(head, source)
    return Revisit(
        path, target_of(head), capture_time(head), headers, stated, digest, tuple(_wanted(head, digest))
    )


def ask(revisits: Iterable[Revisit]) -> Asked:
    """What is asked for by revisits."""
    left = dict(enumerate(revisits))
    by_key: dict[str, set[int]] = defaultdict(set)
    for number, revisit in left.items():
        for key in revisit.keys:
            by_key[key].add(number)
    algorithms = {revisit.digest.algorithm for revisit in left.values() if revisit.digest}
    return Asked(left, by_key, tuple(sorted(algorithms)))


def answer(records: Iterable[Record], asked: Asked, max_bytes: int) -> Iterator[tuple[Revisit, Page]]:
    """Give the revisits whose page is among the records, until none is left.

    A revisit of something that is no page is taken from those left, and not given.
    """
    for record in records:
        if not asked.left:
            return
        for number, found in _answered(record, asked, max_bytes):
            revisit = asked.left[number]
            if isinstance(found, str):
                del asked.left[number]
            elif revisit.digest is None or is_digest_of(revisit.digest, found.bodies):
                del asked.left[number]
                yield revisit, _again(revisit, found.page)


def _answered(record: Record, asked: Asked, max_bytes: int) -> list[tuple[int, Found | str]]:
    head = record.head
    if head is None or record.flaw or head.kind not in ("response", "resource"):
        return []
    keys = set(_keys_of(head))
    states_none = not any(key.startswith(asked.algorithms) for key in keys)
    if keys.isdisjoint(asked.by_key) and not states_none:
        return []
    try:
        found = page_of(record, _NOBODY, "", max_bytes)
    except SourceError:
        return []  # told when it was met first
    if isinstance(found, Found) and states_none:
        keys |= {digest_key(digest_of(name, body)) for name in asked.algorithms for body in found.bodies}
    numbers = set().union(*(asked.by_key.get(key, ()) for key in keys))
    return [(number, found) for number in sorted(numbers & asked.left.keys())]


def _again(revisit: Revisit, page: Page) -> Page:
    """The page of a revisit: the bytes of another record, and what the revisit says of them."""
    headers = revisit.headers or page.headers
    path, captured, stated = revisit.path, revisit.captured, revisit.given
    return replace(page, path=path, captured=captured, headers=headers, given=stated)


def _keys_of(head: Head) -> Iterator[str]:
    """The keys by which a revisit may ask for a record."""
    yield f"id {head.fields.get('warc-record-id', '').strip('<> ')}"
    yield f"at {head.fields.get('warc-date', '')[:_SECONDS]} {target_of(head)}"
    if digest := read_digest(head.fields.get("warc-payload-digest", "")):
        yield digest_key(digest)


def digest_key(digest: Digest) -> str:
    """A digest as a key."""
    return f"{digest.algorithm} {digest.value.hex()}"


def _wanted(head: Head, digest: Digest | None) -> Iterator[str]:
    if name := head.fields.get("warc-refers-to", ""):
        yield f"id {name.strip('<> ')}"
    target, date = target_of(head, "warc-refers-to-target-uri"), head.fields.get("warc-refers-to-date", "")
    if target and date:
        yield f"at {date[:_SECONDS]} {target}"
    if digest:
        yield digest_key(digest)
