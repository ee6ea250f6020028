"""Tells what a file is: by its bytes where they say so, else by its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from twosource.errors import SourceError
from twosource.stages.acquire.agency import agency_media_type
from twosource.stages.acquire.opening import printable
from twosource.stages.acquire.zipped import zip_media_type
from twosource.text.parts import CSV, HTML, MAIL, MARKDOWN, MHTML, NINJS, PDF, PLAIN, TABLE, XML

READ = (
    "text, Markdown, HTML, MHTML, PDF, DOCX, mail (.eml, .mbox), tables (.jsonl, .csv, .tsv, .parquet), "
    "web archives (.warc, .wacz), agency files (ninjs, NewsML-G2, NITF), feeds, OPML and sitemaps"
)
# Kinds that are read by a reader of their own, since they hold many reports or are read as a stream.
WARC, WACZ, MBOX, PARQUET = "application/warc", "application/wacz", "application/mbox", "application/parquet"
RSS, ATOM, JSON_FEED = "application/rss+xml", "application/atom+xml", "application/feed+json"
OPML, SITEMAP = "text/x-opml", "application/sitemap+xml"
FEEDS = frozenset({RSS, ATOM, JSON_FEED, OPML, SITEMAP})
MEDIA_TYPES = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".jsonl": TABLE,
    ".ndjson": TABLE,
    ".csv": CSV,
    ".tsv": CSV,
    ".eml": MAIL,
    ".mht": MHTML,
    ".mhtml": MHTML,
    ".mbox": MBOX,
    ".warc": WARC,
    ".arc": WARC,
}
# First bytes that name a kind we read, whatever the file is called.
_OURS = ((b"%PDF-", PDF), (b"PAR1", PARQUET), (b"WARC/", WARC), (b"filedesc://", WARC))
# First bytes that name a format we do not read.
_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "gzip-packed data in itself"),
    (b"BZh", "bzip2-packed data"),
    (b"\xfd7zXZ", "xz-packed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-packed data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old or an encrypted office document"),
    (b"{\\rtf", "an RTF document"),
    (b"RIFF", "a sound, film or picture"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
)
_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_MARKS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*")
_HTML = re.compile(rb"(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"(?:<\?xml\b|<!--|<[A-Za-z][\w.:-]*[\s>])")
_DECLARED_XML = re.compile(rb"<\?xml\s")
# What stands before the root.
_PROLOG = re.compile(rb"(?:<\?[^>]*+>\s*+|<!--.*?-->\s*+)*+", re.DOTALL)
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_ROOTS = {
    b"rss": RSS,
    b"RDF": RSS,
    b"feed": ATOM,
    b"opml": OPML,
    b"urlset": SITEMAP,
    b"sitemapindex": SITEMAP,
}
# With these a piece of HTML begins that is no whole page.
_FRAGMENTS = frozenset(b"html article div section main header p h1 h2 table title meta center font".split())
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_HEADER = re.compile(
    rb"(?:From |(?:Received|Return-Path|Delivered-To|MIME-Version|From|Date|Subject|Message-ID)\s*:)", re.I
)
_RELATED = re.compile(rb"^content-type\s*:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
LOOK = 65_536
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MOST_NULS = 0.01
_MOST_CONTROLS = 0.1
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def media_type_of(path: str, head: bytes, whole: str | BinaryIO) -> str:
    """The media type of a file by its first bytes (unpacked, LOOK at most) and its name.

    `whole` is the file itself, into which is looked where it is a ZIP archive.
    SourceError names what it is where it is nothing that is read.
    """
    suffix = suffix_of(path)
    name = printable(Path(path).name)
    for magic, media_type in _OURS:
        if head.startswith(magic):
            return media_type
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return zip_media_type(whole, name)
    named = MEDIA_TYPES.get(suffix, "")
    if named == WARC:  # packed or damaged as it may be: its reader says so place by place
        return WARC
    refuse_binary(head, name)
    told = _told(head)
    # A name that leaves nothing open is believed; text and HTML are what anything is saved as.
    if named not in ("", PLAIN, HTML):
        return named
    if told in FEEDS or told in (HTML, NINJS, XML):
        return told
    is_xml = suffix == ".xml" or (told == PLAIN and named != HTML and bool(_DECLARED_XML.match(_start(head))))
    if is_xml or suffix == ".json":
        kind = "XML" if is_xml else "JSON"
        raise SourceError(f"{name} is {kind} of a kind that is not known: read are {READ}.", "unknown-kind")
    return named or told


def suffix_of(path: str) -> str:
    """The ending of a file's name in small letters, that of its packing apart."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    while suffixes[-1:] in ([".gz"], [".zst"]):
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _told(head: bytes) -> str:
    """What text tells of itself by how it begins; plain text where it says nothing."""
    start = _start(head)
    if _HTML.match(start):
        return HTML
    if agency := agency_media_type(head):
        return agency
    if start[:1] == b"{":
        return JSON_FEED if _JSON_FEED.search(head) else TABLE
    prolog = _PROLOG.match(start)
    if _XML.match(start) and (root := _ROOT.search(start, prolog.end() if prolog else 0)):
        return _ROOTS.get(root[1], HTML if root[1].lower() in _FRAGMENTS else PLAIN)
    if _HEADER.match(start):
        return MHTML if _RELATED.search(head) else MBOX if start.startswith(b"From ") else MAIL
    return PLAIN


def _start(head: bytes) -> bytes:
    """The first bytes behind a byte order mark and white space."""
    mark = _MARKS.match(head)
    return head[mark.end() :] if mark else head


def refuse_binary(data: bytes, name: str) -> None:
    """Raise SourceError if bytes that should be text are a known binary format or full of NULs."""
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise SourceError(
                f"{name} is {what}: read are {READ}; save the report as one of these.", "binary"
            )
    look = data[:LOOK]
    if not look or look.startswith(_UTF16_MARKS) or _seems_utf16(look):
        return
    nuls = look.count(0)
    controls = len(look) - len(look.translate(None, _CONTROLS))
    if nuls > _MOST_NULS * len(look) or controls > _MOST_CONTROLS * len(look):
        raise SourceError(
            f"{name} is binary data, not text: read are {READ}; save the report as one of these.", "binary"
        )


def _seems_utf16(look: bytes) -> bool:
    """Whether every second byte is nearly always NUL, as in Western text in UTF-16 without a mark."""
    even, odd = look[0::2], look[1::2]
    if len(odd) < 4:
        return False
    low, high = sorted((even.count(0) / len(even), odd.count(0) / len(odd)))
    return low < 0.05 and high > 0.7
