"""Tells whether a record of a web archive holds a page, and gives it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from twosource.data import Page, Source, Stated
from twosource.errors import SourceError
from twosource.stages.acquire.archives.digests import is_digest_of, read_digest
from twosource.stages.acquire.archives.heads import Head, capture_time, target_of, web_address
from twosource.stages.acquire.archives.http import (
    Response,
    announced,
    bodies_of,
    media_type_of,
    read_response,
)
from twosource.stages.acquire.archives.records import Flaw, Record
from twosource.stages.acquire.opening import printable

_FOUND = 200
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Found:
    """The page of a record, and its body after each coding that was taken off."""

    page: Page
    bodies: tuple[bytes, ...]


def page_of(record: Record, source: Source, path: str, max_bytes: int) -> Found | str:
    """The page that a record holds, or what it holds instead.

    A page is an answer of status 200, or a resource, of HTML or PDF.
    SourceError says why a page, or what may have been one, is not given.
    """
    head = record.head
    if head is None or (record.flaw and record.flaw.code != "too-large"):
        raise SourceError(
            record.flaw.why if record.flaw else "", record.flaw.code if record.flaw else "damaged"
        )
    if head.kind not in ("response", "resource"):
        return f"record of type {_label(head.kind)}"
    response = _response_in(record, head)
    if isinstance(response, str):
        return response
    told = announced(response.value("content-type"))
    if response.status != _FOUND or told is None:
        return what_instead(response)
    if record.flaw:
        raise SourceError(record.flaw.why, record.flaw.code)
    if "warc-segment-number" in head.fields:
        raise SourceError("it is the first part of a record that is kept in parts", "truncated")
    return _found(record, head, response, (source, path, max_bytes))


def what_instead(response: Response) -> str:
    """What a response is that is no page."""
    if response.status != _FOUND:
        return f"response of status {response.status}"
    return f"response of type {_label(response.value('content-type').split(';')[0])}"


def _response_in(record: Record, head: Head) -> Response | str:
    if head.kind == "resource":
        return Response(_FOUND, (("Content-Type", head.fields.get("content-type", "")),), 0)
    response = read_response(record.content)
    if response is not None:
        return response
    if target_of(head).lower().startswith(("http:", "https:")):
        flaw = record.flaw or Flaw("no-http-header", "it begins without an HTTP header")
        raise SourceError(flaw.why, flaw.code)
    return f"response of type {_label(head.fields.get('content-type', ''))}"


def _found(record: Record, head: Head, response: Response, job: tuple[Source, str, int]) -> Found | str:
    source, path, max_bytes = job
    block = read_digest(head.fields.get("warc-block-digest", ""))
    if block and not is_digest_of(block, (record.content,)):
        raise SourceError(f"its bytes do not have the {block.algorithm} that its header states", "damaged")
    bodies = bodies_of(record.content[response.start :], response, max_bytes)
    cut = head.fields.get("warc-truncated", "")
    payload = read_digest(head.fields.get("warc-payload-digest", ""))
    # Writers disagree on whether chunks and packing belong to the payload, and a cut one has the whole one's.
    if payload and not cut and not is_digest_of(payload, bodies):
        raise SourceError(f"its page does not have the {payload.algorithm} that its header states", "damaged")
    told = announced(response.value("content-type")) or ""
    media_type = media_type_of(bodies[-1], told)
    if media_type is None:
        return "response that is empty or no page by its bytes"
    headers = (*response.headers, *((("WARC-Truncated", printable(cut)[:_LONGEST_LABEL]),) if cut else ()))
    data = bodies[-1]
    digest = hashlib.sha256(data).hexdigest()
    page = Page(data, digest, path, media_type, capture_time(head), headers, given(head, source))
    return Found(page, bodies)


def given(head: Head, source: Source) -> tuple[Stated, ...]:
    """What is said of a page from outside: the address it was captured from, and what the user said."""
    address = web_address(head)
    return (*((Stated("canonical", address, "warc"),) if address else ()), *source.given)


def _label(text: str) -> str:
    return printable(text.strip().lower()[:_LONGEST_LABEL]) or "unknown"
