"""Reads what the user named: one file gives one page, a table one page a line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from twosource.data import Failure, Page, Source
from twosource.errors import SourceError
from twosource.stages.acquire.kinds import Kind, kind_of, refuse_binary
from twosource.stages.acquire.opening import open_regular, printable, read_within, shown_path
from twosource.stages.acquire.table import read_table

MAX_BYTES = 10_000_000


def read(source: Source, *, max_bytes: int = MAX_BYTES) -> Iterator[Page | Failure]:
    """Give the pages behind a source, and a failure in the place of what cannot be read.

    Read are ``.txt .md .html .htm`` (each also ``.gz``) and ``.jsonl``, one
    report a line.  `max_bytes` bounds a page after unpacking.  Nothing is
    raised: every refusal is a `Failure` of the step ``acquire``.
    """
    try:
        kind = kind_of(source.path)
        if kind.is_table:
            yield from read_table(source, kind, max_bytes)
        else:
            yield _read_page(source, kind, max_bytes)
    except SourceError as refusal:
        yield Failure("acquire", printable(source.path), str(refusal))
    except OSError as trouble:
        reason = f"{printable(source.path)} could not be read: {trouble.strerror or trouble}."
        yield Failure("acquire", printable(source.path), reason)


def _read_page(source: Source, kind: Kind, max_bytes: int) -> Page:
    name = printable(Path(source.path).name)
    with open_regular(source.path, max_bytes, is_packed=kind.is_packed) as stream:
        data = read_within(stream, max_bytes, name)
    refuse_binary(data, name)
    if not data.strip():
        raise SourceError(f"{name} is empty: a report's text was expected; save the page again.")
    digest = hashlib.sha256(data).hexdigest()
    return Page(data, digest, shown_path(source.path), kind.media_type, given=source.given)
