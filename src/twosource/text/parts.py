"""Opens a part of a kept page: one field, one body of a mail, one page of a PDF.

A run of the map names its part; the part's bytes are got the same way when
the page is cleaned and when a comparison is verified, without cleaning anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from twosource.errors import SourceError

HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
XML = "application/xml"  # NewsML-G2 and NITF
TABLE = "application/x-ndjson"
CSV = "text/csv"
MAIL = "message/rfc822"
MHTML = "multipart/related"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NINJS = "application/vnd.iptc.ninjs+json"


@dataclass(frozen=True, slots=True)
class Opened:
    """A part: its bytes once unpacked, the codec that reads them, and their media type.

    The media type says what is resolved when they are read: references in
    ``text/html`` and ``application/xml``, escapes in ``application/x-ndjson``,
    nothing in ``text/plain``.
    """

    data: bytes
    charset: str
    media_type: str


def open_part(data: bytes, media_type: str, part: str) -> Opened:
    """The part of a kept page that is called `part`; SourceError if the page has none of that name."""
    raise SourceError(f"pages of the type {media_type} have no parts such as {part!r}.", "no-part")
