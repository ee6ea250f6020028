"""Finds the encoding of a page in the order browsers use, and says where it was found."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from twosource.data import Page, Stated
from twosource.errors import CleanError
from twosource.words.load import load_words

HERE = "twosource.stages.clean"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Browsers look at the first 1,024 bytes; saved pages often have a banner before the declaration.
_PRESCAN = 8192
_META = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_HEADER = re.compile(r"""\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_SAMPLE = 50_000


def find_charset(page: Page) -> Stated:
    """The codec that reads the page, and where it was found.

    In order: a byte order mark, the response header, the page's own
    declaration (unless the bytes are UTF-8 against it), strict UTF-8, and at
    last a guess, said to be one (``where="guessed"``).  What speaks against
    it is in `contradicted_by`.  CleanError if the page declares an encoding that is
    never read.
    """
    said = list(_said(page))
    is_utf8 = _reads_as_utf8(page.data)
    if said:
        where, codec = said[0]
        if is_utf8 and where in ("header", "meta") and codec != "utf-8" and not page.data.isascii():
            said.append(("strict", "utf-8"))
            # A saved page keeps its declaration though it was saved as UTF-8, and hardly any other text
            # can be read as UTF-8 by chance; a header that came with the page is believed.
            where, codec = said[-1] if where == "meta" else (where, codec)
        others = {name for _, name in said if name != codec}
        return Stated("charset", codec, where, contradicted_by=tuple(sorted(others)))
    if is_utf8:
        return Stated("charset", "utf-8", "strict")
    return Stated("charset", _guess(page.data), "guessed")


def mark_length(data: bytes) -> int:
    """How many bytes the byte order mark takes."""
    return next((len(mark) for mark, _ in _MARKS if data.startswith(mark)), 0)


def _said(page: Page) -> Iterator[tuple[str, str]]:
    for mark, codec in _MARKS:
        if page.data.startswith(mark):
            yield "bom", codec
    for name, value in page.headers:
        if name.lower() == "content-type" and (found := _HEADER.search(value)):
            yield from _known("header", found[1])
    if page.media_type == "text/html":
        head = _COMMENT.sub(b"", page.data[:_PRESCAN])
        for pattern in (_META, _XML):
            if found_bytes := pattern.search(head):
                yield from _known("meta", found_bytes[1].decode("ascii", "replace"))


def _known(where: str, label: str) -> Iterator[tuple[str, str]]:
    table = load_words(HERE, "charsets.toml")
    label = label.strip().lower()
    if label in table["refused"]["labels"]:
        raise CleanError(
            f"the page states the encoding {label}, which is not read: save it again as UTF-8.",
            "bad-encoding",
        )
    for codec, labels in table["codecs"].items():
        if label in labels:
            # A declaration that could be read cannot be UTF-16.
            yield where, "utf-8" if where == "meta" and codec.startswith("utf-16") else codec
            return


def _reads_as_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _wide(data)


def _wide(data: bytes) -> str | None:
    """The form of UTF-16 in which Western text has a NUL in nearly every second byte."""
    look = data[:_SAMPLE]
    for codec, nuls, others in (("utf-16-le", look[1::2], look[::2]), ("utf-16-be", look[::2], look[1::2])):
        if len(nuls) > 3 and nuls.count(0) > 0.7 * len(nuls) and others.count(0) < 0.05 * len(others):
            return codec
    return None


def _guess(data: bytes) -> str:
    table = load_words(HERE, "charsets.toml")
    if wide := _wide(data):
        return wide
    sample = data[:_SAMPLE]
    high = [c for c in sample.decode("windows-1252", "replace") if ord(c) > 127]
    western = table["guess"]["western"]
    if sum(c in western for c in high) >= table["guess"]["share"] * len(high):
        return "windows-1252"
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=[codecs.lookup(c).name for c in table["codecs"]]).best()
    if found is None:
        raise CleanError("the encoding of the page cannot be told: save it again as UTF-8.", "bad-encoding")
    return found.encoding.replace("_", "-")
