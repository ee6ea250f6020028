"""The simplest ways to read a page: every paragraph element, the title element, one meta element."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from bench.page_answers import Answer

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PUBLISHED = '//meta[@property="article:published_time"]/@content'
_AUTHOR = '//meta[@name="author"]/@content'


def baseline_of(file: Path) -> Answer:
    """All ``<p>``, ``<title>``, ``article:published_time`` else the first day written, ``meta author``."""
    from lxml.html import HTMLParser, document_fromstring

    raw = gzip.decompress(file.read_bytes())
    source = raw.decode("utf-8", "replace")
    root = document_fromstring(source.encode(), parser=HTMLParser(encoding="utf-8"))
    body = "\n".join("".join(p.itertext()) for p in root.iter("p"))
    stated = [*map(str, root.xpath(_PUBLISHED)), *_DAY.findall(source)[:1]]
    return Answer(
        body=body,
        bare=body,
        title=root.findtext(".//title") or "",
        authors=tuple(map(str, root.xpath(_AUTHOR)))[:1],
        published=stated[0] if stated else "",
    )
