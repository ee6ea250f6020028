"""Reads pages with the libraries we are measured against; run by the Python of their own environment.

``python read_pages.py PEER … < list of files``, one path a line, gives one JSON
object a page and peer.  No peer reaches a network, and none may take longer than
LIMIT seconds a page; what goes wrong is the page's ``problem``.
"""

from __future__ import annotations

import gzip
import json
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

LIMIT = 30.0
Told = dict[str, Any]


class TooSlowError(Exception):
    """A peer took longer than its limit."""


def trafilatura_with(**options: Any) -> Callable[[str], Told]:
    """trafilatura with options; its metadata are the same with all of them."""
    from trafilatura import bare_extraction

    def read(source: str) -> Told:
        found: Any = bare_extraction(source, with_metadata=True, include_comments=False, **options)
        if found is None:
            return {}
        authors = [name.strip() for name in (found.author or "").split(";")]
        return {"body": found.text, "title": found.title, "authors": authors, "published": found.date}

    return read


def newspaper() -> Callable[[str], Told]:
    """newspaper4k; the address stands for none, so that nothing is looked up."""
    from newspaper import Article

    def read(source: str) -> Told:
        article = Article("https://example.org/", fetch_images=False)
        article.download(input_html=source)
        article.parse()
        day = article.publish_date
        return {
            "body": article.text,
            "title": article.title,
            "authors": list(article.authors),
            "published": day.isoformat() if day else "",
        }

    return read


def readability() -> Callable[[str], Told]:
    """readability-lxml; its summary is HTML, a line an element that stands alone."""
    from lxml.html import fragment_fromstring
    from readability import Document

    def read(source: str) -> Told:
        document = Document(source)
        root = fragment_fromstring(document.summary(html_partial=True), create_parent=True)
        for element in root.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "blockquote", "br"):
            element.tail = "\n" + (element.tail or "")
        return {"body": root.text_content(), "title": document.short_title()}

    return read


def htmldate() -> Callable[[str], Told]:
    """htmldate, asked for the day of first publication."""
    from htmldate import find_date

    return lambda source: {"published": find_date(source, original_date=True)}


PEERS: dict[str, Callable[[], Callable[[str], Told]]] = {
    "trafilatura": trafilatura_with,
    "trafilatura precision": lambda: trafilatura_with(favor_precision=True),
    "trafilatura fast": lambda: trafilatura_with(fast=True),
    "trafilatura fast precision": lambda: trafilatura_with(fast=True, favor_precision=True),
    "newspaper4k": newspaper,
    "readability-lxml": readability,
    "htmldate": htmldate,
}


def forbid_network() -> None:
    """Let nothing look up a name or open a connection."""

    def refuse(event: str, _: object) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
            raise OSError("no peer reaches a network")

    sys.addaudithook(refuse)


def within(limit: float, read: Callable[[str], Told], source: str) -> Told:
    """What a peer says of a page, or the problem it had."""

    def ring(_: int, __: FrameType | None) -> None:
        raise TooSlowError(f"longer than {limit:.0f} s")

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limit)
    start = time.perf_counter()
    try:
        told = read(source)
    except Exception as trouble:  # whatever a peer raises is its answer
        told = {"problem": f"{type(trouble).__name__}: {trouble}"[:200]}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return {**told, "seconds": time.perf_counter() - start}


def main(names: list[str]) -> None:
    """Read every page with every peer that is named."""
    from trafilatura.utils import decode_file

    readers = {name: PEERS[name]() for name in names}
    forbid_network()
    for line in sys.stdin:
        file = line.rstrip("\n")
        raw = Path(file).read_bytes()
        source = decode_file(gzip.decompress(raw) if file.endswith(".gz") else raw)
        for name, read in readers.items():
            told = within(LIMIT, read, source)
            print(json.dumps({"file": file, "peer": name, **told}, default=str), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
