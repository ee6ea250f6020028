"""Tells agency files apart by how they begin: ninjs, NewsML-G2, NITF."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from twosource.text.parts import NINJS, XML

_LOOK = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
# What may stand before the first element; possessive, so that it is read once.
_PROLOG = re.compile(
    r"\s*+(?:<\?(?:[^?]++|\?(?!>))*+\?>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+"
    r"|<!DOCTYPE(?:[^\[\]<>\"']++|\"[^\"]*+\"|'[^']*+'|\[(?:[^\]\"']++|\"[^\"]*+\"|'[^']*+')*+\])*+>\s*+)*+"
)
_ROOT = re.compile(r"<(?:[\w.-]++:)?+([\w.-]++)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)")
_ITEMS = frozenset(
    ["newsMessage", "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"]
)
_SPACE = "iptc.org/std/nar/"
# A string that is cut off reaches to the end.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[{}\[\]:,]', re.DOTALL)
_STANDARD = re.compile(r'"\$?standard"\s*:\s*\{[^{}]{0,500}"name"\s*:\s*"ninjs"', re.IGNORECASE)
# Of its names an item of ninjs has one of each row; the first are what it is, the second what it says.
_IDENTITY = frozenset({"uri", "guid"})
_OWN = frozenset(
    """
    type profile pubstatus versioncreated firstcreated contentcreated representationtype copyrightholder
    infosources infosource urgency slugline
    """.split()  # noqa: SIM905 - read as a list of names, it is a dozen lines long
)
_WORDED = re.compile(r"(?:bodies|headlines?|descriptions|(?:body|headline|description)_\w+)")


def agency_media_type(data: bytes) -> str | None:
    """The media type of an agency file by its first bytes, or None."""
    codec = next((codec for mark, codec in _MARKS if data.startswith(mark)), "utf-8")
    head = data[:_LOOK].decode(codec, "replace").removeprefix("\ufeff")
    start = head.lstrip()[:1]
    if start == "<":
        return XML if _is_news_xml(head) else None
    return NINJS if start in ("{", "[") and _is_ninjs(head) else None


def _is_news_xml(head: str) -> bool:
    prolog = _PROLOG.match(head)
    root = _ROOT.match(head, prolog.end() if prolog else 0)
    if root is None:
        return False
    return root[1] == "nitf" or (root[1] in _ITEMS and _SPACE in root[2])


def _is_ninjs(head: str) -> bool:
    if _STANDARD.search(head):
        return True
    names = set(_names(head))
    return bool(names & _IDENTITY and names & _OWN and any(map(_WORDED.fullmatch, names)))


def _names(head: str) -> Iterator[str]:
    """The names of an object's fields, in small letters; those of the first object of a list."""
    is_list = head.lstrip()[:1] == "["
    depth, before = 0, ""
    for found in _TOKEN.finditer(head):
        token = found.group()
        if token in "{[":
            depth += 1
        elif token in "}]":
            depth -= 1
        elif token == ":" and depth == 1 + is_list:
            yield before[1:-1].lower()
        before = token
