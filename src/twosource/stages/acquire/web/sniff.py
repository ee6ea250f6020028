"""Tells what came by its first bytes, and only where these are silent by what the server calls it."""

from __future__ import annotations

import io

from twosource.errors import SourceError
from twosource.stages.acquire.kinds import LOOK, MBOX, PARQUET, WACZ, WARC, media_type_of
from twosource.text.parts import CSV, HTML, MAIL, MARKDOWN, MHTML, PLAIN, TABLE

# What a server's word is taken for where the bytes could be any text.
_DECLARED = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/markdown": MARKDOWN,
    "message/rfc822": MAIL,
    "multipart/related": MHTML,
}
_MANY = {
    TABLE: "a table of data or JSON",
    CSV: "a table",
    PARQUET: "a table",
    MBOX: "a mailbox",
    WARC: "a web archive",
    WACZ: "a web archive",
}


def page_type(data: bytes, declared: str, host: str) -> str:
    """The media type of a body that `host` sent and calls `declared` (its Content-Type).

    SourceError ``binary`` for pictures, sounds and programs, ``unknown-kind``
    for what may hold many reports and so is wanted as a file.
    """
    # No ending of a name may decide here: .md is also where hosts of Moldova are.
    told = media_type_of(f"what {host} sent", data[:LOOK], io.BytesIO(data))
    if told in _MANY:
        what = f"what {host} sent is {_MANY[told]}"
        raise SourceError(f"{what}: save it and give the file.", "unknown-kind")
    name = declared.partition(";")[0].strip().lower()
    return _DECLARED.get(name, told) if told == PLAIN else told


def is_rules(data: bytes) -> bool:
    """Whether a robots.txt is the text that it should be, not a page or a picture."""
    try:
        return media_type_of("robots", data[:LOOK], io.BytesIO(data)) == PLAIN
    except SourceError:
        return False
