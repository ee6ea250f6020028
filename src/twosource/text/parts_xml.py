"""Opens a part of a page of XML: text that stands in a CDATA section, or HTML written as text.

``cdata`` is the page itself with nothing resolved, for in a CDATA section
``&amp;`` is five letters.  ``inline=2`` is what the second ``inlineData``
element holds, references resolved: HTML of its own.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from twosource.errors import SourceError
from twosource.text.parts import HTML, PLAIN, Opened
from twosource.text.xml_tree import Element, content, descendants, read_tree

AS_WRITTEN = "cdata"
_INLINE = re.compile(r"inline=([1-9]\d{0,5})")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = ((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"))
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
# Without state, so that every letter is read by itself; UTF-7 and escapes never are.
_READ = re.compile(
    r"utf-8|windows-125\d|cp125\d|iso8859-\d+|koi8-[ru]|cp(?:437|850|852|866|874|932|949)|tis-620"
    r"|mac-roman|gb18030|big5hkscs|euc_jp"
)
# What these names stand for in practice, after the WHATWG Encoding Standard.
_READ_AS = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "cp1252": "windows-1252",
    "iso8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}


def open_xml_part(data: bytes, part: str) -> Opened:
    """The part of a page of XML that has this name; SourceError if there is none."""
    codec, start = xml_codec(data)
    if part == AS_WRITTEN:
        return Opened(data, codec, PLAIN)
    if found := _INLINE.fullmatch(part):
        source = decode_xml(data, codec, start)
        number = int(found[1])
        for element in islice(inline_elements(read_tree(source)), number - 1, number):
            return open_inline(source, element)
    raise SourceError(f"the page has no part {part!r}.", "no-part")


def inline_elements(root: Element) -> Iterator[Element]:
    """The elements whose parts are ``inline=1``, ``inline=2`` …, in order."""
    return descendants(root, "inlineData")


def open_inline(source: str, element: Element) -> Opened:
    """What an element holds as text, opened as the HTML it is."""
    return Opened(content(source, element).encode("utf-8", "ignore"), "utf-8", HTML)


def xml_codec(data: bytes) -> tuple[str, int]:
    """The codec that reads a page of XML, by its mark or declaration, and where the text begins.

    SourceError if the encoding declared is not read.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec, len(mark)
    for opening, codec in _WIDE:
        if data.startswith(opening):
            return codec, 0
    found = _DECLARED.match(data[:1024])
    return (_codec_of(found[1].decode("ascii")) if found else "utf-8"), 0


def _codec_of(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = ""
    # A declaration that could be read as it stands cannot be in two or four bytes a letter.
    codec = "utf-8" if name.startswith(("utf-16", "utf-32")) else _READ_AS.get(name, name)
    if not _READ.fullmatch(codec):
        told = f"the page states the encoding {label}, which is not read"
        raise SourceError(f"{told}: save it again as UTF-8.", "bad-encoding")
    return codec


def decode_xml(data: bytes, codec: str, start: int) -> str:
    """The text of a page of XML; SourceError if a byte of it is none in this codec."""
    try:
        return data[start:].decode(codec)
    except UnicodeDecodeError as trouble:
        told = f"byte {start + trouble.start:,} of the page is no text in {codec}, which it states"
        raise SourceError(f"bad encoding: {told}; save it again as UTF-8.", "bad-encoding") from None
