"""Opens a part of a kept page: one field, one body of a mail, one page of a PDF.

A run of the map names its part; the part's bytes are got the same way when
the page is cleaned and when a comparison is verified, without cleaning anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

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


# Media type → module and function ``(data, part) -> Opened``, imported when such a part is asked for.
OPENERS: Mapping[str, tuple[str, str]] = {
    MAIL: ("parts_mail", "open_mail_part"),
    MHTML: ("parts_mail", "open_mail_part"),
    PDF: ("parts_pdf", "open_pdf_part"),
    DOCX: ("parts_docx", "open_docx_part"),
    NINJS: ("parts_json", "open_json_part"),
    XML: ("parts_xml", "open_xml_part"),
    CSV: ("parts_csv", "open_csv_part"),
    TABLE: ("parts_line", "open_line_part"),
}


def open_part(data: bytes, media_type: str, part: str) -> Opened:
    """The part of a kept page that is called `part`; SourceError if the page has none of that name."""
    if media_type not in OPENERS:
        raise SourceError(f"pages of the type {media_type} have no parts such as {part!r}.", "no-part")
    module, function = OPENERS[media_type]
    opener: Callable[[bytes, str], Opened] = getattr(import_module(f"twosource.text.{module}"), function)
    return opener(data, part)
