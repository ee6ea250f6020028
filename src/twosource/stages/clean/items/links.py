"""Reads where the heading of an item leads."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from twosource.stages.clean.head import web_address
from twosource.stages.clean.markup import TAG, attributes_of
from twosource.stages.clean.page_text import PageText, Paragraph

_BEFORE = 2000  # characters before the words of a link in which its tag begins
_LINK = re.compile(r"<a\s", re.IGNORECASE)


def link_of(page: PageText, paragraph: Paragraph) -> str:
    """The address in the tag of the link that a paragraph begins in or holds first, "" if there is none."""
    start, end = paragraph.pieces[0][1], paragraph.pieces[-1][2]
    low = max(0, start - _BEFORE)
    before = [found.start() for found in _LINK.finditer(page.source, low, start)][-1:]
    inside = [found.start() for found in _LINK.finditer(page.source, start, end)][:1]
    for at in (*before, *inside):
        tag = TAG.match(page.source, at)
        if tag and (address := attributes_of(tag[3] or "").get("href")):
            return address
    return ""


def is_elsewhere(address: str, own: str) -> bool:
    """Whether an address leads to another page than the one at `own`."""
    there, here = urlsplit(full_address(address, own)), urlsplit(own)
    return (there.netloc, there.path.rstrip("/")) != (here.netloc, here.path.rstrip("/"))


def full_address(address: str, own: str) -> str:
    """An address as a page at `own` means it; "" if it is none of the web."""
    try:
        return web_address(urljoin(own, address))
    except ValueError:
        return ""
